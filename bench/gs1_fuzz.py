"""Hostile texts for every public parser of the numbers: ``python -m bench.gs1_fuzz [EXECUTIONS [PARSER]]``.

Atheris feeds one parser with each execution (100,000 unless told), always the same one if it is named.
Nothing but a Gs1Error may come out, whose texts can be sent to anyone and whose position lies in the text;
what parses is put together again and must read the same; no call may take more than 1 ms of the processor,
the best of several. The line after each million and at the end names the slowest call; a fault ends the run
with the text that it came from.
"""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

import atheris

from bench.gs1_texts import GS, SEEDS, WORDS

with atheris.instrument_imports(include=["catalogue.gs1", "biip"]):
    from catalogue.gs1 import element_string, element_string_building, errors, gtin, keys
    from catalogue.gs1.application_identifiers import APPLICATION_IDENTIFIERS
    from catalogue.gs1.companions import missing_companions
    from catalogue.gs1.company_prefix import validate_company_prefix
    from catalogue.gs1.compressed_link import plain_link
    from catalogue.gs1.digital_link import DigitalLink, read_digital_link, read_link_path
    from catalogue.gs1.digital_link_building import build_digital_link
    from catalogue.gs1.element_string_building import build_element_string, read_elements
    from catalogue.gs1.in_store import is_in_store_number
    from catalogue.gs1.scan_code import parse_scan
    from catalogue.gs1.typed_numbers import clean_typed_number
    from catalogue.gs1.variable_measure import InStoreLayout, build_variable_measure, read_variable_measure

EXECUTIONS = 100_000
MILLION = 1_000_000
LIMIT_NS = 1_000_000
LONGEST_TEXT = 2048
LONGEST_COMPRESSED = 512
"""It is read twice, and grows in between."""
REPEATS = 5
REPAIRS = 3

LAYOUTS = (
    InStoreLayout("21", 5, 5, "weight"),
    InStoreLayout("22", 5, 4, "price", step=1000, verifier=True),
    InStoreLayout("23", 4, 5, "price", step=100, verifier=True),
    InStoreLayout("2900", 6, 2, "count"),
)


class Wrong(Exception):
    """A parser that broke its promise."""


def agree(what: str, one: object, other: object) -> None:
    """Refuse a round trip that changed something."""
    if one != other:
        raise Wrong(f"{what}: {one!r} became {other!r}")


def scan(text: str) -> None:
    """Read a scan, and once more by its own number."""
    scanned = parse_scan(text, layouts=LAYOUTS)
    if scanned.number:
        again = parse_scan(scanned.number, layouts=LAYOUTS)
        agree("number", (again.gtin, again.number), (scanned.gtin, scanned.number))


def elements(text: str) -> None:
    """Take an element string apart, put it together and take that apart."""
    data = element_string.parse_element_string(text)
    agree("element string", data, element_string.parse_element_string(build_element_string(data)))
    missing_companions(data)


def bracketed(text: str) -> None:
    """Take a typed element string apart; as scanned it says the same."""
    data = element_string.parse_bracketed(text)
    agree("brackets", data, element_string.parse_element_string(build_element_string(data)))


def content(text: str) -> None:
    """Read what someone wants in a symbol."""
    data = read_elements(text)
    agree("content", data, read_elements(GS + build_element_string(data)))
    element_string_building.bracketed_elements(data)


def link(text: str) -> None:
    """Read a link; its canonical form says the same and is its own."""
    follow(read_digital_link(text))


def link_path(text: str) -> None:
    """Read path and query of a request."""
    path, _, query = text.partition("?")
    follow(read_link_path(path, query))


def compressed(text: str) -> None:
    """Read a compressed link; what comes out is plain, and is read or refused as any other."""
    path, _, query = text[:LONGEST_COMPRESSED].partition("?")
    plain = plain_link(path, query)
    if plain:
        agree("plain link", plain_link(*plain), None)
        with suppress(errors.Gs1Error):  # whose position lies in the plain link
            read_link_path(*plain)


def follow(read: DigitalLink) -> None:
    """Check the forms of a link that was read."""
    again = read_digital_link(read.canonical)
    agree("link", (again.data, again.canonical), (read.data, read.canonical))
    agree("levels", read.levels()[-1], {read.key: read.value})
    try:
        built = build_digital_link("https://x.vn/a", read.data, key=read.key)
    except errors.DigitalLinkInvalid:  # what an AI needs may be missing
        return
    agree("built link", read_digital_link(built).data, read.data)


def number(text: str) -> None:
    """Read a GTIN; as displayed it is the same."""
    gtin14 = gtin.parse_gtin(text)
    agree("GTIN", gtin.parse_gtin(gtin.display_gtin(gtin14)), gtin14)
    is_in_store_number(text)


def key(text: str) -> None:
    """Read an SSCC or a GLN."""
    (keys.parse_sscc if len(text) == 18 else keys.parse_gln)(text)


def typed(text: str) -> None:
    """Clean a typed number, which is clean then."""
    cleaned = clean_typed_number(text)
    agree("cleaning", clean_typed_number(cleaned), cleaned)
    gtin.parse_gtin(cleaned)


def in_store(text: str) -> None:
    """Read an in-store number of variable measure and build it again."""
    said = read_variable_measure(text, LAYOUTS)
    if said:
        layout = next(layout for layout in LAYOUTS if text.startswith(layout.prefix))
        amounts = (said.weight_g, said.price_vnd, said.count)
        amount = next(amount for amount in amounts if amount is not None)
        agree("in-store number", build_variable_measure(layout, int(said.reference), amount), text)


