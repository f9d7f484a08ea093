"""The start page: what needs doing, each line leading to exactly that, and one search box."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from catalogue.approval import expiring_certificates, unchecked_certificates
from catalogue.chores import Chore, goods_with
from catalogue.listings import today
from catalogue.models import Product
from desk.frame import DeskRequest, desk_page
from desk.texts import say
from people.scope import Scope, within


@dataclass(frozen=True, slots=True)
class Task:
    """What needs doing, how many it is about, and where they are; "" where no page shows them yet."""

    text: str
    count: int
    address: str = ""


@desk_page
def home(request: DeskRequest) -> HttpResponse:
    """Show what needs doing, and the search box."""
    return render(request, "desk/home.html", {"tasks": tasks_of(request.scope)})


def tasks_of(scope: Scope) -> list[Task]:
    """Return what needs doing; nothing with a 0."""
    goods = within(Product.objects.present(), scope)
    if scope.is_alliance:
        tasks = [
            Task(say("todo_queue"), Product.objects.waiting().count(), reverse("desk:queue")),
            Task(say("todo_unchecked"), unchecked_certificates().count()),
        ]
    else:
        tasks = [
            Task(say(f"todo_{chore}"), goods_with(chore, goods).count(), goods_address(chore=chore))
            for chore in Chore
        ]
    for days in (30, 90, 180):
        ending = within(expiring_certificates(today(), days), scope)
        tasks.append(Task(say(f"ends_in_{days}"), ending.count()))
    return [task for task in tasks if task.count]


def goods_address(**query: str) -> str:
    """Return the address of the list of goods with ``query``."""
    return f"{reverse('desk:goods')}?{urlencode(query)}"
