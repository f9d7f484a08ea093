"""From what was asked for to a job: whose numbers, on which paper, by which machine."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from catalogue.errors import Invalid, NotFound
from catalogue.gs1.errors import Gs1Error, printable
from catalogue.gs1.gtin import parse_gtin
from catalogue.label_details import LabelRequest
from catalogue.labelling import NumberMalformed, requested_contents
from catalogue.labels.jobs import LabelItem, LabelJob
from catalogue.models import Cooperative, Gtin, InStoreNumber
from catalogue.numbering import require_own_sscc
from catalogue.printing.pallets import require_stated_contents
from catalogue.printing.profiles import profiles_of


class LabelNumberNotFound(NotFound):
    """A number that stands on no goods within reach."""

    code = "not_found"
    vi = "Không tìm thấy mã {number} trong hàng của hợp tác xã."
    en = "The number {number} is on no goods of the cooperative."


class SeveralCooperatives(Invalid):
    """Goods of several cooperatives in one job: its file and its log belong to one."""

    code = "several_cooperatives"
    vi = "Mỗi lệnh in chỉ gồm hàng của một hợp tác xã."
    en = "A job holds goods of one cooperative."
    field = "items"


@dataclass(frozen=True, slots=True)
class ItemAsked:
    """One number, how many labels of it, and what changes from batch to batch."""

    gtin: str
    copies: int = 1
    lot: str = ""
    produced_on: datetime.date | None = None
    expires_on: datetime.date | None = None
    sscc: str = ""
    count: int | None = None


def plan_job(
    *,
    cooperatives: frozenset[int] | None,
    items: Sequence[ItemAsked],
    stock: str,
    printer: str,
    template: str = "standard",
    start_cell: int = 1,
    skip: Sequence[int] = (),
) -> tuple[LabelJob, Cooperative]:
    """Return the job, and the cooperative whose goods are in it: its own papers and machines come first.

    ``cooperatives`` are the keys of those whose numbers may be printed; None means all.

    Raises LabelNumberNotFound for a number of anybody else, SeveralCooperatives, SsccMalformed,
    SsccNotOwn, SsccNotGiven, SsccContentsDiffer, NumbersRefused,
    UnknownStock, UnknownPrinter, UnknownTemplate, and what LabelJob raises.
    """
    owners = owners_of([item.gtin for item in items], cooperatives)
    if len(set(owners)) > 1:
        raise SeveralCooperatives
    for item in items:
        if item.sscc:
            require_own_sscc(owners[0], item.sscc)
    own = profiles_of(owners[0])
    paper, machine, design = own.stock(stock), own.printer(printer), own.template(template)
    requests = [
        LabelRequest(item.gtin, item.lot, item.produced_on, item.expires_on, item.sscc, item.count)
        for item in items
    ]
    contents = requested_contents(requests)
    require_stated_contents(contents)
    wanted = tuple(LabelItem(content, item.copies) for content, item in zip(contents, items, strict=True))
    job = LabelJob(paper, machine, wanted, start_cell, design, tuple(skip))
    return job, Cooperative.objects.get(pk=owners[0])


def owners_of(numbers: Sequence[str], cooperatives: frozenset[int] | None = None) -> list[int]:
    """Return whose each number is, in two queries, among ``cooperatives`` or all.

    Raises LabelNumberNotFound, NumberMalformed.
    """
    keys: list[str] = []
    for number in numbers:
        try:
            keys.append(parse_gtin(number.strip()))
        except Gs1Error as error:
            raise NumberMalformed(
                number=printable(number), reason_vi=error.text("vi"), reason_en=error.text("en")
            ) from None
    in_store = InStoreNumber.objects.filter(number__in={key[1:] for key in keys})
    owners: dict[str, int] = {
        f"0{number}": owner for number, owner in in_store.values_list("number", "variant__cooperative")
    }
    owners |= dict(Gtin.objects.filter(gtin__in=set(keys)).values_list("gtin", "cooperative"))
    for number, key in zip(numbers, keys, strict=True):
        if key not in owners or (cooperatives is not None and owners[key] not in cooperatives):
            raise LabelNumberNotFound(number=printable(number))
    return [owners[key] for key in keys]
