"""What larger labels carry: filled from the goods, with the lot and the days that were asked for."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import Settings

from catalogue.gs1.company_prefix import build_gtin
from catalogue.label_details import LabelRequest
from catalogue.labelling import NumbersRefused, requested_contents
from catalogue.labels.details import Wording
from catalogue.labels.rules.legal_check import check_label
from catalogue.labels.templates.field_texts import law_fields
from catalogue.models import (
    Certificate,
    CertificateKind,
    MediaItem,
    MediaKind,
    PackagingLevel,
    Product,
    Variant,
)
from tests.catalogue.test_scanning import CASE, GTIN, IN_STORE, make_gtin
from tests.factories import make_certificate, make_cooperative, make_product, make_variant

pytestmark = pytest.mark.django_db

MADE, EXPIRES = dt.date(2026, 11, 1), dt.date(2069, 10, 31)


@pytest.fixture(autouse=True)
def _public_address(settings: Settings) -> None:
    settings.PUBLIC_URL = "https://id.example.vn"


def make_lawful_honey(**fields: object) -> Variant:
    """Return honey with every content that the law asks for."""
    product = make_product(
        cooperative=make_cooperative(name="HTX Ong Đá Tím", address={"vi": "Xã Mèo Vạc, tỉnh Tuyên Quang"}),
        name={"vi": "Mật ong", "en": "Honey"},
        ingredients={"vi": "100 % mật ong"},
        storage={"vi": "Nơi khô mát", "en": "Keep dry"},
        usage={"vi": "Dùng trực tiếp"},
        origin={"vi": "Việt Nam"},
        warnings={"vi": "Không dùng cho trẻ dưới 1 tuổi"},
        nutrition={
            "per": "100 g",
            "energy_kcal": 320,
            "protein_g": 0.3,
            "carbohydrate_g": 80,
            "fat_g": 0,
            "sodium_mg": 4,
        },
        shelf_life_days=730,
    )
    return make_variant(**{"product": product, "sku": "MO-500", "price_vnd": 160_000, **fields})


def request(number: str = GTIN, lot: str = "L1") -> LabelRequest:
    return LabelRequest(number, lot, MADE, EXPIRES)


def test_goods_with_all_contents_pass_the_legal_check() -> None:
    make_gtin(make_lawful_honey())

    [content] = requested_contents([request()])

    details = content.details
    assert check_label(law_fields(content), details.label_group, timezone.localdate()) == []
    assert (details.lot, details.produced_on, details.expires_on) == ("L1", MADE, EXPIRES)
    assert details.storage == Wording("Nơi khô mát", "Keep dry")
    assert details.responsible == Wording("HTX Ong Đá Tím")
    assert (details.unit_price_vnd, details.unit_price_per, details.sku) == (320_000, "kg", "MO-500")
    assert details.nutrition.vi.startswith("Trong 100 g: năng lượng 320 kcal;")
    assert (details.units, details.audio_link, details.ocop_stars) == (None, None, None)


def test_an_expiry_follows_from_production_date_and_shelf_life() -> None:
    make_gtin(make_lawful_honey())

    [content] = requested_contents([LabelRequest(GTIN, produced_on=dt.date(2066, 11, 1))])

    assert content.details.expires_on == dt.date(2068, 11, 1)


def test_the_same_number_may_have_several_lots_in_one_job() -> None:
    make_gtin(make_lawful_honey())

    contents = requested_contents([request(lot="L1"), request(lot="L2")])

    assert [content.details.lot for content in contents] == ["L1", "L2"]


def test_a_case_knows_its_pieces_and_a_pallet_its_serial_number() -> None:
    honey = make_lawful_honey()
    make_gtin(honey)
    make_gtin(honey, CASE, packaging_level=PackagingLevel.CASE, units=12)

    [content] = requested_contents([LabelRequest(CASE, sscc="095212340000000014", count=48)])

    details = content.details
    assert (details.units, details.count, details.sscc) == (12, 48, "095212340000000014")


def test_stars_are_shown_while_their_certificate_holds() -> None:
    honey = make_lawful_honey()
    make_gtin(honey)
    today = timezone.localdate()
    certificate = make_certificate(
        product=honey.product, kind=CertificateKind.OCOP, stars=4, valid_from=today, valid_to=today
    )

    assert requested_contents([request()])[0].details.ocop_stars == 4
    Certificate.objects.filter(pk=certificate.pk).update(
        valid_from=today - dt.timedelta(9), valid_to=today - dt.timedelta(1)
    )
    assert requested_contents([request()])[0].details.ocop_stars is None


def test_goods_that_can_be_heard_have_a_link_to_their_clips() -> None:
    honey = make_lawful_honey()
    make_gtin(honey)
    clip = MediaItem.objects.create(
        product=honey.product,
        kind=MediaKind.AUDIO,
        language="hmn",
        source_sha256="0" * 64,
        size_bytes=1,
        files=[{"name": "a.mp3", "type": "audio/mpeg", "width": None, "height": None, "size": 1}],
        duration_ms=1000,
    )

    assert requested_contents([request()])[0].details.audio_link is None
    MediaItem.objects.filter(pk=clip.pk).update(approved=True)
    assert requested_contents([request()])[0].details.audio_link == (
        "https://id.example.vn/01/09521234567899#audio"
    )


def test_counted_goods_have_no_unit_price_and_spirits_their_alcohol() -> None:
    spirit = make_lawful_honey(net_amount=Decimal(1), net_unit="chiếc")
    Product.objects.filter(pk=spirit.product_id).update(alcohol_percent=Decimal("29.5"))
    make_gtin(spirit)

    [content] = requested_contents([request()])

    assert (content.details.unit_price_vnd, content.details.alcohol_percent) == (None, Decimal("29.5"))


def test_days_that_can_not_be_are_refused_with_every_other_reason() -> None:
    make_gtin(make_lawful_honey())
    yesterday = timezone.localdate() - dt.timedelta(1)

    with pytest.raises(NumbersRefused) as refused:
        requested_contents(
            [
                LabelRequest(GTIN, produced_on=EXPIRES, expires_on=MADE),
                LabelRequest(GTIN, expires_on=yesterday),
                LabelRequest("12a"),
                LabelRequest(IN_STORE),
            ]
        )

    assert [reason.code for reason in refused.value.reasons] == [
        "number_malformed",
        "number_unknown",
        "label_dates_invalid",
        "label_expired",
    ]


def test_an_expiry_that_follows_from_the_shelf_life_is_looked_at_like_one_that_was_given() -> None:
    make_gtin(make_lawful_honey())

    with pytest.raises(NumbersRefused) as refused:
        requested_contents([LabelRequest(GTIN, produced_on=dt.date(2020, 1, 1))])

    assert [reason.text("en") for reason in refused.value.reasons] == [
        "9521234567899: expired on 01/01/2022, no new label is printed."
    ]


@pytest.mark.parametrize(
    ("days", "named"),
    [
        ({"expires_on": dt.date(2099, 1, 1)}, "01/01/2099"),
        ({"produced_on": dt.date(2098, 6, 1)}, "01/06/2098"),
        ({"produced_on": dt.date(9999, 12, 1)}, "01/12/9999"),
        ({"produced_on": dt.date(1926, 11, 1), "expires_on": dt.date(2030, 1, 1)}, "01/11/1926"),
    ],
)
def test_days_that_bars_would_put_in_another_century_are_refused(
    days: dict[str, dt.date], named: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timezone, "localdate", lambda: dt.date(2026, 11, 29))
    make_gtin(make_lawful_honey())

    with pytest.raises(NumbersRefused) as refused:
        requested_contents([LabelRequest(GTIN, **days)])  # type: ignore[arg-type]

    [reason] = refused.value.reasons
    assert (reason.code, reason.facts["day"]) == ("label_date_far", named)


def test_the_number_of_queries_does_not_grow_with_the_labels() -> None:
    numbers = [build_gtin("9521234", number) for number in range(30)]
    product = make_product(shelf_life_days=730)
    for number in numbers:
        make_gtin(make_variant(product=product), number)

    asked = []
    for count in (1, 30):
        with CaptureQueriesContext(connection) as queries:
            assert len(requested_contents([request(number) for number in numbers[:count]])) == count
        asked.append(len(queries.captured_queries))

    assert asked == [4, 4]
