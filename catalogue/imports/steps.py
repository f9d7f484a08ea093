"""The steps that an import takes with goods on their way to the public, and takes back."""

from collections.abc import Iterable

from catalogue.approval.queue import tell_all
from catalogue.models import ApprovalKind, ImportJob, Product, ProductState
from catalogue.models.approvals import NEEDS_REASON

_UNDONE = "Hoàn tác đợt nhập #{job} / import #{job} undone"
_REACHED_BY: dict[str, ApprovalKind] = {
    ProductState.APPROVED: ApprovalKind.APPROVED,
    ProductState.SUBMITTED: ApprovalKind.SUBMITTED,
}
_WITHDRAWN = "Tệp nhập #{job} ghi là không đăng / import #{job} says not to be published"


def tell_steps(job: ImportJob, steps: Iterable[tuple[Product, ApprovalKind]]) -> None:
    """Write the events of goods that ``job`` brought a step further."""
    _tell(list(steps), _WITHDRAWN.format(job=job.pk))


def tell_steps_back(job: ImportJob, states: Iterable[tuple[Product, str]]) -> None:
    """Write the events of goods that undoing ``job`` took back; each comes with the state that it had."""
    steps = []
    for product, before in states:
        if product.state == before:
            continue
        if product.state in _REACHED_BY:
            steps.append((product, _REACHED_BY[product.state]))
        elif before in _REACHED_BY:
            steps.append((product, ApprovalKind.WITHDRAWN))
    _tell(steps, _UNDONE.format(job=job.pk))


def _tell(steps: list[tuple[Product, ApprovalKind]], reason: str) -> None:
    tell_all(step for step in steps if step[1] not in NEEDS_REASON)
    tell_all((step for step in steps if step[1] in NEEDS_REASON), reason)
