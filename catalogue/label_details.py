"""From goods to what their larger labels carry: the texts of the law, dates, lot, unit price, audio."""

import datetime
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.utils import timezone

from catalogue.errors import Invalid
from catalogue.gs1.decoded_values import is_readable_day
from catalogue.gs1.errors import CodedError
from catalogue.labels.details import LabelDetails, Wording
from catalogue.labels.rules.dates import end_of_span
from catalogue.models import Certificate, CertificateKind, MediaItem, MediaKind, Variant
from catalogue.nutrition import nutrition_text
from catalogue.quantity import NetQuantity, unit_price

BATCH = 500
"""SQLite takes 999 parameters in old builds."""

AUDIO_FRAGMENT = "#audio"
"""Where on the public page the clips stand; a fragment outlives the redirect of the link."""

# A price per piece of one piece says nothing new.
_PRICED_BY = frozenset({"kg", "l", "m", "m2"})


class LabelDatesInvalid(Invalid):
    """An expiry before the production date."""

    code = "label_dates_invalid"
    vi = "{number}: hạn sử dụng {expires_on} sớm hơn ngày sản xuất {produced_on}."
    en = "{number}: the expiry {expires_on} is before the production date {produced_on}."


class LabelExpired(Invalid):
    """Goods whose expiry is over: no label is printed for them."""

    code = "label_expired"
    vi = "{number}: đã hết hạn sử dụng ngày {expires_on}, không in nhãn mới."
    en = "{number}: expired on {expires_on}, no new label is printed."


class LabelDateFar(Invalid):
    """A day whose year of two digits, as bars have it, would be read as one of another century."""

    code = "label_date_far"
    vi = "{number}: {day} cách nay quá xa, mã vạch chỉ ghi hai chữ số của năm. Hãy kiểm tra lại ngày."
    en = "{number}: {day} is too far from today, for bars have two digits of the year. Check the date."


@dataclass(frozen=True, slots=True)
class LabelRequest:
    """What is to be printed of one number: of this lot, made and to be used by these days.

    ``sscc`` and ``count`` are the serial number of a pallet and the cases on it.
    """

    number: str
    lot: str = ""
    produced_on: datetime.date | None = None
    expires_on: datetime.date | None = None
    sscc: str = ""
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Extras:
    """What is read once for many labels: OCOP stars in force and products that can be heard."""

    stars: Mapping[int, int]
    heard: Collection[int]
    today: datetime.date


def load_extras(product_ids: Collection[int]) -> Extras:
    """Return the extras of the products, in two queries for each ``BATCH`` of them."""
    today = timezone.localdate()
    stars: dict[int, int] = {}
    heard: set[int] = set()
    wanted = sorted(product_ids)
    for start in range(0, len(wanted), BATCH):
        batch = wanted[start : start + BATCH]
        certificates = (
            Certificate.objects.checked()
            .valid_on(today)
            .filter(product__in=batch, kind=CertificateKind.OCOP, stars__isnull=False)
        )
        found = certificates.order_by("stars").values_list("product", "stars")
        stars |= {product: number for product, number in found if number}
        clips = MediaItem.objects.public().filter(product__in=batch, kind=MediaKind.AUDIO)
        heard |= set(clips.order_by().values_list("product", flat=True))
    return Extras(stars, heard, today)


def request_refusal(
    request: LabelRequest, number: str, shelf_life_days: int | None, today: datetime.date
) -> CodedError | None:
    """Return why the days of a request, or the expiry that follows from them, can not be printed, or None."""
    try:
        made, expires = request.produced_on, expiry_of(request, shelf_life_days)
    except OverflowError:
        return LabelDateFar(number=number, day=_spelled(request.produced_on))
    if expires and made and expires < made:
        return LabelDatesInvalid(number=number, expires_on=_spelled(expires), produced_on=_spelled(made))
    for day in (made, expires):
        if day and not is_readable_day(day, this_year=today.year):
            return LabelDateFar(number=number, day=_spelled(day))
    if expires and expires < today:
        return LabelExpired(number=number, expires_on=_spelled(expires))
    return None


def expiry_of(request: LabelRequest, shelf_life_days: int | None) -> datetime.date | None:
    """Return the expiry that was asked for, or that follows from production date and shelf life.

    Raises OverflowError beyond the year 9999.
    """
    if request.expires_on is None and request.produced_on and shelf_life_days:
        return end_of_span(request.produced_on, shelf_life_days)
    return request.expires_on


def _spelled(day: datetime.date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""


def details_of(
    variant: Variant,
    quantity: NetQuantity,
    link: str | None,
    units: int | None,
    extras: Extras,
    request: LabelRequest,
) -> LabelDetails:
    """Return what labels of ``variant`` can carry; ``units`` are the pieces in a case, None for a piece."""
    product, cooperative = variant.product, variant.product.cooperative
    price = unit_price(variant.price_vnd, variant.net_amount, variant.net_unit)
    priced = price.per in _PRICED_BY
    return LabelDetails(
        label_group=product.label_group,
        printed_on=extras.today,
        name_en=" – ".join(texts["en"] for texts in (product.name, variant.name) if "en" in texts),
        net_quantity_en=quantity.display("en"),
        responsible=Wording(cooperative.name),
        address=_wording(cooperative.address),
        origin=_wording(product.origin),
        ingredients=_wording(product.ingredients),
        storage=_wording(product.storage),
        usage=_wording(product.usage),
        warnings=_wording(product.warnings),
        nutrition=Wording(nutrition_text(product.nutrition, "vi"), nutrition_text(product.nutrition, "en")),
        nutrition_exempt=Wording(product.nutrition_exempt),
        specification=Wording(variant.specification, variant.specification),
        story=_wording(product.description or cooperative.story),
        alcohol_percent=product.alcohol_percent,
        produced_on=request.produced_on,
        expires_on=expiry_of(request, product.shelf_life_days),
        shelf_life_days=product.shelf_life_days,
        lot=request.lot,
        unit_price_vnd=price.amount_vnd if priced else None,
        unit_price_per=price.per if priced else "",
        sku=variant.sku,
        ocop_stars=extras.stars.get(product.pk),
        units=units,
        count=request.count,
        sscc=request.sscc,
        audio_link=f"{link}{AUDIO_FRAGMENT}" if link and product.pk in extras.heard else None,
    )


def _wording(texts: Mapping[str, str]) -> Wording:
    return Wording(texts.get("vi", ""), texts.get("en", ""))
