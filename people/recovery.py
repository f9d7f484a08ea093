"""Account recovery: what an officer does for somebody who has lost app, recovery codes or link.

An officer does it for others and never for oneself: a found token of an officer would shut its owner out with
it. For oneself there is one's own account page, and other officers.

Source: OWASP ASVS 5.0, V6.4 (recovery) and V6.3 (telling of changed factors).
"""

from django.db import transaction

from people.errors import OwnAccount
from people.mail import Notice, Occasion
from people.models import User
from people.second_factor import remove
from people.tasks import mail_notice, mail_password_link


def require_somebody_else(user: User, *, officer: User) -> None:
    """Refuse ``officer`` who would help themselves. Raises OwnAccount."""
    if user.pk == officer.pk:
        raise OwnAccount


@transaction.atomic
def remove_second_factor(user: User) -> None:
    """Turn the second factor of ``user`` off, and write to them that it was. Raises SecondFactorMissing."""
    remove(user)
    mail_notice.enqueue(user.pk, Notice.SECOND_FACTOR_OFF.value, user.email)


def send_password_link(user: User) -> None:
    """Send ``user`` a link for setting a password, the first one or a new one."""
    occasion = Occasion.FORGOTTEN if user.has_usable_password() else Occasion.INVITED
    mail_password_link.enqueue(user.pk, occasion.value)
