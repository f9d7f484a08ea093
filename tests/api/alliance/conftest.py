"""What the tests of the surface of the Alliance share."""

from tests.api.staff.conftest import cast

__all__ = ["cast"]
