"""User names for those who were invited without one: colleagues see them, so they do not show the address."""

import re

from catalogue.slugs import unique_slug
from people.models import User

# Numbers that make a name the only one have room behind it.
_LONGEST_STEM = 100
_NAMELESS = "thanh-vien"


def username_for(email: str) -> str:
    """Return a user name that nobody has, made of what stands before the @ of ``email``.

    What follows a ``+`` is left out: people sort their mail by it. Where less than two letters or digits are
    left, the name is ``thanh-vien``, a member.
    """
    local = email.partition("@")[0].partition("+")[0].lower()
    stem = re.sub(r"[^a-z0-9._-]", "", local).strip("._-")[:_LONGEST_STEM]
    if len(stem) < 2:
        stem = _NAMELESS
    return unique_slug(
        stem, set(User.objects.filter(username__startswith=stem).values_list("username", flat=True))
    )
