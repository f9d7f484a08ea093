"""One-time codes as an app makes them."""

import datetime

from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice

from people.models import User
from people.second_factor import begin, confirm

NOON = datetime.datetime(2026, 11, 2, 5, tzinfo=datetime.UTC)
STEP = datetime.timedelta(seconds=30)


def code_of(user: User) -> str:
    """Return what the app of ``user`` shows now."""
    return f"{totp(TOTPDevice.objects.get(user=user).bin_key):06}"


def wrong_code_of(user: User) -> str:
    """Return a code that is surely not the one of now, nor its neighbours."""
    key = TOTPDevice.objects.get(user=user).bin_key
    near = {totp(key, drift=drift) for drift in range(-3, 4)}
    return next(f"{code:06}" for code in range(100) if code not in near)


def turn_on(user: User) -> list[str]:
    """Give ``user`` a second factor and return the recovery codes. The code of now is used up."""
    begin(user)
    codes = confirm(user, code_of(user))
    user.refresh_from_db()
    return codes
