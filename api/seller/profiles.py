"""What the lists of papers, printers and templates share: what comes with the product, and one's own."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.http import HttpResponse
from rest_framework.request import Request

from api.parameters import LANG, Parameter
from api.staff.bodies import StrictSerializer, read_body
from api.staff.views import StaffView
from catalogue.models import LabelProfile, ProfileKind
from catalogue.printing.profiles import add_profile, edit_profile, lock_profile, remove_profile
from people.models import Grant
from people.scope import choose_cooperative


class ProfilesView(StaffView):
    """Papers, printers and templates are read and written under the grant of labels."""

    read_grant: ClassVar[str] = Grant.LABELS_PRINT
    write_grant: ClassVar[str] = Grant.LABELS_PRINT
    largest_body: ClassVar[int] = 512 * 1024  # a logo
    parameters: ClassVar[tuple[Parameter, ...]] = (LANG,)

    kind: ClassVar[ProfileKind]
    written: ClassVar[type[StrictSerializer]]
    """What POST or PATCH takes."""

    def shipped(self) -> Iterable[dict[str, Any]]:
        """Return what comes with the product, as it goes over the wire."""
        raise NotImplementedError

    def show(self, row: LabelProfile, *, whole: bool = True) -> dict[str, Any]:
        """Return ``row`` as it goes over the wire."""
        raise NotImplementedError

    def profile(self, key: int) -> LabelProfile:
        """Return the row with this id. Raises RowUnknown, also for a neighbour's."""
        rows = LabelProfile.objects.filter(kind=self.kind).select_related("cooperative")
        return self.row(rows, key)

    def matched_profile(self, key: int) -> LabelProfile:
        """Return the row, locked, as the client has seen it."""
        return self.matched(lambda: self.profile(key), show=self.show, lock=lambda row: lock_profile(row.pk))

    def known(self, key: str, name: str) -> dict[str, Any]:
        """Return what stands in front of what comes with the product."""
        return {"id": None, "cooperative": None, "key": key, "name": name}

    def own(self, row: LabelProfile, name: str) -> dict[str, Any]:
        """Return what stands in front of one's own."""
        return {"id": row.pk, "cooperative": row.cooperative.slug, "key": row.key, "name": name}


class ProfileList(ProfilesView):
    """All of a kind."""

    def get(self, request: Request) -> HttpResponse:  # noqa: ARG002
        """List what there is: one's own, then what comes with the product."""
        rows = LabelProfile.objects.filter(kind=self.kind).select_related("cooperative").order_by("pk")
        own = [self.show(row, whole=False) for row in self.rows(rows)]
        return self.answer([*own, *self.shipped()])

    def post(self, request: Request) -> HttpResponse:
        """Add one of the cooperative's own."""
        given = read_body(self.written, request.data)
        cooperative = choose_cooperative(self.scope, given.pop("cooperative", None))
        key, based_on = given.pop("key"), given.pop("based_on", "")
        row = add_profile(cooperative=cooperative, kind=self.kind, key=key, based_on=based_on, values=given)
        return self.answer(self.show(row), 201)


class OneProfile(ProfilesView):
    """One of the cooperative's own."""

    matching: ClassVar[frozenset[str]] = frozenset({"PATCH", "DELETE"})

    def get(self, request: Request, key: int) -> HttpResponse:  # noqa: ARG002
        """Show it."""
        return self.answer(self.show(self.profile(key)))

    def patch(self, request: Request, key: int) -> HttpResponse:
        """Change it. Needs `If-Match`; jobs that were printed keep what it was."""
        row = self.matched_profile(key)
        given = read_body(self.written, request.data, partial=True)
        edit_profile(profile=row, changes=given)
        return self.answer(self.show(self.profile(key)))

    def delete(self, request: Request, key: int) -> HttpResponse:  # noqa: ARG002
        """Remove it; what was printed with it can be printed again. Honours `If-Match`."""
        remove_profile(profile=self.matched_profile(key))
        return self.nothing()
