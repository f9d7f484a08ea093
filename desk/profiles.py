"""Papers, printers and templates of a cooperative's own: the list, and what their forms share."""

import re
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, TypeVar

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from catalogue.errors import Invalid, NotFound
from catalogue.gs1.errors import CodedError
from catalogue.models import Cooperative, LabelProfile, ProfileKind
from catalogue.printing.profiles import (
    add_profile,
    free_key,
    printer_of,
    remove_profile,
    stock_of,
    template_of,
)
from desk.frame import DeskRequest, desk_page, one
from desk.goods_fields import Choice, attempt, form_shown, note_refusal, typed
from desk.imports import choices_of
from desk.texts import language_of_the_moment, say
from people.scope import choose_cooperative, within
from people.sent_forms import do_once

FORMS = {
    ProfileKind.STOCK: ("label_paper", "new_label_paper"),
    ProfileKind.PRINTER: ("printer", "new_printer"),
    ProfileKind.TEMPLATE: ("label_template", "new_label_template"),
}
TOLD_AS = {
    ProfileKind.STOCK: "label-stocks",
    ProfileKind.PRINTER: "printers",
    ProfileKind.TEMPLATE: "label-templates",
}
"""Under which names their histories are."""
LONGEST_NAME = 60
_NUMBER = re.compile(r"-?[0-9]{1,5}([.,][0-9]{1,4})?")
_WHOLE = re.compile(r"[0-9]{1,4}")
Number = TypeVar("Number", int, float)


class NumberNotUnderstood(Invalid):
    """A length that is no number."""

    code = "number_not_understood"
    vi = "Hãy viết một số, ví dụ 38,1."
    en = "Write a number, such as 38.1."


class WholeNumberNotUnderstood(Invalid):
    """A count that is no whole number."""

    code = "whole_number_not_understood"
    vi = "Hãy viết một số nguyên từ 0 đến 9999, ví dụ 12."
    en = "Write a whole number from 0 to 9999, such as 12."


class NameMissing(Invalid):
    """A name that is empty or too long."""

    code = "name_missing"
    vi = "Hãy viết tên dài 1 đến {most} ký tự."
    en = "Write a name of 1 to {most} characters."


@desk_page
def profiles(request: DeskRequest) -> HttpResponse:
    """List the papers, printers and templates of one's own, by kind."""
    rows = list(within(LabelProfile.objects.select_related("cooperative").order_by("pk"), request.scope))
    language = language_of_the_moment()
    sections = [
        {
            "title": say(f"profiles_{kind}"),
            "hint": say(f"profiles_{kind}_hint"),
            "add": reverse(f"desk:{FORMS[kind][1]}"),
            "add_text": say(f"add_{kind}"),
            "removed": reverse("desk:removed", args=[TOLD_AS[kind]]),
            "removed_text": say(f"removed_{TOLD_AS[kind]}"),
            "rows": [
                (reverse(f"desk:{FORMS[kind][0]}", args=[row.pk]), named(row, language), row.cooperative.name)
                for row in rows
                if row.kind == kind
            ],
        }
        for kind in ProfileKind
    ]
    return render(request, "desk/profiles/list.html", {"sections": sections})


@desk_page
def removal(request: DeskRequest, key: int) -> HttpResponse:
    """Remove a paper, a printer or a template; what was printed with it stays in the log."""
    row = one(LabelProfile.objects.all(), key, request.scope)
    if request.method != "POST":
        return redirect(f"desk:{FORMS[ProfileKind(row.kind)][0]}", key=row.pk)
    remove_profile(profile=row)
    messages.success(request, say("did_remove_profile"))
    return redirect("desk:profiles")


def named(row: LabelProfile, language: str) -> str:
    """Return what people call ``row``."""
    read: dict[str, Callable[[LabelProfile], object]] = {
        ProfileKind.STOCK: lambda row: stock_of(row).name(language),
        ProfileKind.PRINTER: lambda row: printer_of(row).name(language),
        ProfileKind.TEMPLATE: lambda row: template_of(row).name(language),
    }
    return str(read[row.kind](row))


