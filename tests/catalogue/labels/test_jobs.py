import pytest

from catalogue.labels.errors import CopiesInvalid, NoLabels, StartCellInvalid, TooManyLabels
from catalogue.labels.jobs import LabelItem, LabelJob, cell_origin, page_size
from catalogue.labels.printers import find_printer
from catalogue.labels.stocks import find_stock
from tests.catalogue.labels.specimens import make_content, make_job


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
