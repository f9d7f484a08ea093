"""``store/categories``, ``store/cooperatives`` and ``store/suggest``: ways to find goods."""

from typing import ClassVar

from django.http import HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request

from api.parameters import LANG, Parameter, integer, text
from api.store.products import CURSOR, LIMIT
from api.store.public import PublicView
from api.store.serializers import (
    CategoryPageSerializer,
    CooperativeDetailSerializer,
    CooperativePageSerializer,
    SuggestionPageSerializer,
)
from catalogue.browsing import categories, cooperative_document, cooperatives, suggest
from catalogue.browsing.queries import LARGEST_LIMIT, LONGEST_QUERY

TREE_LIMIT = integer("limit", f"Branches on a page; default {LARGEST_LIMIT}.", 1, LARGEST_LIMIT)


class Categories(PublicView):
    """The tree of goods."""

    parameters: ClassVar[tuple[Parameter, ...]] = (TREE_LIMIT, CURSOR, LANG)

    @extend_schema(operation_id="categories", tags=["directory"], responses={200: CategoryPageSerializer})
    def get(self, request: Request) -> HttpResponse:  # noqa: ARG002
        """List the tree of categories.

        Each branch before those below it, a hundred on a page unless fewer are asked for. `parent` is the
        slug of the branch it hangs on, `product_count` counts the goods on offer in it and below.
        """
        asked = {name: value for name, value in self.given.items() if name != "lang"}
        return self.page(lambda: categories(self.language, **asked))


class Cooperatives(PublicView):
    """Those who offer goods."""

    parameters: ClassVar[tuple[Parameter, ...]] = (LIMIT, CURSOR, LANG)

    @extend_schema(
        operation_id="cooperatives", tags=["directory"], responses={200: CooperativePageSerializer}
    )
    def get(self, request: Request) -> HttpResponse:  # noqa: ARG002
        """List the cooperatives that offer something, in the order of the Vietnamese alphabet."""
        asked = {name: value for name, value in self.given.items() if name != "lang"}
        return self.page(lambda: cooperatives(self.language, **asked))


class Cooperative(PublicView):
    """One cooperative."""

    parameters: ClassVar[tuple[Parameter, ...]] = (LANG,)
    problem_statuses: ClassVar[tuple[int, ...]] = (404, 503)

    @extend_schema(
        operation_id="cooperative", tags=["directory"], responses={200: CooperativeDetailSerializer}
    )
    def get(self, request: Request, slug: str) -> HttpResponse:  # noqa: ARG002
        """Show one cooperative with its story."""
        return self.document(lambda: cooperative_document(slug, self.language))


class Suggestions(PublicView):
    """What to offer while somebody types."""

    parameters: ClassVar[tuple[Parameter, ...]] = (
        text("q", "What has been typed so far.", longest=LONGEST_QUERY, required=True, example="mat"),
        LANG,
    )

    @extend_schema(operation_id="suggest", tags=["directory"], responses={200: SuggestionPageSerializer})
    def get(self, request: Request) -> HttpResponse:  # noqa: ARG002
        """Suggest categories, goods and cooperatives for a beginning.

        At most 10, each leading to goods on offer. Text without a letter or digit suggests nothing.
        """
        return self.page(lambda: suggest(self.given["q"], self.language))
