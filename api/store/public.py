"""What the reads of the store share: open to all, exact entity tags, pages of joined documents."""

from collections.abc import Callable
from typing import ClassVar
from urllib.parse import urlencode

from django.http import HttpResponse
from rest_framework.authentication import BaseAuthentication

from api.credentials import PublishableKey
from api.declared import DeclaredView
from api.freshness import REVALIDATED, etag_of, fresh, is_fresh
from catalogue.browsing import Document, Page, Version, current_version


class PublicView(DeclaredView):
    """An address that anybody may read; a publishable key, if given, must be a good one."""

    authentication_classes: ClassVar[list[type[BaseAuthentication]]] = [PublishableKey]  # type: ignore[misc]
    problem_statuses: ClassVar[tuple[int, ...]] = (503,)
    revalidates: ClassVar[bool] = True

    def page(self, read: Callable[[], Page]) -> HttpResponse:
        """Return the list that ``read`` gives, or a 304 after one query."""
        return self._unless_known() or self._answer(found := read(), self._page_text(found))

    def document(self, read: Callable[[], Document]) -> HttpResponse:
        """Return the document that ``read`` gives, or a 304 after one query."""
        return self._unless_known() or self._answer(found := read(), found.json)

    def _unless_known(self) -> HttpResponse | None:
        """Return a 304 when the client holds what a read would give now; a bare ``*`` needs the read."""
        request = self.raw_request
        if request.META.get("HTTP_IF_NONE_MATCH", "*").strip() == "*":
            return None
        etag = self._etag(current_version())
        if not is_fresh(request, etag):
            return None
        return fresh(request, self.json(b""), etag, cache_control=REVALIDATED)

    def _answer(self, found: Page | Document, text: str) -> HttpResponse:
        etag = self._etag(found.version)
        return fresh(self.raw_request, self.json(text.encode()), etag, cache_control=REVALIDATED)

    def _etag(self, version: Version) -> str:
        """Return the tag of this address, query and language at ``version``."""
        request = self.raw_request
        return etag_of(version, self.language, request.path_info, request.META.get("QUERY_STRING", ""))

    def _page_text(self, page: Page) -> str:
        after, before = self._address(page.next_cursor), self._address(page.previous_cursor)
        return f'{{"results":[{",".join(page.items)}],"next":{after},"previous":{before}}}'

    def _address(self, cursor: str | None) -> str:
        """Return the address of this list at ``cursor`` as JSON text."""
        if cursor is None:
            return "null"
        asked = urlencode({name: _as_text(value) for name, value in self.given.items()} | {"cursor": cursor})
        request = self.raw_request
        # Path and query are plain ASCII here, and get_host refuses what could break out of the quotes.
        return f'"{request.scheme}://{request.get_host()}{request.path}?{asked}"'


def _as_text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