def profile_of(request: DeskRequest, kind: ProfileKind, key: int) -> LabelProfile:
    """Return the row within reach. Raises Http404."""
    return one(LabelProfile.objects.filter(kind=kind).select_related("cooperative"), key, request.scope)


def add_once(
    request: DeskRequest, kind: ProfileKind, name: str, make: Callable[[Cooperative, str], LabelProfile]
) -> str:
    """Return the address of what ``make`` adds under a key made of ``name``; sent twice it is added once."""

    def add() -> str:
        cooperative = choose_cooperative(request.scope, request.POST.get("cooperative") or None)
        row = make(cooperative, free_key(cooperative=cooperative, kind=kind, name=name))
        return reverse(f"desk:{FORMS[kind][0]}", args=[row.pk])

    return do_once(request.user, request.POST.get("mark", ""), add)


def begin_from(
    request: DeskRequest,
    kind: ProfileKind,
    known: Mapping[str, str],
    *,
    default: str,
    values: Callable[[str], dict[str, Any]],
) -> HttpResponse:
    """Ask what a new one is like and what people call it, and add it with the ``values`` of its name.

    Raises Http404 for one that is not known.
    """
    given, mistakes = typed(request, "name_of_it", "based_on"), dict[str, str]()
    if request.method == "POST":
        if given["based_on"] not in known:
            raise Http404
        name = attempt("name_of_it", partial(read_name, given["name_of_it"]), mistakes)

        def make(owner: Cooperative, key: str) -> LabelProfile:
            return add_profile(
                cooperative=owner, kind=kind, key=key, based_on=given["based_on"], values=values(name)
            )

        try:
            if not mistakes:
                return redirect(add_once(request, kind, name, make))
        except NotFound:
            raise
        except CodedError as error:
            note_refusal(error, mistakes, given)
    shown = {
        "title": say(f"add_{kind}"),
        "like": say(f"{kind}_like"),
        **form_shown(given, mistakes),
        "known": chosen_from(known, given["based_on"] or default),
        "cooperatives": choices_of(request.scope),
        "chosen": request.POST.get("cooperative", ""),
    }
    return render(request, "desk/profiles/new.html", shown, status=422 if mistakes else 200)


def is_stale(request: DeskRequest, row: LabelProfile) -> bool:
    """Return whether somebody changed ``row``, which is locked, since the form was shown."""
    return request.POST.get("seen") != version_of(row)


def version_of(row: LabelProfile) -> str:
    """Return what a form carries to tell whether it is stale."""
    return row.updated_at.isoformat()


def read_name(text: str, most: int = LONGEST_NAME) -> str:
    """Return a name of one line. Raises NameMissing."""
    name = " ".join(text.split())
    if not name or len(name) > most or not name.isprintable():
        raise NameMissing(most=most)
    return name


def read_length(text: str) -> float:
    """Return a number as people write it, 38,1 or 38.1. Raises NumberNotUnderstood."""
    if not _NUMBER.fullmatch(text):
        raise NumberNotUnderstood
    return float(text.replace(",", "."))


def read_whole(text: str) -> int:
    """Return a whole number. Raises WholeNumberNotUnderstood."""
    if not _WHOLE.fullmatch(text):
        raise WholeNumberNotUnderstood
    return int(text)


def numbers_of(
    given: Mapping[str, str], names: tuple[str, ...], mistakes: dict[str, str], read: Callable[[str], Number]
) -> dict[str, Number]:
    """Return what ``read`` makes of the fields ``names``; what is wrong goes into ``mistakes``."""
    found = {name: attempt(name, partial(read, given[name]), mistakes) for name in names}
    return {name: value for name, value in found.items() if value is not None}


def shown_number(value: object) -> str:
    """Return a number as it is typed in the language of the moment: 38,1."""
    text = f"{value:g}" if isinstance(value, float) else str(value)
    return text.replace(".", ",") if language_of_the_moment() == "vi" else text


def chosen_from(known: Mapping[str, str], key: str) -> list[Choice]:
    """Return a list to choose from, of texts by key."""
    return [Choice(one, text, one == key) for one, text in known.items()]
