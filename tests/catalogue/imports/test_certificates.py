"""OCOP stars of a row: which certificate is written, and that an expired star stays expired."""

import datetime

from catalogue.imports.certificates import CertificatePlan, last_day, plan_certificates
from catalogue.imports.rows import CheckedRow
from catalogue.models import Certificate

TODAY = datetime.date(2026, 11, 23)


def certificate(first: str, last: str, **fields: object) -> Certificate:
    values = {"kind": "ocop", "stars": 4, "dates_assumed": False, "pk": 1} | fields
    return Certificate(
        valid_from=datetime.date.fromisoformat(first), valid_to=datetime.date.fromisoformat(last), **values
    )


def plan(*existing: Certificate, **values: object) -> tuple[CertificatePlan, list[str]]:
    row = CheckedRow(2, dict(values))
    result = plan_certificates(row, list(existing), TODAY)
    return result, [warning.error.code for warning in row.warnings]


def written(result: CertificatePlan) -> list[tuple[object, ...]]:
    return [
        (one.pk, one.stars, str(one.valid_from), str(one.valid_to), one.dates_assumed) for one in result.save
    ]


def test_stars_without_dates_begin_today() -> None:
    result, warnings = plan(ocop_stars=4)

    assert written(result) == [(None, 4, "2026-11-23", "2029-11-22", True)]
    assert warnings == ["ocop_dates_assumed"]


def test_stars_with_dates_are_taken_at_their_word() -> None:
    result, warnings = plan(ocop_stars=4, ocop_valid_from="2025-01-01", ocop_valid_to="2027-12-31")

    assert written(result) == [(None, 4, "2025-01-01", "2027-12-31", False)]
    assert warnings == []


def test_one_date_gives_the_other() -> None:
    assert written(plan(ocop_stars=3, ocop_valid_from="2025-01-01")[0]) == [
        (None, 3, "2025-01-01", "2027-12-31", True)
    ]
    assert written(plan(ocop_stars=3, ocop_valid_to="2027-12-31")[0]) == [
        (None, 3, "2025-01-01", "2027-12-31", True)
    ]


def test_no_column_says_nothing_and_zero_takes_valid_stars_away() -> None:
    expired = certificate("2020-01-01", "2022-12-31", pk=1)
    valid = certificate("2025-01-01", "2027-12-31", pk=2)

    assert plan(expired, valid) == (CertificatePlan(), [])
    assert plan(expired, valid, ocop_stars=0)[0].drop == [valid]
    assert plan(expired, valid, ocop_stars=None)[0].drop == [valid]


def test_the_same_stars_again_change_nothing_and_never_prolong() -> None:
    valid = certificate("2025-01-01", "2027-12-31", dates_assumed=True)
    expired = certificate("2020-01-01", "2022-12-31", dates_assumed=True)

    assert plan(valid, ocop_stars=4) == (CertificatePlan(), ["ocop_dates_assumed"])
    assert plan(expired, ocop_stars=4) == (CertificatePlan(), ["ocop_expired"])


def test_other_stars_replace_those_in_force_and_follow_expired_ones() -> None:
    valid = certificate("2025-01-01", "2027-12-31", pk=1)
    expired = certificate("2020-01-01", "2022-12-31", pk=2)

    assert written(plan(valid, ocop_stars=5)[0]) == [(1, 5, "2026-11-23", "2029-11-22", True)]
    assert written(plan(expired, ocop_stars=5)[0]) == [(None, 5, "2026-11-23", "2029-11-22", True)]


def test_real_dates_replace_assumed_ones_and_follow_real_ones() -> None:
    dates = {"ocop_valid_from": "2026-02-01", "ocop_valid_to": "2029-01-31"}
    assumed = certificate("2025-01-01", "2027-12-31", dates_assumed=True, pk=1)
    real = certificate("2023-02-01", "2026-01-31", pk=2)

    assert written(plan(assumed, ocop_stars=4, **dates)[0]) == [(1, 4, "2026-02-01", "2029-01-31", False)]
    assert written(plan(real, ocop_stars=4, **dates)[0]) == [(None, 4, "2026-02-01", "2029-01-31", False)]


def test_the_number_of_the_decision_is_kept_up() -> None:
    valid = certificate("2025-01-01", "2027-12-31", number="1/QĐ")

    assert plan(valid, ocop_stars=4, ocop_number="1/QĐ")[0].save == []
    assert plan(valid, ocop_stars=4, ocop_number="2/QĐ")[0].save[0].number == "2/QĐ"


def test_36_months_end_the_day_before() -> None:
    assert last_day(datetime.date(2026, 11, 23)) == datetime.date(2029, 11, 22)
    assert last_day(datetime.date(2028, 2, 29)) == datetime.date(2031, 2, 28)
