"""The bytes that a browser loads for a page the first time: the page, its style sheets, its scripts."""

import gzip
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders

_STYLE = re.compile(r'<link[^>]+rel="stylesheet"[^>]*>')
_HREF = re.compile(r'href="([^"]+)"')
_SCRIPT = re.compile(r'<script[^>]+src="([^"]+)"')
GZIP_LEVEL = 6


@dataclass(frozen=True)
class Weight:
    """Bytes as they are, and with gzip, and how many files they are in."""

    plain: int
    zipped: int
    files: int


def weigh(client: Any, path: str) -> Weight:
    """Return what the page at ``path`` weighs without its pictures.

    Raises SystemExit for a refusal, or a file that is not there.
    """
    answer = client.get(path)
    if answer.status_code != 200:
        raise SystemExit(f"{path} answered {answer.status_code}")
    bodies = [answer.content, *(_loaded(client, address) for address in _linked(answer.content.decode()))]
    return Weight(
        sum(map(len, bodies)),
        sum(len(gzip.compress(body, GZIP_LEVEL)) for body in bodies),
        len(bodies),
    )


def _linked(page: str) -> list[str]:
    styles = [found[1] for tag in _STYLE.findall(page) if (found := _HREF.search(tag))]
    return list(dict.fromkeys([*styles, *_SCRIPT.findall(page)]))


def _loaded(client: Any, address: str) -> bytes:
    if not address.startswith("/static/"):  # a script that the server writes
        return bytes(client.get(address).content)
    found = finders.find(address.removeprefix("/static/"))
    if not isinstance(found, str):
        raise SystemExit(f"{address} is no file")
    return Path(found).read_bytes()
