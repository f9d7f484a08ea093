"""Keys of rows in addresses; whoever imports this may write ``<key:key>``."""

from django.urls import register_converter


class KeyConverter:
    """A primary key: 1 to 18 digits, so that it fits into any column of either database."""

    regex = "[0-9]{1,18}"

    def to_python(self, value: str) -> int:
        """Return the number."""
        return int(value)

    def to_url(self, value: int) -> str:
        """Return the digits."""
        return str(value)


register_converter(KeyConverter, "key")
