from typing import Any
from unittest.mock import patch

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django_tasks_db.models import DBTaskResult

from catalogue.imports import background
from catalogue.imports.background import apply_import
from catalogue.models import Gtin, ImportJob, ImportStatus, Product, ProductState, Variant
from catalogue.numbering import adopt_gtin
from catalogue.progress import tell_progress
from tests.api.staff.people import Caller, Cast
from tests.catalogue.imports.spreadsheets import GOODS, csv_bytes, table, xlsx_bytes
from tests.factories import make_company_prefix, make_product, make_variant

pytestmark = pytest.mark.django_db


def upload(caller: Caller, data: bytes, name: str = "hang.csv", query: str = "") -> Any:
    return caller.client.post(
        f"/api/v1/seller/imports{query}",
        {"file": SimpleUploadedFile(name, data)},
        headers={"Authorization": f"Token {caller.token}"},
    )


def goods(*skus: str, **cells: str) -> bytes:
    return csv_bytes(table(*({**GOODS, "sku": sku, **cells} for sku in skus)))


def test_a_file_is_staged_applied_and_undone(cast: Cast) -> None:
    staged = upload(cast.staff_a, xlsx_bytes(table({**GOODS, "sku": "A-1"})), "hang.xlsx")

    assert staged.status_code == 201
    body = staged.json()
    assert (body["status"], body["rows"], body["valid"], body["invalid"]) == ("staged", 1, 1, 0)
    assert body["cooperative"] == cast.a.slug
    assert Variant.objects.count() == 0
    assert ImportJob.objects.get().actor == f"user:{cast.minh.pk}"

    applied = cast.staff_a.post(f"seller/imports/{body['id']}/apply")
    assert (applied.status_code, applied.json()["status"]) == (200, "applied")
    variant = Variant.objects.get(sku="A-1")
    assert variant.cooperative == cast.a

    undone = cast.staff_a.post(f"seller/imports/{body['id']}/undo")
    assert (undone.status_code, undone.json()["status"]) == (200, "undone")
    assert Product.objects.present().count() == 0


def test_what_a_cooperative_imports_is_not_public_yet(cast: Cast) -> None:
    key = upload(cast.staff_a, goods("A-1")).json()["id"]
    cast.staff_a.post(f"seller/imports/{key}/apply")

    assert Product.objects.get().state == ProductState.DRAFT
    assert cast.nobody.get("store/products").json()["results"] == []


def test_an_import_submits_goods_when_asked_and_is_taken_back_like_any_other(cast: Cast) -> None:
    for caller, skus in ((cast.staff_a, ("A-1", "A-2")), (cast.alliance, ("A-3", "A-4"))):
        key = upload(caller, goods(*skus), query=f"?cooperative={cast.a.slug}").json()["id"]
        applied = caller.post(f"seller/imports/{key}/apply", {"submit": True})

        assert (applied.status_code, applied.json()["status"]) == (200, "applied")
        present = Product.objects.present()
        assert [(one.state, one.submitted_at is None) for one in present] == [("submitted", False)] * 2
        assert cast.nobody.get("store/products").json()["results"] == []

        assert caller.post(f"seller/imports/{key}/undo").json()["status"] == "undone"
        assert Product.objects.present().count() == 0


def test_goods_that_are_not_submitted_stay_drafts_and_are_told(cast: Cast) -> None:
    shared = make_product(cooperative=cast.a, state="draft", name={"vi": str(GOODS["name_vi"])})
    for sku in ("B-1", "B-2"):
        make_variant(product=shared, sku=sku)
    table_of_three = table(
        {**GOODS, "sku": "A-1"},
        {**GOODS, "sku": "A-2", "published": "không"},
        {"sku": "B-1", "name_vi": GOODS["name_vi"], "category": shared.category.slug}
        | {"label_group": shared.label_group, "net_quantity": "500 g", "price_vnd": "99k"},
    )
    key = upload(cast.staff_a, csv_bytes(table_of_three)).json()["id"]

    applied = cast.staff_a.post(f"seller/imports/{key}/apply", {"submit": True})

    assert applied.status_code == 200, applied.content
    assert dict(Variant.objects.values_list("sku", "product__state")) == {
        "A-1": "submitted",
        "A-2": "draft",
        "B-1": "draft",
        "B-2": "draft",
    }
    told = cast.staff_a.get(f"seller/imports/{key}/warnings?lang=en").json()
    assert [(one["row"], one["column"], one["code"], one["detail"]) for one in told] == [
        (3, "published", "not_submitted", "Not submitted to the Alliance: the row says not to be published."),
        (
            4,
            "published",
            "not_submitted",
            "Not submitted to the Alliance: the product has 2 variants; submit it on its own page.",
        ),
    ]


