"""A cooperative in the middle of its work: something of everything that an address can be about."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.tokens import default_token_generator
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from catalogue.approval import approve_product, submit_product
from catalogue.media.items import add_photo, delete_media
from catalogue.models import InStoreNumber, Product, Storefront
from people.models import AccessToken, Grant, Membership, SecretKey, User
from tests.api.seller.goods import new_product, new_variant
from tests.api.staff.people import Caller, Cast
from tests.catalogue.imports.spreadsheets import GOODS, csv_bytes, table
from tests.catalogue.media.accepted import kept_photo
from tests.catalogue.media.photos import photo
from tests.factories import make_certificate, make_company_prefix
from tests.people.cast import make_member
from tests.wall.scene import paper_values

# What an address is about by its kind, and where that would not do, by its operation.
KINDS = {
    "products": "product",
    "variants": "variant",
    "certificates": "certificate",
    "media": "media",
    "papers": "paper",
    "labels": "print_job",
    "label-stocks": "own_stock",
    "printers": "own_printer",
    "label-templates": "own_template",
    "imports": "staged",
    "members": "place",
    "secret-keys": "secret_key",
    "tokens": "token",
    "scan-aliases": "alias",
    "cooperatives": "cooperative",
    "storefronts": "storefront",
    "users": "user",
    "gtins": "gtin",
    "company-prefixes": "prefix",
    "in-store-numbers": "in_store",
    "logistic-units": "unit",
}
RESTORED = (
    *("products", "variants", "certificates", "cooperatives", "media", "company-prefixes", "scan-aliases"),
    *("label-stocks", "printers", "label-templates"),
)
"""Kinds of the seller's surface whose former contents are brought back."""
ABOUT = {
    "approve_product": "submitted",
    "reject_product": "submitted",
    "withdraw_product": "approved",
    "restore_product": "deleted_product",
    "restore_variant": "deleted_variant",
    "restore_media": "deleted_media",
    "undo_import": "applied",
    "remove_company_prefix": "unused_prefix",
    "merge_variant": "other_variant",  # without numbers, so that the grant of goods is enough
}


@dataclass
class Scene:
    """The cast, the keys of what A has by a name for each, and a secret key of A for each grant."""

    cast: Cast
    keys: dict[str, Any]
    key_with: dict[str, Caller]

    def path_of(self, operation: str, path: str) -> str:
        """Return the address of ``operation`` below ``/api/v1/`` with something that it can be about."""
        path = path.removeprefix("/api/v1/")
        segments = path.split("/")
        filled = (
            {
                "{gtin}": self.keys["gtin"],
                "{prefix}": self.keys[ABOUT.get(operation, "prefix")],
                "{number}": self.keys["in_store"],
                "{key}": self.keys[ABOUT.get(operation) or KINDS[segments[1]]],
                "{change}": self.keys.get(f"change_of_{segments[1]}"),
            }
            if "{" in path
            else {}
        )
        return "/".join(str(filled.get(one, one)) for one in segments)


def make_scene(cast: Cast) -> Scene:
    """Return a scene of cooperative A, made by its owner as the API lets her."""
    owner = cast.owner_a
    prefix = make_company_prefix(cooperative=cast.a).prefix
    goods = {name: _goods(owner, name) for name in ("product", "other", "submitted", "approved")}
    keys: dict[str, Any] = {
        **{name: product for name, (product, _) in goods.items()},
        "variant": goods["product"][1],
        "slug": cast.a.slug,
        "cooperative": cast.a.pk,
        "user": cast.pao.pk,
        "prefix": prefix,
        "in_store": _in_store_number(goods["submitted"][1]),
    }
    for name in ("submitted", "approved"):
        submit_product(product=Product.objects.get(pk=keys[name]))
    keys["approved_slug"] = approve_product(product=Product.objects.get(pk=keys["approved"])).slug
    keys |= _variants(owner, keys["product"])
    keys |= _papers_and_pictures(owner, keys["product"])
    keys |= _numbers(owner, keys["variant"])
    keys |= _files(owner, keys["gtin"])
    keys |= _people(cast) | _profiles(owner)
    keys["unused_prefix"] = make_company_prefix(cooperative=cast.a).prefix
    for name in RESTORED:
        changes = owner.get(f"seller/{name}/{keys[KINDS[name]]}/history").json()
        keys[f"change_of_{name}"] = changes[-1]["id"]
    changes = cast.alliance.get(f"alliance/storefronts/{keys['storefront']}/history").json()
    keys["change_of_storefronts"] = changes[-1]["id"]
    gone = owner.post("seller/products", new_product()).json()["id"]
    owner.delete(f"seller/products/{gone}")
    key_with = {grant: cast.key_a(grant) for grant in Grant.values}
    for caller in (cast.staff_a, owner, cast.owner_b, cast.alliance, *key_with.values()):
        caller.get("seller/session")  # the day of use is noted once
    return Scene(cast, keys | {"deleted_product": gone}, key_with)


