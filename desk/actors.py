"""Who did something, by name: history keeps ``user:7`` and ``key:3``."""

from collections.abc import Iterable

from catalogue.history import SYSTEM
from desk.texts import say
from people.models import SecretKey, User


def names_of(actors: Iterable[str]) -> dict[str, str]:
    """Return the name of each of ``actors``, in two queries at most."""
    wanted = set(actors)
    names = {SYSTEM: say("actor_system")}
    users = _ids(wanted, "user:")
    keys = _ids(wanted, "key:")
    if users:
        for user in User.objects.filter(pk__in=users):
            names[f"user:{user.pk}"] = user.name or user.username
    if keys:
        for key in SecretKey.objects.filter(pk__in=keys):
            names[f"key:{key.pk}"] = say("actor_key", name=key.name)
    return {actor: names.get(actor, actor) for actor in wanted}


def _ids(actors: set[str], prefix: str) -> list[int]:
    return [
        int(actor.removeprefix(prefix))
        for actor in actors
        if actor.startswith(prefix) and actor.removeprefix(prefix).isdecimal()
    ]
