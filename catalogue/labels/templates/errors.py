"""Why a label can not be laid out by its template, and why a template can not be changed so."""

from collections.abc import Mapping

from catalogue.gs1.errors import SeveralErrors
from catalogue.labels.content import FIELDS_EN, FIELDS_VI
from catalogue.labels.errors import LabelDoesNotFit, LabelError


class TextsDoNotFit(LabelDoesNotFit):
    """More text than the label holds at the smallest lawful size."""

    code = "label_texts_do_not_fit"
    vi = (
        "Nhãn của {number}: nội dung không vừa nhãn {label} với chữ cao {letter_mm} mm, "
        "cỡ nhỏ nhất được phép; cần nhãn cao ít nhất {height_mm} mm. Dài nhất là {field_vi}."
    )
    en = (
        "The label of {number}: its texts do not fit {label} in letters of {letter_mm} mm, "
        "the smallest lawful; it needs a label at least {height_mm} mm high. The longest is the {field_en}."
    )


class WordDoesNotFit(LabelDoesNotFit):
    """A word that is wider than its column at the smallest lawful size."""

    code = "label_word_does_not_fit"
    vi = (
        "Nhãn của {number}: {field_vi} có từ “{word}” rộng hơn chỗ trống {width_mm} mm của nhãn {label} "
        "với chữ cao {letter_mm} mm, cỡ nhỏ nhất được phép."
    )
    en = (
        "The label of {number}: in its {field_en} the word “{word}” is wider than the {width_mm} mm that "
        "{label} has for it in letters of {letter_mm} mm, the smallest lawful."
    )


class CodesDoNotFit(LabelDoesNotFit):
    """Codes that have no room at the least size of the standard."""

    code = "label_codes_do_not_fit"
    vi = (
        "Nhãn {label} không đủ chỗ cho các mã của {number} trên máy in {dpi} dpi: "
        "riêng mã cần {width_mm} × {height_mm} mm."
    )
    en = (
        "{label} has no room for the codes of {number} at {dpi} dpi: "
        "they alone need {width_mm} × {height_mm} mm."
    )


class LogoInvalid(LabelError):
    """A logo that is no small PNG."""

    code = "label_logo_invalid"
    vi = "Logo phải là tệp PNG tối đa {most_kb} kB, 4 triệu điểm ảnh, mỗi cạnh từ 8 điểm: {reason_vi}."
    en = "A logo is a PNG of at most {most_kb} kB and 4 million pixels, 8 or more to a side: {reason_en}."
    field = "logo"


class TemplateChangeInvalid(LabelError):
    """A change of a template that is not possible."""

    def facts_in(self, language: str) -> Mapping[str, object]:
        """Return the facts, a field of the template by the name that people know it by."""
        facts = super().facts_in(language)
        if "field" not in facts:
            return facts
        names = FIELDS_VI if language == "vi" else FIELDS_EN
        return {**facts, "field": names.get(f"{facts['field']}", facts["field"])}


class TemplateFixed(TemplateChangeInvalid):
    """A change of the standard template, whose looks are its own."""

    code = "label_template_fixed"
    vi = "Mẫu nhãn “{template}” không sửa được; hãy bắt đầu từ mẫu “shelf”."
    en = "The template “{template}” can not be changed; begin with “shelf”."
    field = "based_on"


class TemplateChangeUnknown(TemplateChangeInvalid):
    """A change that there is not."""

    code = "label_template_change_unknown"
    vi = "Không sửa được “{name}” của mẫu nhãn; có thể sửa: {known}."
    en = "“{name}” can not be changed in a template; what can: {known}."


class TemplateName(TemplateChangeInvalid):
    """A name that is empty, too long or not printable."""

    code = "label_template_name"
    vi = "Tên mẫu nhãn phải có từ 1 đến {most} ký tự."
    en = "The name of a template has 1 to {most} characters."
    field = "name"


class TemplateFields(TemplateChangeInvalid):
    """No list of fields, or one field twice."""

    code = "label_template_fields"
    vi = "“fields” là danh sách các mục, mỗi mục một lần: {known}."
    en = "“fields” is a list of fields, each once: {known}."
    field = "fields"


class TemplateFieldUnknown(TemplateChangeInvalid):
    """A field that this template does not have."""

    code = "label_template_field_unknown"
    vi = "Mẫu nhãn này không có mục “{field}”; có thể dùng: {known}."
    en = "This template has no field “{field}”; choose from: {known}."
    field = "fields"


class TemplateFieldMissing(TemplateChangeInvalid):
    """A field left out that the template can not be without."""

    code = "label_template_field_missing"
    vi = "Mẫu nhãn này không bỏ được mục “{field}”."
    en = "This template can not be without the field “{field}”."
    field = "fields"


class TemplateSize(TemplateChangeInvalid):
    """A size out of its bounds."""

    code = "label_template_size"
    vi = "Cỡ của “{field}” phải là số từ {least} đến {most}."
    en = "The size of “{field}” is a number from {least} to {most}."
    field = "sizes"


class TemplateLogoSize(TemplateChangeInvalid):
    """A height of the logo out of its bounds."""

    code = "label_template_size"
    vi = "Logo phải cao từ {least} đến {most} mm."
    en = "The logo must be from {least} to {most} mm high."
    field = "logo_mm"


class TemplateLanguages(TemplateChangeInvalid):
    """Languages other than Vietnamese alone or with English."""

    code = "label_template_languages"
    vi = "“languages” là [“vi”] hoặc [“vi”, “en”]: nhãn luôn có tiếng Việt."
    en = "“languages” is [“vi”] or [“vi”, “en”]: a label always has Vietnamese."
    field = "languages"


class TemplateChangesInvalid(SeveralErrors, TemplateChangeInvalid):
    """Several changes that are not possible; ``reasons`` holds one error for each."""

    code = "label_template_invalid"
    vi = "Không sửa được mẫu nhãn ({count}):\n{list_vi}"
    en = "The template can not be changed ({count}):\n{list_en}"
