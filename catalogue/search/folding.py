"""Vietnamese without its marks: the one folding that queries, the index and slugs share.

Neither SQLite's nor PostgreSQL's own folding decides a result: SQLite never folds đ, and PostgreSQL needs an
extension. Folding here, in Python, makes both engines find the same.

Source: Unicode Standard Annex 15 (NFC, NFD, NFKD) and section 3.13 (default case folding).
"""

import functools
import re
import unicodedata
from typing import NamedTuple

LONGEST_WORD = 64

# ' ’ ‘ ʼ are all met in H'Mông; the others are what keyboards make of them.
_APOSTROPHES = "'’‘ʼʻ`´′＇"
# Đ has no decomposition. Eth and the African d look the same and are typed for it.
_LETTERS_D = "đĐðÐɖƉ"
_FOLDED = str.maketrans(dict.fromkeys(_APOSTROPHES, "") | dict.fromkeys(_LETTERS_D, "d"))
_SPELLED = str.maketrans(dict.fromkeys(_APOSTROPHES, "") | dict.fromkeys(_LETTERS_D, "đ"))

# The tone of an open syllable on oa, oe, uy may stand on either vowel: hòa = hoà. Here it is the second.
_TONE_PLACES = {
    first + bare: plain + second
    for plain, bare, firsts, seconds in (
        ("o", "a", "òỏõóọ", "àảãáạ"),
        ("o", "e", "òỏõóọ", "èẻẽéẹ"),
        ("u", "y", "ùủũúụ", "ỳỷỹýỵ"),
    )
    for first, second in zip(firsts, seconds, strict=True)
}
_TONE_PLACE = re.compile(f"(?:{'|'.join(_TONE_PLACES)})(?![^\\W\\d_])")

# Chinese and Japanese put no spaces: each sign is a word. Letters and digits part, so that 500ml = 500 ml.
_SIGNS = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
_WORD = re.compile(f"[{_SIGNS}]|\\d+|[^\\W\\d_{_SIGNS}]+")


class Word(NamedTuple):
    """A word as it is spelled (marks kept, tone placed alike) and as it is folded."""

    spelled: str
    folded: str


def fold(text: str) -> str:
    """Return ``text`` in small letters without marks, đ as d, apostrophes gone.

    Folding again changes nothing, and composed and decomposed text fold alike.

    >>> fold("Đường H'Mông")
    'duong hmong'
    """
    if text.isascii():
        return text.lower().translate(_FOLDED)
    plain = unicodedata.normalize("NFD", text).translate(_FOLDED)
    # Case folding may bring new marks and compatibility letters, so the second round takes those.
    return _without_marks(_without_marks(plain).casefold()).translate(_FOLDED)


def _without_marks(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join([letter for letter in decomposed if unicodedata.category(letter) != "Mn"])


def spell(text: str) -> str:
    """Return ``text`` in small letters with its marks, so that equal spellings compare equal.

    >>> spell("HÒA") == spell("hoà")
    True
    """
    small = unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold()).translate(_SPELLED)
    return _TONE_PLACE.sub(lambda found: _TONE_PLACES[found[0]], small)


def words(text: str) -> list[Word]:
    """Return the words of ``text`` in their order; what is no letter and no digit only parts them."""
    return [word for spelled in _WORD.findall(spell(text)) for word in _words_of(spelled)]


@functools.lru_cache(maxsize=20_000)
def _words_of(spelled: str) -> tuple[Word, ...]:
    pieces = [piece[:LONGEST_WORD] for piece in _WORD.findall(fold(spelled))]
    if len(pieces) == 1:
        return (Word(spelled[:LONGEST_WORD], pieces[0]),)
    return tuple(Word(piece, piece) for piece in pieces)


def has_marks(words_read: list[Word]) -> bool:
    """Return whether a mark was typed anywhere, which tells that marks are meant."""
    return any(word.spelled != word.folded for word in words_read)
