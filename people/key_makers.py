"""Who made the keys of a cooperative, and what these people are there today.

A key is the cooperative's: it goes on working when whoever made it leaves. So that nobody forgets it, lists
of keys and of members say so.
"""

from collections.abc import Collection, Sequence
from typing import Literal

from django.db.models import Count

from people.models import Membership, Role, SecretKey

MakerRole = Literal["owner", "staff", "alliance"]
MAKER_ROLES: tuple[MakerRole, ...] = ("owner", "staff", "alliance")


def roles_of_makers(keys: Collection[SecretKey]) -> dict[int, MakerRole | None]:
    """Return, by the id of each key, what its maker is in its cooperative today.

    ``alliance`` is an officer without a place there. None is for who has no rights there any more (left,
    closed account, no officer any more), and for a key that names nobody. One query; ``created_by`` belongs
    selected with the keys.
    """
    places = Membership.objects.filter(
        user__in={key.created_by_id for key in keys},
        cooperative__in={key.cooperative_id for key in keys},
        user__is_active=True,
    )
    roles: dict[tuple[int | None, int], MakerRole] = {
        (user, cooperative): "owner" if role == Role.OWNER else "staff"
        for user, cooperative, role in places.values_list("user", "cooperative", "role")
    }
    return {
        key.pk: roles.get((key.created_by_id, key.cooperative_id)) or _role_of_officer(key) for key in keys
    }


def usable_keys_made(places: Sequence[Membership]) -> dict[int, int]:
    """Return, by the id of each place, how many usable keys of its cooperative its user made. One query."""
    made = (
        SecretKey.objects.usable()
        .filter(
            created_by__in={place.user_id for place in places},
            cooperative__in={place.cooperative_id for place in places},
        )
        .order_by()
        .values_list("created_by", "cooperative")
        .annotate(Count("pk"))
    )
    counts = {(user, cooperative): count for user, cooperative, count in made}
    return {place.pk: counts.get((place.user_id, place.cooperative_id), 0) for place in places}


def _role_of_officer(key: SecretKey) -> MakerRole | None:
    maker = key.created_by
    return "alliance" if maker is not None and maker.is_active and maker.is_alliance else None
