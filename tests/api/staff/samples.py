"""A good request of every operation that reads a body, with every field that goes together."""

from typing import Any

from catalogue.approval import certificate_fields
from catalogue.labels.printers import find_printer
from catalogue.models import Certificate
from people.models import User
from people.second_factor import begin
from tests.api.seller.goods import new_product, new_variant
from tests.api.staff.scene import Scene, labels_of, link_of, spreadsheet
from tests.catalogue.media.photos import photo
from tests.factories import make_tax_code
from tests.people.cast import PASSWORD
from tests.people.codes import code_of, turn_on
from tests.wall.scene import paper_values

TEXTS = {"vi": "Chữ"}
NEW_PASSWORD = "ruong-bac-thang-2027"
# What does not go together with the others, or needs a file of another kind.
EITHER_OR = {"assign_gtin": {"gtin"}, "forget_password": {"email"}, "add_media": {"language"}}


def samples(scene: Scene) -> dict[str, dict[str, Any]]:
    """Return a body for each operation but those that depend on who asks."""
    return _goods(scene) | _numbers(scene) | _profiles(scene) | _people(scene) | _officers(scene)


def own_sample(name: str, user: User | None) -> dict[str, Any] | None:
    """Return the body of an operation about ``user``, who is made ready for it; None for other operations."""
    match name:
        case "change_password":
            return {"password": PASSWORD, "otp": "", "new_password": NEW_PASSWORD, "revoke_tokens": False}
        case "begin_second_factor":
            return {"password": PASSWORD, "otp": ""}
        case "remove_second_factor":
            return {"password": PASSWORD, "otp": turn_on(user)[0] if user else ""}
        case "confirm_second_factor":
            if user is None:
                return {"otp": "123456"}
            begin(user)
            return {"otp": code_of(user)}
    return None


def _goods(scene: Scene) -> dict[str, dict[str, Any]]:
    keys = scene.keys
    product = new_product(
        **dict.fromkeys(("ingredients", "storage", "usage", "origin", "warnings"), TEXTS),
        nutrition={},
        nutrition_exempt="",
        alcohol_percent=None,
        ocop_group="",
        shelf_life_days=365,
    )
    variant = new_variant(
        keys["product"], sku="MOI-1", name=TEXTS, sale_unit="chai", pack_count=None, pack_unit=""
    )
    variant |= {"specification": "", "available": True, "position": 3}
    certificate = {"kind": "ocop", "stars": 4, "number": "12/QĐ", "issued_by": "UBND"}
    certificate |= {"valid_from": "2026-01-01", "valid_to": "2028-12-31"}
    return {
        "create_product": {**product, "cooperative": keys["slug"]},
        "edit_product": product,
        "merge_product": {"into": keys["other"]},
        "create_variant": variant,
        "edit_variant": {name: value for name, value in variant.items() if name != "product"},
        "copy_variant": {"sku": "SAO-1"},
        "merge_variant": {"into": keys["variant"]},
        "add_certificate": {**certificate, "product": keys["product"]},
        "edit_certificate": certificate,
        "add_paper": {"file": ("giay.jpg", photo(64, 64), "image/jpeg")},
        "add_media": {
            "file": ("anh.jpg", photo(64, 64), "image/jpeg"),
            "product": keys["product"],
            "kind": "photo",
            "alt_text": '{"vi": "Chữ"}',
        },
        "edit_media": {"alt_text": TEXTS, "position": 0},
        "apply_import": {"submit": True},
        "stage_import": {"file": ("hang.csv", spreadsheet("I-9"), "text/csv")},
    }


def _numbers(scene: Scene) -> dict[str, dict[str, Any]]:
    keys = scene.keys
    labels = labels_of(keys["gtin"])
    dates = {"valid_from": "2026-01-01", "valid_to": "2027-12-31"}
    return {
        "add_company_prefix": {"prefix": "952999999", "cooperative": keys["slug"], **dates},
        "change_company_prefix": dates,
        "assign_gtin": {"variant": keys["other_variant"], "packaging_level": "each", "units": 1},
        "assign_in_store_number": {"variant": keys["other_variant"]},
        "add_scan_alias": {"variant": keys["variant"], "code": "CU-2"},
        "add_logistic_unit": {
            "cooperative": keys["slug"],
            "reference": "Kiện 2",
            "contents": [{"gtin": keys["gtin"], "count": 2}],
        },
        "label_preflight": labels,
        "print_labels": labels,
        "reprint_labels": {"labels": [1], "start_cell": 1, "skip": [2]},
    }


