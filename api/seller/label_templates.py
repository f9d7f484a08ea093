"""``seller/label-templates``: how labels look."""

from collections.abc import Iterable
from typing import Any, ClassVar

from drf_spectacular.utils import extend_schema, extend_schema_view

from api.seller.profile_shapes import (
    LabelTemplateSerializer,
    NewTemplateSerializer,
    TemplateChangesSerializer,
)
from api.seller.profiles import OneProfile, ProfileList, ProfilesView
from api.staff.bodies import StrictSerializer
from catalogue.labels.templates.design import Template
from catalogue.labels.templates.registry import TEMPLATES
from catalogue.models import LabelProfile, ProfileKind
from catalogue.printing.profiles import template_of


class LabelTemplatesView(ProfilesView):
    """Templates over the wire."""

    kind: ClassVar[ProfileKind] = ProfileKind.TEMPLATE

    def shipped(self) -> Iterable[dict[str, Any]]:
        """Return the templates that come with the product."""
        return (
            self.known(one.key, one.name(self.language)) | _looks(one) | {"based_on": None, "changes": {}}
            for one in TEMPLATES
        )

    def show(self, row: LabelProfile, *, whole: bool = True) -> dict[str, Any]:
        """Return a template of one's own; its logo only with ``whole``."""
        template = template_of(row)
        changes = {name: value for name, value in row.values.items() if whole or name != "logo"}
        own = self.own(row, template.name(self.language))
        return own | _looks(template) | {"based_on": row.based_on, "changes": changes}


def _looks(template: Template) -> dict[str, Any]:
    return {
        "languages": list(template.languages),
        "legal": template.legal,
        "printed": list(template.fields),
        "offered": [line.field for line in template.offered],
    }


@extend_schema_view(
    get=extend_schema(
        operation_id="label_templates", tags=["labels"], responses={200: LabelTemplateSerializer(many=True)}
    ),
    post=extend_schema(
        operation_id="add_label_template",
        tags=["labels"],
        request=NewTemplateSerializer,
        responses={201: LabelTemplateSerializer},
    ),
)
class LabelTemplates(LabelTemplatesView, ProfileList):
    """The templates within reach."""

    written: ClassVar[type[StrictSerializer]] = NewTemplateSerializer


@extend_schema_view(
    get=extend_schema(
        operation_id="label_template", tags=["labels"], responses={200: LabelTemplateSerializer}
    ),
    patch=extend_schema(
        operation_id="edit_label_template",
        tags=["labels"],
        request=TemplateChangesSerializer(partial=True),
        responses={200: LabelTemplateSerializer},
    ),
    delete=extend_schema(operation_id="remove_label_template", tags=["labels"], responses={204: None}),
)
class OneLabelTemplate(LabelTemplatesView, OneProfile):
    """A template of one's own."""

    written: ClassVar[type[StrictSerializer]] = TemplateChangesSerializer
