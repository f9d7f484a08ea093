from dataclasses import replace

import pytest

from catalogue.labels.errors import (
    CopiesInvalid,
    NoLabels,
    NoSuchLabel,
    NoSuchPage,
    SkipInvalid,
    StartCellInvalid,
    TooManyLabels,
)
from catalogue.labels.jobs import LabelItem, LabelJob, cell_origin, page_size
from catalogue.labels.printers import find_printer
from catalogue.labels.stocks import find_stock
from tests.catalogue.labels.specimens import HONEY, make_content, make_job

OTHER = "9520015838012"


def honey_and_other(*, start_cell: int = 1, skip: tuple[int, ...] = ()) -> LabelJob:
    """Twenty labels of honey, then ten of something else, on sheets of 24."""
    items = (LabelItem(make_content(), 20), LabelItem(make_content(number=OTHER), 10))
    return LabelJob(
        find_stock("a4-24-70x37"), find_printer("office-600"), items, start_cell=start_cell, skip=skip
    )


def test_labels_fill_cells_from_the_start_cell_along_the_rows() -> None:
    job = make_job(make_content(), make_content(), copies=2, start_cell=23)

    assert list(job.pages_of_cells()) == [[(0, 22), (0, 23)], [(1, 0), (1, 1)]]
    assert (job.labels, job.pages) == (4, 2)


@pytest.mark.parametrize(
    ("copies", "start_cell", "pages"), [(24, 1, 1), (25, 1, 2), (24, 2, 2), (1, 24, 1), (5000, 1, 209)]
)
def test_pages_count_the_cells_left_free(copies: int, start_cell: int, pages: int) -> None:
    job = make_job(make_content(), copies=copies, start_cell=start_cell)

    assert job.pages == pages == len(list(job.pages_of_cells()))


def test_a_full_sheet_is_followed_by_no_empty_one() -> None:
    assert [len(page) for page in make_job(make_content(), copies=48).pages_of_cells()] == [24, 24]


@pytest.mark.parametrize("copies", [0, -1, 1.5, True])
def test_copies_begin_at_one(copies: int) -> None:
    with pytest.raises(CopiesInvalid):
        make_job(make_content(), copies=copies)


@pytest.mark.parametrize("start_cell", [0, 25, -1, 1.0, True])
def test_the_start_cell_is_on_the_sheet(start_cell: int) -> None:
    with pytest.raises(StartCellInvalid) as refusal:
        make_job(make_content(), start_cell=start_cell)

    assert str(refusal.value) == f"The start cell must be from 1 to 24 on a4-24-70x37, not {start_cell}."


def test_a_roll_has_no_other_start_than_the_first() -> None:
    with pytest.raises(StartCellInvalid):
        make_job(make_content(), stock="roll-50x30", printer="thermal-203", start_cell=2)


def test_a_job_has_at_most_5000_labels() -> None:
    assert make_job(make_content(), copies=5000).labels == 5000
    with pytest.raises(TooManyLabels):
        make_job(make_content(), make_content(), copies=2501)


def test_a_job_has_labels() -> None:
    with pytest.raises(NoLabels):
        LabelJob(find_stock("roll-50x30"), find_printer("thermal-203"), ())


def test_the_copies_of_an_item_are_one_unless_said() -> None:
    assert LabelItem(make_content()).copies == 1


def test_pitch_not_gap_places_the_cells() -> None:
    stock, printer = find_stock("a4-65-38x21"), find_printer("office-600")

    assert cell_origin(stock, printer, 0) == (111, 257)
    # 4.7 + 4 × 40.6 = 167.1 mm and 10.9 + 12 × 21.2 = 265.3 mm, each rounded once.
    assert cell_origin(stock, printer, 64) == (3947, 6267)
    assert page_size(stock, printer) == (4961, 7016)


