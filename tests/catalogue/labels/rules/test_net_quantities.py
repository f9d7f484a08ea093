import pytest

from catalogue.labels.rules.net_quantities import caption, least_digit_mm


@pytest.mark.parametrize(
    ("area", "height"),
    [(12, 1.6), (32, 1.6), (32.1, 3.2), (161, 3.2), (645, 4.8), (2580, 6.4), (2581, 12.7)],
)
def test_digits_grow_with_the_panel(area: float, height: float) -> None:
    assert least_digit_mm(area) == height


@pytest.mark.parametrize(
    ("text", "vi", "en"),
    [
        ("500 ml", "Thể tích thực", "Net volume"),
        ("1,2 kg", "Khối lượng tịnh", "Net weight"),
        ("25 túi x 2 g", "Khối lượng tịnh", "Net weight"),
        ("1 chiếc (180 x 35 cm)", "Số lượng", "Quantity"),
        ("2,5 m", "Kích thước", "Size"),
        ("10 quả", "Số lượng", "Quantity"),
        ("1 L", "Thể tích thực", "Net volume"),
    ],
)
def test_a_net_quantity_is_called_by_what_it_measures(text: str, vi: str, en: str) -> None:
    assert (caption(text, "vi"), caption(text, "en")) == (vi, en)