def _goods(owner: Caller, sku: str) -> tuple[int, int]:
    product = owner.post("seller/products", new_product()).json()["id"]
    return product, owner.post("seller/variants", new_variant(product, sku=sku)).json()["id"]


def _variants(owner: Caller, product: int) -> dict[str, Any]:
    other, gone = (
        owner.post("seller/variants", new_variant(product, sku=sku)).json()["id"] for sku in ("V-2", "V-3")
    )
    owner.delete(f"seller/variants/{gone}")
    return {"other_variant": other, "deleted_variant": gone}


def _papers_and_pictures(owner: Caller, product: int) -> dict[str, Any]:
    row = Product.objects.get(pk=product)
    shown, gone = (add_photo(product=row, kept=kept_photo(content)) for content in ("1", "2"))
    delete_media(item=gone)
    certificate = make_certificate(product=row, kind="ocop", stars=4, checked_at=None, checked_by="")
    path = f"seller/certificates/{certificate.pk}/papers"
    paper = send(owner, path, photo(64, 64), "giay.jpg", "image/jpeg").json()["id"]
    keys = {"media": shown.pk, "deleted_media": gone.pk}
    return keys | {"certificate": certificate.pk, "paper": paper}


def _numbers(owner: Caller, variant: int) -> dict[str, Any]:
    given = owner.post("seller/gtins", {"variant": variant}, Idempotency_Key="s").json()
    alias = owner.post("seller/scan-aliases", {"variant": variant, "code": "CU-1"}).json()
    unit = owner.post("seller/logistic-units", {"reference": "Kiện 1"}, Idempotency_Key="u").json()
    return {"gtin": given["gtin_display"], "alias": alias["id"], "unit": unit["id"]}


def _in_store_number(variant: int) -> str:
    """Return the number of a variant that had one before its cooperative had a prefix."""
    return InStoreNumber.objects.create(number="0400000000017", variant_id=variant).number


def _profiles(owner: Caller) -> dict[str, Any]:
    made = {
        "own_stock": owner.post("seller/label-stocks", paper_values("giay")),
        "own_printer": owner.post("seller/printers", {"key": "may", "based_on": "office-600"}),
        "own_template": owner.post("seller/label-templates", {"key": "mau", "based_on": "shelf"}),
    }
    return {name: answer.json()["id"] for name, answer in made.items()}


def _files(owner: Caller, gtin: str) -> dict[str, Any]:
    printed = owner.post("seller/labels", labels_of(gtin)).json()
    staged, applied = (
        send(owner, "seller/imports", spreadsheet(sku), "hang.csv").json()["id"] for sku in ("I-1", "I-2")
    )
    owner.post(f"seller/imports/{applied}/apply")
    return {"print_job": printed["id"], "staged": staged, "applied": applied}


def _people(cast: Cast) -> dict[str, Any]:
    cast.key_a()
    make_member("hoa", cast.a)
    shop = cast.alliance.post("alliance/storefronts", {"name": "Web", "kind": "web"}).json()
    return {
        "place": Membership.objects.get(user__username="hoa").pk,
        "token": AccessToken.objects.get(user=cast.lan).pk,
        "secret_key": SecretKey.objects.latest("pk").pk,
        "storefront": Storefront.objects.get(pk=shop["id"]).pk,
    }


def labels_of(gtin: str) -> dict[str, Any]:
    """Return the body of a job of one label."""
    return {
        "stock": "a4-24-70x37",
        "printer": "office-600",
        "template": "standard",
        "format": "pdf",
        "start_cell": 1,
        "skip": [2],
        "items": [{"gtin": gtin, "copies": 1}],
    }


def spreadsheet(sku: str) -> bytes:
    """Return a spreadsheet with one row."""
    return csv_bytes(table({**GOODS, "sku": sku}))


def send(caller: Caller, path: str, data: bytes, name: str, media_type: str = "text/csv") -> Any:
    """Return the answer to a form with a file."""
    headers = {} if caller.token is None else {"Authorization": f"Token {caller.token}"}
    form = {"file": SimpleUploadedFile(name, data, media_type)}
    return caller.client.post(f"/api/v1/{path}", form, headers=headers)


def link_of(user: User) -> dict[str, str]:
    """Return the end of the user's password link, as a body."""
    uid = urlsafe_base64_encode(force_bytes(user.pk))
    return {"uid": uid, "token": default_token_generator.make_token(user)}
