"""What people call the values of papers, printers and calibration pages, in Vietnamese and English.

Forms have them beside their fields and refusals name them; over the wire a pointer has the name of the field.
"""

VALUE_NAMES: dict[str, tuple[str, str]] = {
    "key": ("Mã", "Key"),
    "name_vi": ("Tên tiếng Việt", "Vietnamese name"),
    "name_en": ("Tên tiếng Anh", "English name"),
    "page_width_mm": ("Trang rộng (mm)", "Page, width (mm)"),
    "page_height_mm": ("Trang cao (mm)", "Page, height (mm)"),
    "columns": ("Số cột nhãn", "Labels across"),
    "rows": ("Số hàng nhãn", "Labels down"),
    "label_width_mm": ("Nhãn rộng (mm)", "Label, width (mm)"),
    "label_height_mm": ("Nhãn cao (mm)", "Label, height (mm)"),
    "left_mm": ("Lề trái (mm)", "Left margin (mm)"),
    "top_mm": ("Lề trên (mm)", "Top margin (mm)"),
    "pitch_x_mm": ("Bước ngang (mm)", "Pitch across (mm)"),
    "pitch_y_mm": ("Bước dọc (mm)", "Pitch down (mm)"),
    "roll": ("Giấy cuộn", "Roll"),
    "letter_mm": ("Chữ nhỏ nhất theo luật", "Smallest lawful letters"),
    "safety_mm": ("Khoảng chừa ở mép nhãn (mm)", "Room kept at the edge of a label (mm)"),
    "needs_calibration": ("Cần căn chỉnh", "Needs calibration"),
    "dpi": ("Độ phân giải (dpi)", "Resolution (dpi)"),
    "feed": ("Loại", "Kind"),
    "margin_mm": ("Lề máy không in được (mm)", "Margin that is not printed (mm)"),
    "on_demand": ("In nhiệt tại chỗ", "Thermal printing on demand"),
    "language": ("Ngôn ngữ máy in", "Printer language"),
    "head_mm": ("Đầu in rộng (mm)", "Print head, width (mm)"),
    "paper_mm": ("Giấy rộng nhất (mm)", "Widest paper (mm)"),
    "offset_x_mm": ("Lệch ngang (mm)", "Off to the right (mm)"),
    "offset_y_mm": ("Lệch dọc (mm)", "Off downwards (mm)"),
    "scale_x_percent": ("Dài ngang (%)", "Length across (%)"),
    "scale_y_percent": ("Dài dọc (%)", "Length down (%)"),
    "cross_x_mm": ("Từ mép trái giấy đến dấu cộng (mm)", "Left edge of the paper to the cross (mm)"),
    "cross_y_mm": ("Từ mép trên giấy đến dấu cộng (mm)", "Top edge of the paper to the cross (mm)"),
    "ruler_x_mm": ("Thước ngang dài (mm)", "Length of the ruler across (mm)"),
    "ruler_y_mm": ("Thước dọc dài (mm)", "Length of the ruler down (mm)"),
}
