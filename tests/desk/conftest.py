"""What the tests of the pages share."""

from tests.catalogue.media.conftest import media_folder

__all__ = ["media_folder"]
