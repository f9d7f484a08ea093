import pytest

from tests.api.staff.people import Cast, make_cast


@pytest.fixture
def cast(db: None) -> Cast:
    """Two neighbouring cooperatives with their people and keys, and an officer of the Alliance."""
    return make_cast()
