"""The shapes of labels in requests and answers."""

from typing import Any

from rest_framework import serializers

from api.seller.profile_shapes import TemplateChangesSerializer
from api.staff.bodies import StrictSerializer
from catalogue.labels.outputs import FORMATS
from catalogue.models import PrintStatus

Shape = serializers.Serializer[dict[str, Any]]


class LabelItemSerializer(StrictSerializer):
    """One number and how many labels of it, with what changes from batch to batch."""

    gtin = serializers.CharField(max_length=20, help_text="A GTIN in any length, or an in-store number.")
    copies = serializers.IntegerField(min_value=1, max_value=5_000, default=1)
    lot = serializers.CharField(max_length=20, required=False)
    produced_on = serializers.DateField(required=False)
    expires_on = serializers.DateField(required=False)
    sscc = serializers.CharField(max_length=18, required=False, help_text="Of a pallet.")
    count = serializers.IntegerField(min_value=1, max_value=99_999_999, required=False)


class LabelsAskedSerializer(StrictSerializer):
    """Labels on a paper, by a machine, after a template."""

    stock = serializers.CharField(max_length=60)
    printer = serializers.CharField(max_length=60)
    template = serializers.CharField(max_length=60, default="standard")
    format = serializers.ChoiceField(choices=FORMATS, required=False, help_text="Default: the printer's own.")
    start_cell = serializers.IntegerField(min_value=1, max_value=1_000, default=1)
    skip = serializers.ListField(
        child=serializers.IntegerField(min_value=1, max_value=1_000), max_length=1_000, required=False
    )
    items = LabelItemSerializer(many=True, allow_empty=False, max_length=1_000)  # type: ignore[call-arg]


class LabelPreviewSerializer(LabelsAskedSerializer):
    """Labels, and changes of the template to be tried before they are kept."""

    changes = TemplateChangesSerializer(required=False)


class ReprintSerializer(StrictSerializer):
    """Which labels of the job, counted from 1 in the order they were printed; all of them without."""

    labels = serializers.ListField(
        child=serializers.IntegerField(min_value=1, max_value=5_000),
        allow_empty=False,
        max_length=5_000,
        required=False,
    )
    start_cell = serializers.IntegerField(min_value=1, max_value=1_000, default=1)
    skip = serializers.ListField(
        child=serializers.IntegerField(min_value=1, max_value=1_000), max_length=1_000, required=False
    )


class SymbolSerializer(Shape):
    """How one symbol will come out."""

    gtin = serializers.CharField()
    symbology = serializers.CharField()
    x_mm = serializers.FloatField()
    x_dots = serializers.IntegerField()
    magnification_percent = serializers.FloatField()
    width_mm = serializers.FloatField()
    height_mm = serializers.FloatField()
    truncated = serializers.BooleanField()


class LabelNoticeSerializer(Shape):
    """Something to know before printing."""

    code = serializers.CharField()
    detail = serializers.CharField()


class ProposalSerializer(LabelNoticeSerializer):
    """What would fit."""

    stock = serializers.CharField(required=False)
    printer = serializers.CharField(required=False)
    template = serializers.CharField(required=False)


class PreflightSerializer(Shape):
    """Whether it fits, and what to know."""

    verdict = serializers.ChoiceField(choices=["fits", "on_demand_only", "does_not_fit"])
    symbols = SymbolSerializer(many=True)
    warnings = LabelNoticeSerializer(many=True)
    labels = serializers.IntegerField()
    pages = serializers.IntegerField()
    proposals = ProposalSerializer(many=True)


class PrintJobSerializer(Shape):
    """A job and how far it has come; `file` is its address once it is done."""

    id = serializers.IntegerField()
    status = serializers.ChoiceField(choices=PrintStatus.choices)
    done = serializers.IntegerField()
    total = serializers.IntegerField()
    file = serializers.CharField(allow_null=True)
    format = serializers.ChoiceField(choices=FORMATS)
    stock = serializers.CharField()
    printer = serializers.CharField()
    template = serializers.CharField()
    rule_set = serializers.CharField(
        allow_null=True,
        help_text="The decree on labels that they were checked against, such as 37/2026/NĐ-CP.",
    )
    cooperative = serializers.CharField()
    actor = serializers.CharField()
    reprint_of = serializers.IntegerField(allow_null=True)
    refusal = LabelNoticeSerializer(allow_null=True)
    created_at = serializers.DateTimeField()
    finished_at = serializers.DateTimeField(allow_null=True)
