"""Why a label can not be laid out by its template, and why a template can not be changed so."""

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
