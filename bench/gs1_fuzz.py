"""Hostile texts for every public parser of the numbers: ``python -m bench.gs1_fuzz [EXECUTIONS]``.

Atheris feeds one parser with each execution (100,000 unless told). Nothing but a Gs1Error may come out, whose
texts can be sent to anyone and whose position lies in the text; what parses is put together again and must
read the same; no call may take more than 1 ms of the processor, the best of several. The line after each
million and at the end names the slowest call; a fault ends the run with the text that it came from.
"""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["catalogue.gs1", "biip"]):
    from catalogue.gs1 import element_string, element_string_building, errors, gtin, keys
    from catalogue.gs1.application_identifiers import APPLICATION_IDENTIFIERS
    from catalogue.gs1.companions import missing_companions
    from catalogue.gs1.company_prefix import validate_company_prefix
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
REPEATS = 5
REPAIRS = 3

GTIN = "09521234567899"
GS = "\x1d"
LAYOUTS = (
    InStoreLayout("21", 5, 5, "weight"),
    InStoreLayout("22", 5, 4, "price", step=1000, verifier=True),
    InStoreLayout("23", 4, 5, "price", step=100, verifier=True),
    InStoreLayout("2900", 6, 2, "count"),
)
SEEDS = (
    "9521234567899",
    "95200002",
    "2100042012509",
    "095212340000000013",
    "9521234000075",
    "952-1234 567899",
    f"]C101{GTIN}1727033110L1{GS}21S-1",
    f"01{GTIN}3103001250" + "3930704187500",
    "00095212340000000013" + f"02{GTIN}3724{GS}10L1",
    f"01{GTIN}422704{GS}423704156{GS}7030704GMP1{GS}7230OCOCOP-4{GS}70032703311430",
    f"01{GTIN}800827033114{GS}7007261001261005{GS}4210" + "70000",
    "8006095212345678990102" + "21X",
    "2539521234000075D1",
    "8003" + "09521234000075A1",
    "80131987654Ad4X4bL5ttr2310c2K",
    f"(01){GTIN}(17)270331(10)A(B)C(21)7",
    f"https://id.gs1.org/01/{GTIN}/22/2A/10/A%2FB/21/7?17=270331&3103=001250&linkType=gs1:pip",
    "https://x.vn/a/414/9521234000075/254/K1",
    "https://x.vn/00/095212340000000013?02=09521234567899&37=24",
    f"http://x.vn:8000/gtin/{GTIN}/lot/L1",
    f"01={GTIN}{GS}10=A/B{GS}21=7{GS}17=270331",
    f"01=99521234567892{GS}3103=001250{GS}3930=704187500",
    f"00=095212340000000013{GS}02={GTIN}{GS}37=24{GS}4300=H%E1+A{GS}4307=VN{GS}4330=000400-",
    f"414=9521234000075{GS}254=K1{GS}8020=R{GS}420=10000{GS}4309=11102777781058341667",
    f"8004=9521234ABC{GS}7040=1ABc{GS}7230=OCOCOP-4{GS}7258=1/2{GS}8007=GB82WEST12345698765432",
)
WORDS = (
    *(
        "01",
        "02",
        "00",
        "10",
        "17",
        "21",
        "22",
        "37",
        "235",
        "253",
        "255",
        "414",
        "422",
        "423",
        "3103",
        "3922",
    ),
    *("3930704", "7003", "7007", "8003", "8006", "8008", "8013", "8200", "704", "270300", "9999", GTIN),
    *("]C1", "]d2", "]Q3", "]E0", "]E3", "(01)", "(10)", "(21)", "https://x.vn/", "/01/", "/10/", "/21/"),
    *("?17=", "&10=", "%2F", "%25", "?linkType=", "/gtin/", "#", "\x1d", "\u0669", "\uff11", "\ufeff", " "),
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
    *(number, key, typed, in_store, prefix, building),
)


class Campaign:
    """Counts executions and remembers the slowest call."""

    def __init__(self, executions: int) -> None:
        self.left = executions
        self.clean = 0
        self.total_ns = 0
        self.slowest_ns = 0

    def execute(self, data: bytes) -> None:
        """Give one text to one parser, both chosen by ``data``."""
        target = TARGETS[(data[0] if data else 0) % len(TARGETS)]
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


def main(executions: int) -> int:
    """Return the exit status of a campaign in a process of its own, which leaves nothing behind."""
    with tempfile.TemporaryDirectory(prefix="htx-gs1-fuzz-") as folder:
        command = [sys.executable, "-m", "bench.gs1_fuzz", str(executions), folder]
        return subprocess.run(command, check=False).returncode


def run(executions: int, folder: Path) -> None:
    """Run the campaign in this process, which libFuzzer ends."""
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
    atheris.Setup([sys.argv[0], *options, str(corpus)], Campaign(executions).execute)
    atheris.Fuzz()


def escaped(word: str) -> str:
    """Return ``word`` as a dictionary of libFuzzer spells it."""
    return "".join(f"\\x{byte:02x}" for byte in word.encode())


if __name__ == "__main__":
    if len(sys.argv) > 2:
        run(int(sys.argv[1]), Path(sys.argv[2]))
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else EXECUTIONS))
