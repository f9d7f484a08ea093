"""Entering certificates with their papers, changing them, and taking them away."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from catalogue.approval import add_certificate, edit_certificate, remove_certificate
from catalogue.errors import Invalid, NotFound
from catalogue.gs1.errors import CodedError
from catalogue.imports.facts import read_day
from catalogue.locks import lock_products
from catalogue.media.acceptance import accept_paper
from catalogue.media.limits import MAX_PAPER_BYTES
from catalogue.media.papers import KeptPaper, add_paper, delete_paper, keep_paper, upload_paper
from catalogue.models import Certificate, CertificateKind, CertificatePaper, Product
from desk.certificates import certificate_address, certificate_of, seen_of, show_certificate
from desk.frame import DeskRequest, desk_page, one, reasons
from desk.goods_fields import Choice, attempt, form_shown, note_refusal, typed
from desk.product_page import product_address, product_of
from desk.texts import say
from people.sent_forms import do_once

FIELDS = ("kind", "stars", "paper_number", "issued_by", "valid_from", "valid_to")
FORM_NAMES = {"number": "paper_number"}
STARS = ("", "3", "4", "5")
LONGEST_LINE = 210
"""What is taken of a line: more than the longest, so that the verb can say it."""


class PaperMissing(Invalid):
    """A form without its file."""

    code = "file_missing"
    vi = "Hãy chọn tệp giấy tờ."
    en = "Choose the file of the paper."


@desk_page
def new_certificate(request: DeskRequest, key: int) -> HttpResponse:
    """Show the empty form of a product's certificate, or enter what was filled in, with its paper."""
    product = product_of(request.scope, key)
    if product.deleted_at is not None:
        raise Http404
    if request.method != "POST":
        return _form(request, product, dict.fromkeys(FIELDS, ""), {})
    given, mistakes = typed(request, *FIELDS), dict[str, str]()
    values = _values(given, mistakes)
    kept = _kept(request.FILES.get("paper"), mistakes)
    if not mistakes:
        try:
            address = do_once(
                request.user, request.POST.get("mark", ""), lambda: _enter(product, values, kept)
            )
        except NotFound:
            raise
        except CodedError as error:
            note_refusal(error, mistakes, given, FORM_NAMES)
        else:
            messages.success(request, say("did_add_certificate"))
            return redirect(address)
    return _form(request, product, given, mistakes)


@desk_page
def edit(request: DeskRequest, key: int) -> HttpResponse:
    """Show a certificate to be changed, and change it; what somebody else wrote meanwhile is shown first."""
    row = certificate_of(request.scope, key)
    if request.method != "POST":
        return _form(request, row.product, _given(row), {}, row=row)
    given, mistakes = typed(request, *FIELDS), dict[str, str]()
    try:
        is_fresh = _change(request, row, given, mistakes)
    except NotFound:
        raise
    except CodedError as error:
        is_fresh = True
        note_refusal(error, mistakes, given, FORM_NAMES)
    if not is_fresh:
        row = certificate_of(request.scope, key)
        return _form(request, row.product, given, {"": say("changed_meanwhile")}, row=row, theirs=_given(row))
    if mistakes:
        return _form(request, row.product, given, mistakes, row=row)
    messages.success(request, say("saved"))
    return redirect(certificate_address(row))


@desk_page
@require_POST
def certificate_step(request: DeskRequest, key: int, step: str) -> HttpResponse:
    """Do what a button of the page says. Raises Http404 for a step that is not there."""
    row = certificate_of(request.scope, key)
    verb = _STEPS.get(step)
    if verb is None:
        raise Http404
    try:
        address = verb(request, row)
    except NotFound:
        raise
    except CodedError as error:
        return show_certificate(request, certificate_of(request.scope, key), reasons(error))
    messages.success(request, say(f"did_{step}"))
    return redirect(address)


def _enter(product: Product, values: Mapping[str, object], kept: KeptPaper | None) -> str:
    row = add_certificate(product=product, values=values)
    if kept is not None:
        add_paper(certificate=row, kept=kept)
    return certificate_address(row)


