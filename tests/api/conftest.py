"""What the tests of the API share."""

import pytest

from api.store.public import ANSWERS


@pytest.fixture(autouse=True)
def _no_answers_kept_from_other_tests() -> None:
    # A test's rows are rolled back behind it without raising the generation.
    ANSWERS.clear()
