"""Hundreds of hostile photos, clips and papers over the wire: refused or harmless, in seconds.

A server as in production with one process takes each file by `POST seller/media` or `…/papers`. What it took
is fetched again: a picture must not be the bytes that came, and nothing may hold what was hidden in a file.
Three processes are told apart: the server, whose growth is counted over all files together; the child that
decodes one photo, which has a bound of its own, and what the largest took; and, as the yardstick, what one
small picture of 169 megapixels costs where nothing bounds it. At the end the slowest file is sent twice at
the same time: one child works, the other waits. The run fails when a file is answered with a 5xx, in more
than 5 s, or comes out as it must not, or when the server grows by more than 150 MB.
"""

import json
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from typing import Any
from urllib.parse import urlsplit

from bench.claims import tell
from bench.hostile_pictures import pictures
from bench.hostile_sounds import clips, papers
from bench.office import Office, Watch, open_office, serving_process
from bench.picture_bytes import PAYLOAD
from bench.store_server import configure, server
from catalogue.media.errors import PhotoTooHeavy
from catalogue.media.kinds import MediaForm
from catalogue.media.limits import CHILD_MEMORY_BYTES, CHILD_SECONDS, MEGABYTE, PHOTO_EDGES
from catalogue.media.pictures import decoding_order, run_child

MOST_GROWTH_MB = 150
MOST_SECONDS = 5.0
"""The child's four, and its start and end."""
MOST_SECONDS_OF_TWO = 2 * MOST_SECONDS
"""The second waits until the first has done."""
FAMILIES = {"photo": pictures, "audio": clips, "paper": papers}
FLOOD = "floods: flood 13000x13000 1-bit png"
FILES_OF_A_PRODUCT = 10
TAKEN = {200, 201, 400, 409, 413, 415, 422}
File = tuple[str, str, bytes]
"""Kind, name and bytes."""
Addresses = Callable[[str], tuple[str, dict[str, object]]]
"""Where the next file of a kind goes to, and the fields beside it."""


@dataclass
class Outcome:
    """What became of the files."""

    answers: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    seconds: list[tuple[float, str]] = field(default_factory=list)


def write_all(folder: Path) -> None:
    """Write every file into ``folder``, with an index of kind and name."""
    index = []
    for kind, family in FAMILIES.items():
        for number, (name, data) in enumerate(family()):
            path = folder / f"{kind}-{number:03}"
            path.write_bytes(data)
            index.append((kind, name, path.name))
    (folder / "index.json").write_text(json.dumps(index))


def read_all(folder: Path) -> Iterator[File]:
    """Yield kind, name and bytes of each file."""
    for kind, name, file in json.loads((folder / "index.json").read_text()):
        yield kind, name, (folder / file).read_bytes()


