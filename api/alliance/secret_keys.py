"""The secret keys of all cooperatives, should one have to be taken back in a hurry."""

from typing import ClassVar

from django.http import HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request

from api.alliance.views import AllianceView
from api.parameters import Parameter, slug
from api.seller.secret_shapes import KEY_PAGE, show_keys
from api.staff.pages import PAGE
from people.credentials import revoke
from people.models import SecretKey


class AllSecretKeys(AllianceView):
    """Keys of all cooperatives."""

    parameters: ClassVar[tuple[Parameter, ...]] = (
        slug("cooperative", "Only keys of the cooperative with this slug."),
        *PAGE,
    )

    @extend_schema(operation_id="all_secret_keys", tags=["alliance"], responses={200: KEY_PAGE})
    def get(self, request: Request) -> HttpResponse:  # noqa: ARG002
        """List secret keys, newest first, ended ones too."""
        rows = self.rows(SecretKey.objects.select_related("cooperative", "created_by"))
        if "cooperative" in self.given:
            rows = rows.filter(cooperative__slug=self.given["cooperative"])
        return self.page(rows, show_keys)


class AnySecretKey(AllianceView):
    """Any key."""

    @extend_schema(operation_id="revoke_any_secret_key", tags=["alliance"], responses={204: None})
    def delete(self, request: Request, key: int) -> HttpResponse:  # noqa: ARG002
        """Take a key back: from now on it opens nothing."""
        revoke(self.row(SecretKey.objects.all(), key))
        return self.nothing()
