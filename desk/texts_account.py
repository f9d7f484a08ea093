"""Texts about one's own account."""

ACCOUNT: dict[str, tuple[str, str]] = {
    "account": ("Tài khoản", "My account"),
    "form_password": ("Mật khẩu hiện tại", "Present password"),
    "form_new_password": ("Mật khẩu mới", "New password"),
    "form_otp": ("Mã dùng một lần", "One-time code"),
    "hint_new_password": (
        "Ít nhất 8 ký tự; một câu dài dễ nhớ là tốt nhất.",
        "At least 8 characters; a long sentence is best.",
    ),
    "change_password": ("Đổi mật khẩu", "Change the password"),
    "change_password_text": (
        "Các máy khác sẽ phải đăng nhập lại. Mã truy cập của phần mềm vẫn dùng được, trừ khi bạn thu hồi.",
        "Other devices have to log in again. Tokens of programs go on working unless you revoke them.",
    ),
    "revoke_all_tokens": (
        "Thu hồi luôn mọi mã truy cập của tôi (nếu nghi có người đã vào)",
        "Also revoke all my tokens (if somebody else may have been in)",
    ),
    "did_password": ("Đã đổi mật khẩu.", "The password was changed."),
    "second_factor": ("Xác thực hai lớp", "Second factor"),
    "second_factor_text": (
        "Khi bật, đăng nhập cần thêm mã trên điện thoại: người biết mật khẩu vẫn không vào được.",
        "Once on, a log-in also needs a code of your phone: whoever knows the password does not get in.",
    ),
    "second_factor_on": ("Đang bật từ {since}", "On since {since}"),
    "second_factor_begin": ("Bắt đầu bật", "Begin"),
    "second_factor_off": ("Tắt xác thực hai lớp", "Turn it off"),
    "second_factor_off_text": (
        "Cần mật khẩu và mã của ứng dụng, hoặc một mã dự phòng.",
        "This needs the password and a code of the app, or a recovery code.",
    ),
    "did_second_factor_off": ("Đã tắt xác thực hai lớp.", "The second factor is off."),
    "recovery_codes_left": (
        "Còn {count} mã dự phòng. Muốn có mã mới: tắt rồi bật lại.",
        "{count} recovery codes are left. For new ones turn it off and on again.",
    ),
    "second_factor_step_app": (
        "Cài một ứng dụng tạo mã (Google Authenticator, Aegis, FreeOTP…).",
        "Install an app that makes codes (Google Authenticator, Aegis, FreeOTP …).",
    ),
    "second_factor_step_scan": ("Dùng ứng dụng quét hình này:", "Scan this with the app:"),
    "second_factor_step_type": ("Hoặc gõ vào ứng dụng:", "Or type this into the app:"),
    "second_factor_step_code": (
        "Nhập mã 6 số mà ứng dụng đang hiện.",
        "Enter the six digits of the app.",
    ),
    "second_factor_code": ("Mã 6 số", "Six digits"),
    "second_factor_confirm": ("Bật", "Turn it on"),
    "second_factor_again": (
        "Hình quét chỉ hiện một lần. Nếu chưa quét được, hãy bắt đầu lại.",
        "The picture is shown once. If you have not scanned it, begin again.",
    ),
    "recovery_codes_text": (
        "Đã bật. Khi mất điện thoại, mỗi mã này dùng được một lần. Chúng chỉ hiện bây giờ: hãy chép ra giấy.",
        "It is on. If the phone is lost, each of these works once. They are shown only now: write them down.",
    ),
    "tokens": ("Mã truy cập của tôi", "My tokens"),
    "tokens_text": (
        "Cho phần mềm hoặc máy quét dùng API với quyền của chính bạn.",
        "For a program or scanner that uses the API with your own rights.",
    ),
    "no_tokens": ("Chưa có mã nào.", "No tokens yet."),
    "new_token": ("Tạo mã truy cập", "Make a token"),
}
