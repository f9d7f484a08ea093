"""Hundreds of hostile files through what takes photos, clips and papers: refused or harmless, in seconds.

The files are made by another process, so that what is measured is the taking alone. The yardstick is what
one small picture of 169 megapixels costs where nothing bounds it. Counts and the slowest files go to the
error output; the run fails when a file is answered by anything but an acceptance or a coded refusal.
"""

import json
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage

import psutil

from bench.hostile_pictures import pictures
from bench.hostile_sounds import clips, papers
from bench.picture_bytes import PAYLOAD
from catalogue.errors import DomainError
from catalogue.media.acceptance import Accepted, accept_audio, accept_paper, accept_photo
from catalogue.media.errors import PhotoTooHeavy
from catalogue.media.kinds import MediaForm
from catalogue.media.limits import CHILD_MEMORY_BYTES, CHILD_SECONDS, MEGABYTE, PHOTO_EDGES
from catalogue.media.pictures import decoding_order, run_child

MOST_GROWTH_MB = 150
MOST_SECONDS = 5.0
"""The child's four, and its start and end."""
FAMILIES = {"photo": pictures, "audio": clips, "paper": papers}
TAKE = {"photo": accept_photo, "audio": accept_audio, "paper": accept_paper}
FLOOD = "floods: flood 13000x13000 1-bit png"


@dataclass
class Outcome:
    """What became of the files."""

    refusals: Counter[str] = field(default_factory=Counter)
    accepted: int = 0
    faults: list[str] = field(default_factory=list)
    slowest: list[tuple[float, str]] = field(default_factory=list)
    growth_mb: float = 0.0

    @property
    def count(self) -> int:
        """Return how many files there were."""
        return self.accepted + sum(self.refusals.values()) + len(self.faults)


def write_all(folder: Path) -> None:
    """Write every file into ``folder``, with an index of kind and name."""
    index = []
    for kind, family in FAMILIES.items():
        for number, (name, data) in enumerate(family()):
            path = folder / f"{kind}-{number:03}"
            path.write_bytes(data)
            index.append((kind, name, path.name))
    (folder / "index.json").write_text(json.dumps(index))


def read_all(folder: Path) -> Iterator[tuple[str, str, bytes]]:
    """Yield kind, name and bytes of each file."""
    for kind, name, file in json.loads((folder / "index.json").read_text()):
        yield kind, name, (folder / file).read_bytes()


def try_all(files: Iterator[tuple[str, str, bytes]]) -> Outcome:
    """Return what became of ``files``, one after another in this process."""
    outcome = Outcome()
    before = psutil.Process().memory_info().rss / MEGABYTE
    for kind, name, data in files:
        began = time.perf_counter()
        try:
            accepted = TAKE[kind](data)
        except DomainError as refusal:
            outcome.refusals[refusal.code] += 1
        except Exception as fault:  # noqa: BLE001 - this is what is looked for
            outcome.faults.append(f"{name}: {fault!r}")
        else:
            outcome.accepted += 1
            if not is_harmless(accepted):
                outcome.faults.append(f"{name}: came through")
        outcome.slowest.append((time.perf_counter() - began, name))
    # The peak, so that what was given back in between counts too.
    outcome.growth_mb = getrusage(RUSAGE_SELF).ru_maxrss / 1024 - before
    outcome.slowest.sort(reverse=True)
    return outcome


def is_harmless(accepted: Accepted) -> bool:
    """Return whether nothing foreign is left; a PDF is kept as it came, and only ever downloaded."""
    kept = (rendition.data for rendition in accepted.renditions if rendition.form is not MediaForm.PDF)
    return not any(PAYLOAD[:20] in data or b"PK\x03\x04<?php" in data for data in kept)


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


def main() -> int:
    """Run all and print one line; return 1 when something is not as promised."""
    with tempfile.TemporaryDirectory(prefix="htx-hostile-") as name:
        folder = Path(name)
        writer = get_context("spawn").Process(target=write_all, args=(folder,))
        writer.start()
        writer.join()
        files = list(json.loads((folder / "index.json").read_text()))
        flood = (folder / next(file for _, title, file in files if title == FLOOD)).read_bytes()
        with_writer = child_peak_mb()
        for warm in ("photo", "audio", "paper"):  # what is loaded once is no growth
            try_all(entry for entry in read_all(folder) if entry[0] == warm and "cut at 90" in entry[1])
        outcome = try_all(read_all(folder))
    stopped = flood_mb(flood, confined=True) == 0.0
    yardstick = flood_mb(flood, confined=False)
    report(outcome, f"writer's peak {with_writer:.0f} MB, flood stopped by the child's bound: {stopped}")
    line = {"bench": "hostile_files", "yardstick": round(yardstick, 1), "value": round(outcome.growth_mb, 1)}
    unit = f"MB the server grows by over {outcome.count} hostile files; yardstick: one flood without bounds"
    print(json.dumps(line | {"ratio": round(outcome.growth_mb / yardstick, 4), "unit": unit}))
    kept = outcome.growth_mb <= MOST_GROWTH_MB and outcome.slowest[0][0] <= MOST_SECONDS
    return 0 if kept and stopped and not outcome.faults and yardstick > MOST_GROWTH_MB else 1


def report(outcome: Outcome, more: str) -> None:
    """Tell people on the error output."""
    say = [f"{outcome.count} files: {outcome.accepted} taken, {sum(outcome.refusals.values())} refused"]
    say += [f"  {count:4} {code}" for code, count in outcome.refusals.most_common()]
    say += [f"{len(outcome.faults)} faults", *outcome.faults[:20]]
    say += [f"slowest: {seconds:.2f} s {name}" for seconds, name in outcome.slowest[:5]]
    say += [
        f"growth {outcome.growth_mb:.1f} MB, bound of a child {CHILD_MEMORY_BYTES // MEGABYTE} MB; {more}"
    ]
    print("\n".join(say), file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
