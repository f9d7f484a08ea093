"""Photos and clips are served for ever, in parts too, and no browser can take them for anything else."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from catalogue.media.acceptance import accept_audio, accept_photo
from catalogue.media.errors import MediaStorageUnavailable
from catalogue.media.items import keep
from catalogue.media.papers import keep_paper
from catalogue.media.storage import DiskStorage
from catalogue.models import CertificatePaper
from people.private_files import paper_file
from tests.catalogue.media.accepted import accepted_clip
from tests.catalogue.media.clips import id3, mp3
from tests.catalogue.media.photos import photo

CLIP = b"0123456789" * 10
FOREIGN = b"<script>alert(1)</script>"


@pytest.fixture(autouse=True)
def media_folder(tmp_path: Path, settings: Settings) -> Path:
    """Keep files in a new folder, and return it."""
    settings.STORAGES = settings.STORAGES | {
        "media": {"BACKEND": "catalogue.media.storage.DiskStorage", "OPTIONS": {"location": str(tmp_path)}}
    }
    return tmp_path


@pytest.fixture
def clip() -> str:
    """Return the address of a clip of 100 bytes."""
    [file] = keep(accepted_clip(CLIP.decode())).files
    return f"/media/{file['name']}"


def test_a_clip_is_served_for_ever_with_safe_headers(client: Client, clip: str) -> None:
    response = client.get(clip)

    digest = Path(clip).stem
    assert (response.status_code, response.content) == (200, CLIP)
    expected = {
        "Content-Type": "audio/mpeg",
        "Content-Length": "100",
        "Cache-Control": "public, max-age=31536000, immutable",
        "ETag": f'"{digest}"',
        "Accept-Ranges": "bytes",
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "Cross-Origin-Resource-Policy": "cross-origin",
        "Access-Control-Allow-Origin": "*",
        "Content-Disposition": f'inline; filename="{digest[:16]}.mp3"',
    }
    assert {name: response.headers[name] for name in expected} == expected
    assert "Set-Cookie" not in response.headers


def test_a_photo_is_served_in_both_forms(client: Client) -> None:
    files = keep(accept_photo(photo(30, 20))).files

    assert [client.get(f"/media/{file['name']}").headers["Content-Type"] for file in files] == [
        "image/jpeg",
        "image/webp",
    ]


def test_who_has_it_already_gets_nothing(client: Client, clip: str) -> None:
    etag = client.get(clip).headers["ETag"]
    response = client.get(clip, headers={"If-None-Match": etag})

    assert (response.status_code, response.content) == (304, b"")
    assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"


def test_the_head_is_told_without_the_body(client: Client, clip: str) -> None:
    response = client.head(clip)

    assert (response.status_code, response.content, response.headers["Content-Length"]) == (200, b"", "100")


@pytest.mark.parametrize(
    ("asked", "content_range", "body"),
    [
        ("bytes=0-9", "bytes 0-9/100", CLIP[:10]),
        ("bytes=95-", "bytes 95-99/100", CLIP[95:]),
        ("bytes=-3", "bytes 97-99/100", CLIP[97:]),
        ("bytes=-500", "bytes 0-99/100", CLIP),
        ("bytes=90-5000", "bytes 90-99/100", CLIP[90:]),
        ("bytes=99-99", "bytes 99-99/100", CLIP[99:]),
    ],
)
def test_a_part_is_answered_by_that_part(
    client: Client, clip: str, asked: str, content_range: str, body: bytes
) -> None:
    response = client.get(clip, headers={"Range": asked})

    assert (response.status_code, response.headers["Content-Range"]) == (206, content_range)
    assert (response.content, response.headers["Content-Length"]) == (body, str(len(body)))
    assert response.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "headers",
    [
        {"Range": "bytes=5-2"},
        {"Range": "bytes=-"},
        {"Range": "bytes=0-1,5-6"},
        {"Range": "lines=0-1"},
        {"Range": "bytes=0-9", "If-Range": '"another"'},
        {"Range": f"bytes={'9' * 400}-"},
    ],
)
def test_what_is_no_single_part_gets_all(client: Client, clip: str, headers: dict[str, str]) -> None:
    response = client.get(clip, headers=headers)

    assert (response.status_code, response.content) == (200, CLIP)


@pytest.mark.parametrize("asked", ["bytes=100-", "bytes=100-200", "bytes=-0"])
def test_a_part_behind_the_end_is_refused(client: Client, clip: str, asked: str) -> None:
    response = client.get(clip, headers={"Range": asked})

    assert (response.status_code, response.headers["Content-Range"]) == (416, "bytes */100")
    assert response.json()["code"] == "range_not_satisfiable"
    assert response.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    "address",
    [
        "/media/",
        "/media/ab",
        "/media/../settings.py",
        "/media/%2e%2e/%2e%2e/etc/passwd",
        "/media/papers/00/" + "0" * 64 + ".pdf",
        "/media/..%2Fpapers%2Fxx",
        "/media/00/" + "0" * 64 + ".mp3",
        "/media/00/" + "0" * 64 + ".html",
        "/media/00/" + "0" * 64 + ".mp3%00.html",
        "/media/00/" + "A" * 64 + ".jpg",
        "/media//etc/passwd",
    ],
)
def test_nothing_else_is_served(client: Client, clip: str, address: str) -> None:
    response = client.get(address)

    assert response.status_code == 404
    assert response.json()["code"] in {"media_file_missing", "not_found"}


def test_other_methods_and_parameters_are_refused(client: Client, clip: str) -> None:
    assert client.post(clip).json()["code"] == "method_not_allowed"
    assert client.get(f"{clip}?v=1").json()["code"] == "unknown_parameter"


def test_a_storage_that_does_not_answer_is_a_503(
    client: Client, clip: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: Any) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(DiskStorage, "_open", fail)
    response = client.get(clip)

    assert (response.status_code, response.json()["code"]) == (503, MediaStorageUnavailable.code)


def test_what_is_served_of_files_that_are_two_things_is_the_photo_or_the_sound_alone(client: Client) -> None:
    for accepted in (
        accept_photo(photo(40, 40, comment=FOREIGN) + FOREIGN),
        accept_photo(photo(40, 40, "PNG") + b"PK\x03\x04" + FOREIGN),
        accept_audio(id3(FOREIGN) + mp3() + FOREIGN),
    ):
        for file in keep(accepted).files:
            body = client.get(f"/media/{file['name']}").content
            assert len(body) == file["size"] > 0
            assert FOREIGN not in body
            assert b"PK\x03\x04" not in body


def test_a_paper_is_a_private_download_and_never_under_a_public_address(client: Client) -> None:
    kept = keep_paper(accepted_clip("a paper"))
    paper = CertificatePaper(pk=7, name=kept.file["name"])
    response = paper_file(paper)

    assert response.content == b"a paper"
    assert response.headers["Content-Disposition"] == 'attachment; filename="giay-to-7.mp3"'
    assert response.headers["Cache-Control"] == "private, no-store"
    assert response.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert client.get(f"/media/{paper.name}").status_code == 404
