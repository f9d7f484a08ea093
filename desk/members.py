"""The members of a cooperative: seen by all of them, invited and ended by its owners."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from catalogue.errors import NotFound
from catalogue.gs1.errors import CodedError
from desk.frame import DeskRequest, desk_page, one, owner_page, reasons
from desk.goods_fields import mistake_lines, note_refusal, typed
from desk.owned import chosen_of, owned_cooperatives, require_owner
from desk.paging import page_at
from desk.texts import say
from people.key_makers import usable_keys_made
from people.models import Membership, Role
from people.scope import within
from people.sent_forms import do_once
from people.users import invite_member, remove_member, set_role

FIELDS = ("cooperative", "email", "username", "name", "role", "language")
EMPTY = dict.fromkeys(FIELDS, "") | {"role": Role.STAFF.value, "language": "vi"}
LANGUAGES = ("vi", "en")


@dataclass(frozen=True, slots=True)
class Place:
    """A member, whether whoever looks owns the cooperative, and how many keys in use the member made."""

    row: Membership
    is_mine: bool
    keys: int


@desk_page
def members(request: DeskRequest) -> HttpResponse:
    """Show the members within reach, newest first, and invite one."""
    if request.method != "POST":
        return show_members(request, EMPTY, {})
    owned = owned_cooperatives(request.scope)
    if not owned:
        raise Http404
    given, mistakes = typed(request, *FIELDS), dict[str, str]()
    if given["role"] not in Role.values:
        mistakes["role"] = say("choose_one")
    if given["language"] not in LANGUAGES:
        mistakes["language"] = say("choose_one")
    if not mistakes:
        try:
            address = do_once(request.user, request.POST.get("mark", ""), lambda: _invite(request, given))
        except CodedError as error:  # of a user too whom the Alliance names and who is not there
            note_refusal(error, mistakes, given)
        else:
            messages.success(request, say("did_invite"))
            return redirect(address)
    return show_members(request, given, mistakes)


@owner_page
@require_POST
def member_step(request: DeskRequest, key: int, step: str) -> HttpResponse:
    """Change the role of a member, or end the place. Raises Http404 for another step."""
    row = one(Membership.objects.select_related("user", "cooperative"), key, request.scope)
    require_owner(request.scope, row.cooperative_id)
    keys = usable_keys_made([row])[row.pk]
    try:
        match step:
            case "role":
                role = request.POST.get("role", "")
                if role not in Role.values:
                    raise Http404
                set_role(row, role)
            case "remove_member":
                remove_member(row)
            case _:
                raise Http404
    except NotFound:
        raise
    except CodedError as error:
        return show_members(request, EMPTY, {"": " ".join(reasons(error))})
    messages.success(request, say(f"did_{step}"))
    if keys and (step == "remove_member" or request.POST.get("role") != Role.OWNER):
        messages.warning(request, say("keys_made", count=keys))
    return redirect("desk:members")


def show_members(request: DeskRequest, given: Mapping[str, str], mistakes: Mapping[str, str]) -> HttpResponse:
    """Return the page with the list and, for owners, the form of an invitation."""
    rows = within(Membership.objects.select_related("user", "cooperative"), request.scope)
    owned = owned_cooperatives(request.scope)
    chosen = request.GET.get("cooperative", "")
    if chosen:
        rows = rows.filter(cooperative__slug=chosen)
    page = page_at(request, rows)
    made = usable_keys_made(page.rows)
    shown = {
        "page": page,
        "listed": [Place(row, request.scope.owns(row.cooperative_id), made[row.pk]) for row in page.rows],
        "owned": owned,
        "chosen": chosen,
        "given": {**given, "cooperative": given["cooperative"] or chosen},
        "problems": mistakes,
        "mistakes": mistake_lines(mistakes),
        "roles": [(role, say(f"role_{role}")) for role in Role.values],
        "languages": [(code, say(f"language_{code}")) for code in LANGUAGES],
        "is_alliance": request.scope.is_alliance,
    }
    return render(request, "desk/people/members.html", shown, status=422 if mistakes else 200)


def _invite(request: DeskRequest, given: Mapping[str, str]) -> str:
    cooperative = chosen_of(owned_cooperatives(request.scope), given["cooperative"])
    account = {"name": given["name"], "language": given["language"]} if given["email"] else {}
    invite_member(
        cooperative=cooperative,
        role=given["role"],
        by_alliance=request.scope.is_alliance,
        email=given["email"],
        username=given["username"],
        **account,
    )
    return reverse("desk:members")