@pytest.mark.parametrize("body", [{"submit": "maybe"}, {"submit": None}, {"enter_as": "approved"}, []])
def test_an_odd_body_applies_nothing(cast: Cast, body: Any) -> None:
    key = upload(cast.staff_a, goods("A-1")).json()["id"]

    assert cast.staff_a.post(f"seller/imports/{key}/apply", body).status_code == 422

    assert (ImportJob.objects.get().status, Variant.objects.count()) == (ImportStatus.STAGED, 0)


def test_refused_rows_are_told_one_by_one_and_nothing_can_be_applied(cast: Cast) -> None:
    staged = upload(cast.staff_a, goods("A-1", price_vnd="rẻ")).json()

    assert (staged["status"], staged["invalid"]) == ("failed", 1)
    path = staged["errors_url"].partition("/api/v1/")[2]
    (line,) = cast.staff_a.get(path).json()
    assert (line["row"], line["column"]) == (2, "price_vnd")
    assert set(line) == {"row", "column", "code", "detail"}
    in_english = cast.staff_a.get(f"{path}?lang=en").json()[0]["detail"]
    assert in_english != line["detail"]
    answer = cast.staff_a.post(f"seller/imports/{staged['id']}/apply")
    assert (answer.status_code, answer.json()["code"]) == (409, "import_has_refused_rows")
    assert Variant.objects.count() == 0


def test_a_neighbour_finds_no_such_import(cast: Cast) -> None:
    key = upload(cast.staff_a, goods("A-1")).json()["id"]

    for path in (f"seller/imports/{key}", f"seller/imports/{key}/errors", f"seller/imports/{key}/warnings"):
        assert cast.owner_b.get(path).status_code == 404
    for verb in ("apply", "undo"):
        assert cast.owner_b.post(f"seller/imports/{key}/{verb}").status_code == 404
    assert cast.owner_b.get("seller/imports").json()["results"] == []
    assert ImportJob.objects.get().status == ImportStatus.STAGED


@pytest.mark.parametrize(("body", "state"), [({}, "draft"), ({"submit": True}, "submitted")])
def test_a_large_file_is_applied_by_the_worker(cast: Cast, body: dict[str, bool], state: str) -> None:
    key = upload(cast.staff_a, goods("A-1", "A-2", "A-3")).json()["id"]
    with patch("catalogue.imports.background.ROWS_AT_ONCE", 2):
        first = cast.staff_a.post(f"seller/imports/{key}/apply", body)
        again = cast.staff_a.post(f"seller/imports/{key}/apply")

    assert (first.status_code, first.json()["status"]) == (202, "applying")
    assert again.status_code == 202
    (waiting,) = DBTaskResult.objects.filter(task_path=apply_import.module_path)
    apply_import.func(*waiting.args_kwargs["args"])

    shown = cast.staff_a.get(f"seller/imports/{key}").json()
    assert (shown["status"], shown["applied"], shown["progress"]) == ("applied", 3, None)
    assert set(Product.objects.values_list("state", flat=True)) == {state}
    history = Variant.objects.get(sku="A-1").history.get()
    assert history.history_user_id == f"user:{cast.minh.pk}"


def test_progress_is_seen_while_it_is_applied(cast: Cast) -> None:
    key = upload(cast.staff_a, goods("A-1", "A-2")).json()["id"]
    ImportJob.objects.update(status=ImportStatus.APPLYING)
    tell_progress(f"import:{key}", "apply", 1, 2)

    shown = cast.staff_a.get(f"seller/imports/{key}").json()

    assert shown["progress"] == {"step": "apply", "done": 1, "total": 2}


def test_a_refusal_in_the_background_is_kept_for_people_to_read(cast: Cast) -> None:
    first, second = (upload(cast.staff_a, goods("A-1")).json()["id"] for _ in range(2))
    cast.staff_a.post(f"seller/imports/{first}/apply")
    Variant.objects.all().delete()
    Product.objects.all().delete()
    ImportJob.objects.filter(pk=second).update(status=ImportStatus.APPLYING)
    with patch.object(background, "apply", side_effect=RuntimeError("out of memory")):
        apply_import.func(second, "user:1")

    shown = cast.staff_a.get(f"seller/imports/{second}").json()
    assert shown["status"] == "staged"
    assert shown["refusal"]["code"] == "import_failed"


@pytest.mark.parametrize("data", [b"", b"\x00" * 100, b"PK\x03\x04" + b"x" * 50, b"%PDF-1.7", b"a;b\n1;2\n"])
def test_a_file_that_is_no_spreadsheet_is_refused_and_leaves_nothing(cast: Cast, data: bytes) -> None:
    answer = upload(cast.staff_a, data)

    assert answer.status_code == 422
    assert ImportJob.objects.count() == 0


