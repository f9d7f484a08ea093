"""A paper of one's own, entered over the wire."""

from typing import Any

from tests.api.staff.people import Cast

SHEET: dict[str, Any] = {
    "key": "giay-cho",
    "name_vi": "Giấy mua ở chợ Đồng Văn",
    "name_en": "Paper of Đồng Văn market",
    "page_width_mm": 210,
    "page_height_mm": 297,
    "columns": 2,
    "rows": 5,
    "label_width_mm": 90,
    "label_height_mm": 50,
    "left_mm": 12,
    "top_mm": 20,
    "pitch_x_mm": 95,
    "pitch_y_mm": 52,
    "roll": False,
}


def add(cast: Cast, path: str, body: dict[str, Any]) -> dict[str, Any]:
    answer = cast.staff_a.post(f"seller/{path}", body)
    assert answer.status_code == 201, answer.content
    return answer.json()  # type: ignore[no-any-return]