def test_cells_that_are_used_or_spoilt_are_left_out_of_the_first_page_alone() -> None:
    job = honey_and_other(start_cell=3, skip=(24, 2, 5, 5))

    pages = list(job.pages_of_cells())

    assert job.skip == (2, 5, 24)
    assert [cell + 1 for _, cell in pages[0]] == [3, 4, *range(6, 24)]
    assert [cell + 1 for _, cell in pages[1]] == list(range(1, 11))
    assert job.pages == 2


def test_a_full_first_page_with_cells_left_out_is_followed_by_no_empty_one() -> None:
    content = make_content()
    job = make_job(content, copies=22)

    assert replace(job, skip=(1, 2)).pages == 1
    assert replace(job, skip=(1, 2, 3)).pages == 2
    assert [len(page) for page in replace(job, skip=(1, 2, 3)).pages_of_cells()] == [21, 1]


@pytest.mark.parametrize("skip", [(0,), (25,), (1.0,), (True,), ("1",), tuple(range(1, 25))])
def test_cells_to_leave_out_are_on_the_sheet_and_leave_one(skip: tuple[int, ...]) -> None:
    with pytest.raises(SkipInvalid):
        honey_and_other(skip=skip)


def test_a_sheet_whose_last_cells_are_all_spoilt_is_refused() -> None:
    with pytest.raises(SkipInvalid):
        honey_and_other(start_cell=23, skip=(23, 24))


def test_the_labels_of_a_page_are_known_by_number() -> None:
    job = honey_and_other(start_cell=3, skip=(5,))

    assert (job.labels_of_page(1), job.labels_of_page(2)) == (range(1, 22), range(22, 31))
    for page in (0, 3, True):
        with pytest.raises(NoSuchPage):
            job.labels_of_page(page)


def test_exactly_the_labels_that_jammed_are_printed_again() -> None:
    job = honey_and_other(start_cell=3, skip=(5,))

    again = job.only([19, 20, 20, 21, 30], start_cell=7, skip=(8,))

    assert [(item.content.number, item.copies) for item in again.items] == [(HONEY, 2), (OTHER, 2)]
    assert (again.start_cell, again.skip, again.labels) == (7, (8,), 4)
    assert [cell + 1 for _, cell in next(again.pages_of_cells())] == [7, 9, 10, 11]
    assert (again.stock, again.printer, again.template) == (job.stock, job.printer, job.template)


def test_a_jammed_page_is_printed_again_as_it_was() -> None:
    job = honey_and_other()

    again = job.only(job.labels_of_page(2))

    assert [(item.content.number, item.copies) for item in again.items] == [(OTHER, 6)]


@pytest.mark.parametrize("label", [0, 31, True, 1.0])
def test_a_label_that_was_never_printed_is_not_printed_again(label: int) -> None:
    with pytest.raises(NoSuchLabel) as refusal:
        honey_and_other().only([1, label])

    assert str(refusal.value) == f"The job has the labels 1 to 30; there is no label {label}."


def test_nothing_to_print_again_is_refused() -> None:
    with pytest.raises(NoLabels):
        honey_and_other().only([])


def test_a_row_of_a_roll_three_across_is_a_page() -> None:
    job = make_job(make_content(), copies=4, stock="roll-110x22-3", printer="thermal-203")

    assert list(job.pages_of_cells()) == [[(0, 0), (0, 1), (0, 2)], [(0, 0)]]
    # 0.5, 37.5 and 74.5 mm at 203 dpi.
    assert [cell_origin(job.stock, job.printer, cell)[0] for cell in range(3)] == [4, 300, 595]


def test_cells_are_sent_to_where_their_middles_land_right() -> None:
    # What is sent to x comes out at 1 mm + 0.99 x; a label 70 mm wide comes out 69.3 mm wide.
    printer = replace(find_printer("office-600"), offset_x_mm=1.0, scale_x_percent=99.0)

    left, top = cell_origin(find_stock("a4-24-70x37"), printer, 1)

    assert printer.millimetres(left) == pytest.approx((105 - 1) / 0.99 - 35, abs=0.03)
    assert top == round(0.5 * 600 / 25.4)
