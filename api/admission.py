"""What every request passes before anything is done for it: its host, its budget, the size of its body."""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from api.errors import bad_request, problem
from api.limits import spend_at, surface_of
from api.refusals import BodyTooLarge
from api.request_facts import HOST
from people.errors import OverBudget

_MOST_DIGITS = 19  # of a signed number of 64 bits


class Admission:
    """Refuses unknown hosts, spent budgets and bodies beyond all bounds.

    It stands behind the envelope, which counts and logs what is refused, and behind ``desk.refusals`` and
    ``pages.refusals``, which have a page for people in place of a problem.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Return the answer of the application, or why there is none."""
        try:
            request.META[HOST] = request.get_host()
            spend_at(surface_of(request.path_info), request)
            _bound_body(request)
        except DisallowedHost as error:
            return bad_request(request, error)
        except (OverBudget, BodyTooLarge) as error:
            return problem(request, error)
        return self.get_response(request)


def _bound_body(request: HttpRequest) -> None:
    """Refuse what is larger than any address takes, before it is read. Raises BodyTooLarge."""
    length = request.META.get("CONTENT_LENGTH")
    if not length or not length.isdecimal():
        return
    # Python reads no number of thousands of digits, and no body has a length of that many.
    if len(length) > _MOST_DIGITS or int(length) > settings.LARGEST_REQUEST:
        raise BodyTooLarge
