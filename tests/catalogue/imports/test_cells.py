"""Texts of cells: NFC, nothing invisible, no formulas, no .VnTime letters."""

import datetime

import pytest

from catalogue.imports.cell_errors import CellError, FormulaCell
from catalogue.imports.cells import CellValue, is_blank, read_text


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("  Mật   ong \n bạc hà ", "Mật ong bạc hà"),
        ("Ma\u0302\u0323t ong", "Mật ong"),
        ("Mật\u00a0ong\u200b", "Mật ong"),
        ("H'Mông", "H'Mông"),
        ("Gà đen H’Mông 1,2 kg", "Gà đen H’Mông 1,2 kg"),
        ("Cấp đông -18°C", "Cấp đông -18°C"),
        ("-18°C trở xuống", "-18°C trở xuống"),
        ("+84 912 345 678", "+84 912 345 678"),
        ("-5", "-5"),
        (357.0, "357"),
        (12, "12"),
        (None, ""),
        ("Crème brûlée ½", "Crème brûlée ½"),
    ],
)
def test_reads_clean_text(written: CellValue, text: str) -> None:
    assert read_text(written) == text


def test_keeps_the_lines_of_a_description() -> None:
    assert read_text("Rửa sạch.\r\nPhơi  khô.", lines=True) == "Rửa sạch.\nPhơi khô."


@pytest.mark.parametrize(
    "written",
    [
        "- Để nơi khô mát\n- Tránh nắng",
        "-Để nơi khô mát",
        "+ Rửa sạch (bằng nước lạnh)",
        "- Mật",
        "-Mật, sáp",
    ],
)
def test_a_list_with_dashes_is_no_formula_in_a_description(written: str) -> None:
    assert read_text(written, lines=True) == written
    with pytest.raises(FormulaCell):
        read_text(written)


@pytest.mark.parametrize(
    "written",
    ["-A1", "- 2+3", "-cmd |' /C calc'!A0", "- cmd|' /C calc'!A0", "- SUM(A1)", "-TRUE", "=- a b", "--a b"],
)
def test_what_could_run_is_refused_in_a_description_too(written: str) -> None:
    with pytest.raises(FormulaCell):
        read_text(written, lines=True)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Mật \u202eong", "text_character"),
        ("Mật\x07 ong", "text_character"),
        ("Mật\x00ong", "text_character"),
        ("Mật \u2066ong", "text_character"),
        ("M\ufffdt ong", "text_damaged"),
        ("mËt ong hoa b¹c hµ", "text_legacy_font"),
        ("chÌ Shan tuyÕt", "text_legacy_font"),
        ("=1+1", "formula_cell"),
        (" =HYPERLINK(1)", "formula_cell"),
        ("@SUM(A1)", "formula_cell"),
        ("+cmd|' /C calc'!A0", "formula_cell"),
        ("-2+3+cmd|' /C calc'!A0", "formula_cell"),
        ("-A1", "formula_cell"),
        ("+1-SUM(A1)", "formula_cell"),
        ("-1 SUM(A1)", "formula_cell"),
        ("'=1+1", "formula_cell"),
        ('"=1+1', "formula_cell"),
        ("＝1+1", "formula_cell"),
        ("\t=1", "formula_cell"),
        (datetime.date(2026, 3, 1), "cell_is_date"),
        (1.5, "cell_is_number"),
        (True, "cell_is_number"),
        (float("inf"), "cell_is_number"),
        ("a" * 41, "cell_too_long"),
    ],
)
def test_refuses_text_with_a_reason(written: CellValue, code: str) -> None:
    with pytest.raises(CellError) as caught:
        read_text(written, longest=40)

    assert caught.value.code == code


def test_shows_what_the_old_letters_mean() -> None:
    with pytest.raises(CellError) as caught:
        read_text("mËt ong hoa b¹c hµ")

    assert caught.value.text("vi") == (
        "Chữ gõ bằng phông cũ .VnTime (TCVN3); hãy chuyển sang Unicode, có lẽ là “mật ong hoa bạc hà”."
    )


def test_blank_cells_hold_nothing_that_can_be_seen() -> None:
    assert all(is_blank(value) for value in (None, "", "  ", "\u200b", "\u00a0\n"))
    assert not any(is_blank(value) for value in (0, 0.0, False, "-", "0"))
