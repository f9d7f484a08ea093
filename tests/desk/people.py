"""Who opens the pages, in the tests of the desk."""

from django.test import Client

from people.models import User


def browser_of(user: User) -> Client:
    """Return the browser of ``user``, who is logged in."""
    client = Client()
    client.force_login(user, backend="people.log_in.PasswordAndCode")
    return client


def page(client: Client, path: str) -> str:
    """Return the page at ``/desk/`` + ``path``, which must be there."""
    answer = client.get(f"/desk/{path}")
    assert answer.status_code == 200, (path, answer.status_code)
    return answer.content.decode()
