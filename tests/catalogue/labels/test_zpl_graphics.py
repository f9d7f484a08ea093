import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from catalogue.barcodes.symbols import MatrixSymbol, encode
from catalogue.labels.zpl_graphics import graphic, matrix_graphic
from tests.catalogue.labels.zpl_interpreter import interpret_zpl

HEAD = b"^XA^CI28^LH0,0^FWN^PON^PMN^LRN"


def drawn(command: str, size: tuple[int, int]) -> Image.Image:
    stream = HEAD + f"^PW{size[0]}^LL{size[1]}\n^FO0,0{command}^FS\n^XZ\n".encode("ascii")
    return interpret_zpl(stream)[0].picture


def picture_of(rows: list[str]) -> Image.Image:
    ink = Image.new("1", (len(rows[0]), len(rows)), 0)
    for y, row in enumerate(rows):
        for x, dot in enumerate(row):
            ink.putpixel((x, y), 255 if dot == "1" else 0)
    return ink


def test_rows_are_packed_as_the_guide_describes() -> None:
    rows = ["0" * 24, "1" * 24, "1" * 24, "000000001111000000000000", "1" * 20 + "0000"]

    # White to the end is a comma, black an exclamation mark, a row like the one above a colon, K is five.
    assert graphic(picture_of(rows)) == "^GFA,15,15,3,,!:00F0,KF0"


@pytest.mark.parametrize("width", [1, 7, 8, 9, 400, 1681, 4000])
@pytest.mark.parametrize("dark", ["1", "0", "10", "1100"])
def test_long_runs_come_back(width: int, dark: str) -> None:
    rows = [(dark * width)[:width], ("0" + dark * width)[:width], "0" * width]

    ink = picture_of(rows)

    assert drawn(graphic(ink), ink.size).tobytes() == ink.tobytes()


@given(
    st.integers(1, 70).flatmap(
        lambda width: st.lists(
            st.one_of(
                st.text("01", min_size=width, max_size=width),
                st.sampled_from(["0" * width, "1" * width]),
            ),
            min_size=1,
            max_size=12,
        )
    )
)
def test_any_picture_comes_back(rows: list[str]) -> None:
    ink = picture_of(rows)

    command = graphic(ink)

    assert drawn(command, ink.size).tobytes() == ink.tobytes()
    assert not set(command[1:]) & set("^~")


@pytest.mark.parametrize("x", [1, 3, 5, 10])
def test_a_square_symbol_comes_back(x: int) -> None:
    symbol = encode("gs1-qr", "https://htx.example.vn/01/09521234567899")
    assert isinstance(symbol, MatrixSymbol)
    side = x * symbol.width_modules
    expected = picture_of(["".join(dot * x for dot in row) for row in symbol.rows for _ in range(x)])

    picture = drawn(matrix_graphic(symbol, x), (side, side))

    assert picture.tobytes() == expected.tobytes()
