"""``seller/media``: photos of goods, clips for people who do not read, and the papers behind certificates."""

from collections.abc import Iterable
from typing import Any, ClassVar

import orjson
from django.http import HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.parsers import BaseParser, MultiPartParser
from rest_framework.request import Request

from api.parameters import LANG, Parameter, integer
from api.refusals import FieldRefused
from api.seller.goods_shapes import LARGEST, TextsField
from api.staff.bodies import StrictSerializer, read_body
from api.staff.pages import PAGE
from api.staff.shapes import page_shape
from api.staff.views import StaffView
from api.store.serializers import SourceSerializer
from catalogue.changes import refuse_fields
from catalogue.locks import lock_products
from catalogue.media.acceptance import accept_audio, accept_photo
from catalogue.media.errors import LanguageOfPhoto
from catalogue.media.items import (
    Kept,
    add_audio,
    add_photo,
    delete_media,
    describe_media,
    keep,
    move_media,
    require_room,
    restore_media,
)
from catalogue.media.limits import MAX_AUDIO_BYTES, MAX_PHOTO_BYTES
from catalogue.media.showing import address_of
from catalogue.models import MediaItem, MediaKind, Product

FORM_BYTES = 64 * 1024
"""What a form may hold beside its file."""


class MediaItemSerializer(serializers.Serializer[Any]):
    """A photo or clip as its own staff see it."""

    id = serializers.IntegerField()
    product = serializers.IntegerField()
    kind = serializers.ChoiceField(choices=MediaKind.choices)
    language = serializers.CharField(allow_null=True, help_text="Of a clip.")
    alt_text = TextsField()
    position = serializers.IntegerField()
    width = serializers.IntegerField(allow_null=True)
    height = serializers.IntegerField(allow_null=True)
    duration_ms = serializers.IntegerField(allow_null=True)
    approved = serializers.BooleanField(help_text="Public as soon as its product is.")
    pending_changes = serializers.DictField(
        help_text="Of an approved one: an `alt_text` that waits for the Alliance."
    )
    sources = SourceSerializer(many=True)
    created_at = serializers.DateTimeField()


class NewMediaSerializer(StrictSerializer):
    """A form with the file; the fields beside it are texts."""

    product = serializers.IntegerField(min_value=1, max_value=LARGEST)
    kind = serializers.ChoiceField(choices=MediaKind.choices, default=MediaKind.PHOTO)
    language = serializers.CharField(
        max_length=35, required=False, help_text="Of a clip alone: BCP 47, such as hmn."
    )
    alt_text = serializers.CharField(
        max_length=20_000, required=False, help_text='What is seen or heard, as JSON: {"vi": "…", "en": "…"}.'
    )
    file = serializers.FileField(help_text="JPEG, PNG or WebP up to 8 MB; MP3, Opus or AAC up to 5 MB.")


class MediaChangesSerializer(StrictSerializer):
    """What may be changed."""

    alt_text = TextsField(required=False)
    position = serializers.IntegerField(min_value=0, max_value=1_000, required=False)


class Media(StaffView):
    """The photos and clips within reach."""

    parameters: ClassVar[tuple[Parameter, ...]] = (
        integer("product", "Only what belongs to this product.", 1),
        *PAGE,
    )
    parser_classes: ClassVar[list[type[BaseParser]]] = [MultiPartParser]  # type: ignore[misc]
    largest_body: ClassVar[int] = MAX_PHOTO_BYTES + FORM_BYTES

    fields: dict[str, Any]
    product: Product
    kept: Kept

    @extend_schema(operation_id="media", tags=["media"], responses={200: page_shape(MediaItemSerializer)})
    def get(self, request: Request) -> HttpResponse:  # noqa: ARG002
        """List photos and clips, newest first."""
        rows = MediaItem.objects.filter(deleted_at__isnull=True, product__deleted_at__isnull=True)
        wanted = {name: self.given[name] for name in ("product",) if name in self.given}
        return self.page(self.rows(rows.filter(**wanted)), show_media)

    @extend_schema(
        operation_id="add_media",
        tags=["media"],
        request={"multipart/form-data": NewMediaSerializer},
        responses={201: MediaItemSerializer},
    )
    def post(self, request: Request) -> HttpResponse:  # noqa: ARG002
        """Add a photo or clip to a product; it is public once the Alliance has approved it.

        A photo is drawn anew in fixed sizes, without what the camera wrote into it.
        """
        alt_text = self.fields.get("alt_text", {})
        if self.fields["kind"] == MediaKind.PHOTO:
            item = add_photo(product=self.product, kept=self.kept, alt_text=alt_text)
        else:
            language = self.fields.get("language", "")
            item = add_audio(product=self.product, kept=self.kept, language=language, alt_text=alt_text)
        return self.answer(show_media([item])[0], 201)

    def prepare(self) -> None:
        """Check the file and write its renditions, before the transaction begins."""
        form = self.raw_request
        self.fields = read_body(NewMediaSerializer, form.POST.dict() | form.FILES.dict())
        if "language" in self.fields and self.fields["kind"] == MediaKind.PHOTO:
            refuse_fields([LanguageOfPhoto("language")])
        self.fields["alt_text"] = _texts(self.fields.get("alt_text"))
        self.product = self.row(Product.objects.present(), self.fields["product"])
        file, kind = self.fields["file"], MediaKind(self.fields["kind"])
        require_room(product=self.product, kind=kind)
        largest = MAX_PHOTO_BYTES if kind == MediaKind.PHOTO else MAX_AUDIO_BYTES
        accept = accept_photo if kind == MediaKind.PHOTO else accept_audio
        self.kept = keep(accept(file.read(largest + 1), file.content_type or ""))


