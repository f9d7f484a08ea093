"""Verbs of photos, papers, profiles, storefronts and people leave one record of each row they changed."""

import pytest

from tests.catalogue.recorded_rooms import (
    MEDIA,
    PEOPLE,
    PROFILES,
    READERS,
    ROOMS,
    STOREFRONTS,
    UNRECORDED,
    verbs_of,
)
from tests.catalogue.records_left import records, require_one_of_each_change

pytestmark = pytest.mark.django_db

VERBS = {**MEDIA, **PROFILES, **STOREFRONTS, **PEOPLE}


@pytest.mark.parametrize("name", VERBS)
def test_each_changed_row_has_one_record_of_who_and_what(name: str) -> None:
    require_one_of_each_change(VERBS[name]())


def test_no_verb_is_left_out() -> None:
    offered = verbs_of(ROOMS)

    assert offered - READERS - UNRECORDED.keys() == {name.split(" ")[0] for name in VERBS}
    assert READERS | UNRECORDED.keys() <= offered


def test_a_bulk_update_without_records_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("catalogue.approval.media.record_rows", lambda *_: None)
    verb, told = VERBS["approve_media"](), records()

    with pytest.raises(AssertionError):
        require_one_of_each_change(verb)

    assert records() == told
