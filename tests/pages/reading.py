"""Public pages, asked for at one moment and read as a browser reads them."""

import datetime
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import time_machine
from django.test import Client

NOON = datetime.datetime(2026, 6, 1, 12, tzinfo=datetime.UTC)
STYLES = Path(__file__).resolve().parents[2] / "pages/static/pages/page.css"
HEAVIEST = 60_000
HOSTILE = "<script>alert('x')</script>\"&{{ 7777*7777 }}</title></style>--><img src=x onerror=alert(1)> "


class Read(HTMLParser):
    """What a page is made of: ``tags`` with their attributes in order, ``text`` between them, ``data``."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.text = ""
        self.data = ""
        self._inside = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        self._inside = tag

    def handle_data(self, data: str) -> None:
        if self._inside == "script":
            self.data += data
        else:
            self.text += data

    def handle_endtag(self, tag: str) -> None:
        self._inside = ""

    def all(self, name: str) -> list[dict[str, str]]:
        return [attributes for tag, attributes in self.tags if tag == name]

    def meta(self, name: str) -> str:
        found = [tag for tag in self.all("meta") if name in {tag.get("name"), tag.get("property")}]
        assert len(found) == 1, name
        return found[0]["content"]


def show(client: Client, address: str, **headers: str) -> tuple[Any, Read]:
    with time_machine.travel(NOON, tick=False):
        answer = client.get(address, headers=headers)
    return answer, Read(answer.content.decode())