class OneMediaItem(StaffView):
    """One photo or clip."""

    parameters: ClassVar[tuple[Parameter, ...]] = (LANG,)
    matching: ClassVar[frozenset[str]] = frozenset({"PATCH", "DELETE"})

    @extend_schema(operation_id="media_item", tags=["media"], responses={200: MediaItemSerializer})
    def get(self, request: Request, key: int) -> HttpResponse:  # noqa: ARG002
        """Show a photo or clip with all its files."""
        return self.answer(show_media([self._item(key)])[0])

    @extend_schema(
        operation_id="edit_media",
        tags=["media"],
        request=MediaChangesSerializer,
        responses={200: MediaItemSerializer},
    )
    def patch(self, request: Request, key: int) -> HttpResponse:
        """Describe it, or give it another place; the first photo is the one that lists show.

        Other words of an approved one wait in `pending_changes` until the Alliance approves them; the place
        counts at once. Needs `If-Match`.
        """
        item = self._matched(key)
        given = read_body(MediaChangesSerializer, request.data)
        if "alt_text" in given:
            describe_media(item=item, alt_text=given["alt_text"])
        if "position" in given:
            move_media(item=item, position=given["position"])
        return self.answer(show_media([self._item(key)])[0])

    @extend_schema(operation_id="delete_media", tags=["media"], responses={204: None})
    def delete(self, request: Request, key: int) -> HttpResponse:  # noqa: ARG002
        """Delete it; for thirty days it can be restored. Honours `If-Match`."""
        delete_media(item=self._matched(key))
        return self.nothing()

    def _item(self, key: int) -> MediaItem:
        rows = MediaItem.objects.filter(deleted_at__isnull=True, product__deleted_at__isnull=True)
        return self.row(rows, key)

    def _matched(self, key: int) -> MediaItem:
        return self.matched(
            lambda: self._item(key),
            show=lambda row: show_media([row])[0],
            lock=lambda row: lock_products([row.product_id]),
        )


class MediaRestoration(StaffView):
    """Bringing back what was deleted."""

    @extend_schema(
        operation_id="restore_media", tags=["media"], request=None, responses={200: MediaItemSerializer}
    )
    def post(self, request: Request, key: int) -> HttpResponse:  # noqa: ARG002
        """Restore a photo or clip that was deleted within thirty days."""
        item = self.row(MediaItem.objects.all(), key)
        return self.answer(show_media([restore_media(item=item)])[0])


def show_media(rows: Iterable[MediaItem]) -> list[dict[str, object]]:
    """Return ``rows`` as they go over the wire."""
    return [
        {
            "id": row.pk,
            "product": row.product_id,
            "kind": row.kind,
            "language": row.language or None,
            "alt_text": row.alt_text,
            "position": row.position,
            "width": row.width,
            "height": row.height,
            "duration_ms": row.duration_ms,
            "approved": row.approved,
            "pending_changes": row.pending_changes,
            "sources": [
                {
                    "url": address_of(file["name"]),
                    "type": file["type"],
                    "width": file["width"],
                    "height": file["height"],
                }
                for file in row.files
            ],
            "created_at": row.created_at,
        }
        for row in rows
    ]


def _texts(given: str | None) -> dict[str, str]:
    """Return texts by language out of a form field. Raises FieldRefused."""
    try:
        texts = orjson.loads(given) if given else {}
    except orjson.JSONDecodeError:
        texts = None
    if not isinstance(texts, dict):
        raise FieldRefused(
            "alt_text", vi='Cần JSON như {"vi": "…"}.', en='JSON such as {"vi": "…"} is needed.'
        )
    return texts
