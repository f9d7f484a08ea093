"""Tags of the office side: the menu, days and moments, numbers of things."""

import datetime

from django import template
from django.utils import timezone

from catalogue.models import CertificatePaper
from catalogue.progress import Progress
from desk.menu import Place, places_of
from desk.texts import say

register = template.Library()
register.simple_tag(places_of, name="places_of")


@register.filter
def said(place: Place) -> str:
    """Return what the link to a place says."""
    return say(place.text)


@register.filter
def day(moment: datetime.date | datetime.datetime) -> str:
    """Return a day as it is written in Việt Nam: 31/12/2026."""
    local = timezone.localtime(moment) if isinstance(moment, datetime.datetime) else moment
    return f"{local:%d/%m/%Y}"


@register.filter
def moment(at: datetime.datetime) -> str:
    """Return a moment of the clock of Việt Nam: 31/12/2026 08:05."""
    return f"{timezone.localtime(at):%d/%m/%Y %H:%M}"


@register.filter
def as_text(key: str, prefix: str) -> str:
    """Return the text of a key made of ``prefix`` and what the row holds."""
    return say(f"{prefix}{key}")


@register.simple_tag
def paper_name(paper: CertificatePaper, number: int) -> str:
    """Return what the link to a paper says: its number, kind and size."""
    kind = paper.media_type.rpartition("/")[2].upper()
    return say("paper", number=number, kind=kind, size=max(1, paper.size_bytes // 1024))


@register.simple_tag
def progress_text(progress: Progress) -> str:
    """Return how far an import has come, in words."""
    return say(f"progress_{progress.step}", done=progress.done, total=progress.total)
