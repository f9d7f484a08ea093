from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from catalogue.models import CertificatePaper, MediaItem
from tests.api.seller.goods import enter, enter_approved
from tests.api.staff.people import Caller, Cast
from tests.catalogue.media.clips import mp3
from tests.catalogue.media.photos import photo

pytestmark = pytest.mark.django_db


def send(caller: Caller, path: str, data: bytes, media_type: str = "image/jpeg", **fields: Any) -> Any:
    file = SimpleUploadedFile("anh.jpg", data, media_type)
    return caller.client.post(
        f"/api/v1/{path}", {"file": file, **fields}, headers={"Authorization": f"Token {caller.token}"}
    )


def test_a_photo_is_drawn_anew_and_public_once_it_is_approved(cast: Cast) -> None:
    product = enter_approved(cast.staff_a)

    answer = send(
        cast.staff_a, "seller/media", photo(900, 600), product=product["id"], alt_text='{"vi": "Lọ mật ong"}'
    )

    assert answer.status_code == 201
    body = answer.json()
    assert (body["kind"], body["approved"], body["alt_text"]) == ("photo", False, {"vi": "Lọ mật ong"})
    assert {source["type"] for source in body["sources"]} == {"image/jpeg", "image/webp"}
    assert cast.nobody.get(f"store/products/{product['slug']}").json()["media"] == []
    assert cast.alliance.post(f"alliance/products/{product['id']}/approve", {}).status_code == 200
    (public,) = cast.nobody.get(f"store/products/{product['slug']}").json()["media"]
    assert public["alt"] == "Lọ mật ong"


@pytest.mark.parametrize(
    ("fields", "data", "status", "pointer"),
    [
        ({}, b"GIF89a" + b"x" * 50, 422, None),
        ({}, b"", 422, None),
        ({"alt_text": "mật ong"}, None, 422, "/alt_text"),
        ({"alt_text": '{"vi": 1}'}, None, 422, "/alt_text"),
        ({"kind": "video"}, None, 422, "/kind"),
        ({"kind": "audio"}, None, 422, None),
        ({"approved": "true"}, None, 422, "/approved"),
        ({"language": "hmn"}, None, 422, "/language"),
    ],
)
def test_what_is_no_photo_is_refused_and_leaves_nothing(
    cast: Cast, fields: dict[str, str], data: bytes | None, status: int, pointer: str | None
) -> None:
    product = enter(cast.staff_a)

    answer = send(
        cast.staff_a, "seller/media", photo(50, 50) if data is None else data, product=product["id"], **fields
    )

    assert answer.status_code == status
    if pointer:
        assert answer.json()["errors"][0]["pointer"].startswith(pointer)
    assert MediaItem.objects.count() == 0


def test_neighbours_cannot_add_read_or_delete(cast: Cast) -> None:
    product = enter(cast.staff_a)
    key = send(cast.staff_a, "seller/media", photo(50, 50), product=product["id"]).json()["id"]

    assert send(cast.owner_b, "seller/media", photo(60, 60), product=product["id"]).status_code == 404
    assert cast.owner_b.get(f"seller/media/{key}").status_code == 404
    assert cast.owner_b.delete(f"seller/media/{key}").status_code == 404
    assert cast.owner_b.get("seller/media").json()["results"] == []
    assert MediaItem.objects.get().deleted_at is None


def test_an_item_is_described_moved_deleted_and_restored(cast: Cast) -> None:
    product = enter(cast.staff_a)
    send(cast.staff_a, "seller/media", photo(50, 50), product=product["id"])
    second = send(cast.staff_a, "seller/media", photo(60, 60), product=product["id"]).json()
    path = f"seller/media/{second['id']}"
    etag = cast.staff_a.get(path).headers["ETag"]

    changed = cast.staff_a.patch(path, {"alt_text": {"vi": "Mặt trước"}, "position": 0}, If_Match=etag)

    assert (changed.status_code, changed.json()["position"]) == (200, 0)
    assert cast.staff_a.patch(path, {"position": 1}, If_Match=etag).status_code == 412
    assert cast.staff_a.delete(path).status_code == 204
    assert cast.staff_a.get(path).status_code == 404
    assert cast.staff_a.post(f"{path}/restore").json()["alt_text"] == {"vi": "Mặt trước"}


def test_a_paper_is_for_those_within_reach_alone(cast: Cast) -> None:
    product = enter_approved(cast.staff_a)
    body = {"product": product["id"], "kind": "vietgap", "valid_from": "2026-01-01", "valid_to": "2027-01-01"}
    key = cast.staff_a.post("seller/certificates", body).json()["id"]

    added = send(cast.staff_a, f"seller/certificates/{key}/papers", photo(200, 100))
    assert added.status_code == 201
    path = added.json()["url"].removeprefix("/api/v1/")
    download = cast.alliance.get(path)

    assert (download.status_code, download.headers["Content-Type"]) == (200, "image/jpeg")
    assert download.headers["Content-Disposition"].startswith("attachment")
    assert cast.owner_b.get(path).status_code == 404
    assert cast.nobody.get(path).status_code == 401
    assert cast.owner_b.get(f"seller/certificates/{key}/papers").status_code == 404
    assert cast.staff_a.delete(path.removesuffix("/file")).status_code == 204
    assert cast.staff_a.get(path).status_code == 404
    assert CertificatePaper.objects.get().deleted_at is not None


def test_a_body_above_the_limit_is_refused(cast: Cast) -> None:
    product = enter(cast.staff_a)

    answer = send(
        cast.staff_a, "seller/media", b"\xff\xd8\xff" + b"x" * (9 * 1024 * 1024), product=product["id"]
    )

    assert answer.status_code == 413
    assert MediaItem.objects.count() == 0


def test_words_that_nobody_has_read_are_not_public(cast: Cast) -> None:
    product = enter(cast.staff_a)
    sent = send(cast.staff_a, "seller/media", photo(60, 60), product=product["id"]).json()
    path = f"seller/media/{sent['id']}"
    cast.staff_a.post(f"seller/products/{product['id']}/submit")
    cast.alliance.post(f"alliance/products/{product['id']}/approve", {})
    etag = cast.staff_a.get(path).headers["ETag"]

    changed = cast.staff_a.patch(path, {"alt_text": {"vi": "Chữa bách bệnh"}}, If_Match=etag)

    body = changed.json()
    assert (body["approved"], body["alt_text"]) == (True, {})
    assert body["pending_changes"] == {"alt_text": {"vi": "Chữa bách bệnh"}}
    public = cast.nobody.get("store/products/mat-ong-bac-ha")
    assert "bách bệnh" not in public.content.decode()
    assert (public.json()["image"]["alt"], len(public.json()["media"])) == (product["name"]["vi"], 1)
    waiting = cast.alliance.get("alliance/products?waiting=true").json()["results"]
    assert [one["id"] for one in waiting] == [product["id"]]


def test_a_language_beside_a_photo_is_refused_by_its_own_code(cast: Cast) -> None:
    product = enter(cast.staff_a)

    answer = send(cast.staff_a, "seller/media", mp3(), "audio/mpeg", product=product["id"], language="hmn")

    [reason] = answer.json()["errors"]
    assert (answer.status_code, reason["pointer"], reason["code"]) == (422, "/language", "language_of_photo")
    clip = {"product": product["id"], "language": "hmn", "kind": "audio"}
    assert send(cast.staff_a, "seller/media", mp3(), "audio/3gpp", **clip).status_code == 201
