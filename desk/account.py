"""One's own account: the password, the second factor, and the tokens of one's programs."""

from collections.abc import Callable, Mapping, Sequence

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from catalogue.gs1.errors import CodedError
from desk.frame import DeskRequest, desk_page
from desk.goods_fields import form_shown, mistake_lines, note_refusal, typed
from desk.paging import page_at
from desk.proof import prove, prove_once, typed_code, typed_password
from desk.secret_keys import DAYS, FORM_NAMES, day_choices, show_secret_once, shown_secret
from desk.texts import say
from people.credentials import TOKEN_DAYS, issue_token, revoke
from people.models import AccessToken
from people.passwords import change_password, encode_password
from people.second_factor import begin, confirm, recovery_codes_left, remove

FIELDS = ("key_name", "days")
EMPTY = {"key_name": "", "days": str(TOKEN_DAYS)}
# The fields that a refusal may be about; passwords that were typed are never shown again.
_PROOF = dict.fromkeys(("password", "otp", "new_password"), "")


@desk_page
def account(request: DeskRequest) -> HttpResponse:
    """Show who one is, and what one may change of it."""
    return _page(request, EMPTY, {})


@desk_page
@require_POST
def password(request: DeskRequest) -> HttpResponse:
    """Change one's password; all other sessions end, and all tokens where that is ticked."""
    try:
        prove(request)
        encoded = encode_password(request.user, typed_password(request, "new_password"), field="new_password")
    except CodedError as error:
        return _refused(request, error, at="present")
    change_password(request.user, encoded, revokes_tokens=request.POST.get("revoke_tokens") == "yes")
    update_session_auth_hash(request, request.user)
    messages.success(request, say("did_password"))
    return redirect("desk:account")


@desk_page
@require_POST
def new_token(request: DeskRequest) -> HttpResponse:
    """Make a token that acts with one's own rights, by a proof, and show it once."""
    given, mistakes = typed(request, *FIELDS), dict[str, str]()
    if given["days"] not in DAYS:
        mistakes["days"] = say("choose_one")
    made: list[str] = []

    def make() -> str:
        made.append(issue_token(user=request.user, name=given["key_name"], days=int(given["days"]))[1])
        return reverse("desk:account")

    if not mistakes:
        try:
            address = prove_once(request, make)
        except CodedError as error:
            if hasattr(error, "wait"):
                raise
            note_refusal(error, mistakes, {**given, **_PROOF}, FORM_NAMES)
        else:
            return show_secret_once(request, made, address)
    return _page(request, given, mistakes, at="token")


@desk_page
@require_POST
def revoke_token(request: DeskRequest, key: int) -> HttpResponse:
    """Take one of one's own tokens back."""
    row = AccessToken.objects.filter(user=request.user, pk=key).first()
    if row is None:
        raise Http404
    revoke(row)
    messages.success(request, say("did_revoke"))
    return redirect("desk:account")


@desk_page
@require_POST
def second_factor(request: DeskRequest, step: str) -> HttpResponse:
    """Begin with an app, turn the second factor on with its first code, or turn it off."""
    verb = _STEPS.get(step)
    if verb is None:
        raise Http404
    return verb(request)


def _begin(request: DeskRequest) -> HttpResponse:
    try:
        prove(request)
        setup = begin(request.user)
    except CodedError as error:
        return _refused(request, error)
    return render(request, "desk/people/second_factor.html", {"setup": setup})


def _confirm(request: DeskRequest) -> HttpResponse:
    try:
        codes = confirm(request.user, typed_code(request))
    except CodedError as error:
        if hasattr(error, "wait"):
            raise
        mistakes = dict[str, str]()
        note_refusal(error, mistakes, _PROOF)
        if request.user.second_factor_since is not None:
            return _page(request, EMPTY, mistakes)
        # The secret was told once: the app has it, or one begins anew.
        return render(
            request, "desk/people/second_factor.html", {"mistakes": mistake_lines(mistakes)}, status=422
        )
    shown = {"secrets": codes, "back": reverse("desk:account"), "are_recovery_codes": True}
    return render(request, "desk/people/secret.html", shown)


def _remove(request: DeskRequest) -> HttpResponse:
    def effect() -> str:
        remove(request.user)
        return reverse("desk:account")

    try:
        address = prove_once(request, effect)
    except CodedError as error:
        return _refused(request, error)
    messages.success(request, say("did_second_factor_off"))
    return redirect(address)


_STEPS: dict[str, Callable[[DeskRequest], HttpResponse]] = {
    "begin": _begin,
    "confirm": _confirm,
    "remove": _remove,
}


def _refused(request: DeskRequest, error: CodedError, *, at: str = "") -> HttpResponse:
    """Return the page with the reason. Raises what says for how long to wait, which has a page of its own."""
    if hasattr(error, "wait"):
        raise error
    mistakes = dict[str, str]()
    note_refusal(error, mistakes, _PROOF)
    return _page(request, EMPTY, mistakes, at=at)


def _page(
    request: DeskRequest, given: Mapping[str, str], mistakes: Mapping[str, str], *, at: str = ""
) -> HttpResponse:
    """Return the page; ``at`` says by which of its passwords and codes the reason stands."""
    page = page_at(request, AccessToken.objects.filter(user=request.user))
    shown = {
        "page": page,
        "tokens": [shown_secret(row) for row in page.rows],
        "memberships": _memberships(request),
        "codes_left": recovery_codes_left(request.user),
        "days": day_choices(given["days"]),
        "refused_at": at,
        **form_shown(given, mistakes),
    }
    return render(request, "desk/people/account.html", shown, status=422 if mistakes else 200)


def _memberships(request: DeskRequest) -> Sequence[tuple[str, str]]:
    places = request.user.memberships.select_related("cooperative").order_by("cooperative__name", "pk")
    return [(place.cooperative.name, place.role) for place in places]
