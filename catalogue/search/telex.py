"""Words left raw by a Vietnamese keyboard that was not switched on: ``maatj ong``, ``mat65 ong``.

Source: the Telex and VNI input methods.
"""

import re

_TELEX_LETTERS = (("dd", "d"), ("aa", "a"), ("ee", "e"), ("oo", "o"), ("aw", "a"), ("ow", "o"), ("uw", "u"))
_SYLLABLE = re.compile(
    r"(?:b|c|ch|d|g|gh|gi|h|k|kh|l|m|n|ng|ngh|nh|p|ph|qu|r|s|t|th|tr|v|x)?[aeiouy]{1,3}(?:c|ch|m|n|ng|nh|p|t)?"
)
_VNI = re.compile(r"[a-z]+[1-9][a-z1-9]*")


def undo_raw_keys(text: str) -> str | None:
    """Return ``text`` without the keys that stand for marks, folded; None when none is found.

    Only for a second try when nothing was found: ``xoo`` may be a name.

    >>> undo_raw_keys("maatj ong")
    'mat ong'
    """
    decoded = [_undo_word(word) for word in text.lower().split()]
    plain = " ".join(decoded)
    return plain if plain != " ".join(text.lower().split()) else None


def _undo_word(word: str) -> str:
    if not (word.isascii() and word.isalnum()):
        return word
    return _undo_vni(word) or _undo_telex(word) or word


def _undo_vni(word: str) -> str | None:
    if not _VNI.fullmatch(word):
        return None
    plain = "".join(letter for letter in word if letter.isalpha())
    return plain if _SYLLABLE.fullmatch(plain) else None


def _undo_telex(word: str) -> str | None:
    """Return the syllable behind ``word``, trying the tone key at each place after a vowel."""
    plain = word
    for keys, letter in _TELEX_LETTERS:
        plain = plain.replace(keys, letter)
    plain = plain.replace("w", "u")
    if _SYLLABLE.fullmatch(plain):
        return plain
    for found in re.finditer(r"(?<=[a-z])[sfrxj]", plain):
        shorter = plain[: found.start()] + plain[found.end() :]
        if re.search("[aeiouy]", plain[: found.start()]) and _SYLLABLE.fullmatch(shorter):
            return shorter
    return None
