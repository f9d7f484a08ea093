"""Keys other than the GTIN: SSCC for a logistic unit, GLN for a party or place, GMN for a model.

Source: GS1 General Specifications, sections 2.2.1 (SSCC), 2.4 (GLN), 7.9.1 (check digit), 7.9.5 (pair of
check characters).
"""

from catalogue.gs1.company_prefix import validate_company_prefix
from catalogue.gs1.gtin import check_digit, require_digits
from catalogue.gs1.key_errors import (
    ExtensionDigitInvalid,
    KeyAllZeros,
    KeyCheckDigit,
    KeyLength,
    KeyReferenceOutOfRange,
)

_SSCC_LENGTH = 18
_GLN_LENGTH = 13
_CHARACTERS_82 = "!\"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"
_VALUES_82 = {character: value for value, character in enumerate(_CHARACTERS_82)}
_CHARACTERS_32 = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
_PRIMES = (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83)


def build_sscc(extension_digit: int, company_prefix: str, serial: int) -> str:
    """Return the SSCC, 18 digits, of the logistic unit that the company has counted as ``serial``.

    >>> build_sscc(0, "9521234", 1)
    '095212340000000013'

    Raises ExtensionDigitInvalid unless 0 to 9, CompanyPrefixInvalid, KeyReferenceOutOfRange.
    """
    if isinstance(extension_digit, bool) or extension_digit not in range(10):
        raise ExtensionDigitInvalid(digit=extension_digit)
    payload = f"{extension_digit}{_with_reference(company_prefix, serial, _SSCC_LENGTH - 2)}"
    return payload + check_digit(payload)


def build_gln(company_prefix: str, reference: int) -> str:
    """Return the GLN, 13 digits, of a party or place under the company's own prefix.

    >>> build_gln("9521234", 7)
    '9521234000075'

    Raises CompanyPrefixInvalid, KeyReferenceOutOfRange.
    """
    payload = _with_reference(company_prefix, reference, _GLN_LENGTH - 1)
    return payload + check_digit(payload)


def parse_sscc(text: str) -> str:
    """Return ``text``, an SSCC of 18 digits. Raises NotDigits, KeyLength, KeyAllZeros, KeyCheckDigit."""
    return _parse_key(text, "SSCC", _SSCC_LENGTH)


def parse_gln(text: str) -> str:
    """Return ``text``, a GLN of 13 digits. Raises NotDigits, KeyLength, KeyAllZeros, KeyCheckDigit."""
    return _parse_key(text, "GLN", _GLN_LENGTH)


def check_pair(payload: str) -> str:
    """Return the two check characters that complete ``payload``, a GMN less its last two, set 82, at most 23.

    >>> check_pair("1987654Ad4X4bL5ttr2310c")
    '2K'
    """
    weighted = zip(reversed(payload), _PRIMES, strict=False)
    total = sum(_VALUES_82[character] * prime for character, prime in weighted) % 1021
    return _CHARACTERS_32[total >> 5] + _CHARACTERS_32[total & 31]


def _with_reference(company_prefix: str, reference: int, length: int) -> str:
    validate_company_prefix(company_prefix)
    digits = length - len(company_prefix)
    if isinstance(reference, bool) or not 0 <= reference < 10**digits:
        raise KeyReferenceOutOfRange(prefix=company_prefix, last=10**digits - 1, reference=reference)
    return f"{company_prefix}{reference:0{digits}d}"


def _parse_key(text: str, key: str, length: int) -> str:
    require_digits(text)
    if len(text) != length:
        raise KeyLength(key=key, length=length, found=len(text))
    if not text.strip("0"):
        raise KeyAllZeros(key=key)
    expected = check_digit(text[:-1])
    if text[-1] != expected:
        raise KeyCheckDigit(key=key, number=text, expected=expected, found=text[-1], position=length - 1)
    return text
