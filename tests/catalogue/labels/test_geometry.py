from catalogue.barcodes.symbols import encode
from catalogue.labels.geometry import Area, PlacedPicture, PlacedSymbol, Rule


def test_a_rule_takes_its_own_room() -> None:
    assert Rule(3, 5, 40, 2).area == Area(3, 5, 43, 7)


def test_a_picture_gives_its_dark_runs_row_by_row() -> None:
    picture = PlacedPicture(10, 20, 11, 2, (bytes([0b11000001, 0b11100000]), bytes([0, 0b00100000])))

    assert picture.area == Area(10, 20, 21, 22)
    assert picture.runs() == [(0, 0, 2), (0, 7, 4), (1, 10, 1)]


def test_dots_of_the_padding_are_not_drawn() -> None:
    assert PlacedPicture(0, 0, 3, 1, (bytes([0b00111111]),)).runs() == [(0, 2, 1)]


def test_bearer_bars_lie_across_the_quiet_zones_above_and_below_the_bars() -> None:
    symbol = encode("itf14", "19521234567896")
    placed = PlacedSymbol(symbol, 4, 100, 50, 200, 40, 40)
    width = symbol.width_modules * 4

    first, *bars, last = placed.rectangles()

    assert first == (60, 38, width + 80, 12)
    assert last == (60, 250, width + 80, 12)
    assert {(top, height) for _, top, _, height in bars} == {(50, 200)}
    assert placed.area == Area(60, 38, 60 + width + 80, 262)
