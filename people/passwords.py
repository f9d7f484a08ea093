"""Passwords: changing one's own, and setting one by a link that came by mail.

A link holds for a day and once: it is a digest of what changes with the password. Setting a password ends all
sessions of the user; by a link it also takes back their tokens, because whoever was in could have made some.

Source: OWASP ASVS 5.0, V6.2 to V6.4.
"""

import datetime

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.contrib.auth.tokens import default_token_generator
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_decode, urlsafe_base64_encode

from catalogue.history import acting_as
from people.credentials import revoke_tokens
from people.errors import LinkInvalid, PasswordTooLong, PasswordWeak
from people.log_in import LONGEST_PASSWORD, forget_failures
from people.models import User

LINK = "/desk/password/{uid}/{token}"
"""Where the page for setting a password lives."""
_WEAKNESSES = {
    "password_too_short": ("Cần ít nhất 8 ký tự.", "It needs at least 8 characters."),
    "password_too_common": ("Quá nhiều người dùng mật khẩu này.", "Too many people use this one."),
    "password_too_similar": (
        "Mật khẩu gần giống tên hoặc địa chỉ thư điện tử.",
        "It is much like the name or the mail address.",
    ),
}
MAIL_PAUSE = datetime.timedelta(minutes=5)
MOST_MAILS = 5
"""To how many users with one mail address a link is sent."""


def encode_password(user: User, password: str, *, field: str = "password") -> str:
    """Return what is kept of a new ``password``. Slow on purpose, so it belongs before a transaction.

    Raises PasswordWeak, PasswordTooLong, which point at ``field``.
    """
    if len(password) > LONGEST_PASSWORD:
        raise PasswordTooLong(most=LONGEST_PASSWORD, field=field)
    try:
        validate_password(password, user)
    except ValidationError as error:
        # Django's own words exist only in part in Vietnamese.
        told = [_WEAKNESSES[weakness.code or ""] for weakness in error.error_list]
        reasons_vi, reasons_en = (" ".join(texts) for texts in zip(*told, strict=True))
        raise PasswordWeak(reasons_vi=reasons_vi, reasons_en=reasons_en, field=field) from None
    return make_password(password)


@transaction.atomic
def change_password(user: User, encoded: str, *, revokes_tokens: bool = False) -> None:
    """Set the password, as ``encode_password`` gave it. All sessions of ``user`` end; tokens where asked."""
    user.password = encoded
    user.password_changed_at = timezone.now()
    user.save(update_fields=["password", "password_changed_at"])
    if revokes_tokens:
        revoke_tokens(user)


def link_for(user: User) -> str:
    """Return the address at which ``user`` sets a password, within a day and once.

    It begins with HTX_PUBLIC_URL, never with a host that a request names.
    """
    uid = urlsafe_base64_encode(force_bytes(user.pk))
    path = LINK.format(uid=uid, token=default_token_generator.make_token(user))
    return f"{settings.PUBLIC_URL}{path}"


def user_of_link(uid: str, token: str) -> User:
    """Return whose link this is. Raises LinkInvalid for a wrong, used or old one."""
    try:
        key = int(urlsafe_base64_decode(uid))
    except (ValueError, OverflowError):
        raise LinkInvalid from None
    user = User.objects.filter(pk=key, is_active=True).first() if 0 < key < 2**63 else None
    if user is None or not default_token_generator.check_token(user, token):
        raise LinkInvalid
    return user


def reset_password(*, uid: str, token: str, password: str) -> User:
    """Set the password by a link; of two who use it at once, one does. Returns whose it is.

    Raises LinkInvalid, PasswordWeak, PasswordTooLong.
    """
    user = user_of_link(uid, token)
    encoded = encode_password(user, password)
    with acting_as(f"user:{user.pk}"), transaction.atomic():
        user = User.objects.select_for_update(no_key=True).get(pk=user.pk)
        if not (user.is_active and default_token_generator.check_token(user, token)):
            raise LinkInvalid
        change_password(user, encoded, revokes_tokens=True)
        forget_failures(user)
    return user


def forgetful_users(*, username: str = "", email: str = "") -> list[User]:
    """Return the active users with a mail address whom this name or address means."""
    meant = Q(username=username.lower()) if username else Q(email__iexact=email)
    reachable = User.objects.filter(meant, is_active=True).exclude(email="")
    return list(reachable.order_by("pk")[:MOST_MAILS]) if username or email else []


def may_be_mailed(user: User) -> bool:
    """Return whether enough time has passed since the last link, and note that one is sent now."""
    now = timezone.now()
    rested = Q(password_mailed_at__isnull=True) | Q(password_mailed_at__lte=now - MAIL_PAUSE)
    return bool(User.objects.filter(rested, pk=user.pk).update(password_mailed_at=now))
