"""Who changed what is told to its own people; what the Alliance keeps, the Alliance brings back."""

import pytest

from catalogue.cooperatives import edit_cooperative
from tests.api.staff.people import Cast

pytestmark = pytest.mark.django_db


def test_a_cooperative_reads_its_own_history_and_the_alliance_alone_brings_it_back(cast: Cast) -> None:
    was = cast.a.name
    edit_cooperative(cooperative=cast.a, changes={"name": "HTX Mới"})
    path = f"seller/cooperatives/{cast.a.pk}/history"

    changed, created = cast.owner_a.get(path).json()
    refused = cast.owner_a.post(f"{path}/{created['id']}/restore")

    assert changed["fields"] == [{"field": "name", "before": was, "after": "HTX Mới"}]
    assert (refused.status_code, refused.json()["code"]) == (403, "alliance_only")
    cast.a.refresh_from_db()
    assert cast.a.name == "HTX Mới"

    restored = cast.alliance.post(f"{path}/{created['id']}/restore")

    assert (restored.status_code, len(restored.json())) == (200, 3)
    cast.a.refresh_from_db()
    assert cast.a.name == was
