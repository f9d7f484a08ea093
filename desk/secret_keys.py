"""The secret keys of the cooperatives that one owns: made, shown once, taken back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from catalogue.errors import NotFound
from catalogue.gs1.errors import CodedError
from desk.frame import DeskRequest, one, owner_page
from desk.goods_fields import Choice, form_shown, note_refusal, typed
from desk.owned import chosen_of, owned_cooperatives, require_owner
from desk.paging import page_at
from desk.texts import say
from people.credentials import issue_key, revoke
from people.key_makers import MakerRole, roles_of_makers
from people.models import AccessToken, Grant, SecretKey
from people.scope import within
from people.sent_forms import do_once

FIELDS = ("key_name", "days", "cooperative")
EMPTY = dict.fromkeys(FIELDS, "") | {"days": "365"}
FORM_NAMES = {"name": "key_name"}
DAYS = ("30", "90", "365", "730")
FOREVER = "forever"


@dataclass(frozen=True, slots=True)
class ShownSecret:
    """A token or key in a list: how it stands, and what it may do."""

    row: AccessToken | SecretKey
    state: str
    grants: Sequence[str] = ()
    warning: str = ""


@owner_page
def secret_keys(request: DeskRequest) -> HttpResponse:
    """Show the keys of one's cooperatives, newest first, ended ones too; make one and show it once."""
    if request.method != "POST":
        return _page(request, EMPTY, [Grant.CATALOGUE_READ], {})
    given, mistakes = typed(request, *FIELDS), dict[str, str]()
    grants = request.POST.getlist("grants")[: len(Grant.values) + 1]
    if given["days"] not in (*DAYS, FOREVER):
        mistakes["days"] = say("choose_one")
    if not grants:
        mistakes["grants"] = say("choose_one")
    made: list[str] = []

    def make() -> str:
        made.append(_issue(request, given, grants))
        return reverse("desk:secret_keys")

    if not mistakes:
        try:
            address = do_once(request.user, request.POST.get("mark", ""), make)
        except NotFound:
            raise
        except CodedError as error:
            note_refusal(error, mistakes, {**given, "grants": ""}, FORM_NAMES)
        else:
            return show_secret_once(request, made, address)
    return _page(request, given, grants, mistakes)


@owner_page
@require_POST
def revoke_key(request: DeskRequest, key: int) -> HttpResponse:
    """Take a key back."""
    row = one(SecretKey.objects.all(), key, request.scope)
    require_owner(request.scope, row.cooperative_id)
    revoke(row)
    messages.success(request, say("did_revoke"))
    return redirect("desk:secret_keys")


def show_secret_once(request: DeskRequest, made: Sequence[str], address: str) -> HttpResponse:
    """Return the page with the secret that was ``made`` now; for the same form again, where the list is."""
    if not made:
        messages.success(request, say("secret_told"))
        return redirect(address)
    return render(request, "desk/people/secret.html", {"secrets": made, "back": address})


def shown_keys(rows: Sequence[SecretKey]) -> list[ShownSecret]:
    """Return ``rows`` as a list shows them, with a warning where whoever made a key owns nothing any more."""
    roles = roles_of_makers(rows)
    return [replace(shown_secret(row), warning=_warning(row, roles[row.pk])) for row in rows]


def shown_secret(row: AccessToken | SecretKey) -> ShownSecret:
    """Return ``row`` as a list shows it: never the secret itself."""
    ended = row.expires_at is not None and row.expires_at <= timezone.now()
    state = "revoked" if row.revoked_at else "ended" if ended else "usable"
    grants = [say(f"grant_{grant}") for grant in row.grants] if isinstance(row, SecretKey) else []
    return ShownSecret(row, state, grants)


def day_choices(chosen: str) -> list[Choice]:
    """Return for how long a token or key may hold."""
    return [Choice(days, say("days", count=days), days == chosen) for days in DAYS]


def _warning(row: SecretKey, role: MakerRole | None) -> str:
    if row.created_by is None or role in {"owner", "alliance"}:
        return ""
    return say("maker_is_staff" if role == "staff" else "maker_left")


def _issue(request: DeskRequest, given: Mapping[str, str], grants: Sequence[str]) -> str:
    cooperative = chosen_of(owned_cooperatives(request.scope), given["cooperative"])
    days = None if given["days"] == FOREVER else int(given["days"])
    return issue_key(
        cooperative=cooperative, name=given["key_name"], grants=grants, days=days, created_by=request.user
    )[1]


def _page(
    request: DeskRequest, given: Mapping[str, str], grants: Sequence[str], mistakes: Mapping[str, str]
) -> HttpResponse:
    rows = within(SecretKey.objects.select_related("cooperative", "created_by"), request.scope)
    if request.scope.owned is not None:
        rows = rows.filter(cooperative__in=request.scope.owned)
    page = page_at(request, rows)
    forever = Choice(FOREVER, say("days_forever"), given["days"] == FOREVER)
    shown = {
        "page": page,
        "keys": shown_keys(page.rows),
        "owned": owned_cooperatives(request.scope),
        **form_shown(given, mistakes),
        "grants": [Choice(grant, say(f"grant_{grant}"), grant in grants) for grant in Grant.values],
        "days": [*day_choices(given["days"]), forever],
    }
    return render(request, "desk/people/secret_keys.html", shown, status=422 if mistakes else 200)
