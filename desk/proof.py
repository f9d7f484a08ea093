"""What is typed at the desk to show once more that it is oneself."""

from desk.frame import DeskRequest
from people.log_in import LONGEST_PASSWORD
from people.proof import require_proof

LONGEST_CODE = 40


def prove(request: DeskRequest) -> None:
    """Check the password and the code of the form. Belongs before a transaction, as ``require_proof`` does.

    Raises PasswordWrong, OneTimeCodeNeeded, LockedOut, OverBudget, LimitsUnavailable.
    """
    require_proof(
        request, request.user, password=typed_password(request, "password"), otp=typed_code(request)
    )


def typed_password(request: DeskRequest, name: str) -> str:
    """Return a password as it was typed: every character counts, blanks too."""
    return request.POST.get(name, "")[: LONGEST_PASSWORD + 1]


def typed_code(request: DeskRequest) -> str:
    """Return the one-time code or recovery code that was typed."""
    return request.POST.get("otp", "").replace(" ", "")[:LONGEST_CODE]
