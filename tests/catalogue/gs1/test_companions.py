"""Which identifiers exclude and need each other."""

import itertools
from contextlib import suppress

import pytest

from catalogue.gs1.application_identifiers import APPLICATION_IDENTIFIERS
from catalogue.gs1.companions import check_together, missing_companions, require_companions
from catalogue.gs1.errors import ElementStringInvalid


@pytest.mark.parametrize(
    "ais",
    [
        ["01"],
        ["00", "02", "37", "10"],
        ["01", "21", "250"],
        ["8006", "21", "10"],
        ["01", "3103", "3922"],
        ["01", "30", "3932"],
        ["02", "37", "00", "3302"],
        ["253"],
        ["255", "3942"],
        ["415", "8020", "3900"],
        ["414", "254"],
        ["01", "422", "427"],
        ["01", "10", "7004"],
        ["8004", "7230"],
        ["90", "99", "400", "410"],
        ["8030", "01", "21"],
    ],
)
def test_complete_items_miss_nothing(ais: list[str]) -> None:
    check_together(ais)
    require_companions(ais)

    assert missing_companions(ais) == []


@pytest.mark.parametrize(
    ("ais", "missing"),
    [
        (["02"], {"02": "(37)"}),
        (["02", "37"], {"37": "(00) + (02), (00) + (8026)"}),
        (["10"], {"10": "(01), (02), (03), (8006), (8026)"}),
        (["21", "02", "37", "00"], {"21": "(01), (03), (8006)"}),
        (["01", "250"], {"250": "(01) + (21), (03) + (21), (8006) + (21)"}),
        (["01", "427"], {"427": "(01) + (422), (02) + (422), (03) + (422)"}),
        (["3103"], {"3103": "(01), (02)"}),
        (["01", "3932"], {"3932": "(30), (31nn), (32nn), (35nn), (36nn)"}),
        (["01", "3302", "3932"], {"3932": "(30), (31nn), (32nn), (35nn), (36nn)"}),
        (["415"], {"415": "(8020)"}),
        (["254"], {"254": "(414)"}),
        (["00", "4303"], {"4303": "(4302)"}),
    ],
)
def test_what_is_missing_is_told_for_each_identifier(ais: list[str], missing: dict[str, str]) -> None:
    assert {found.ai: str(found) for found in missing_companions(ais)} == missing

    ai, needs = next(iter(missing.items()))
    with pytest.raises(ElementStringInvalid) as refusal:
        require_companions(ais)
    assert f"({ai}) needs {needs}." in refusal.value.text("en")
    assert f"({ai}) cần đi cùng {needs}." in refusal.value.text("vi")


@pytest.mark.parametrize(
    ("ais", "position"),
    [
        (["01", "02"], 1),
        (["02", "01"], 1),
        (["37", "10", "01"], 2),
        (["01", "255"], 1),
        (["03", "235"], 1),
        (["01", "10", "21", "235"], 3),
        (["8006", "01"], 1),
        (["420", "421"], 1),
        (["422", "01", "426"], 2),
        (["8017", "8018"], 1),
        (["3902", "255", "3942"], 2),
        (["3922", "3952"], 1),
        (["8005", "3950"], 1),
        (["4330", "4331"], 1),
        (["7256", "7253"], 1),
    ],
)
def test_what_excludes_each_other_is_refused_at_the_later_one(ais: list[str], position: int) -> None:
    with pytest.raises(ElementStringInvalid, match="may not stand together") as refusal:
        check_together(ais, [10 * place for place in range(len(ais))])

    assert refusal.value.position == 10 * position
    with pytest.raises(ElementStringInvalid) as unplaced:
        check_together(ais)
    assert unplaced.value.position is None


def test_two_may_stand_together_unless_the_table_says_otherwise_of_one_of_them() -> None:
    def excludes(ai: str, other: str) -> bool:
        return any(
            other.startswith(pattern.rstrip("n")) for pattern in APPLICATION_IDENTIFIERS[ai].never_with
        )

    def refused(*ais: str) -> bool:
        with suppress(ElementStringInvalid):
            check_together(ais)
            return False
        return True

    for ai, other in itertools.combinations(sorted(APPLICATION_IDENTIFIERS), 2):
        same = ai[0] == "3" and len(ai) == 4 and ai[:3] == other[:3]
        expected = same or excludes(ai, other) or excludes(other, ai)

        assert (refused(ai, other), refused(other, ai)) == (expected, expected), (ai, other)


@pytest.mark.parametrize(
    "ais", [["10", "10"], ["3103", "3102"], ["3922", "3920"], ["01", "3932", "3922"][:2] * 2]
)
def test_nothing_stands_twice_whatever_its_decimals(ais: list[str]) -> None:
    with pytest.raises(ElementStringInvalid, match="occurs twice"):
        check_together(ais, list(range(len(ais))))


def test_a_price_with_currency_and_one_without_exclude_each_other() -> None:
    with pytest.raises(ElementStringInvalid, match=r"\(3922\) and \(3932\) may not stand together"):
        check_together(["01", "3922", "3932"])
