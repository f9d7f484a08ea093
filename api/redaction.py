"""Texts without secrets and personal data, before they reach a log.

What is known by its name (a header, a field of a form) or by its shape (a token, a phone number, an e-mail,
the query of an address) is taken out of any text. What has neither name nor shape, such as a person's name,
stays out of logs because nobody writes it: exceptions are logged without their messages (`config/logs.py`).
"""

import re
from collections.abc import Callable

HIDDEN = "[…]"
_NAMES = (
    "authorization|proxy-authorization|cookie|set-cookie|x-publishable-key|x-cart-token|x-order-token|"
    "idempotency-key|x-csrftoken|csrfmiddlewaretoken|sessionid|csrftoken|new_password[12]?|old_password|"
    "password[12]?|passwd|secret|secret_key|token|otp|phone|email|e-mail"
)
_RULES: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = (
    # user:password@ in an address
    (re.compile(r"(?<=://)[^/\s@\"']+(?=@)"), HIDDEN),
    # the query and the fragment of an address
    (re.compile(r"(?<=[\w/.%~-])\?[^\s\"'<>]+"), f"?{HIDDEN}"),
    # name: value, name=value, "name": "value", with the scheme of an Authorization
    (
        re.compile(
            rf"(?i)\b((?:http_)?(?:{_NAMES.replace('-', '[-_]')})[\"']?\s*[:=]\s*)"
            r"(?:\"[^\"]*\"|'[^']*'|(?:(?:token|bearer|basic|device)\s+)?[^\s,;&)}\]]+)"
        ),
        lambda found: f"{found[1]}{HIDDEN}",
    ),
    (re.compile(r"(?i)\b(token|bearer|basic|device)\s+[A-Za-z0-9_.~+/=-]{8,}"), rf"\1 {HIDDEN}"),
    (re.compile(r"\b(at|sk|pk|dt|ct|ot|whsec)_[A-Za-z0-9_-]{8,}"), rf"\1_{HIDDEN}"),
    (re.compile(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+"), HIDDEN),
    # Vietnamese numbers, as 09…, 84… or +84…, also in groups; not inside longer numbers such as a GTIN
    (re.compile(r"(?<![\w.])(?:\+?84|0)(?:[ .-]?\d){9,10}(?![\w])"), HIDDEN),
    # any other country
    (re.compile(r"(?<!\w)\+\d(?:[ .-]?\d){7,14}(?!\w)"), HIDDEN),
)


def redacted(text: str) -> str:
    """Return ``text`` with secrets and personal data of known name or shape replaced by ``[…]``."""
    for pattern, replacement in _RULES:
        text = pattern.sub(replacement, text)
    return text
