"""Places in cooperatives, looked up for tests."""

from people.models import Membership, User


def place_of(user: User) -> Membership:
    return Membership.objects.get(user=user)
