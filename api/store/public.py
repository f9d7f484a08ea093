"""What the views of the store share: open to all, and a publishable key, if given, must be good."""

from typing import Any, ClassVar

from rest_framework.authentication import BaseAuthentication

from api.credentials import PublishableKey
from api.declared import DeclaredView


class PublicView(DeclaredView):
    """An address that anybody may read."""

    authentication_classes: ClassVar[list[type[BaseAuthentication]]] = [PublishableKey]  # type: ignore[misc]
    problem_statuses: ClassVar[tuple[int, ...]] = ()

    def etag_facts(self) -> tuple[Any, ...]:
        """Return what an answer depends on besides the catalogue itself: address, query and language."""
        request = self.raw_request
        return (request.get_host(), request.path_info, request.META.get("QUERY_STRING", ""), self.language)
