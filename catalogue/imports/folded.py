"""Words without marks and case, so that ``Giá bán`` and ``gia ban`` are the same header."""

import unicodedata


def fold(text: str) -> str:
    """Return ``text`` casefolded and without marks; đ and ð become d."""
    decomposed = unicodedata.normalize("NFD", text.casefold().replace("đ", "d").replace("ð", "d"))
    return " ".join("".join(letter for letter in decomposed if not unicodedata.combining(letter)).split())
