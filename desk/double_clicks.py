"""A form that is sent twice with the same content is answered like the first time: by the same redirect.

Otherwise the second click finds the row changed, decided or gone, by nobody else than the first one, and says
so. Where the form led is kept once it was answered; forms that make something note it with their effect
(`people.sent_forms.do_once`), for of two clicks at once the second may come before the first is answered.
"""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.messages.storage.base import BaseStorage
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.crypto import salted_hmac

from desk.texts import say
from people.models import User
from people.sent_forms import LONGEST_OUTCOME, do_once, is_mark, led_to


def answered_alike(request: HttpRequest, user: User, answer: Callable[[], HttpResponse]) -> HttpResponse:
    """Return what ``answer`` gives; to a form that was sent before, a redirect to where it led then."""
    key = form_key(request)
    if not key:
        return answer()
    if known := led_to(user, key):
        return _again(request, known)
    response = answer()
    address = response.headers.get("Location", "")
    if address and len(address) <= LONGEST_OUTCOME:
        do_once(user, key, lambda: address)
    elif response.status_code >= 400 and (known := led_to(user, key)):
        return _again(request, known)  # while this one waited for a lock, the first one had its effect
    return response


def form_key(request: HttpRequest) -> str:
    """Return what tells a form with its content from all others; nothing for one without a mark.

    What was typed counts: whoever goes back, changes something and sends the form again means it. It may be a
    password, and the key is kept; so it is made with the secret of the installation, and who reads the
    database alone cannot try passwords against it.
    """
    if request.method != "POST" or not is_mark(request.POST.get("mark", "")):
        return ""
    fields = {name: texts for name, texts in request.POST.lists() if name != "csrfmiddlewaretoken"}
    files = [(file.name, file.size) for name in sorted(request.FILES) for file in request.FILES.getlist(name)]
    content = repr((request.path, sorted(fields.items()), files))
    text = content.encode("utf-8", "surrogatepass")
    return salted_hmac("desk.double_clicks", text, algorithm="sha256").hexdigest()


def _again(request: HttpRequest, address: str) -> HttpResponse:
    """Return the redirect; what the first answer had to say is said there, if nobody has read it yet."""
    told = messages.get_messages(request)
    if isinstance(told, BaseStorage):
        told.used = False  # the page of a refusal, which nobody gets, may have taken it
    if not len(told):
        messages.success(request, say("done_already"))
    return redirect(address)
