"""In-store numbers that hold a weight, a price or a count: 13 digits in a layout that each shop sets itself.

No layout is national in Vietnam, so none is built in: a layout is data, one for each prefix that the scale
prints, and HTX_IN_STORE_LAYOUTS holds those of the showroom. The digits are prefix, reference of the goods,
verifier where there is one, value, check digit.

Source: GS1 General Specifications, sections 2.1.12 (restricted circulation, variable measure) and 7.9.2 to
7.9.4 (price or weight check digits, of biip).
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, cast, get_args

from biip.checksums import gs1_price_weight_check_digit

from catalogue.gs1.errors import printable
from catalogue.gs1.gtin import RESTRICTED_PREFIXES, check_digit, parse_gtin
from catalogue.gs1.in_store import SHOWROOM_PREFIX
from catalogue.gs1.measure_errors import InStoreLayoutInvalid, InStoreValueOutOfRange, InStoreVerifier

Meaning = Literal["weight", "price", "count"]

_PAYLOAD_LENGTH = 12
_VERIFIED_LENGTHS = (4, 5)
# A reference has a digit at least, so a value nine: with a step of six, JSON holds every amount exactly.
_SPELLING = re.compile(r"([0-9]+):([0-9]{1,2}):([0-9]{1,2}):([a-z]+)(?::([0-9]{1,6}))?(?::(verifier))?")


@dataclass(frozen=True, slots=True)
class InStoreLayout:
    """How the numbers that begin with ``prefix`` are made up.

    ``meaning`` is that of the value: a weight in grams, a price in đồng, or a count; ``step`` is how many
    grams, đồng or pieces 1 in the value stands for, such as 1000 for prices in thousands of đồng. With
    ``verifier`` a digit before the value, of 4 or 5 digits, is made from it.
    """

    prefix: str
    reference_digits: int
    value_digits: int
    meaning: Meaning
    step: int = 1
    verifier: bool = False

    def __post_init__(self) -> None:
        """Refuse a layout that no 13 digits follow. Raises InStoreLayoutInvalid."""
        if not (self.prefix.isascii() and self.prefix.isdigit() and self.prefix[:2] in RESTRICTED_PREFIXES):
            raise _invalid(
                f"tiền tố “{printable(self.prefix)}” không bắt đầu bằng 02, 04 hoặc 20 đến 29",
                f"the prefix “{printable(self.prefix)}” does not begin with 02, 04 or 20 to 29",
            )
        if self.reference_digits < 1 or self.value_digits < 1 or self.step < 1:
            raise _invalid("mọi số đếm phải từ 1 trở lên", "all counts should be 1 or more")
        if self.meaning not in get_args(Meaning):
            raise _invalid("giá trị là weight, price hoặc count", "the value is weight, price or count")
        length = len(self.prefix) + self.reference_digits + self.verifier + self.value_digits
        if length != _PAYLOAD_LENGTH:
            raise _invalid(
                f"các phần cộng lại phải đủ 12 chữ số, không phải {length}",
                f"its parts should have 12 digits together, not {length}",
            )
        if self.verifier and self.value_digits not in _VERIFIED_LENGTHS:
            raise _invalid(
                "số kiểm tra giá trị cần giá trị 4 hoặc 5 chữ số", "a verifier needs 4 or 5 digits"
            )

    @property
    def highest(self) -> int:
        """The highest weight, price or count that a number can hold, in grams, đồng or pieces."""
        return int(10**self.value_digits - 1) * self.step


@dataclass(frozen=True, slots=True)
class VariableMeasure:
    """What an in-store number says.

    ``item_number`` is the number of the goods themselves: the same digits with value and verifier 0.
    ``reference`` are the goods' digits in it. One of ``weight_g``, ``price_vnd`` and ``count`` is set.
    """

    item_number: str
    reference: str
    weight_g: int | None = None
    price_vnd: int | None = None
    count: int | None = None

    @property
    def weight_kg(self) -> Decimal | None:
        """The weight in kilograms, with three decimals."""
        return None if self.weight_g is None else Decimal(self.weight_g).scaleb(-3)


def read_layouts(text: str) -> tuple[InStoreLayout, ...]:
    """Return the layouts that ``text`` spells, with blanks between them; none for an empty text.

    Each is prefix, digits of the reference, digits of the value and what the value means, then, where they
    are needed, the step and the word ``verifier``, with colons between them.

    >>> [layout.step for layout in read_layouts("21:5:5:weight 22:5:4:price:1000:verifier")]
    [1, 1000]

    Raises InStoreLayoutInvalid, also for two layouts of the same numbers and for the prefix of the numbers
    that the catalogue gives itself.
    """
    return check_layouts(_spelt(word) for word in text.split())


def _spelt(word: str) -> InStoreLayout:
    found = _SPELLING.fullmatch(word)
    if not found:
        shown = printable(word)
        raise _invalid(
            f"“{shown}” không viết như 21:5:5:weight hoặc 22:5:4:price:1000:verifier",
            f"“{shown}” is not spelt like 21:5:5:weight or 22:5:4:price:1000:verifier",
        )
    prefix, reference_digits, value_digits, meaning, step, verifier = found.groups()
    return InStoreLayout(
        prefix,
        int(reference_digits),
        int(value_digits),
        cast("Meaning", meaning),
        int(step or 1),
        bool(verifier),
    )


def check_layouts(layouts: Iterable[InStoreLayout]) -> tuple[InStoreLayout, ...]:
    """Return ``layouts``, of which no two are for the same numbers and none for the catalogue's own.

    Raises InStoreLayoutInvalid.
    """
    checked: list[InStoreLayout] = []
    for layout in layouts:
        if layout.prefix.startswith(SHOWROOM_PREFIX):
            raise _invalid(
                f"tiền tố {SHOWROOM_PREFIX} dành cho mã nội bộ do danh mục tự cấp",
                f"the prefix {SHOWROOM_PREFIX} is for in-store numbers that the catalogue gives itself",
            )
        for other in checked:
            if layout.prefix.startswith(other.prefix) or other.prefix.startswith(layout.prefix):
                raise _invalid(
                    f"tiền tố {layout.prefix} và {other.prefix} chồng nhau",
                    f"the prefixes {layout.prefix} and {other.prefix} overlap",
                )
        checked.append(layout)
    return tuple(checked)


def value_verifier(digits: str) -> str:
    """Return the verifier of a value of 4 or 5 digits.

    >>> value_verifier("2875"), value_verifier("14685")
    ('9', '6')
    """
    return str(gs1_price_weight_check_digit(digits))


def build_variable_measure(layout: InStoreLayout, reference: int, amount: int) -> str:
    """Return the 13 digits for ``amount`` grams, đồng or pieces of the goods with ``reference``.

    >>> build_variable_measure(InStoreLayout("21", 5, 5, "weight"), 42, 1250)
    '2100042012509'

    Raises InStoreValueOutOfRange, also for an amount between two steps.
    """
    value, rest = divmod(amount, layout.step)
    if isinstance(amount, bool) or rest or not 0 <= value < 10**layout.value_digits:
        raise InStoreValueOutOfRange(last=layout.highest, step=layout.step, value=amount)
    last = 10**layout.reference_digits - 1
    if isinstance(reference, bool) or not 0 <= reference <= last:
        raise InStoreValueOutOfRange(last=last, step=1, value=reference)
    digits = f"{value:0{layout.value_digits}d}"
    verifier = value_verifier(digits) if layout.verifier else ""
    payload = f"{layout.prefix}{reference:0{layout.reference_digits}d}{verifier}{digits}"
    return payload + check_digit(payload)


def read_variable_measure(text: str, layouts: Iterable[InStoreLayout]) -> VariableMeasure | None:
    """Return what ``text``, a number of 13 digits, says by the layout for its prefix; None where none is.

    Raises InStoreVerifier, or the Gs1Error of a number that is not valid.
    """
    number = parse_gtin(text)[1:] if len(text) == 13 else ""
    for layout in layouts:
        if number.startswith(layout.prefix):
            return _by_layout(layout, number)
    return None


def _by_layout(layout: InStoreLayout, number: str) -> VariableMeasure:
    reference_end = len(layout.prefix) + layout.reference_digits
    digits = number[-1 - layout.value_digits : -1]
    if layout.verifier and number[reference_end] != value_verifier(digits):
        raise InStoreVerifier(
            number=number,
            expected=value_verifier(digits),
            found=number[reference_end],
            position=reference_end,
        )
    payload = number[:reference_end].ljust(_PAYLOAD_LENGTH, "0")
    amount = int(digits) * layout.step
    return VariableMeasure(
        item_number=payload + check_digit(payload),
        reference=number[len(layout.prefix) : reference_end],
        weight_g=amount if layout.meaning == "weight" else None,
        price_vnd=amount if layout.meaning == "price" else None,
        count=amount if layout.meaning == "count" else None,
    )


def _invalid(vi: str, en: str) -> InStoreLayoutInvalid:
    return InStoreLayoutInvalid(reason_vi=vi, reason_en=en)