def _profiles(scene: Scene) -> dict[str, dict[str, Any]]:
    keys = scene.keys
    paper = paper_values("giay-moi") | {"letter_mm": 1.2, "safety_mm": 1, "needs_calibration": False}
    printer = find_printer("zpl-203").to_dict() | {"key": "may-moi"}
    template: dict[str, Any] = {
        "key": "mau-moi",
        "based_on": "shelf",
        "name": "Mẫu mới",
        "fields": ["name", "price"],
    }
    template |= {"sizes": {"price": 2}, "languages": ["vi"], "ruled": True, "logo": None, "logo_mm": 12}
    measures = {"cross_x_mm": 26, "cross_y_mm": 25, "ruler_x_mm": 100, "ruler_y_mm": 100}
    whose = {"cooperative": keys["slug"]}
    given_once = ("key", "based_on")
    return {
        "label_preview": labels_of(keys["gtin"]) | {"template": "shelf", "changes": {"ruled": False}},
        "add_label_stock": paper | whose,
        "edit_label_stock": without(paper, *given_once),
        "add_printer": printer | whose | {"based_on": "zpl-203"},
        "edit_printer": without(printer, *given_once),
        "calibrate_printer": {"stock": "a4-24-70x37", **measures},
        "add_label_template": template | whose,
        "edit_label_template": without(template, *given_once),
    }


def without(body: dict[str, Any], *names: str) -> dict[str, Any]:
    """Return ``body`` without ``names``."""
    return {name: value for name, value in body.items() if name not in names}


def _people(scene: Scene) -> dict[str, dict[str, Any]]:
    keys = scene.keys
    account = {"email": "sua@htx.example", "username": "sua", "name": "Sùa", "language": "vi"}
    presentation = {"legacy_address": "Xã cũ", "phone": "+84912345678"}
    return {
        "present_cooperative": {**presentation, "story": TEXTS, "address": TEXTS},
        "invite_member": {"cooperative": keys["slug"], "role": "owner", **account},
        "change_member": {"role": "owner"},
        "issue_secret_key": {
            "name": "Máy",
            "grants": ["catalogue:read"],
            "cooperative": keys["slug"],
            "days": 9,
        },
        "issue_token": {"name": "Máy", "days": 9, "password": PASSWORD, "otp": ""},
        "log_in": {"username": "pao", "password": PASSWORD, "otp": ""},
        "forget_password": {"username": "pao"},
        "reset_password": {**link_of(scene.cast.pao), "password": NEW_PASSWORD},
    }


def _officers(scene: Scene) -> dict[str, dict[str, Any]]:
    keys = scene.keys
    review = scene.cast.alliance.get(f"alliance/products/{keys['submitted']}").json()["review_mark"]
    decision = {"reason": "Đã xem.", "seen": review}
    shop = {"name": "Kiosk", "kind": "kiosk", "origins": [], "grants": ["catalogue:read"], "is_active": True}
    proof = {"password": PASSWORD, "otp": ""}
    account = {"email": "sua@htx.example", "name": "Sùa", "language": "vi", "is_alliance": True, **proof}
    cooperative = {"name": "HTX Mới", "party_type": "cooperative", "story": TEXTS, "address": TEXTS}
    cooperative |= {"tax_code": make_tax_code(), "commune_code": "00721", "commune_name": "Xã Đồng Văn"}
    cooperative |= {
        "province_code": "08",
        "legacy_address": "",
        "phone": "+84912345678",
        "gln": "9521234000075",
    }
    row = Certificate.objects.get(pk=keys["certificate"])
    papers = row.papers.filter(deleted_at__isnull=True).order_by("pk").values_list("pk", flat=True)
    certificate = {"seen": {**certificate_fields(row), "papers": list(papers)}}
    return {
        "approve_product": decision,
        "reject_product": decision,
        "withdraw_product": {"reason": "Thu hồi."},
        "check_certificate": certificate,
        "refuse_certificate": {**certificate, "reason": "Ảnh mờ."},
        "create_cooperative": cooperative,
        "change_cooperative": cooperative,
        "open_storefront": shop,
        "change_storefront": {name: value for name, value in shop.items() if name != "kind"},
        "open_account": {**account, "username": "sua"},
        "change_user": {**account, "is_active": True},
        "close_account": proof,
        "remove_second_factor_of_user": proof,
        "send_password_link": proof,
    }