def prefix(text: str) -> None:
    """Ask whether a text is a company prefix."""
    validate_company_prefix(text)


def building(text: str) -> None:
    """Put element string and link together from pairs of AI and value, each ended by a separator."""
    pairs = dict(pair.split("=", 1) for pair in text.split(GS) if "=" in pair)
    raw = build_element_string(pairs)
    agree("building", element_string.parse_element_string(raw), pairs)
    agree("building a link", read_digital_link(build_digital_link("https://x.vn", pairs)).data, pairs)


TARGETS: tuple[Callable[[str], None], ...] = (
    *(scan, elements, bracketed, content, link, link_path),
    *(number, key, typed, in_store, prefix, building, compressed),
)


class Campaign:
    """Counts executions and remembers the slowest call."""

    def __init__(self, executions: int, targets: Sequence[Callable[[str], None]]) -> None:
        self.targets = targets
        self.left = executions
        self.clean = 0
        self.total_ns = 0
        self.slowest_ns = 0

    def execute(self, data: bytes) -> None:
        """Give one text to one parser, both chosen by ``data``."""
        target = self.targets[(data[0] if data else 0) % len(self.targets)]
        text = data[1:].decode("utf-8", "surrogateescape")[:LONGEST_TEXT]
        for _ in range(REPAIRS):
            refusal = self.timed(target, text)
            mended = mend(text, refusal)
            if mended == text:
                break
            text = mended
        self.clean += 1
        self.left -= 1
        if self.left == 0 or self.clean % MILLION == 0:
            self.report()

    def timed(self, target: Callable[[str], None], text: str) -> errors.Gs1Error | None:
        """Return the refusal of ``text``, if any, and note how long it took."""
        spent, refusal = call(target, text)
        for _ in range(REPEATS if spent > self.slowest_ns else 0):
            spent = min(spent, call(target, text)[0])
        if spent > LIMIT_NS:
            raise Wrong(f"{target.__name__} took {spent / 1e6:.2f} ms")
        self.total_ns += spent
        self.slowest_ns = max(self.slowest_ns, spent)
        return refusal

    def report(self) -> None:
        """Print how the run went."""
        milliseconds = self.slowest_ns / 1e6
        mean = self.total_ns / self.clean / 1e3
        name = f"gs1 fuzz: {self.clean} executions clean, mean {mean:.0f} µs; the slowest"
        line = {"bench": name, "yardstick": 1.0, "value": round(milliseconds, 3), "unit": "ms"}
        print(json.dumps(line | {"ratio": round(milliseconds, 3)}, ensure_ascii=False), flush=True)


def call(target: Callable[[str], None], text: str) -> tuple[int, errors.Gs1Error | None]:
    """Return the nanoseconds that ``target`` took, and its refusal, whose texts are fit to be sent."""
    began = time.thread_time_ns()
    refusal = None
    try:
        target(text)
    except errors.Gs1Error as error:
        refusal = error
    spent = time.thread_time_ns() - began
    if refusal:
        for language in ("vi", "en"):
            refusal.text(language).encode("utf-8")
        if refusal.position is not None and not 0 <= refusal.position <= len(text):
            raise Wrong(f"position {refusal.position} is outside of {text!r}")
    return spent, refusal


def mend(text: str, refusal: errors.Gs1Error | None) -> str:
    """Return ``text`` with the check digit that ``refusal`` asks for, so that the campaign gets past it."""
    if refusal is None or refusal.position is None or "expected" not in refusal.facts:
        return text
    at = refusal.position
    return f"{text[:at]}{refusal.facts['expected']}{text[at + 1 :]}"


def main(executions: int, parser: str = "") -> int:
    """Return the exit status of a campaign in a process of its own, which leaves nothing behind."""
    with tempfile.TemporaryDirectory(prefix="htx-gs1-fuzz-") as folder:
        command = [sys.executable, "-m", "bench.gs1_fuzz", str(executions), parser, folder]
        return subprocess.run(command, check=False).returncode


def run(executions: int, parser: str, folder: Path) -> None:
    """Run the campaign in this process, which libFuzzer ends."""
    targets = [target for target in TARGETS if parser in {"", target.__name__}]
    corpus = folder / "corpus"
    corpus.mkdir()
    for place, seed in enumerate(SEEDS):
        for choice in range(len(TARGETS)):
            (corpus / f"{place}-{choice}").write_bytes(bytes([choice]) + seed.encode())
    for ai, known in APPLICATION_IDENTIFIERS.items():
        digits = "1" * sum(part.shortest for part in known.parts if not part.optional)
        (corpus / ai).write_bytes(bytes([TARGETS.index(elements)]) + f"{ai}{digits}".encode())
    words = folder / "words"
    words.write_text("".join(f'"{escaped(word)}"\n' for word in {*WORDS, *APPLICATION_IDENTIFIERS}))
    options = [
        f"-runs={executions}",
        f"-max_len={LONGEST_TEXT}",
        f"-dict={words}",
        f"-artifact_prefix={folder}/",
    ]
    atheris.Setup([sys.argv[0], *options, str(corpus)], Campaign(executions, targets).execute)
    atheris.Fuzz()


def escaped(word: str) -> str:
    """Return ``word`` as a dictionary of libFuzzer spells it."""
    return "".join(f"\\x{byte:02x}" for byte in word.encode())


if __name__ == "__main__":
    if len(sys.argv) > 3:
        run(int(sys.argv[1]), sys.argv[2], Path(sys.argv[3]))
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else EXECUTIONS, *sys.argv[2:]))
