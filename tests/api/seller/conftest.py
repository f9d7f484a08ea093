"""What the tests of the seller surface share."""

from tests.api.staff.conftest import cast

__all__ = ["cast"]
