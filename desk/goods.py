"""The start page: what needs doing, each line leading to exactly that, and one search box."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from catalogue.approval import expiring_certificates, unchecked_certificates
from catalogue.chores import Chore, goods_with
from catalogue.listings import today
from catalogue.models import CompanyPrefix, Product
from desk.certificates import refused_certificates
from desk.cooperatives import PRESSING
from desk.frame import DeskRequest, desk_page
from desk.texts import say
from people.scope import Scope, within


@dataclass(frozen=True, slots=True)
class Task:
    """What needs doing, how many it is about, and where they are."""

    text: str
    count: int
    address: str


@desk_page
def home(request: DeskRequest) -> HttpResponse:
    """Show what needs doing, and the search box."""
    shown = {"tasks": tasks_of(request.scope), "reaches_nothing": request.scope.cooperatives == frozenset()}
    return render(request, "desk/home.html", shown)


def tasks_of(scope: Scope) -> list[Task]:
    """Return what needs doing; nothing with a 0."""
    goods = within(Product.objects.present(), scope)
    if scope.is_alliance:
        tasks = [
            Task(say("todo_queue"), Product.objects.waiting().count(), reverse("desk:queue")),
            Task(say("todo_unchecked"), unchecked_certificates().count(), certificates_address("unchecked")),
        ]
    else:
        tasks = [
            Task(say(f"todo_{chore}"), goods_with(chore, goods).count(), goods_address(chore=chore))
            for chore in Chore
        ]
        refused = within(refused_certificates(), scope).count()
        tasks.append(Task(say("todo_refused"), refused, certificates_address("refused")))
    for days in (30, 90, 180):
        ending = within(expiring_certificates(today(), days), scope)
        tasks.append(Task(say(f"ends_in_{days}"), ending.count(), certificates_address(str(days))))
    pressing = within(CompanyPrefix.objects.pressing(today()), scope)
    prefixes = f"{reverse('desk:cooperatives')}?{urlencode({'show': PRESSING})}"
    tasks.append(Task(say("todo_prefixes"), pressing.count(), prefixes))
    return [task for task in tasks if task.count]


def goods_address(**query: str) -> str:
    """Return the address of the list of goods with ``query``."""
    return f"{reverse('desk:goods')}?{urlencode(query)}"


def certificates_address(show: str) -> str:
    """Return the address of the list of certificates that ``show`` names."""
    return f"{reverse('desk:certificates')}?{urlencode({'show': show})}"
