"""Old .VnTime text is recognised; other languages and signs are left alone."""

import pytest

from catalogue.imports import tcvn3


@pytest.mark.parametrize(
    ("legacy", "meaning"),
    [
        ("mËt ong", "mật ong"),
        ("chÌ Shan tuyÕt", "chè Shan tuyết"),
        ("§\xadêng", "Đường"),
        ("ThÞt tr©u g¸c bÕp", "Thịt trâu gác bếp"),
        ("N¬i kh« m¸t, tr¸nh n¾ng", "Nơi khô mát, tránh nắng"),
        ("Hîp t¸c x· Ong §¸ TÝm", "Hợp tác xã Ong Đá Tím"),
        ("X· MÌo V¹c", "Xã Mèo Vạc"),
        ("r\xadîu", "rượu"),
    ],
)
def test_reads_text_of_the_old_fonts(legacy: str, meaning: str) -> None:
    assert tcvn3.reading(legacy) == meaning


@pytest.mark.parametrize(
    "text",
    [
        *("Mật ong", "Mèo Vạc", "Chè Hà Giang", "HÀ GIANG", "Xã Hà, giò xào", "Dương"),
        *("Noël", "crème brûlée", "Müsli", "façade", "señor", "jalapeño"),
        *("45 × 45 cm", "30×20 cm", "½ kg", "20°C", "50 µg", "Coca-Cola®", "©2026", "Tea"),
    ],
)
def test_leaves_other_text_alone(text: str) -> None:
    assert tcvn3.reading(text) is None