@transaction.atomic
def _change(
    request: DeskRequest, row: Certificate, given: Mapping[str, str], mistakes: dict[str, str]
) -> bool:
    """Change the certificate unless ``mistakes`` come up; return False where the form is stale."""
    lock_products([row.product_id])
    if request.POST.get("seen") != seen_of(certificate_of(request.scope, row.pk)):
        return False
    values = _values(given, mistakes)
    if not mistakes:
        edit_certificate(certificate=row, changes=values)
    return True


def _add_paper(request: DeskRequest, row: Certificate) -> str:
    file = request.FILES.get("file")
    if file is None:
        raise PaperMissing
    data = file.read(MAX_PAPER_BYTES + 1)
    upload_paper(certificate=row, data=data, declared_type=file.content_type or "")
    return certificate_address(row)


def _delete_paper(request: DeskRequest, row: Certificate) -> str:
    wanted = request.POST.get("paper", "")
    if not (wanted.isascii() and wanted.isdecimal() and len(wanted) < 19):
        raise Http404
    papers = CertificatePaper.objects.filter(certificate=row, deleted_at__isnull=True)
    delete_paper(paper=one(papers, int(wanted), request.scope))
    return certificate_address(row)


def _remove(_: DeskRequest, row: Certificate) -> str:
    remove_certificate(certificate=row)
    return product_address(row.product)


_STEPS: dict[str, Callable[[DeskRequest, Certificate], str]] = {
    "add_paper": _add_paper,
    "delete_paper": _delete_paper,
    "remove_certificate": _remove,
}


def _values(given: Mapping[str, str], mistakes: dict[str, str]) -> dict[str, Any]:
    """Return the fields of a certificate as typed; what is wrong goes into ``mistakes``."""
    if given["kind"] not in CertificateKind.values:
        mistakes["kind"] = say("choose_one")
    if given["stars"] not in STARS:
        mistakes["stars"] = say("choose_one")
    days = {name: given[name] for name in ("valid_from", "valid_to")}
    values: dict[str, Any] = {name: _day(name, text, mistakes) for name, text in days.items()}
    stars = given["stars"] if given["stars"] in STARS else ""
    lines = {"number": given["paper_number"][:LONGEST_LINE], "issued_by": given["issued_by"][:LONGEST_LINE]}
    return values | lines | {"kind": given["kind"], "stars": int(stars) if stars else None}


def _day(name: str, text: str, mistakes: dict[str, str]) -> Any:
    if not text:
        mistakes[name] = say("needed")
        return None
    return attempt(name, lambda: read_day(text[:LONGEST_LINE]), mistakes)


def _kept(file: UploadedFile[bytes] | None, mistakes: dict[str, str]) -> KeptPaper | None:
    """Return the paper, checked and written before anything else is."""
    if file is None:
        return None
    data = file.read(MAX_PAPER_BYTES + 1)
    kept: KeptPaper | None = attempt(
        "paper", lambda: keep_paper(accept_paper(data, file.content_type or "")), mistakes
    )
    return kept


def _given(row: Certificate) -> dict[str, str]:
    """Return ``row`` as its form shows it."""
    days = {"valid_from": row.valid_from.isoformat(), "valid_to": row.valid_to.isoformat()}
    lines = {"paper_number": row.number, "issued_by": row.issued_by}
    return {"kind": row.kind, "stars": str(row.stars) if row.stars else ""} | lines | days


def _form(
    request: DeskRequest,
    product: Product,
    given: Mapping[str, str],
    mistakes: Mapping[str, str],
    *,
    row: Certificate | None = None,
    theirs: Mapping[str, str] | None = None,
) -> HttpResponse:
    shown = {
        "product": product,
        "row": row,
        **form_shown(given, mistakes, theirs),
        "seen": seen_of(row) if row else "",
        "kinds": [
            Choice(kind, say(f"certificate_{kind}"), kind == given["kind"]) for kind in CertificateKind.values
        ],
        "stars": [
            Choice(stars, say("stars", count=stars) if stars else say("no_stars"), stars == given["stars"])
            for stars in STARS
        ],
    }
    return render(request, "desk/certificates/form.html", shown, status=422 if mistakes else 200)
