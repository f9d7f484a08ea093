"""Files lie whole in a folder or in a bucket, and behave alike in both."""

import os
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import boto3
import pytest
from django.core.files.base import ContentFile
from django.test import Client
from moto.server import ThreadedMotoServer
from pytest_django import Settings

from catalogue.media.errors import MediaStorageUnavailable
from catalogue.media.items import keep
from catalogue.media.storage import (
    PAPERS,
    PUBLIC,
    DiskStorage,
    MediaFileMissing,
    delete_file,
    file_names,
    read_file,
    written_at,
)
from config import settings as assembly
from tests.catalogue.media.accepted import accepted_photo

SECRET = "chia-khoa-cua-thung"
_serial = count(1)


@pytest.fixture(scope="module")
def s3_address() -> Iterator[str]:
    """Return the address of a real S3 server on this machine."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


def s3_client(address: str) -> Any:
    return boto3.client(
        "s3",
        endpoint_url=address,
        region_name="us-east-1",
        aws_access_key_id="key",
        aws_secret_access_key=SECRET,
    )


def use_bucket(address: str, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> str:
    """Set the environment as an operator would, take what the settings make of it; return the bucket."""
    bucket = f"bucket-{next(_serial)}"
    for name, value in {
        "HTX_S3_BUCKET": bucket,
        "HTX_S3_ENDPOINT": address,
        "HTX_S3_REGION": "us-east-1",
        "HTX_S3_ACCESS_KEY": "key",
        "HTX_S3_SECRET_KEY": SECRET,
    }.items():
        monkeypatch.setenv(name, value)
    settings.STORAGES = settings.STORAGES | {"media": assembly.media_storage()}
    return bucket


def make_bucket(address: str, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> str:
    """Keep files in a new bucket, and return its name."""
    bucket = use_bucket(address, settings, monkeypatch)
    s3_client(address).create_bucket(Bucket=bucket)
    return bucket


@pytest.fixture(params=["folder", "bucket"])
def storage(request: pytest.FixtureRequest, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> str:
    """Run the test with each kind of storage."""
    if request.param == "bucket":
        make_bucket(request.getfixturevalue("s3_address"), settings, monkeypatch)
    name: str = request.param
    return name


def test_files_are_written_read_listed_and_deleted(storage: str) -> None:
    accepted = accepted_photo()
    files = keep(accepted).files

    assert {file["name"] for file in files} <= set(file_names(PUBLIC))
    for file, rendition in zip(files, accepted.renditions, strict=True):
        assert read_file(PUBLIC, file["name"]) == (rendition.data, rendition.form)
        assert written_at(PUBLIC, file["name"]).tzinfo is not None
        delete_file(PUBLIC, file["name"])
        delete_file(PUBLIC, file["name"])
        with pytest.raises(MediaFileMissing):
            read_file(PUBLIC, file["name"])
    assert list(file_names(PUBLIC)) == []


def test_a_folder_of_the_disk_is_its_owners_alone(tmp_path: Path, settings: Settings) -> None:
    before = os.umask(0o022)
    try:
        storage = DiskStorage(location=str(tmp_path / "media"))
        names = [storage.save(f"{folder}/ab/x.jpg", ContentFile(b"x")) for folder in (PUBLIC, PAPERS)]
        storage.save("alone", ContentFile(b"x"))
    finally:
        os.umask(before)

    assert names == ["public/ab/x.jpg", "papers/ab/x.jpg"]
    closed = [path for path in (tmp_path / "media").rglob("*") if path.is_dir() and path.name != "ab"]
    modes = {path.name: path.stat().st_mode & 0o777 for path in (tmp_path / "media", *closed)}
    assert modes == {"media": 0o700, "public": 0o700, "papers": 0o700}


def test_writing_the_same_again_changes_nothing(storage: str) -> None:
    accepted = accepted_photo()

    assert keep(accepted) == keep(accepted)
    assert len(list(file_names(PUBLIC))) == 4


def test_names_that_no_file_can_have_are_not_looked_for(storage: str) -> None:
    for name in (
        "",
        "../secret_key",
        "/etc/passwd",
        "ab/../../x",
        f"ab/{'a' * 64}.exe",
        f"ab/{'a' * 64}.jpg\0",
    ):
        with pytest.raises(MediaFileMissing):
            read_file(PUBLIC, name)


def test_an_empty_storage_has_no_files(storage: str) -> None:
    assert list(file_names(PAPERS)) == []


@pytest.mark.django_db
def test_a_shop_is_served_from_the_bucket_through_us(
    client: Client, s3_address: str, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    bucket = make_bucket(s3_address, settings, monkeypatch)
    accepted = accepted_photo()
    file = keep(accepted).files[0]

    response = client.get(f"/media/{file['name']}", headers={"Range": "bytes=2-4"})
    assert (response.status_code, response.content) == (206, accepted.renditions[0].data[2:5])
    stored = s3_client(s3_address).head_object(Bucket=bucket, Key=f"public/{file['name']}")
    assert stored["ContentType"] == "image/jpeg"
    assert stored["CacheControl"] == "public, max-age=31536000, immutable"


def test_requests_are_signed_with_version_4(
    s3_address: str, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    from django.core.files.storage import storages

    use_bucket(s3_address, settings, monkeypatch)
    config = storages["media"].connection.meta.client.meta.config  # type: ignore[attr-defined]

    assert config.signature_version == "s3v4"
    assert (config.connect_timeout, config.read_timeout) == (3, 15)


def test_a_bucket_that_does_not_answer_is_said_to_be_unavailable(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_bucket("http://127.0.0.1:9", settings, monkeypatch)
    monkeypatch.setattr("time.sleep", lambda _: None)  # between the two attempts

    for verb in (lambda: keep(accepted_photo()), lambda: read_file(PUBLIC, f"ab/{'a' * 64}.jpg")):
        with pytest.raises(MediaStorageUnavailable):
            verb()
    with pytest.raises(MediaStorageUnavailable):
        list(file_names(PUBLIC))


def test_a_file_on_disk_is_whole_or_not_there(media_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(MediaStorageUnavailable):
        keep(accepted_photo())

    assert [path for path in media_folder.rglob("*") if path.is_file()] == []


def test_a_folder_is_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HTX_S3_BUCKET", raising=False)

    assert assembly.media_storage() == {
        "BACKEND": "catalogue.media.storage.DiskStorage",
        "OPTIONS": {"location": str(assembly.DATA_DIR / "media")},
    }
