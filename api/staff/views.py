"""The frame of every staff view: who asks, what they reach, and how a write is carried out.

A write is one transaction, leaves history under the name of who asked, and has one effect under its
``Idempotency-Key``. Objects of neighbours are not found.
"""

from collections.abc import Callable, Iterable
from typing import Any, ClassVar, TypeVar

import orjson
from django.core.exceptions import ImproperlyConfigured
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import translation
from rest_framework.authentication import BaseAuthentication
from rest_framework.request import Request

from api.declared import MUST_MATCH, DeclaredView
from api.freshness import etag_of_body, fresh, holds_for_write
from api.idempotency import REPLAYED, answer_once, earlier_answer
from api.languages import problem_language
from api.request_log import ACTOR
from api.staff.authentication import StaffSession, StaffToken
from api.staff.pages import page_of
from api.staff.refusals import (
    AllianceOnly,
    CredentialsMissing,
    InsufficientScope,
    OwnerOnly,
    PeopleOnly,
    PreconditionRequired,
    RowUnknown,
    VersionMismatch,
)
from catalogue.history import acting_as
from people.budgets import spend_as
from people.models import Grant, User
from people.scope import Scope, within

Row = TypeVar("Row", bound=Model)
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
PRIVATE = "private, no-cache"


class StaffView(DeclaredView):
    """A view for members of staff, their tokens and their keys.

    Inside a method, ``scope`` is what the credential reaches.
    """

    authentication_classes: ClassVar[list[type[BaseAuthentication]]] = [StaffToken, StaffSession]  # type: ignore[misc]
    problem_statuses: ClassVar[tuple[int, ...]] = (401, 403, 404, 409, 429, 503)
    credential_needed: ClassVar[bool] = True
    revalidates: ClassVar[bool] = True

    read_grant: ClassVar[str] = Grant.CATALOGUE_READ
    """What a key needs for GET."""
    write_grant: ClassVar[str] = Grant.CATALOGUE_WRITE
    """What a key needs for every other method."""
    people_only: ClassVar[bool] = False
    """Whether keys are refused altogether."""
    alliance_only: ClassVar[bool] = False
    """Whether officers of the Alliance alone enter."""
    keeps_answer: ClassVar[bool] = True
    """Whether the answer may be kept for a repetition; False where it holds a secret."""

    scope: Scope

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer ``request`` in its language; a refusal leaves nothing behind."""
        self.args, self.kwargs, self.headers = args, kwargs, {}
        self.request = self.initialize_request(request, *args, **kwargs)
        with translation.override(problem_language(request, request.GET.get("lang"))):
            try:
                self.initial(self.request, *args, **kwargs)
                answer = getattr(self, (request.method or "").lower())
                response = self._carry_out(request, lambda: answer(self.request, *args, **kwargs))
            except Exception as error:  # noqa: BLE001 - as DRF does; what nobody foresaw is raised again
                response = self.handle_exception(error)
            self.response = self.finalize_response(self.request, response, *args, **kwargs)  # type: ignore[arg-type]
        return self.response

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Refuse whoever may not enter, before the method runs."""
        super().initial(request, *args, **kwargs)
        if request.method == "OPTIONS":
            return
        if not isinstance(request.auth, Scope):
            raise CredentialsMissing
        self.scope = request.auth
        self.raw_request.META[ACTOR] = self.scope.actor
        spend_as(self.raw_request, self.scope.actor, writes=request.method not in SAFE)
        self.check_entry(request)

    def check_entry(self, request: Request) -> None:
        """Refuse by role and grant. Raises PeopleOnly, AllianceOnly or InsufficientScope."""
        if self.people_only and not isinstance(request.user, User):
            raise PeopleOnly
        if self.alliance_only and not self.scope.is_alliance:
            raise AllianceOnly
        grant = self.read_grant if request.method in SAFE else self.write_grant
        if not self.scope.allows(grant):
            raise InsufficientScope(grant=grant)

    def honours_key(self, method: str) -> bool:
        """Return whether ``method`` has one effect under its Idempotency-Key: every write has."""
        return method not in SAFE

    def require_owner(self, cooperative: int) -> None:
        """Refuse whoever does not own ``cooperative``. Raises OwnerOnly."""
        if not self.scope.owns(cooperative):
            raise OwnerOnly

    def prepare(self) -> None:
        """Do slow work that changes no row, or what a refusal must not take back, before the transaction."""

    def proof(self) -> Callable[[], None] | None:
        """Return what shows once more who asks, in the transaction of the write; None where nothing must."""
        return None

    def discard(self) -> None:
        """Take back what ``prepare`` left, for the request had no effect."""

    def rows(self, rows: QuerySet[Row]) -> QuerySet[Row]:
        """Return those of ``rows`` that the credential reaches."""
        return within(rows, self.scope)

    def row(self, rows: QuerySet[Row], key: int | str, *, field: str = "pk") -> Row:
        """Return the one of ``rows`` with this key. Raises RowUnknown, also for a neighbour's."""
        found = self.rows(rows).filter(**{field: key}).first()
        if found is None:
            raise RowUnknown
        return found

    def answer(self, data: object, status: int = 200) -> HttpResponse:
        """Return ``data`` as JSON; what was read carries an ETag and may be asked for again by it."""
        body = encoded(data)
        response = self.json(body)
        response.status_code = status
        response.headers["Vary"] = "Accept-Language, Authorization, Cookie"
        response.headers["Cache-Control"] = PRIVATE
        if status not in {200, 201}:
            return response
        etag = etag_of_body(body)
        if self.request.method in SAFE:
            return fresh(self.raw_request, response, etag, cache_control=PRIVATE)
        response.headers["ETag"] = etag
        return response

    def page(
        self,
        rows: QuerySet[Row],
        show: Callable[[list[Row]], Iterable[object]],
        *,
        by: str | None = None,
    ) -> HttpResponse:
        """Return a page of ``rows``; ``show`` gets all rows of the page at once.

        Newest first; with ``by``, a column of moments or days, by that column and oldest first.
        """
        return self.answer(page_of(self.raw_request, rows, show, self.given, by=by))

    def nothing(self) -> HttpResponse:
        """Return a 204: done, and nothing to say."""
        response = HttpResponse(status=204)
        del response.headers["Content-Type"]
        return response

    def matched(
        self, read: Callable[[], Row], *, show: Callable[[Row], object], lock: Callable[[Row], object]
    ) -> Row:
        """Return the row that ``read`` finds, locked, and as the client has seen it.

        ``show`` gives what GET answers about it. The lock comes before the comparison: else two who hold
        the same ETag would both pass, and the second would overwrite what the first has written. PATCH and
        PUT need If-Match; where it is given with another method it is honoured just the same.

        Raises PreconditionRequired without If-Match, VersionMismatch when it names another version, and
        ImproperlyConfigured where ``matching`` does not say so.
        """
        if self.request.method not in self.matching:
            raise ImproperlyConfigured(f"{type(self).__name__}.matching lacks {self.request.method}")
        row = read()
        header = self.raw_request.META.get("HTTP_IF_MATCH", "")
        if not header and self.request.method in MUST_MATCH:
            raise PreconditionRequired
        if not header:
            return row
        lock(row)
        row = read()
        if not holds_for_write(header, etag_of_body(encoded(show(row)))):
            raise VersionMismatch
        return row

    def _carry_out(self, request: HttpRequest, produce: Callable[[], HttpResponseBase]) -> HttpResponseBase:
        if request.method == "OPTIONS":
            return produce()
        with acting_as(self.scope.actor):
            if request.method in SAFE:
                return produce()
            return self._write_once(request, produce)

    def _write_once(self, request: HttpRequest, produce: Callable[[], HttpResponseBase]) -> HttpResponseBase:
        required = self.key_required and request.method == "POST"
        who: dict[str, Any] = {
            "actor": self.scope.actor,
            "required": required,
            "reach": self.scope.cooperatives,
        }
        # A body that the view cannot read is refused as such, when it is asked for.
        if self.get_content_negotiator().select_parser(self.request, self.get_parsers()) is not None:
            earlier = earlier_answer(request, **who)
            if earlier is not None:
                return earlier
        self.prepare()
        try:
            response = answer_once(
                request, **who, produce=produce, keeps_answer=self.keeps_answer, prove=self.proof()
            )
        except BaseException:
            self.discard()
            raise
        if response.status_code >= 400 or REPLAYED in response.headers:
            self.discard()
        return response


def encoded(data: object) -> bytes:
    """Return ``data`` as JSON, times in UTC with a Z (RFC 3339)."""
    return orjson.dumps(data, option=orjson.OPT_UTC_Z)
