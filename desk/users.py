"""All users, as the Alliance keeps them: accounts opened and closed, officers, help for the locked out."""

import json
from collections.abc import Callable, Mapping

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from catalogue.gs1.errors import CodedError
from desk.frame import DeskRequest, alliance_page
from desk.goods_fields import form_shown, note_refusal, typed
from desk.goods_list import Filter
from desk.members import LANGUAGES
from desk.paging import page_at
from desk.proof import prove_once
from desk.texts import say
from people.models import User
from people.proof import touches_guarded
from people.recovery import remove_second_factor, require_somebody_else, send_password_link
from people.sent_forms import do_once
from people.users import edit_user, lock_user, matching_users, open_account

FIELDS = ("username", "email", "name", "language", "is_alliance", "is_active")
EMPTY = dict.fromkeys(FIELDS, "") | {"language": "vi", "is_active": "yes"}
LONGEST_QUERY = 100
# What a refusal may be about; a password that was typed is never shown again.
_PROOF = dict.fromkeys(("password", "otp"), "")
_FILTERS = {"all": {}, "officers": {"is_alliance": True}, "closed": {"is_active": False}}


@alliance_page
def users(request: DeskRequest) -> HttpResponse:
    """Show users, newest first; found by name or mail address, marks do not matter."""
    query = request.GET.get("q", "").strip()[:LONGEST_QUERY]
    show = request.GET.get("show", "")
    chosen = show if show in _FILTERS else "all"
    rows = User.objects.prefetch_related("memberships__cooperative").filter(**_FILTERS[chosen])
    shown = {
        "page": page_at(request, rows.filter(pk__in=matching_users(query)) if query else rows),
        "query": query,
        "filters": [Filter(f"?show={name}", say(f"users_{name}"), name == chosen) for name in _FILTERS],
    }
    return render(request, "desk/alliance/users.html", shown)


@alliance_page
def new_user(request: DeskRequest) -> HttpResponse:
    """Show the empty form, or open an account; its user gets a link by mail. An officer's needs a proof."""
    if request.method != "POST":
        return _form(request, EMPTY, {})
    given, mistakes = typed(request, *FIELDS), dict[str, str]()
    if not given["email"]:
        mistakes["email"] = say("needed")

    def make() -> str:
        account = {name: given[name] for name in ("email", "name", "language")}
        row = open_account(username=given["username"], is_alliance=given["is_alliance"] == "yes", **account)
        return reverse("desk:user", args=[row.pk])

    if not mistakes:
        try:
            if given["is_alliance"] == "yes":
                address = prove_once(request, make)
            else:
                address = do_once(request.user, request.POST.get("mark", ""), make)
        except CodedError as error:
            _note(error, mistakes, given)
        else:
            messages.success(request, say("did_invite"))
            return redirect(address)
    return _form(request, given, mistakes)


@alliance_page
def user(request: DeskRequest, key: int) -> HttpResponse:
    """Show one user, and change the account; who is closed loses sessions and tokens for good.

    What is guarded needs a proof.
    """
    row = _user(key)
    if request.method != "POST":
        return _form(request, _given(row), {}, row=row)
    given, mistakes = typed(request, *FIELDS), dict[str, str]()
    try:
        if not _change_once(request, row, given):
            row = _user(key)
            stale = {"": say("changed_meanwhile")}
            return _form(request, given, stale, row=row, theirs=_given(row))
    except CodedError as error:
        _note(error, mistakes, given)
        return _form(request, given, mistakes, row=_user(key))
    messages.success(request, say("saved"))
    return redirect("desk:user", key=row.pk)


@alliance_page
@require_POST
def user_step(request: DeskRequest, key: int, step: str) -> HttpResponse:
    """Do what a button of the page says, by a proof, for somebody else. Raises Http404 for another step."""
    row = _user(key)
    verb = _STEPS.get(step)
    if verb is None:
        raise Http404

    def help_them() -> str:
        verb(row)
        return reverse("desk:user", args=[row.pk])

    try:
        require_somebody_else(row, officer=request.user)
        address = prove_once(request, help_them)
    except CodedError as error:
        mistakes = dict[str, str]()
        _note(error, mistakes, {})
        return _form(request, _given(row), mistakes, row=row)
    messages.success(request, say(f"did_{step}"))
    return redirect(address)


_STEPS: dict[str, Callable[[User], None]] = {
    "send_password_link": send_password_link,
    "second_factor_off": remove_second_factor,
}


def _note(error: CodedError, mistakes: dict[str, str], given: Mapping[str, str]) -> None:
    """Put the reason under its field. Raises what says for how long to wait, which has a page of its own."""
    if hasattr(error, "wait"):
        raise error
    note_refusal(error, mistakes, {**given, **_PROOF})


def _user(key: int) -> User:
    found = User.objects.prefetch_related("memberships__cooperative").filter(pk=key).first()
    if found is None:
        raise Http404
    return found


def _change_once(request: DeskRequest, row: User, given: Mapping[str, str]) -> bool:
    """Change the account, once though the form comes twice; return what ``_change`` does."""
    is_guarded = touches_guarded(row, _changes(given))

    def change() -> str:
        if not _change(request, row, given, is_proved=is_guarded):
            return ""  # keeps no mark: the form is shown again with a new one
        return reverse("desk:user", args=[row.pk])

    if is_guarded:
        return bool(prove_once(request, change))
    return bool(do_once(request.user, request.POST.get("mark", ""), change))


@transaction.atomic
def _change(request: DeskRequest, row: User, given: Mapping[str, str], *, is_proved: bool) -> bool:
    """Change the account; return False where the form is stale, or what needs a proof changed meanwhile."""
    _, locked = lock_user(row)
    changes = _changes(given)
    if request.POST.get("seen") != _seen_of(locked) or (touches_guarded(locked, changes) and not is_proved):
        return False
    edit_user(locked, **changes)
    return True


def _changes(given: Mapping[str, str]) -> dict[str, object]:
    flags = {name: given[name] == "yes" for name in ("is_alliance", "is_active")}
    return {**{name: given[name] for name in ("name", "email", "language")}, **flags}


def _given(row: User) -> dict[str, str]:
    flags = {name: "yes" if getattr(row, name) else "" for name in ("is_alliance", "is_active")}
    lines = {name: getattr(row, name) for name in ("username", "email", "name", "language")}
    return lines | flags


def _seen_of(row: User) -> str:
    return json.dumps(_given(row), sort_keys=True)


def _form(
    request: DeskRequest,
    given: Mapping[str, str],
    mistakes: Mapping[str, str],
    *,
    row: User | None = None,
    theirs: Mapping[str, str] | None = None,
) -> HttpResponse:
    told = {name: theirs[name] for name in ("name", "email")} if theirs else None
    shown = {
        "row": row,
        **form_shown(given, mistakes, told),
        "seen": _seen_of(row) if row else "",
        "languages": [(code, say(f"language_{code}")) for code in LANGUAGES],
    }
    return render(request, "desk/alliance/user.html", shown, status=422 if mistakes else 200)