def addresses_for(files: int) -> tuple[Addresses, str]:
    """Return what names an address with room for each of ``files``, and the token that may send there."""
    from datetime import date

    from django.db import connection

    from catalogue.approval.certificates import add_certificate
    from catalogue.lifecycle import create_product
    from catalogue.models import Category

    cooperative, token = open_office()
    category = Category.objects.get(slug="mat-ong")
    rooms = []
    for number in range(-(-files // FILES_OF_A_PRODUCT)):
        name = {"vi": f"Mật ong số {number}"}
        goods = create_product(cooperative=cooperative, category=category, name=name, label_group="thuc-pham")
        dates = {"valid_from": date(2026, 1, 1), "valid_to": date(2027, 1, 1)}
        proof = add_certificate(product=goods, values={"kind": "vietgap", **dates})
        rooms += [(goods.pk, proof.pk)] * FILES_OF_A_PRODUCT
    connection.close()

    def next_address(kind: str) -> tuple[str, dict[str, object]]:
        product, certificate = rooms.pop()
        if kind == "paper":
            return f"certificates/{certificate}/papers", {}
        language = {"language": "vi"} if kind == "audio" else {}
        return "media", {"product": product, "kind": kind, **language}

    return next_address, token


def take(office: Office, addresses: Addresses, file: File, outcome: Outcome) -> None:
    """Send one file, fetch what was made of it, and note what happened."""
    kind, name, data = file
    path, fields = addresses(kind)
    began = time.perf_counter()
    status, body = office.send(path, "tep", data, fields)
    outcome.seconds.append((time.perf_counter() - began, f"{kind} {name}"))
    outcome.answers[f"{status} {body.get('code', '')}"] += 1
    if status not in TAKEN:
        outcome.faults.append(f"{name}: {status} {body}")
    if status == 201:
        outcome.faults += [f"{name}: {fault}" for fault in faults_of(office, body, data)]


def faults_of(office: Office, body: dict[str, Any], sent: bytes) -> Iterator[str]:
    """Yield what is wrong with the files that were kept."""
    for source in body.get("sources", [body]):
        status, kept = office.fetch("GET", urlsplit(source["url"]).path)
        if status != 200:
            yield f"{source['url']} is answered with {status}"
        # A PDF is kept as it came, and only ever downloaded; of a clip its sound, frame by frame.
        drawn_anew = source["type"].startswith("image/")
        if source["type"] != MediaForm.PDF.media_type and not is_harmless(kept):
            yield "came through"
        if drawn_anew and kept == sent:
            yield "the same bytes"


def is_harmless(kept: bytes) -> bool:
    """Return whether nothing foreign is left in what was kept."""
    return PAYLOAD[:20] not in kept and b"PK\x03\x04<?php" not in kept


def two_at_once(office: Office, addresses: Addresses, file: File, outcome: Outcome) -> float:
    """Return the seconds of the slower of two that send ``file`` at the same time."""
    with ThreadPoolExecutor(2) as pool:
        both = [Outcome(), Outcome()]
        list(pool.map(lambda one: take(office, addresses, file, one), both))
    for one in both:
        outcome.faults += one.faults
    return max(seconds for one in both for seconds, _ in one.seconds)


def child_peak_mb() -> float:
    """Return the most memory that a child of this process ever took."""
    return getrusage(RUSAGE_CHILDREN).ru_maxrss / 1024


def flood_mb(data: bytes, *, confined: bool) -> float:
    """Return what a child that takes any number of pixels needs for ``data``; 0 when it is stopped."""
    order = decoding_order(MediaForm.PNG, edges=PHOTO_EDGES, forms=(MediaForm.JPEG,))
    order |= {"most_pixels": 10**12, "confined": confined, "seconds": 60 if not confined else CHILD_SECONDS}
    try:
        run_child(data, order)
    except PhotoTooHeavy:
        return 0.0
    return child_peak_mb()


def send_all(folder: Path, outcome: Outcome) -> tuple[float, float, float]:
    """Send every file in ``folder`` to a server, then the slowest twice at once.

    Return by how many MB the server grew, the MB of its largest child, and the seconds of the slower of two.
    """
    data = folder / "data"
    data.mkdir()
    configure(data)
    addresses, token = addresses_for(sum(1 for _ in read_all(folder)) + 3 * FILES_OF_A_PRODUCT)
    with server(data) as port:
        office, web = Office(port, token), serving_process()
        for file in read_all(folder):  # what is loaded once is no growth
            if "cut at 90" in file[1]:
                take(office, addresses, file, Outcome())
        watch = Watch(web)
        for file in read_all(folder):
            take(office, addresses, file, outcome)
        grown = watch.growth_mb()
        outcome.seconds.sort(reverse=True)
        slowest = next(file for file in read_all(folder) if outcome.seconds[0][1] == f"{file[0]} {file[1]}")
        of_two = two_at_once(office, addresses, slowest, outcome)
        child = float(office.fetch("GET", "/api/v1/store/bench/largest-child")[1])
    return grown, child, of_two


def main() -> int:
    """Run all and print its lines; return 1 when something is not as promised."""
    outcome = Outcome()
    with tempfile.TemporaryDirectory(prefix="htx-hostile-") as name:
        folder = Path(name)
        writer = get_context("spawn").Process(target=write_all, args=(folder,))
        writer.start()
        writer.join()
        flood = next(data for _, title, data in read_all(folder) if title == FLOOD)
        grown, child, of_two = send_all(folder, outcome)
    stopped = flood_mb(flood, confined=True) == 0.0
    yardstick = flood_mb(flood, confined=False)
    report(outcome, f"flood stopped by the child's bound: {stopped}")
    one_flood, bound_mb = f"one flood without bounds, {yardstick:.0f} MB", CHILD_MEMORY_BYTES / MEGABYTE
    unit = f"MB the server grows by over {sum(outcome.answers.values())} hostile files"
    kept = [tell(line("server", one_flood, grown, yardstick, unit), most={"value": MOST_GROWTH_MB})]
    for what, limit, value, most, unit in (
        ("child", f"its bound, {bound_mb:.0f} MB of addresses", child, bound_mb, "MB of the largest child"),
        ("slowest", f"{MOST_SECONDS:.0f} s", outcome.seconds[0][0], MOST_SECONDS, "s, the slowest answer"),
        (
            *("two", f"{MOST_SECONDS_OF_TWO:.0f} s", of_two, MOST_SECONDS_OF_TWO),
            "s, the slower of two that send the slowest file at the same time",
        ),
    ):
        kept.append(tell(line(what, limit, value, most, unit), most={"ratio": 1}))
    return 0 if all(kept) and stopped and not outcome.faults and yardstick > MOST_GROWTH_MB else 1


def line(what: str, yardstick: str, value: float, most: float, unit: str) -> dict[str, object]:
    """Return the line of one figure."""
    named = {"bench": f"hostile_files_{what}", "yardstick": yardstick, "value": round(value, 2)}
    return named | {"ratio": round(value / most, 3), "unit": unit}


def report(outcome: Outcome, more: str) -> None:
    """Tell people on the error output."""
    say = [f"  {count:4} {answer}" for answer, count in outcome.answers.most_common()]
    say += [f"{len(outcome.faults)} faults", *outcome.faults[:20]]
    say += [f"slowest: {seconds:.2f} s {name}" for seconds, name in outcome.seconds[:5]]
    print("\n".join([*say, more]), file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
