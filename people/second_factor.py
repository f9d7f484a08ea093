"""The second factor: one-time codes from an app, and recovery codes on paper for the day it is lost.

Whether a user has one stands in ``User.second_factor_since``; django-otp keeps the secret, refuses a code
that was used, and makes whoever guesses wait twice as long each time. Of a recovery code only a keyed digest
is kept.

Source: RFC 6238 (TOTP); OWASP ASVS 5.0, V6.5.
"""

import math
import re
import secrets
from base64 import b32encode
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django_otp import verify_token
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice
from zxingcpp import BarcodeFormat

from catalogue.barcodes.grids import MatrixSymbol
from catalogue.barcodes.native_encoder import encode_text
from catalogue.barcodes.svg import svg
from people.errors import LockedOut, OneTimeCodeWrong, SecondFactorActive, SecondFactorMissing
from people.models import User

RECOVERY_CODES = 10
QR_MODULE_MM = 1.0
_DEVICE = "app"
_FROM_APP = re.compile(r"[0-9]{6}")
_RECOVERY_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"  # without the letters that look like others
_RECOVERY_LENGTH = 10


@dataclass(frozen=True)
class Setup:
    """What an app needs to make codes: the secret in base 32, and the same as an address in a QR symbol."""

    secret: str
    uri: str
    qr_svg: str


@transaction.atomic
def begin(user: User) -> Setup:
    """Return a new secret for the app of ``user``; it counts for nothing until it is confirmed.

    Raises SecondFactorActive.
    """
    user = User.objects.select_for_update(no_key=True).get(pk=user.pk)
    if user.second_factor_since is not None:
        raise SecondFactorActive
    TOTPDevice.objects.filter(user=user).delete()
    device = TOTPDevice.objects.create(user=user, name=_DEVICE, confirmed=False)
    uri: str = device.config_url
    rows = encode_text("qr", BarcodeFormat.QRCode, uri, ec_level="M")
    symbol = MatrixSymbol("qr", "QR", rows, quiet=4, elements=())
    return Setup(b32encode(device.bin_key).decode(), uri, svg(symbol, x_mm=QR_MODULE_MM, text=False))


def confirm(user: User, code: str) -> list[str]:
    """Turn the second factor on and return the recovery codes, which are told now and never again.

    Raises what ``check_first_code`` and ``turn_on`` do.
    """
    return turn_on(user, check_first_code(user, code))


def check_first_code(user: User, code: str) -> int:
    """Return the key of the new app of ``user`` that shows ``code``.

    Whoever guesses waits, so this stands in no transaction that a refusal rolls back.

    Raises OneTimeCodeWrong, LockedOut, SecondFactorActive, SecondFactorMissing.
    """
    with transaction.atomic():
        device = _unconfirmed(user)
        wait = _seconds_to_wait(device)
        is_right = not wait and _FROM_APP.fullmatch(code) and device.verify_token(code)
    if wait:
        raise LockedOut(wait=math.ceil(wait))
    if not is_right:
        raise OneTimeCodeWrong
    return int(device.pk)


@transaction.atomic
def turn_on(user: User, app: int) -> list[str]:
    """Let the ``app``, whose first code was right, count, and return the recovery codes.

    Raises SecondFactorActive, and SecondFactorMissing when another app was begun with meanwhile.
    """
    device = _unconfirmed(user)
    if device.pk != app:
        raise SecondFactorMissing
    device.confirmed = True
    device.save(update_fields=["confirmed"])
    user = device.user
    user.second_factor_since = timezone.now()
    user.save(update_fields=["second_factor_since"])
    return _new_recovery_codes(user)


@transaction.atomic
def remove(user: User) -> None:
    """Turn the second factor off; the secret and the recovery codes are gone. Raises SecondFactorMissing."""
    user = User.objects.select_for_update(no_key=True).get(pk=user.pk)
    if user.second_factor_since is None:
        raise SecondFactorMissing
    TOTPDevice.objects.filter(user=user).delete()
    StaticDevice.objects.filter(user=user).delete()
    user.second_factor_since = None
    user.save(update_fields=["second_factor_since"])


def verify_code(user: User, code: str) -> bool:
    """Return whether ``code`` is right: of the app, or one of the recovery codes. It is used up by this."""
    device = _device_for(user, code)
    if device is None:
        return False
    token = code if isinstance(device, TOTPDevice) else _kept(code)
    return verify_token(user, device.persistent_id, token) is not None


def wait_before_next_code(user: User, code: str) -> float:
    """Return for how many seconds no code of this kind is taken after wrong ones; 0 when it may be tried."""
    device = _device_for(user, code)
    return 0 if device is None else _seconds_to_wait(device)


def recovery_codes_left(user: User) -> int:
    """Return how many recovery codes have not been used."""
    return int(StaticToken.objects.filter(device__user=user).count())


def _unconfirmed(user: User) -> TOTPDevice:
    """Return the app that ``user``, whose row is locked, has begun with.

    Raises SecondFactorActive, SecondFactorMissing.
    """
    user = User.objects.select_for_update(no_key=True).get(pk=user.pk)
    if user.second_factor_since is not None:
        raise SecondFactorActive
    device = TOTPDevice.objects.filter(user=user).first()
    if device is None:
        raise SecondFactorMissing
    device.user = user
    return device


def _seconds_to_wait(device: TOTPDevice | StaticDevice) -> float:
    """Return for how long ``device`` takes no code after wrong ones."""
    allowed, reason = device.verify_is_allowed()
    if allowed or reason is None:
        return 0
    return max(0.0, float((reason["locked_until"] - timezone.now()).total_seconds()))


def _device_for(user: User, code: str) -> TOTPDevice | StaticDevice | None:
    kind = TOTPDevice if _FROM_APP.fullmatch(code) else StaticDevice
    return kind.objects.filter(user=user, confirmed=True).first()


def _new_recovery_codes(user: User) -> list[str]:
    StaticDevice.objects.filter(user=user).delete()
    device = StaticDevice.objects.create(user=user, name=_DEVICE)
    codes = [_random_code() for _ in range(RECOVERY_CODES)]
    StaticToken.objects.bulk_create(StaticToken(device=device, token=_kept(code)) for code in codes)
    return [f"{code[:5]}-{code[5:]}" for code in codes]


def _random_code() -> str:
    return "".join(secrets.choice(_RECOVERY_ALPHABET) for _ in range(_RECOVERY_LENGTH))


def _kept(code: str) -> str:
    """Return what is kept of a recovery code: 64 bits of a digest that needs the secret key to be made."""
    plain = re.sub(r"[\s-]", "", code).lower()
    return salted_hmac("people.recovery_code", plain, algorithm="sha256").hexdigest()[:16]
