"""The words of the pages, in Vietnamese and English."""
# ruff: noqa: E501 - sentences stand whole

WORDING: dict[str, dict[str, str]] = {
    "vi": {
        "skip": "Đến nội dung",
        "languages": "Ngôn ngữ",
        "price_from": "Giá từ",
        "price": "Giá",
        "available": "Còn hàng",
        "sold_out": "Tạm hết hàng",
        "variants": "Quy cách và giá",
        "net": "Khối lượng tịnh",
        "code": "Mã vạch",
        "state": "Tình trạng",
        "audio": "Nghe giới thiệu",
        "description": "Giới thiệu",
        "ingredients": "Thành phần",
        "storage": "Bảo quản",
        "usage": "Cách dùng",
        "origin": "Xuất xứ",
        "warnings": "Thông tin cảnh báo",
        "certificates": "Chứng nhận còn hiệu lực",
        "number": "Số",
        "issued_by": "Cấp bởi",
        "valid_to": "Có hiệu lực đến",
        "story": "Câu chuyện của người làm",
        "where": "Mua ở đâu",
        "made_by": "Người làm",
        "commune": "Địa phương",
        "category": "Nhóm hàng",
        "lot": "Lô hàng của bạn",
        "lot_number": "Số lô",
        "expires": "Hạn sử dụng",
        "best_before": "Tốt nhất trước",
        "produced": "Ngày sản xuất",
        "serial": "Số sê-ri",
        "expired": "Sản phẩm này đã quá hạn. Không nên dùng.",
        "stars": "sao OCOP",
        "stars_alone": "sao",
        "other": "English",
        "where_text": "Hỏi mua tại {cooperative}, {commune}, hoặc tại gian hàng của Liên minh Hợp tác xã.",
        "approved": "Thông tin đã được Liên minh Hợp tác xã duyệt.",
        "facts": "Về sản phẩm",
        "goods": "Hàng hóa đang giới thiệu",
        "earlier": "Trang trước",
        "later": "Trang sau",
        "place": "Địa chỉ",
        "gln": "Mã GLN",
        "missing_cooperative": "Địa chỉ này không dẫn đến hợp tác xã nào đang giới thiệu hàng hóa. Xin xem lại địa chỉ hoặc quét lại mã.",
        "unit": "Kiện hàng",
        "contents": "Hàng trong kiện",
        "unit_expired": "Trong kiện có hàng đã quá hạn. Không nên dùng.",
        "unit_stated": "Lô, hạn và số lượng do hợp tác xã khai khi đóng kiện; chỉ hiện hàng đã được Liên minh Hợp tác xã duyệt.",
        "missing_unit": "Mã này không dẫn đến kiện hàng nào có hàng đang được giới thiệu. Xin xem lại mã hoặc quét lại nhãn.",
        "missing_title": "Không tìm thấy trang",
        "missing": "Địa chỉ này không dẫn đến sản phẩm nào. Xin xem lại mã hoặc quét lại nhãn.",
        "gone_title": "Sản phẩm không còn được giới thiệu",
        "gone": "Sản phẩm này từng có ở đây và nay đã được rút. Nếu bạn đang cầm sản phẩm, xin hỏi nơi bán hàng hoặc hợp tác xã ghi trên nhãn.",
    },
    "en": {
        "skip": "To the content",
        "languages": "Languages",
        "price_from": "From",
        "price": "Price",
        "available": "In stock",
        "sold_out": "Sold out for now",
        "variants": "Sizes and prices",
        "net": "Net quantity",
        "code": "Barcode",
        "state": "Availability",
        "audio": "Listen",
        "description": "About",
        "ingredients": "Ingredients",
        "storage": "Storage",
        "usage": "How to use",
        "origin": "Origin",
        "warnings": "Warnings",
        "certificates": "Certificates in force",
        "number": "No.",
        "issued_by": "Issued by",
        "valid_to": "Valid until",
        "story": "The people who make it",
        "where": "Where to buy",
        "made_by": "Made by",
        "commune": "Place",
        "category": "Category",
        "lot": "Your pack",
        "lot_number": "Lot",
        "expires": "Expiry date",
        "best_before": "Best before",
        "produced": "Produced on",
        "serial": "Serial number",
        "expired": "This product is past its expiry date. Please do not use it.",
        "stars": "OCOP stars",
        "stars_alone": "stars",
        "other": "Tiếng Việt",
        "where_text": "Ask for it at {cooperative}, {commune}, or at the showroom of the Cooperative Alliance.",
        "approved": "The Cooperative Alliance has approved this information.",
        "facts": "The product",
        "goods": "Goods",
        "earlier": "Previous page",
        "later": "Next page",
        "place": "Address",
        "gln": "GLN",
        "missing_cooperative": "No cooperative that shows goods is at this address. Please check the address or scan the code again.",
        "unit": "Logistic unit",
        "contents": "What is in it",
        "unit_expired": "Something in it is past its expiry date. Please do not use it.",
        "unit_stated": "Lot, expiry and count are as the cooperative stated them when packing; only goods that the Cooperative Alliance has approved are shown.",
        "missing_unit": "No unit with goods that are shown here has this number. Please check the number or scan the label again.",
        "missing_title": "Page not found",
        "missing": "No product is at this address. Please check the code or scan the label again.",
        "gone_title": "No longer offered",
        "gone": "This product was shown here and has been withdrawn. If you hold it in your hands, please ask where you bought it, or the cooperative named on the label.",
    },
}
PARTIES: dict[str, dict[str, str]] = {
    "vi": {
        "cooperative": "Hợp tác xã",
        "cooperative_union": "Liên hiệp hợp tác xã",
        "cooperative_group": "Tổ hợp tác",
        "household": "Hộ kinh doanh",
        "enterprise": "Doanh nghiệp",
    },
    "en": {
        "cooperative": "Cooperative",
        "cooperative_union": "Union of cooperatives",
        "cooperative_group": "Cooperative group",
        "household": "Household business",
        "enterprise": "Enterprise",
    },
}
KINDS: dict[str, dict[str, str]] = {
    "vi": {
        "ocop": "OCOP",
        "vietgap": "VietGAP",
        "organic": "Hữu cơ",
        "geographical_indication": "Chỉ dẫn địa lý",
        "food_safety": "An toàn thực phẩm",
    },
    "en": {
        "ocop": "OCOP",
        "vietgap": "VietGAP",
        "organic": "Organic",
        "geographical_indication": "Geographical indication",
        "food_safety": "Food safety",
    },
}
UNITS = {
    "vi": {"l": "lít", "m2": "m²", "piece": "cái", "service": "lượt"},
    "en": {"l": "litre", "m2": "m²", "piece": "piece", "service": "service"},
}
TONGUES = {
    "vi": "Tiếng Việt",
    "en": "English",
    "hmn": "Hmoob",
    "mww": "Hmoob Dawb",
    "tyz": "Tày",
    "nut": "Nùng",
    "ium": "Dao",
    "fr": "Français",
    "zh": "中文",
    "ko": "한국어",
    "ja": "日本語",
}


def wording_language(language: str) -> str:
    """Return the language of our own words on a page in ``language``: Vietnamese, or else English."""
    return "vi" if language.split("-", maxsplit=1)[0] == "vi" else "en"


def money(amount_vnd: int, language: str) -> str:
    """Return a price as it is written: ``320.000 ₫`` in Vietnamese, ``320,000 ₫`` otherwise."""
    return f"{grouped(amount_vnd, language)} ₫"


def grouped(number: int, language: str) -> str:
    """Return a whole number as it is written: ``1.200`` in Vietnamese, ``1,200`` otherwise."""
    text = f"{number:,}"
    return text.replace(",", ".") if language == "vi" else text


def day(iso: str, language: str) -> str:
    """Return a day, given as ``2027-03-31``: ``31/03/2027`` in Vietnamese, as given otherwise."""
    return "/".join(reversed(iso.split("-"))) if language == "vi" else iso
