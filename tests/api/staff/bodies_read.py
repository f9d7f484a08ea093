"""What each staff operation reads, found in the routes; nothing is written down here by hand."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from drf_spectacular.drainage import reset_generator_stats
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.plumbing import ComponentRegistry, force_instance
from rest_framework import serializers

from api.staff.bodies import StrictSerializer
from api.staff.doors import ProofView


@dataclass(frozen=True)
class Operation:
    """One writing method of one address, and the serializer of its body, if it reads one."""

    name: str
    method: str
    path: str
    body: serializers.Serializer[Any] | None

    @property
    def fields(self) -> set[str]:
        """Return what may be written."""
        return (
            set()
            if self.body is None
            else {name for name, field in self.body.fields.items() if not field.read_only}
        )


def operations() -> dict[str, Operation]:
    """Return every operation of the surfaces of staff that is no read, by its name."""
    generator = SchemaGenerator()  # type: ignore[no-untyped-call]
    generator._initialise_endpoints()  # type: ignore[no-untyped-call]
    found = {}
    for path, path_regex, method, view in generator._get_paths_and_endpoints():  # type: ignore[no-untyped-call]
        if method == "GET" or not path.startswith(("/api/v1/seller/", "/api/v1/alliance/")):
            continue
        schema: Any = view.schema
        schema.path, schema.path_regex, schema.path_prefix = path, path_regex, "/api/v1"
        schema.method, schema.registry = method, ComponentRegistry()
        name = schema.get_operation_id()
        found[name] = Operation(name, method, path, _body_of(view, method, schema))
    reset_generator_stats()
    return found


def _body_of(view: Any, method: str, schema: Any) -> serializers.Serializer[Any] | None:
    if isinstance(view, ProofView) and method == "DELETE" and method in view.proofs:
        return view.proofs[method]()  # the schema has no bodies of DELETE
    if method == "DELETE":
        return None
    declared = schema.get_request_serializer()
    if isinstance(declared, dict):
        [declared] = declared.values()
    return None if declared is None else force_instance(declared)  # type: ignore[no-untyped-call]


def strict_serializers(kind: type[StrictSerializer] = StrictSerializer) -> Iterator[type[StrictSerializer]]:
    """Yield every serializer of the product that refuses unknown fields."""
    for below in kind.__subclasses__():
        if below.__module__.startswith("api."):
            yield below
        yield from strict_serializers(below)


def nested(body: serializers.BaseSerializer[Any]) -> Iterator[type[serializers.BaseSerializer[Any]]]:
    """Yield the class of ``body``, its bases, and of all serializers inside."""
    inner: Any = getattr(body, "child", body)
    yield from type(inner).__mro__
    for field in inner.fields.values():
        if isinstance(field, serializers.BaseSerializer):
            yield from nested(field)


def names_of_columns() -> set[str]:
    """Return the names of all columns of all tables, with and without ``_id``."""
    columns = [column for model in apps.get_models() for column in model._meta.concrete_fields]
    return {column.name for column in columns} | {column.attname for column in columns}
