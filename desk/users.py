"""All users, as the Alliance keeps them: accounts opened and closed, officers, help for the locked out."""

import json
from collections.abc import Callable, Mapping

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from catalogue.errors import NotFound
from catalogue.gs1.errors import CodedError
from desk.frame import DeskRequest, alliance_page
from desk.goods_fields import form_shown, note_refusal, typed
from desk.goods_list import Filter
from desk.members import LANGUAGES
from desk.paging import page_at
from desk.texts import say
from people.mail import Occasion
from people.models import User
from people.second_factor import remove
from people.sent_forms import do_once
from people.tasks import mail_password_link
from people.users import edit_user, lock_user, matching_users, open_account

FIELDS = ("username", "email", "name", "language", "is_alliance", "is_active")
EMPTY = dict.fromkeys(FIELDS, "") | {"language": "vi", "is_active": "yes"}
LONGEST_QUERY = 100
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
    """Show the empty form, or open an account; its user gets a link by mail."""
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
            address = do_once(request.user, request.POST.get("mark", ""), make)
        except CodedError as error:
            note_refusal(error, mistakes, given)
        else:
            messages.success(request, say("did_invite"))
            return redirect(address)
    return _form(request, given, mistakes)


@alliance_page
def user(request: DeskRequest, key: int) -> HttpResponse:
    """Show one user, and change the account; who is closed loses sessions and tokens for good."""
    row = _user(key)
    if request.method != "POST":
        return _form(request, _given(row), {}, row=row)
    given, mistakes = typed(request, *FIELDS), dict[str, str]()
    try:
        if not _change(request, row, given):
            row = _user(key)
            stale = {"": say("changed_meanwhile")}
            return _form(request, given, stale, row=row, theirs=_given(row))
    except CodedError as error:
        note_refusal(error, mistakes, given)
        return _form(request, given, mistakes, row=_user(key))
    messages.success(request, say("saved"))
    return redirect("desk:user", key=row.pk)


@alliance_page
@require_POST
def user_step(request: DeskRequest, key: int, step: str) -> HttpResponse:
    """Do what a button of the page says. Raises Http404 for a step that is not there."""
    row = _user(key)
    verb = _STEPS.get(step)
    if verb is None:
        raise Http404
    try:
        verb(row)
    except NotFound:
        raise
    except CodedError as error:
        mistakes = dict[str, str]()
        note_refusal(error, mistakes, {})
        return _form(request, _given(row), mistakes, row=row)
    messages.success(request, say(f"did_{step}"))
    return redirect("desk:user", key=row.pk)


def _send_link(row: User) -> None:
    occasion = Occasion.FORGOTTEN if row.has_usable_password() else Occasion.INVITED
    mail_password_link.enqueue(row.pk, occasion.value)


_STEPS: dict[str, Callable[[User], None]] = {"send_password_link": _send_link, "second_factor_off": remove}


def _user(key: int) -> User:
    found = User.objects.prefetch_related("memberships__cooperative").filter(pk=key).first()
    if found is None:
        raise Http404
    return found


@transaction.atomic
def _change(request: DeskRequest, row: User, given: Mapping[str, str]) -> bool:
    """Change the account; return False where the form is stale."""
    _, locked = lock_user(row)
    if request.POST.get("seen") != _seen_of(locked):
        return False
    edit_user(
        locked,
        name=given["name"],
        email=given["email"],
        language=given["language"],
        is_alliance=given["is_alliance"] == "yes",
        is_active=given["is_active"] == "yes",
    )
    return True


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
