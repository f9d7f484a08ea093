"""The order of the Vietnamese alphabet as a key of digits.

Digits sort the same in every database and collation, which letters do not: byte order puts đường after y, and
the root order of Unicode puts má before mà.

Source: the order of Vietnamese dictionaries, as in CLDR's collation ``vi``.
"""

import unicodedata

LONGEST_KEY = 300

_DIGITS = "0123456789"
_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_SPACE = "10"
_LETTER_WEIGHTS = {
    letter: str(weight) for weight, letter in enumerate(_DIGITS + _LETTERS, start=11)
}  # 11 to 53
_SHAPES = {"\u0306", "\u0302", "\u031b"}  # breve, circumflex, horn: letters of their own
_TONES = {"\u0300": "2", "\u0309": "3", "\u0303": "4", "\u0301": "5", "\u0323": "6"}  # huyền hỏi ngã sắc nặng
_LEVEL = "1"  # ngang


def alphabet_key(text: str) -> str:
    """Return digits that sort as ``text`` does in Vietnamese: letters first, then tones.

    Capital letters count as small ones, signs as a space. At most 300 digits: what is equal that far ties.

    >>> sorted(["má", "đậu", "mạ", "Du", "ma", "mà"], key=alphabet_key)
    ['Du', 'đậu', 'ma', 'mà', 'má', 'mạ']
    """
    letters: list[str] = []
    tones: list[str] = []
    for letter, tone in _split_tones(text):
        weight = _weight(letter)
        if weight != _SPACE or (letters and letters[-1] != _SPACE):
            letters.append(weight)
            tones.append(tone)
    if letters and letters[-1] == _SPACE:
        letters.pop()
        tones.pop()
    # 00 is less than any weight: the shorter word comes first, and only then tones are looked at.
    return ("".join(letters) + "00" + "".join(tones))[:LONGEST_KEY]


def _weight(letter: str) -> str:
    weight = _LETTER_WEIGHTS.get(letter)
    if weight:
        return weight
    if letter.isalnum():
        return f"99{ord(letter[0]):07d}"
    return _SPACE


def _split_tones(text: str) -> list[tuple[str, str]]:
    """Return each letter with its shape but without its tone, and the digit of the tone."""
    found: list[tuple[str, str]] = []
    for sign in unicodedata.normalize("NFD", text.casefold().replace("ð", "đ")):
        if sign in _TONES and found:
            found[-1] = (found[-1][0], _TONES[sign])
        elif sign in _SHAPES and found:
            letter, tone = found[-1]
            shaped = unicodedata.normalize("NFC", letter + sign)
            found[-1] = (shaped if shaped in _LETTER_WEIGHTS else letter, tone)
        elif unicodedata.category(sign) != "Mn":
            found.append((sign, _LEVEL))
    return found
