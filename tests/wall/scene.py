"""Two cooperatives that have one of everything, and what B has is marked so that it cannot be mistaken."""

from dataclasses import dataclass, field
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from catalogue.models import Cooperative, StorefrontGrant
from people.models import AccessToken, Grant, Membership, Role, SecretKey, User
from tests.api.seller.goods import new_product, new_variant
from tests.api.staff.people import Caller
from tests.catalogue.imports.spreadsheets import GOODS, csv_bytes, table
from tests.catalogue.media.clips import plain_pdf
from tests.catalogue.media.photos import photo
from tests.desk.people import browser_of
from tests.factories import make_company_prefix, make_cooperative
from tests.people.cast import key_of, make_member, make_officer, token_of

MARK = "zqxlangben"
"""In every text of B, folded or not."""
PRICE = 987_654_321
RESTORED = {
    "product": "products",
    "variant": "variants",
    "certificate": "certificates",
    "cooperative": "cooperatives",
    "media": "media",
    "prefix": "company-prefixes",
    "gone_alias": "scan-aliases",
    "gone_stock": "label-stocks",
    "own_printer": "printers",
    "own_template": "label-templates",
}
"""What is brought back, by its name in ``Side.keys``, and its kind in addresses."""


@dataclass
class Side:
    """One cooperative with its people, and the keys of its rows by name."""

    cooperative: Cooperative
    owner: User
    staff: User
    keys: dict[str, Any] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Any:
        """Return the key of a row."""
        return self.keys[name]


@dataclass
class Scene:
    """Both sides, and who calls."""

    a: Side
    b: Side
    officer: User
    callers: dict[str, Caller]


def make_side(name: str, mark: str, price: int) -> Side:
    """Return a cooperative with one of everything; ``mark`` is in each of its texts."""
    cooperative = make_cooperative(
        name=f"HTX {mark}", slug=f"htx-{mark}", story={"vi": f"Chuyện {mark}"}, legacy_address=f"Xóm {mark}"
    )
    owner, staff = (
        make_member(f"{mark}-owner", cooperative, Role.OWNER),
        make_member(f"{mark}-staff", cooperative),
    )
    User.objects.filter(pk__in=[owner.pk, staff.pk]).update(
        name=f"Người {mark}", email=f"{name}@{mark}.example"
    )
    gone = make_member(f"{mark}-gone", cooperative)
    side = Side(cooperative, owner, staff)
    caller = Caller(token_of(owner))
    keys = side.keys
    keys |= {"cooperative": cooperative.pk, "slug": cooperative.slug, "user": staff.pk}
    keys |= {
        "copy_step": "copy",
        "sold_out_step": "sold_out",
        "first_step": "first",
        "role_step": "role",
        "link_step": "send_password_link",
        "begin_step": "begin",
        "add_paper_step": "add_paper",
        "products_kind": "products",
        "removed_kind": "certificates",
    }
    _enter_goods(caller, keys, mark, price)
    _number(caller, keys, cooperative, mark)
    _add_papers(caller, keys, mark)
    _print_and_import(caller, keys, mark)
    _own_profiles(caller, keys, mark)
    keys["membership"] = Membership.objects.get(user=staff).pk
    keys["gone_membership"] = Membership.objects.get(user=gone).pk
    _remove(caller, keys, ("gone_membership", "members"))
    _note_changes(caller, keys)
    keys["secret_key"] = SecretKey.objects.get(pk=_key(caller, mark)).pk
    keys["token"] = made(caller.post("seller/tokens", {"name": f"Máy {mark}"}))["id"]
    return side


def make_scene() -> Scene:
    """Return both sides and every caller that the wall knows."""
    a, b = make_side("a", "abenday", 85_000), make_side("b", MARK, PRICE)
    officer = make_officer()
    callers = {
        "anonymous": Caller(None),
        "publishable": Caller(None, _with_publishable_key(officer)),
        "staff A": Caller(token_of(a.staff)),
        "owner A": Caller(token_of(a.owner)),
        "session of owner A": Caller(None, browser_of(a.owner)),
        "session of staff A": Caller(None, browser_of(a.staff)),
        **{f"key A {grant}": Caller(key_of(a.cooperative, grant)) for grant in Grant.values},
        "staff B": Caller(token_of(b.staff)),
        "session of staff B": Caller(None, browser_of(b.staff)),
        "Alliance": Caller(token_of(officer)),
        "session of the Alliance": Caller(None, browser_of(officer)),
    }
    for secrets in (AccessToken, SecretKey):  # the day of use is noted once, not again with every attack
        secrets.objects.update(last_used_on=timezone.localdate())
    return Scene(a, b, officer, callers)


