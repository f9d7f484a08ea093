"""Coming in and going out, and setting a forgotten password."""

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from catalogue.gs1.errors import CodedError
from desk.frame import door_page, reasons
from desk.texts import say
from people.budgets import spend_log_in
from people.log_in import LONGEST_PASSWORD, Outcome, log_in
from people.passwords import reset_password, user_of_link
from people.tasks import help_the_forgetful

LONGEST = 200


@door_page
def enter(request: HttpRequest) -> HttpResponse:
    """Log somebody in, and show them what they came for; a refusal is a 422, a name that is locked a 429."""
    if request.method != "POST":
        return _log_in_page(request, "", "")
    username = request.POST.get("username", "").strip()[:LONGEST]
    spend_log_in(request, username)
    attempt = log_in(
        request,
        username=username,
        password=request.POST.get("password", "")[: LONGEST_PASSWORD + 1],
        otp=request.POST.get("otp", "").replace(" ", "")[:LONGEST],
    )
    match attempt.outcome:
        case Outcome.WELCOME:
            return redirect(_destination(request))
        case Outcome.LOCKED:
            mistake = say("locked", minutes=-(-attempt.wait_seconds // 60))
            response = _log_in_page(request, username, mistake, status=429)
            response.headers["Retry-After"] = str(attempt.wait_seconds)
            return response
        case Outcome.CODE_MISSING:
            return _log_in_page(request, username, say("code_missing"), status=422)
    return _log_in_page(request, username, say("refused"), status=422)


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """End the session."""
    logout(request)
    return redirect("desk:log_in")


@door_page
def forgotten(request: HttpRequest) -> HttpResponse:
    """Have a link mailed; the answer is the same whether anybody is meant or not."""
    if request.method == "POST":
        username = request.POST.get("username", "").strip()[:LONGEST]
        spend_log_in(request, username)
        help_the_forgetful.enqueue(username, "")
        messages.success(request, say("link_sent"))
        return redirect("desk:log_in")
    return render(request, "desk/forgotten.html")


@door_page
def set_password(request: HttpRequest, uid: str, token: str) -> HttpResponse:
    """Set the password by a link that came by mail."""
    mistakes: list[str] = []
    if request.method == "POST":
        spend_log_in(request, uid)
    try:
        if request.method == "POST":
            reset_password(
                uid=uid, token=token, password=request.POST.get("password", "")[: LONGEST_PASSWORD + 1]
            )
            messages.success(request, say("password_set"))
            return redirect("desk:log_in")
        user_of_link(uid, token)
    except CodedError as error:
        mistakes = reasons(error)
    return render(request, "desk/set_password.html", {"mistakes": mistakes}, status=422 if mistakes else 200)


def _log_in_page(request: HttpRequest, username: str, mistake: str, status: int = 200) -> HttpResponse:
    shown = {"mistake": mistake, "username": username, "next": _destination(request)}
    return render(request, "desk/log_in.html", shown, status=status)


def _destination(request: HttpRequest) -> str:
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    safe = wanted.startswith("/desk/") and url_has_allowed_host_and_scheme(
        wanted, allowed_hosts=None, require_https=request.is_secure()
    )
    return wanted if safe else "/desk/"
