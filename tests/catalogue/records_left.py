"""What records a verb leaves of the rows that it changed."""

from collections import Counter
from collections.abc import Callable
from typing import Any

from django.apps import apps

from catalogue.history import acting_as

ACTOR = "user:5"
RECORDED = [model for model in apps.get_models() if hasattr(model._meta, "simple_history_manager_attribute")]


def rows() -> dict[tuple[Any, int], dict[str, Any]]:
    """Return the recorded columns of every row that has records, but the moment of its last saving."""
    return {
        (model, one["id"]): {name: value for name, value in one.items() if name != "updated_at"}
        for model in RECORDED
        for one in model.objects.values(*(field.attname for field in model.history.model.tracked_fields))  # type: ignore[attr-defined]
    }


def records() -> Counter[tuple[Any, int]]:
    """Return how many records there are of each row."""
    return Counter(
        (model, pk)
        for model in RECORDED
        for pk in model.history.values_list("id", flat=True)  # type: ignore[attr-defined]
    )


def require_one_of_each_change(verb: Callable[[], object]) -> None:
    """Call ``verb`` as ``ACTOR`` and look at what it leaves.

    Raises AssertionError unless rows are changed and each has one record of who, what and how it is now.
    """
    before, told = rows(), records()

    with acting_as(ACTOR):
        verb()

    after = rows()
    changed = {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}
    assert changed
    assert records() - told == Counter(dict.fromkeys(changed, 1))
    for model, pk in changed:
        record = model.history.filter(id=pk).order_by("-history_id")[0]
        assert record.history_user_id == ACTOR
        kind = "+" if (model, pk) not in before else "-" if (model, pk) not in after else "~"
        assert record.history_type == kind
        if kind != "-":
            columns = after[model, pk]
            assert {name: getattr(record, name) for name in columns} == columns