def upload(caller: Caller, path: str, file: SimpleUploadedFile, **fields: Any) -> Any:
    """Return the answer to a form with a file."""
    headers = {"Authorization": f"Token {caller.token}"} if caller.token else {}
    return caller.client.post(f"/api/v1/{path}", {"file": file, **fields}, headers=headers)


def picture(width_px: int = 60) -> SimpleUploadedFile:
    """Return a small photo; the same one again is no second photo."""
    return SimpleUploadedFile("anh.jpg", photo(width_px, 40), "image/jpeg")


def made(answer: Any) -> Any:
    """Return what was made. Raises AssertionError for a refusal."""
    assert answer.status_code in {200, 201}, answer.content
    return answer.json()


def _enter_goods(caller: Caller, keys: dict[str, Any], mark: str, price: int) -> None:
    for name in ("product", "other", "gone"):
        body = new_product(name={"vi": f"Hàng {mark} {name}"}, description={"vi": f"Của {mark}"})
        product = made(caller.post("seller/products", body))
        keys |= {name: product["id"], f"{name}_slug": product["slug"]}
    for name, owner in (
        ("variant", "product"),
        ("other_variant", "other"),
        ("gone_one", "gone"),
        ("spare_variant", "product"),
        ("gone_variant", "product"),
    ):
        body = new_variant(keys[owner], sku=f"{mark}-{name}", price={"amount": price})
        keys[name] = made(caller.post("seller/variants", body))["id"]
    assert caller.delete(f"seller/products/{keys['gone']}").status_code == 204
    assert caller.delete(f"seller/variants/{keys['gone_variant']}").status_code == 204


def _number(caller: Caller, keys: dict[str, Any], cooperative: Cooperative, mark: str) -> None:
    body = {"variant": keys["other_variant"]}  # before there is a prefix: then a GTIN is given
    keys["in_store"] = made(caller.post("seller/in-store-numbers", body, Idempotency_Key="i"))["number"]
    prefix = make_company_prefix(cooperative=cooperative)
    keys |= {"prefix": prefix.prefix, "prefix_key": prefix.pk}
    body = {"variant": keys["variant"]}
    keys["gtin"] = made(caller.post("seller/gtins", body, Idempotency_Key="g"))["gtin"]
    keys["retired"] = _retired(caller, keys["spare_variant"])
    packed = {"reference": f"Kiện {mark}", "contents": [{"gtin": keys["gtin"], "count": 2, "lot": mark}]}
    unit = made(caller.post("seller/logistic-units", packed, Idempotency_Key="u"))
    keys |= {"sscc": unit["sscc"], "unit": unit["id"]}
    for name in ("alias", "gone_alias"):
        body = {"variant": keys["variant"], "code": f"ma-{mark}-{name}"}
        keys[name] = made(caller.post("seller/scan-aliases", body))["id"]
    _remove(caller, keys, ("gone_alias", "scan-aliases"))


def _retired(caller: Caller, variant: int) -> str:
    number = made(caller.post("seller/gtins", {"variant": variant}, Idempotency_Key="o"))["gtin"]
    made(caller.post(f"seller/gtins/{number}/retire", Idempotency_Key="r"))
    return str(number)