def test_a_form_holds_a_file_and_nothing_else(cast: Cast) -> None:
    def pointers(form: dict[str, Any]) -> list[tuple[str, str]]:
        headers = {"Authorization": f"Token {cast.staff_a.token}"}
        answer = cast.staff_a.client.post("/api/v1/seller/imports", form, headers=headers)
        assert answer.status_code == 422
        return [(one["pointer"], one["code"]) for one in answer.json()["errors"]]

    good = SimpleUploadedFile("hang.csv", goods("A-1"))
    assert pointers({}) == [("/file", "invalid")]
    assert pointers({"file": good, "actor": "user:1"}) == [("/actor", "unknown_field")]
    assert ImportJob.objects.count() == 0


def test_the_alliance_names_the_cooperative_it_enters_goods_for(cast: Cast) -> None:
    unnamed = upload(cast.alliance, goods("A-1"))
    named = upload(cast.alliance, goods("A-1"), query=f"?cooperative={cast.b.slug}")
    foreign = upload(cast.owner_a, goods("A-1"), query=f"?cooperative={cast.b.slug}")

    assert (unnamed.status_code, unnamed.json()["code"]) == (422, "cooperative_required")
    assert (named.status_code, named.json()["cooperative"]) == (201, cast.b.slug)
    assert (foreign.status_code, foreign.json()["code"]) == (422, "cooperative_unknown")


def test_the_template_is_a_workbook(cast: Cast) -> None:
    answer = cast.staff_a.get("seller/imports/template.xlsx")

    assert answer.status_code == 200
    assert answer.content[:4] == b"PK\x03\x04"
    assert "attachment" in answer.headers["Content-Disposition"]


def test_an_import_gives_no_rights_that_the_direct_addresses_refuse(cast: Cast) -> None:
    key = upload(cast.staff_a, goods("A-1", company_prefix="9520007919", gtin="9520007919019")).json()["id"]

    by_key = cast.key_a("catalogue:read", "catalogue:write").post(f"seller/imports/{key}/apply")
    by_owner = cast.owner_a.post(f"seller/imports/{key}/apply")

    assert (by_key.status_code, by_key.json()["code"]) == (403, "insufficient_scope")
    assert (by_owner.status_code, by_owner.json()["code"]) == (403, "alliance_only")
    assert Variant.objects.count() == 0
    assert cast.alliance.post(f"seller/imports/{key}/apply").status_code == 200


def test_a_file_brings_a_number_that_no_prefix_vouches_for_in_by_owners_alone(cast: Cast) -> None:
    key = upload(cast.staff_a, goods("A-1", gtin="96385074")).json()["id"]

    by_staff = cast.staff_a.post(f"seller/imports/{key}/apply")
    by_key = cast.key_a("catalogue:read", "catalogue:write", "gtin:assign").post(
        f"seller/imports/{key}/apply"
    )

    for refused in (by_staff, by_key):
        assert (refused.status_code, refused.json()["code"]) == (403, "owner_only")
    assert (Variant.objects.count(), Gtin.objects.count()) == (0, 0)
    assert cast.owner_a.post(f"seller/imports/{key}/apply").status_code == 200
    again = upload(cast.staff_a, goods("A-1", gtin="96385074")).json()["id"]
    assert cast.staff_a.post(f"seller/imports/{again}/apply").json()["unchanged"] == 1


def test_a_key_that_writes_goods_takes_its_own_export_back_in_without_the_grant_for_numbers(
    cast: Cast,
) -> None:
    make_company_prefix(cooperative=cast.a, prefix="9520007919")
    variant = make_variant(product=make_product(cooperative=cast.a, state="draft"), sku="1001")
    adopt_gtin(variant=variant, gtin="9520007919019")
    key = cast.key_a("catalogue:read", "catalogue:write")
    exported = key.get("seller/exports/products.csv").content
    assert b"9520007919019" in exported

    same = key.post(f"seller/imports/{upload(key, exported).json()['id']}/apply")

    assert (same.status_code, same.json()["unchanged"], same.json()["updated"]) == (200, 1, 0)
    other = exported.replace(b"9520007919019", b"9520007919026")
    for changed in (other, exported.replace(b"1001", b"1002"), other.replace(b"1001", b"1002")):
        asked = key.post(f"seller/imports/{upload(key, changed).json()['id']}/apply")
        assert (asked.status_code, asked.json()["code"]) == (403, "insufficient_scope")
    assert list(Gtin.objects.values_list("gtin", "variant__sku")) == [("09520007919019", "1001")]
