"""Old Vietnamese text typed with .VnTime fonts, as it looks when read as Western European letters.

Such text is pointed out and not converted: the capital fonts (.VnTimeH) use the codes of small letters,
so a conversion cannot know the case of names.

Source: TCVN 5712:1993, code page VN3, checked letter by letter against the GNU C library's TCVN5712-1.
"""

import re
import unicodedata

_FROM = "¡¢£¤¥¦§¨©ª«¬\u00ad®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ"
_TO = "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ"
_TABLE = str.maketrans(_FROM, _TO)

# Letters that Unicode Vietnamese has beyond Latin-1: one of them, and the text is not TCVN3.
_UNICODE_VIETNAMESE = re.compile(r"[ăđĩũơưĂĐĨŨƠƯ\u1ea0-\u1ef9]")
# Signs and letters of TCVN3 text that no Vietnamese word in Unicode has.
_TELLTALE = re.compile(r"[¨©ª«¬\u00ad®µ¶·¸¹»¼½¾ÆÇËÎÏÑÖ×ØÛÜÞßäåæçëîïñö÷øûüþ¡¢£¤¥¦§]")
# A capital with a mark inside a word of small letters: chÌ, tuyÕt.
_CAPITAL_INSIDE = re.compile(r"[a-z][À-ÖØ-Þ]")
_MICRO_UNITS = {"µm", "µg", "µl"}
_WORD = re.compile(r"[A-Za-z¡-¬\u00ad®µ-¹»-¾À-ÿ]+")
_SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|th|tr|ch|gh|gi|kh|ph|qu|[bcdghklmnpqrstvx])?[aeiouy]{1,3}(?:ng|nh|ch|[cmnpt])?"
)


def reading(text: str) -> str | None:
    """Return what ``text`` says if it is TCVN3 text, otherwise nothing."""
    if text.isascii() or _UNICODE_VIETNAMESE.search(text):
        return None
    suspects = [word for word in _WORD.findall(text) if not word.isascii() and word not in _MICRO_UNITS]
    if not any(_is_telling(word) for word in suspects) or not all(
        _is_syllable(word.translate(_TABLE)) for word in suspects
    ):
        return None
    return text.translate(_TABLE)


def _is_telling(word: str) -> bool:
    """Return whether no Vietnamese word in Unicode looks like ``word``."""
    if _CAPITAL_INSIDE.search(word):
        return True
    return _TELLTALE.search(word) is not None and re.search(r"[A-Za-z]", word) is not None


def _is_syllable(word: str) -> bool:
    """Return whether ``word`` has the shape of one Vietnamese syllable with at most one tone."""
    letters = unicodedata.normalize("NFD", word.lower().replace("đ", "d"))
    tones = sum(mark in "\u0300\u0301\u0303\u0309\u0323" for mark in letters)
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return tones <= 1 and _SYLLABLE.fullmatch(bare) is not None