def _add_papers(caller: Caller, keys: dict[str, Any], mark: str) -> None:
    body = certificate(keys["product"], f"VG-{mark}")
    keys["certificate"] = made(caller.post("seller/certificates", body))["id"]
    gone = certificate(keys["product"], f"VG-{mark}-gone")
    keys["gone_certificate"] = made(caller.post("seller/certificates", gone))["id"]
    for name in ("", "gone_"):
        path = f"seller/certificates/{keys[f'{name}certificate']}/papers"
        paper = SimpleUploadedFile("giay.pdf", plain_pdf(), "application/pdf")
        keys[f"{name}paper"] = made(upload(caller, path, paper))["id"]
    _remove(caller, keys, ("gone_certificate", "certificates"))
    for name, width_px in (("media", 60), ("gone_media", 61)):
        fields = {"product": keys["product"], "alt_text": f'{{"vi": "Ảnh {mark}"}}'}
        keys[name] = made(upload(caller, "seller/media", picture(width_px), **fields))["id"]
    assert caller.delete(f"seller/media/{keys['gone_media']}").status_code == 204


def _print_and_import(caller: Caller, keys: dict[str, Any], mark: str) -> None:
    job = caller.post("seller/labels", labels_of(keys["gtin"]))
    keys["label_job"] = made(job)["id"]
    rows = csv_bytes(table({**GOODS, "sku": f"{mark}-nhap", "name_vi": f"Nhập {mark}"}))
    keys["import"] = made(upload(caller, "seller/imports", SimpleUploadedFile(f"{mark}.csv", rows)))["id"]


def _own_profiles(caller: Caller, keys: dict[str, Any], mark: str) -> None:
    names = {"name_vi": f"Của {mark}", "name_en": f"Of {mark}"}
    keys["own_stock_key"] = f"giay-{keys['cooperative']}"
    for name, key in (("own_stock", keys["own_stock_key"]), ("gone_stock", "giay-cu")):
        keys[name] = made(caller.post("seller/label-stocks", paper_values(key) | names))["id"]
    keys |= {"own_printer_key": f"may-{mark}", "own_template_key": f"mau-{mark}"}
    printer = {"key": keys["own_printer_key"], "based_on": "office-600", **names}
    keys["own_printer"] = made(caller.post("seller/printers", printer))["id"]
    template = {"key": keys["own_template_key"], "based_on": "shelf", "name": f"Mẫu {mark}"}
    keys["own_template"] = made(caller.post("seller/label-templates", template))["id"]
    _remove(caller, keys, ("gone_stock", "label-stocks"))


def _remove(caller: Caller, keys: dict[str, Any], *gone: tuple[str, str]) -> None:
    for name, kind in gone:
        assert caller.delete(f"seller/{kind}/{keys[name]}").status_code == 204


def _note_changes(caller: Caller, keys: dict[str, Any]) -> None:
    """Note the first change of each row that can be brought back as ``…_change``."""
    for name, kind in RESTORED.items():
        changes = caller.get(f"seller/{kind}/{keys[name]}/history").json()
        keys[f"{name}_change"] = changes[-1]["id"]


def paper_values(key: str) -> dict[str, Any]:
    """Return the body of a paper of one's own: two labels across, five down."""
    page = {"page_width_mm": 210, "page_height_mm": 297, "columns": 2, "rows": 5, "roll": False}
    label = {"label_width_mm": 90, "label_height_mm": 50, "pitch_x_mm": 95, "pitch_y_mm": 52}
    names = {"name_vi": "Giấy riêng", "name_en": "Own paper"}
    return {"key": key, **names, **page, **label, "left_mm": 12, "top_mm": 20}


def certificate(product: int, number: str) -> dict[str, Any]:
    """Return the body of a certificate."""
    dates = {"valid_from": "2026-01-01", "valid_to": "2027-01-01"}
    return {"product": product, "kind": "vietgap", "number": number, **dates}


def labels_of(*gtins: str) -> dict[str, Any]:
    """Return the body that asks for a label of each number."""
    items = [{"gtin": gtin} for gtin in gtins]
    return {"stock": "a4-24-70x37", "printer": "office-600", "items": items}


def _key(caller: Caller, mark: str) -> int:
    body = {"name": f"Khóa {mark}", "grants": [Grant.CATALOGUE_READ]}
    return int(made(caller.post("seller/secret-keys", body))["id"])


def _with_publishable_key(officer: User) -> Client:
    body = {"name": "Gian hàng", "kind": "web", "grants": list(StorefrontGrant.values)}
    key = made(Caller(token_of(officer)).post("alliance/storefronts", body))["publishable_key"]
    return Client(headers={"X-Publishable-Key": key})
