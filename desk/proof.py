"""What is typed at the desk to show once more that it is oneself."""

from collections.abc import Callable

from desk.frame import DeskRequest
from people.budgets import spend_log_in
from people.log_in import LONGEST_PASSWORD
from people.proof import check_proof, require_proof
from people.sent_forms import led_to, prove_and_do_once

LONGEST_CODE = 40


def prove(request: DeskRequest) -> None:
    """Check the password and the code of the form. Belongs before a transaction, as ``require_proof`` does.

    Raises PasswordWrong, OneTimeCodeNeeded, LockedOut, OverBudget, LimitsUnavailable.
    """
    require_proof(
        request, request.user, password=typed_password(request, "password"), otp=typed_code(request)
    )


def prove_once(request: DeskRequest, effect: Callable[[], str]) -> str:
    """Return the address that ``effect`` led to, by the password and the code of the form.

    A form that was sent before leads where it led then, and needs no proof: it has no effect.

    Raises what ``prove`` and ``effect`` raise.
    """
    user, mark = request.user, request.POST.get("mark", "")
    earlier = led_to(user, mark)
    if earlier:
        return earlier
    spend_log_in(request, user.username)
    password, otp = typed_password(request, "password"), typed_code(request)
    return prove_and_do_once(
        user, mark, effect, prove=lambda: check_proof(request, user, password=password, otp=otp)
    )


def typed_password(request: DeskRequest, name: str) -> str:
    """Return a password as it was typed: every character counts, blanks too."""
    return request.POST.get(name, "")[: LONGEST_PASSWORD + 1]


def typed_code(request: DeskRequest) -> str:
    """Return the one-time code or recovery code that was typed."""
    return request.POST.get("otp", "").replace(" ", "")[:LONGEST_CODE]
