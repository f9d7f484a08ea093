"""What the reads of the store share: open to all, exact entity tags, pages of joined documents."""

from collections.abc import Callable
from typing import Any, ClassVar, TypeVar
from urllib.parse import urlencode

from django.http import HttpResponse
from rest_framework.authentication import BaseAuthentication
from rest_framework.request import Request

from api.answer_cache import AnswerCache
from api.credentials import PublishableKey, require_grant
from api.declared import DeclaredView
from api.freshness import REVALIDATED, etag_of, fresh, holds
from api.request_facts import HOST
from catalogue.browsing import Document, Page, Version, current_version
from catalogue.models import StorefrontGrant

Found = TypeVar("Found", Page, Document)
ANSWERS = AnswerCache()


class PublicView(DeclaredView):
    """An address that anybody may read; a publishable key, if given, must be a good one."""

    authentication_classes: ClassVar[list[type[BaseAuthentication]]] = [PublishableKey]  # type: ignore[misc]
    problem_statuses: ClassVar[tuple[int, ...]] = (503,)
    grant: ClassVar[StorefrontGrant] = StorefrontGrant.CATALOGUE_READ
    """What a publishable key must open, if one is given."""
    revalidates: ClassVar[bool] = True

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Refuse what is wrong with the request, and a key that does not open this address."""
        super().initial(request, *args, **kwargs)
        storefront: Any = request.auth
        require_grant(storefront, self.grant)

    def page(self, read: Callable[[], Page]) -> HttpResponse:
        """Return the list that ``read`` gives, or a 304 after one query."""
        return self._answer(read, self._page_text)

    def document(self, read: Callable[[], Document]) -> HttpResponse:
        """Return the document that ``read`` gives, or a 304 after one query."""
        return self._answer(read, lambda found: found.json)

    def _answer(self, read: Callable[[], Found], text_of: Callable[[Found], str]) -> HttpResponse:
        """Return a 304 or the answer that is kept for the version of now; else read it and keep it."""
        etag = self._etag(current_version())
        body = b"" if holds(self.raw_request, etag) else ANSWERS.get(etag)
        if body is None:
            found = read()
            etag = self._etag(found.version)
            body = text_of(found).encode()
            ANSWERS.put(etag, body)
        return fresh(self.raw_request, self.json(body), etag, cache_control=REVALIDATED)

    def _etag(self, version: Version) -> str:
        """Return the tag of this address, query and language at ``version``: all that the bytes depend on."""
        request = self.raw_request
        asked = (request.scheme, request.META[HOST], request.path_info, request.META.get("QUERY_STRING", ""))
        return etag_of(version, self.language, *asked)

    def _page_text(self, page: Page) -> str:
        after, before = self._address(page.next_cursor), self._address(page.previous_cursor)
        return f'{{"results":[{",".join(page.items)}],"next":{after},"previous":{before}}}'

    def _address(self, cursor: str | None) -> str:
        """Return the address of this list at ``cursor`` as JSON text."""
        if cursor is None:
            return "null"
        request = self.raw_request
        asked = {name: _as_text(value) for name, value in self.given.items() if name != "cursor"}
        query = f"{urlencode(asked)}&cursor={cursor}" if asked else f"cursor={cursor}"
        # Plain ASCII all of it, and a host that was checked: nothing can break out of the quotes.
        return f'"{request.scheme}://{request.META[HOST]}{request.path}?{query}"'


def _as_text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
