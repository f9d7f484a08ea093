"""Growing and pruning the tree that shoppers browse."""

from collections.abc import Mapping

from django.db import IntegrityError, transaction

from catalogue.changes import FieldError, refuse_fields, take_changes
from catalogue.errors import Conflict, NotFound
from catalogue.generations import raise_generation
from catalogue.listings import render_products
from catalogue.locks import lock_products
from catalogue.models import Category, Product

CATEGORY_FIELDS = ("name", "parent", "position")
DEEPEST = 5


class CategoryNotFound(NotFound):
    """A category that is not there."""

    code = "category_not_found"
    vi = "Không tìm thấy nhóm hàng."
    en = "The category is not there."


class CategorySlugTaken(Conflict):
    """A slug that another category has."""

    code = "category_slug_taken"
    vi = "Đã có nhóm hàng “{slug}”."
    en = "There is a category “{slug}” already."
    field = "slug"


class CategoryParentWrong(FieldError):
    """A parent that lies below the category itself, or too deep in the tree."""

    code = "category_parent_wrong"
    vi = "Nhóm cha không được nằm trong chính nhóm này, và cây có tối đa {limit} tầng."
    en = "The parent must not lie inside the category itself, and the tree has {limit} levels at most."


@transaction.atomic
def create_category(*, slug: str, values: Mapping[str, object]) -> Category:
    """Return a new category; ``values`` has its ``name``, and perhaps ``parent`` and ``position``.

    The slug stands in addresses and import files, so it stays.

    Raises FieldsRefused, CategorySlugTaken.
    """
    category = Category()
    taken = take_changes(category, {"slug": slug, "name": {}} | dict(values), ("slug", *CATEGORY_FIELDS))
    if Category.objects.filter(slug=taken["slug"]).exists():
        raise CategorySlugTaken(slug=taken["slug"])
    _set(category, taken)
    _lock_tree()
    _require_tree(category, height=1)
    try:
        with transaction.atomic():
            category.save(force_insert=True)
    except IntegrityError as error:
        raise CategorySlugTaken(slug=taken["slug"]) from error
    raise_generation()
    return category


@transaction.atomic
def edit_category(*, category: Category, changes: Mapping[str, object]) -> Category:
    """Return the category with ``changes``; the goods in it and below it are rendered anew.

    Raises CategoryNotFound, FieldsRefused.
    """
    if not Category.objects.filter(pk=category.pk).exists():
        raise CategoryNotFound
    branch = _branch(category.pk)
    goods = list(Product.objects.present().filter(category__in=branch).values_list("pk", flat=True))
    lock_products(goods, also_deleted=True)
    _lock_tree()
    row = Category.objects.get(pk=category.pk)
    taken = take_changes(row, changes, CATEGORY_FIELDS)
    before = (row.name, row.parent_id, row.position)
    _set(row, taken)
    if (row.name, row.parent_id, row.position) == before:
        return row
    _require_tree(row, height=max(branch.values()))
    row.save()
    render_products(goods)
    raise_generation()
    return row


def _lock_tree() -> None:
    """Let no two change the tree at once: each alone would be right, together they could close a circle."""
    list(Category.objects.select_for_update(no_key=True).order_by("pk").values("pk"))


def _set(category: Category, taken: Mapping[str, object]) -> None:
    for name, value in taken.items():
        setattr(category, "parent_id" if name == "parent" else name, value)


def _branch(category_id: int) -> dict[int, int]:
    """Return the ids of the category and of all below it, each with its level: 1 for the category."""
    children: dict[int | None, list[int]] = {}
    for pk, parent in Category.objects.values_list("pk", "parent_id"):
        children.setdefault(parent, []).append(pk)
    levels = {category_id: 1}
    found = [category_id]
    for pk in found:
        for child in children.get(pk, ()):
            if child not in levels:
                levels[child] = levels[pk] + 1
                found.append(child)
    return levels


def _require_tree(category: Category, *, height: int) -> None:
    """Raise FieldsRefused when the parent lies below the category, or the tree would be too deep."""
    parents = dict(Category.objects.values_list("pk", "parent_id"))
    step, above = category.parent_id, 0
    while step is not None:
        above += 1
        if step == category.pk or above + height > DEEPEST:
            refuse_fields([CategoryParentWrong("parent", limit=DEEPEST)])
        step = parents.get(step)
