"""From numbers to the contents of their labels."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.conf import settings

from catalogue.errors import Invalid
from catalogue.gs1.digital_link import digital_link_uri
from catalogue.gs1.errors import CodedError, Gs1Error, SeveralErrors, printable
from catalogue.gs1.gtin import display_gtin, parse_gtin
from catalogue.gs1.in_store import is_in_store_number
from catalogue.label_details import BATCH, Extras, LabelRequest, details_of, load_extras, request_refusal
from catalogue.labels.content import LabelContent
from catalogue.models import Gtin, GtinState, InStoreNumber, PackagingLevel, Variant
from catalogue.quantity import NetQuantity
from catalogue.texts import pick_text

LANGUAGE = "vi"


class NumberUnknown(Invalid):
    """A valid number that neither the ledger nor the showroom knows."""

    code = "number_unknown"
    vi = "{number}: không có trong sổ mã."
    en = "{number}: not in the ledger of numbers."


class NumberWithoutGoods(Invalid):
    """A number that is reserved, or whose goods were deleted."""

    code = "number_without_goods"
    vi = "{number}: chưa gán hoặc hàng hóa đã xóa."
    en = "{number}: not assigned, or its goods were deleted."


class NumberRetired(Invalid):
    """A number that is no longer printed on new goods."""

    code = "number_retired"
    vi = "{number}: đã ngừng dùng, không in lên nhãn mới."
    en = "{number}: retired, it is not printed on new labels."


class NumberMalformed(Invalid):
    """What was given is no number."""

    code = "number_malformed"
    vi = "{number}: {reason_vi}"
    en = "{number}: {reason_en}"


class NumbersRefused(SeveralErrors, Invalid):
    """Some numbers have no label; ``reasons`` holds one error for each, in the order given."""

    code = "numbers_refused"
    vi = "Không in được {count} mã:\n{list_vi}"
    en = "{count} numbers cannot be printed:\n{list_en}"


@dataclass(frozen=True, slots=True)
class _Goods:
    """What a number stands on; ``units`` are the pieces in a case, None on the piece itself."""

    variant: Variant
    number: str
    link: str | None
    units: int | None


def label_contents(numbers: Sequence[str]) -> list[LabelContent]:
    """Return the content of a label for each of ``numbers``, in their order, without lot or dates.

    A number is a GTIN in its own length or 14 digits, or an in-store number; published or not, its goods must
    be there. In-store numbers get no Digital Link, for they mean nothing outside the showroom.

    Raises NumbersRefused naming every number that has no label, not only the first.
    """
    return requested_contents([LabelRequest(number) for number in numbers])


def requested_contents(requests: Sequence[LabelRequest]) -> list[LabelContent]:
    """Return the content of a label for each of ``requests``, in their order, with its lot and dates.

    Without an expiry, goods with a shelf life get one that counts from their production date.

    Raises NumbersRefused naming every request that has no label, or whose dates can not be.
    """
    keys: list[str] = []
    malformed: list[CodedError] = []
    for request in requests:
        try:
            keys.append(_key(request.number))
        except Gs1Error as error:
            malformed.append(
                NumberMalformed(
                    number=printable(request.number), reason_vi=error.text("vi"), reason_en=error.text("en")
                )
            )
            keys.append("")
    found = _goods([key for key in keys if key])
    reasons = [reason for key in dict.fromkeys(keys) if key and (reason := _refusal(key, found)) is not None]
    extras = load_extras({goods.variant.product_id for goods in found.values() if isinstance(goods, _Goods)})
    for request, key in zip(requests, keys, strict=True):
        wrong = _wrong_days(request, key, found, extras.today) if key else None
        if wrong is not None:
            reasons.append(wrong)
    if malformed or reasons:
        raise NumbersRefused([*malformed, *reasons])
    return [
        _content(goods, extras, request)
        for request, key in zip(requests, keys, strict=True)
        if isinstance(goods := found[key], _Goods)
    ]


def unnumbered_content(variant: Variant, on: datetime.date) -> LabelContent:
    """Return what labels of ``variant`` say on a day, as far as it does not hang on a number. No queries."""
    return _content(_Goods(variant, "", None, None), Extras({}, (), on), LabelRequest(""))


def all_label_numbers() -> list[str]:
    """Return the number on the piece for every variant that has one, by cooperative, product and variant."""
    order = ("cooperative__slug", "product__slug", "position", "pk")
    variants = list(Variant.objects.present().order_by(*order).values_list("pk", flat=True))
    gtins = dict(
        Gtin.objects.filter(state=GtinState.ASSIGNED, packaging_level=PackagingLevel.EACH).values_list(
            "variant", "gtin"
        )
    )
    in_store = dict(InStoreNumber.objects.values_list("variant", "number"))
    return [_shown(number) for variant in variants if (number := gtins.get(variant) or in_store.get(variant))]


def _key(number: str) -> str:
    """Return the form in which the number is kept: 13 digits in store, 14 for a GTIN. Raises Gs1Error."""
    text = number.strip()
    gtin14 = parse_gtin(text)
    in_store = gtin14[1:]
    return in_store if gtin14[0] == "0" and is_in_store_number(in_store) else gtin14


def _shown(key: str) -> str:
    return display_gtin(key) if len(key) == 14 else key


def _refusal(key: str, found: Mapping[str, _Goods | CodedError]) -> CodedError | None:
    goods = found.get(key, NumberUnknown(number=_shown(key)))
    return goods if isinstance(goods, CodedError) else None


def _wrong_days(
    request: LabelRequest, key: str, found: Mapping[str, _Goods | CodedError], today: datetime.date
) -> CodedError | None:
    goods = found.get(key)
    shelf_life_days = goods.variant.product.shelf_life_days if isinstance(goods, _Goods) else None
    return request_refusal(request, _shown(key), shelf_life_days, today)


def _goods(keys: Iterable[str]) -> dict[str, _Goods | CodedError]:
    """Return for each known key its goods, or why it has none."""
    wanted = list(dict.fromkeys(keys))
    found: dict[str, _Goods | CodedError] = {}
    for start in range(0, len(wanted), BATCH):
        batch = wanted[start : start + BATCH]
        related = ("variant__product__cooperative",)
        for entry in Gtin.objects.filter(gtin__in=batch).select_related(*related):
            found[entry.gtin] = _gtin_goods(entry)
        for row in InStoreNumber.objects.filter(number__in=batch).select_related(*related):
            found[row.number] = _present(_Goods(row.variant, row.number, None, None))
    return found


def _gtin_goods(entry: Gtin) -> _Goods | CodedError:
    number = display_gtin(entry.gtin)
    if entry.state == GtinState.RETIRED:
        return NumberRetired(number=number)
    if entry.variant is None:
        return NumberWithoutGoods(number=number)
    units = None if entry.packaging_level == PackagingLevel.EACH else entry.units
    link = digital_link_uri(settings.PUBLIC_URL, entry.gtin)
    return _present(_Goods(entry.variant, number, link, units))


def _present(goods: _Goods) -> _Goods | CodedError:
    gone = goods.variant.deleted_at or goods.variant.product.deleted_at
    return NumberWithoutGoods(number=goods.number) if gone else goods


def _content(goods: _Goods, extras: Extras, request: LabelRequest) -> LabelContent:
    variant = goods.variant
    quantity = NetQuantity(
        variant.net_amount, variant.net_unit, variant.pack_count, variant.pack_unit, variant.specification
    )
    names = (pick_text(variant.product.name, LANGUAGE), pick_text(variant.name, LANGUAGE))
    return LabelContent(
        name=" – ".join(name for name in names if name),
        net_quantity=quantity.display(LANGUAGE),
        price_vnd=variant.price_vnd,
        cooperative=variant.product.cooperative.name,
        number=goods.number,
        digital_link=goods.link,
        details=details_of(variant, quantity, goods.link, goods.units, extras, request),
    )
