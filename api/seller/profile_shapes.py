"""The shapes of label papers, printers and templates in requests and answers; lengths in mm.

What values can be is for the verbs to say: they name everything that is wrong at once.
"""

from typing import Any, get_args

from rest_framework import serializers

from api.staff.bodies import StrictSerializer
from catalogue.labels.printer import Language

Shape = serializers.Serializer[dict[str, Any]]
PRINTER_LANGUAGES = [(language, language) for language in get_args(Language)]

_WHOSE = "Slug; needed with more than one."
_KEY = "Small letters, digits and hyphens; how it is called in a job."


class ProfileSerializer(Shape):
    """What stands in front of every paper, printer and template."""

    id = serializers.IntegerField(allow_null=True, help_text="Null for what comes with the product.")
    cooperative = serializers.CharField(allow_null=True, help_text="Slug of the one whose own it is.")
    key = serializers.CharField()
    name = serializers.CharField(help_text="In the language of the request.")


class LabelStockMeasures(Shape):
    """The measures of a paper; the pitch from label to label is the truth."""

    name_vi = serializers.CharField(max_length=100)
    name_en = serializers.CharField(max_length=100)
    page_width_mm = serializers.FloatField()
    page_height_mm = serializers.FloatField(help_text="Of a roll: of one row of labels.")
    columns = serializers.IntegerField()
    rows = serializers.IntegerField(help_text="1 on a roll.")
    label_width_mm = serializers.FloatField()
    label_height_mm = serializers.FloatField()
    left_mm = serializers.FloatField(help_text="From the edge of the page to the first label.")
    top_mm = serializers.FloatField()
    pitch_x_mm = serializers.FloatField(help_text="From the edge of a label to that of the next.")
    pitch_y_mm = serializers.FloatField()
    roll = serializers.BooleanField()
    letter_mm = serializers.FloatField(
        required=False, help_text="The least height of a small x: 1.2, or 0.9 on small packages."
    )
    safety_mm = serializers.FloatField(required=False, help_text="No ink nearer to the edge of a label.")
    needs_calibration = serializers.BooleanField(required=False)


class LabelStockValuesSerializer(StrictSerializer, LabelStockMeasures):
    """The measures of a paper of one's own."""


class NewLabelStockSerializer(LabelStockValuesSerializer):
    """A paper, and whose."""

    key = serializers.CharField(max_length=60, help_text=_KEY)
    cooperative = serializers.SlugField(required=False, help_text=_WHOSE)


class LabelStockSerializer(ProfileSerializer, LabelStockMeasures):
    """A paper that labels are printed on."""

    letter_mm = serializers.FloatField()
    safety_mm = serializers.FloatField()
    needs_calibration = serializers.BooleanField(help_text="No drawing of its maker is known.")


class PrinterMeasures(Shape):
    """A machine, and what it is off: measured on its calibration page."""

    name_vi = serializers.CharField(max_length=100)
    name_en = serializers.CharField(max_length=100)
    dpi = serializers.FloatField()
    feed = serializers.ChoiceField(choices=["sheet", "roll"])
    language = serializers.ChoiceField(choices=PRINTER_LANGUAGES, help_text="The format that it takes.")
    margin_mm = serializers.FloatField(help_text="At the edges of the page, where it cannot print.")
    on_demand = serializers.BooleanField(help_text="Thermal, printing labels where they are needed.")
    head_mm = serializers.FloatField(allow_null=True, help_text="The longest line it prints.")
    paper_mm = serializers.FloatField(help_text="The widest paper it takes.")
    offset_x_mm = serializers.FloatField()
    offset_y_mm = serializers.FloatField()
    scale_x_percent = serializers.FloatField()
    scale_y_percent = serializers.FloatField()


class PrinterValuesSerializer(StrictSerializer, PrinterMeasures):
    """What a machine of one's own is."""


class NewPrinterSerializer(PrinterValuesSerializer):
    """A machine, and whose; with `based_on` only what differs from a known printer."""

    key = serializers.CharField(max_length=60, help_text=_KEY)
    cooperative = serializers.SlugField(required=False, help_text=_WHOSE)
    based_on = serializers.CharField(
        max_length=60, required=False, help_text="The key of a printer that comes with the product."
    )

    def get_fields(self) -> dict[str, Any]:
        """Return the fields; the verb tells which are missing."""
        fields = super().get_fields()
        for name in PrinterMeasures().fields.keys():  # noqa: SIM118 - a BindingDict, typed so
            fields[name].required = False
        return fields


class PrinterSerializer(ProfileSerializer, PrinterMeasures):
    """A machine that prints labels."""

    based_on = serializers.CharField(allow_null=True)


class MeasuresSerializer(StrictSerializer):
    """What was measured on the calibration page with a ruler, in mm."""

    stock = serializers.CharField(max_length=60, help_text="The paper that the page was printed on.")
    cross_x_mm = serializers.FloatField(help_text="From the left edge of the paper to the cross.")
    cross_y_mm = serializers.FloatField(help_text="From the top edge of the paper to the cross.")
    ruler_x_mm = serializers.FloatField(
        required=False, help_text="How long the ruler to the right came out, where the page has one."
    )
    ruler_y_mm = serializers.FloatField(
        required=False, help_text="How long the ruler downwards came out, where the page has one."
    )


class TemplateChangesSerializer(StrictSerializer):
    """What a cooperative changes in a template; null takes a change back."""

    name = serializers.CharField(required=False, allow_null=True, max_length=200)
    fields = serializers.ListField(  # type: ignore[assignment]
        child=serializers.CharField(max_length=60),
        required=False,
        allow_null=True,
        max_length=100,
        help_text="Those to print, in their order.",
    )
    sizes = serializers.DictField(
        child=serializers.FloatField(),
        required=False,
        allow_null=True,
        help_text="Field to size beside the running text, 0.6 to 4.",
    )
    languages = serializers.ListField(
        child=serializers.CharField(max_length=10), required=False, allow_null=True, max_length=10
    )
    ruled = serializers.BooleanField(required=False, allow_null=True, help_text="Lines between the parts.")
    logo = serializers.CharField(
        required=False, allow_null=True, max_length=300_000, help_text="A PNG of at most 200 kB in base64."
    )
    logo_mm = serializers.FloatField(
        required=False, allow_null=True, help_text="The height of the logo, 4 to 30."
    )


class NewTemplateSerializer(TemplateChangesSerializer):
    """A template that comes with the product, and what is changed in it."""

    key = serializers.CharField(max_length=60, help_text=_KEY)
    cooperative = serializers.SlugField(required=False, help_text=_WHOSE)
    based_on = serializers.CharField(max_length=60)


class LabelTemplateSerializer(ProfileSerializer):
    """A template and what it prints."""

    languages = serializers.ListField(child=serializers.CharField())
    legal = serializers.BooleanField(help_text="Carries what the law asks for, and checks it.")
    based_on = serializers.CharField(allow_null=True)
    printed = serializers.ListField(
        child=serializers.CharField(), help_text="The fields it prints, in their order."
    )
    offered = serializers.ListField(
        child=serializers.CharField(), help_text="The fields that may be printed too."
    )
    changes = serializers.DictField(
        help_text="What the cooperative changed; the logo in single answers alone."
    )
