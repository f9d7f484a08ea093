"""Every text of the staff pages, in Vietnamese and English. A text that is missing here cannot be shown."""

from django.utils.translation import get_language

from desk.texts_account import ACCOUNT
from desk.texts_alliance import ALLIANCE
from desk.texts_certificates import CERTIFICATES
from desk.texts_goods import GOODS
from desk.texts_histories import HISTORIES
from desk.texts_office import OFFICE
from desk.texts_people import PEOPLE
from desk.texts_print import PRINT
from desk.texts_profiles import PROFILES

TEXTS: dict[str, tuple[str, str]] = (
    {
        "desk": ("Bàn làm việc HTX", "HTX desk"),
        "skip": ("Đến nội dung", "Skip to content"),
        "home": ("Trang chính", "Start"),
        "goods": ("Hàng hóa", "Goods"),
        "add": ("Thêm sản phẩm", "Add a product"),
        "imports": ("Bảng tính", "Spreadsheets"),
        "queue": ("Chờ duyệt", "To approve"),
        "certificates": ("Chứng nhận", "Certificates"),
        "log_in": ("Đăng nhập", "Log in"),
        "log_out": ("Đăng xuất", "Log out"),
        "username": ("Tên đăng nhập", "User name"),
        "password": ("Mật khẩu", "Password"),
        "otp": ("Mã dùng một lần", "One-time code"),
        "otp_hint": (
            "Chỉ cần khi bạn đã bật xác thực hai lớp.",
            "Only if you have turned on a second factor.",
        ),
        "forgot": ("Quên mật khẩu?", "Forgotten password?"),
        "refused": ("Tên đăng nhập hoặc mật khẩu không đúng.", "User name or password is wrong."),
        "locked": (
            "Sai quá nhiều lần. Hãy thử lại sau {minutes} phút, hoặc bấm “Quên mật khẩu”.",
            "Too many failures. Try again in {minutes} minutes, or choose “Forgotten password”.",
        ),
        "code_missing": ("Hãy nhập thêm mã dùng một lần.", "Please enter your one-time code too."),
        "forgot_intro": (
            "Nhập tên đăng nhập; chúng tôi gửi liên kết đặt mật khẩu vào thư điện tử của bạn.",
            "Enter your user name; a link for setting a password is mailed to you.",
        ),
        "send_link": ("Gửi liên kết", "Send the link"),
        "link_sent": (
            "Nếu tài khoản có địa chỉ thư, liên kết sẽ đến trong vài phút.",
            "If the account has a mail address, the link arrives in a few minutes.",
        ),
        "set_password": ("Đặt mật khẩu mới", "Set a new password"),
        "password_set": ("Đã đặt mật khẩu. Mời đăng nhập.", "The password is set. Please log in."),
        "later": ("Hãy chờ một lát", "Please wait a moment"),
        "later_text": (
            "Chưa có gì được lưu. Hãy chờ rồi mở lại trang này.",
            "Nothing was saved. Wait, then open this page again.",
        ),
        "later_again": ("Mở lại trang này", "Open this page again"),
        "unreadable": ("Không đọc được", "This cannot be read"),
        "unreadable_text": (
            "Nội dung gửi lên có ký tự không hợp lệ hoặc quá nhiều phần. Chưa có gì được lưu; hãy nhập lại.",
            "What was sent holds a character that is no text, or too many parts. Nothing was saved.",
        ),
        "form_old": ("Biểu mẫu đã cũ", "This form is too old"),
        "form_old_text": (
            "Trang được mở trước lần đăng nhập gần nhất. Chưa có gì được lưu: hãy mở lại trang rồi gửi lại.",
            "The page was opened before the last log-in. Nothing was saved: open it again and send it.",
        ),
        "wrong_address": ("Địa chỉ không đúng", "Wrong address"),
        "wrong_address_text": (
            "Máy chủ không dùng tên này. Hãy mở lại bằng địa chỉ mà Liên minh đã cho.",
            "The server does not go by this name. Open the address that the Alliance gave you.",
        ),
        "by_button_only": ("Trang này chỉ mở bằng nút bấm", "This page opens by its button alone"),
        "by_button_only_text": (
            "Chưa có gì thay đổi. Hãy về trang chính và bấm nút ở đó.",
            "Nothing was changed. Go to the start and use the button there.",
        ),
        "too_large": ("Nội dung quá lớn", "Too large"),
        "too_large_text": (
            "Nội dung gửi lên quá lớn. Chưa có gì được lưu.",
            "What was sent is too large. Nothing was saved.",
        ),
        "broken": ("Lỗi hệ thống", "Something broke"),
        "broken_text": (
            "Máy chủ gặp lỗi. Hãy thử lại sau ít phút; nếu vẫn lỗi, hãy báo Liên minh.",
            "The server failed. Try again in a few minutes; if it goes on, tell the Alliance.",
        ),
        "not_found": ("Không tìm thấy", "Not found"),
        "not_found_text": (
            "Trang hoặc hàng hóa này không có, hoặc không thuộc hợp tác xã của bạn.",
            "This page does not exist, or does not belong to your cooperative.",
        ),
        "search": ("Tìm hàng hóa", "Find goods"),
        "search_hint": ("Tên (không dấu cũng được), SKU hoặc mã vạch", "Name, SKU or barcode"),
        "find": ("Tìm", "Find"),
        "nothing_found": ("Không có hàng hóa nào phù hợp.", "No goods match."),
        "todo": ("Việc cần làm", "To do"),
        "all_done": ("Không còn việc nào. Tốt lắm!", "Nothing left to do. Well done!"),
        "todo_queue": ("Hàng chờ bạn duyệt", "Goods for you to decide"),
        "todo_unchecked": ("Chứng nhận chưa kiểm tra", "Unchecked certificates"),
        "ends_in_30": ("Chứng nhận hết hạn trong 30 ngày", "Certificates ending within 30 days"),
        "ends_in_90": ("Chứng nhận hết hạn trong 90 ngày", "Certificates ending within 90 days"),
        "ends_in_180": ("Chứng nhận hết hạn trong 180 ngày", "Certificates ending within 180 days"),
        "print": ("In nhãn", "Print labels"),
        "name_vi": ("Tên sản phẩm", "Name (Vietnamese)"),
        "name_en": ("Tên tiếng Anh", "Name (English)"),
        "cooperative": ("Hợp tác xã", "Cooperative"),
        "category": ("Danh mục", "Category"),
        "label_group": ("Nhóm ghi nhãn", "Label group"),
        "net_amount": ("Khối lượng / số lượng", "Net amount"),
        "net_unit": ("Đơn vị (g, kg, ml, l, quả…)", "Unit (g, kg, ml, l …)"),
        "price_vnd": ("Giá bán (đồng)", "Price in VND"),
        "photo": ("Ảnh (JPEG, PNG, WebP, tối đa 8 MB)", "Photo (JPEG, PNG, WebP, at most 8 MB)"),
        "description_vi": ("Mô tả", "Description (Vietnamese)"),
        "more": ("Chi tiết thêm (không bắt buộc)", "More details (optional)"),
        "sku": ("Mã hàng (SKU)", "SKU"),
        "ingredients_vi": ("Thành phần", "Ingredients"),
        "storage_vi": ("Bảo quản", "Storage"),
        "usage_vi": ("Cách dùng", "Usage"),
        "origin_vi": ("Xuất xứ", "Origin"),
        "warnings_vi": ("Cảnh báo", "Warnings"),
        "shelf_life_days": ("Hạn sử dụng (ngày)", "Shelf life (days)"),
        "choose": ("Chọn…", "Choose…"),
        "save": ("Lưu", "Save"),
        "saved": ("Đã lưu.", "Saved."),
        "done_already": ("Việc này đã làm xong.", "This is done."),
        "give_number": ("Cấp mã GTIN", "Assign a GTIN"),
        "change_price": ("Đổi giá", "Change price"),
        "history": ("Lịch sử", "History"),
        "restore": ("Khôi phục bản này", "Restore this version"),
        "restored": ("Đã khôi phục.", "Restored."),
        "before": ("Trước", "Before"),
        "after": ("Sau", "After"),
        "field": ("Mục", "Field"),
        "alliance_says": ("Liên minh muốn sửa:", "The Alliance wants this changed:"),
        "waiting_changes": ("Thay đổi đang chờ duyệt", "Changes that wait for approval"),
        "approve": ("Duyệt", "Approve"),
        "approved": ("Đã duyệt.", "Approved."),
        "reject": ("Trả lại", "Send back"),
        "withdraw": ("Rút khỏi công khai", "Withdraw"),
        "withdrawn": ("Đã rút.", "Withdrawn."),
        "reason": ("Lý do (bắt buộc khi trả lại hoặc rút)", "Reason (needed to send back or withdraw)"),
        "queue_empty": ("Không có hàng nào chờ duyệt.", "Nothing waits for you."),
        "check": ("Đã xem giấy, xác nhận", "Paper seen, confirm"),
        "until": ("đến ngày", "until"),
        "unchecked": ("Chưa kiểm tra", "Unchecked"),
        "stock": ("Giấy nhãn", "Label paper"),
        "printer": ("Máy in", "Printer"),
        "copies": ("Số nhãn", "Copies"),
        "start_cell": ("Bắt đầu từ ô", "Start at cell"),
        "look": ("Xem trước khi in", "Check before printing"),
        "fits": ("In được.", "It fits."),
        "on_demand_only": ("Chỉ in được bằng máy in nhiệt tại chỗ.", "Only for thermal printing on demand."),
        "does_not_fit": ("Không vừa nhãn này.", "It does not fit this label."),
        "labels_pages": ("{labels} nhãn, {pages} trang", "Labels: {labels}, pages: {pages}"),
        "file": ("Tệp bảng tính (.xlsx, .csv)", "Spreadsheet (.xlsx, .csv)"),
        "rows": (
            "{valid}/{rows} dòng hợp lệ, {invalid} dòng lỗi",
            "{valid} of {rows} rows valid, {invalid} refused",
        ),
        "row": ("Dòng", "Row"),
        "column": ("Cột", "Column"),
        "apply": ("Nhập tất cả", "Import all"),
        "undo": ("Hoàn tác", "Undo"),
        "started": ("Đang nhập. Trang này cho biết tiến độ.", "Importing. This page shows the progress."),
        "undone": ("Đã hoàn tác.", "Taken back."),
        "progress": ("Tiến độ", "Progress"),
        "refresh": ("Tải lại để xem tiến độ.", "Reload to see the progress."),
        "import_staged": ("Đã đọc", "Read"),
        "import_applying": ("Đang nhập", "Importing"),
        "import_applied": ("Đã nhập", "Imported"),
        "import_failed": ("Có dòng lỗi", "Rows refused"),
        "import_undone": ("Đã hoàn tác", "Taken back"),
        "state_draft": ("Nháp", "Draft"),
        "state_submitted": ("Chờ duyệt", "Waiting"),
        "state_approved": ("Đã duyệt", "Approved"),
        "state_rejected": ("Cần sửa", "To change"),
        "state_withdrawn": ("Đã rút", "Withdrawn"),
        "kind_created": ("Tạo mới", "Created"),
        "kind_changed": ("Thay đổi", "Changed"),
        "kind_removed": ("Xóa", "Removed"),
        "mistakes": ("Hãy xem lại:", "Please look at these again:"),
        "nobody": (
            "Bạn chưa thuộc hợp tác xã nào. Hãy liên hệ Liên minh.",
            "You have no place in a cooperative yet. Please ask the Alliance.",
        ),
    }
    | GOODS
    | OFFICE
    | PRINT
    | PROFILES
    | CERTIFICATES
    | PEOPLE
    | ACCOUNT
    | ALLIANCE
    | HISTORIES
)


def language_of_the_moment() -> str:
    """Return ``en`` for whoever reads English, ``vi`` for everybody else."""
    return "en" if (get_language() or "vi").startswith("en") else "vi"


def say(key: str, **facts: object) -> str:
    """Return the text ``key`` in the language of the moment. Raises KeyError for one that is not there."""
    vietnamese, english = TEXTS[key]
    text = english if language_of_the_moment() == "en" else vietnamese
    return text.format(**facts) if facts else text
