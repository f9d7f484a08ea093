"""What a scan says here: by today's calendar, and by the layouts of the showroom's own scales."""

from django.conf import settings
from django.utils import timezone

from catalogue.gs1.scan_code import ScannedCode, parse_scan


def read_scan(raw: str) -> ScannedCode:
    """Return what ``raw`` says, in-store numbers by HTX_IN_STORE_LAYOUTS. Raises Gs1Error alone."""
    return parse_scan(raw, today=timezone.localdate(), layouts=settings.IN_STORE_LAYOUTS)
