"""What people and keys may not do, and why."""

from catalogue.errors import Conflict, Invalid, NotFound, Unavailable
from catalogue.gs1.errors import CodedError


class CooperativeUnknown(Invalid):
    """A cooperative that is not there, or not for the one who asks."""

    code = "cooperative_unknown"
    vi = "Không có hợp tác xã này."
    en = "There is no such cooperative."


class CooperativeUnnamed(Invalid):
    """A choice of cooperatives, and none is named."""

    code = "cooperative_required"
    vi = "Hãy cho biết hợp tác xã."
    en = "Name the cooperative to act for."


class GrantUnknown(Invalid):
    """A grant that does not exist, or none at all."""

    code = "grant_unknown"
    field = "grants"
    vi = "Cần ít nhất một quyền trong: {known}."
    en = "At least one of these grants is needed: {known}."


class ExpiryInvalid(Invalid):
    """A day of expiry that has passed or is too far away."""

    code = "expiry_invalid"
    field = "days"
    vi = "Ngày hết hạn phải ở tương lai, không quá {most} ngày."
    en = "The expiry must lie in the future, at most {most} days ahead."


class TokenEnds(Invalid):
    """A token asked for with one that is as good as over, and which it would not outlive."""

    code = "token_ends"
    vi = "Mã truy cập đang dùng hết hạn trong một phút nữa; hãy đăng nhập rồi tạo mã mới."
    en = "The token you ask with ends within a minute; log in to make another."


class MemberUnknown(NotFound):
    """No such member, or not of a cooperative that one owns."""

    code = "not_found"
    vi = "Không tìm thấy thành viên."
    en = "There is no such member."


class LastOwner(Conflict):
    """The only owner of a cooperative cannot leave it without one."""

    code = "last_owner"
    vi = "Hợp tác xã phải còn ít nhất một chủ quản đã đặt mật khẩu."
    en = "A cooperative keeps at least one owner who has set a password."


class UsernameTaken(Conflict):
    """Somebody else has this name."""

    code = "username_taken"
    field = "username"
    vi = (
        "Tên đăng nhập này đã có người dùng. "
        "Người đã có tài khoản được Liên minh thêm vào hợp tác xã bằng tên đăng nhập, không cần địa chỉ thư."
    )
    en = (
        "This user name is taken. "
        "The Alliance gives somebody with an account a further place, by user name without an address."
    )


class AlreadyMember(Conflict):
    """The user has a place in this cooperative."""

    code = "already_member"
    field = "username"
    vi = "Người này đã là thành viên của hợp tác xã."
    en = "This user is a member of the cooperative already."


class EmailNeeded(Invalid):
    """A new account, and nowhere to send its link to."""

    code = "email_required"
    field = "email"
    vi = "Cần địa chỉ thư điện tử để gửi liên kết đặt mật khẩu."
    en = "A mail address is needed, to which the link for setting a password is sent."


class UserUnknown(NotFound):
    """No such user, or none who is active."""

    code = "user_unknown"
    field = "username"
    vi = "Không có người dùng này, hoặc tài khoản đã ngừng."
    en = "There is no such user, or the account is closed."


class UserInvalid(Invalid):
    """A user with a value that the model does not take; ``field`` is the first of them."""

    code = "user_invalid"
    vi = "Giá trị chưa hợp lệ ở: {fields}."
    en = "These values are not valid: {fields}."

    def __init__(self, *, fields: list[str]) -> None:
        self.field = fields[0]
        super().__init__(fields=", ".join(fields))


class LastOfficer(Conflict):
    """Without an officer nobody could make another one."""

    code = "last_officer"
    vi = "Liên minh phải còn ít nhất một cán bộ đang dùng tài khoản và đã đặt mật khẩu."
    en = "The Alliance keeps at least one active officer who has set a password."


class OwnAccount(Conflict):
    """An officer would take their own second factor or password away by what is meant for others."""

    code = "own_account"
    vi = (
        "Đây là tài khoản của chính bạn. Hãy dùng trang Tài khoản: ở đó cần mật khẩu và mã dùng một lần. "
        "Nếu đã mất, hãy nhờ cán bộ khác."
    )
    en = (
        "This is your own account. Use your account page, which asks for your password and one-time code. "
        "If they are lost, ask another officer."
    )


class SecretNameInvalid(Invalid):
    """A token or key that nobody could tell from the others by its name."""

    code = "secret_name_invalid"
    field = "name"
    vi = "Cần một tên, tối đa {most} ký tự, không có ký tự điều khiển."
    en = "A name is needed, of at most {most} characters that can be shown."


class TooManySecrets(Conflict):
    """More tokens or keys than anybody keeps an eye on."""

    code = "too_many_secrets"
    vi = "Đã có {most} mã đang dùng. Hãy thu hồi mã cũ trước."
    en = "There are {most} usable ones already. Revoke old ones first."


class PasswordWeak(Invalid):
    """A password that is easily guessed."""

    code = "password_weak"
    vi = "Mật khẩu quá yếu: {reasons_vi}"
    en = "The password is too weak: {reasons_en}"

    def __init__(self, *, reasons_vi: str, reasons_en: str, field: str) -> None:
        self.field = field
        super().__init__(reasons_vi=reasons_vi, reasons_en=reasons_en)


class PasswordTooLong(Invalid):
    """A password longer than any that is taken."""

    code = "password_too_long"
    vi = "Mật khẩu dài tối đa {most} ký tự."
    en = "A password has at most {most} characters."

    def __init__(self, *, most: int, field: str) -> None:
        self.field = field
        super().__init__(most=most)


class PasswordWrong(Invalid):
    """The present password or the one-time code, which show that it is oneself, is wrong."""

    code = "password_wrong"
    field = "password"
    vi = "Mật khẩu hiện tại hoặc mã dùng một lần không đúng."
    en = "The present password or the one-time code is wrong."


class OneTimeCodeNeeded(Invalid):
    """The password is right; this account also needs a one-time code."""

    code = "one_time_code_required"
    field = "otp"
    vi = "Tài khoản này cần thêm mã dùng một lần (otp)."
    en = "This account also needs a one-time code (otp)."


class OneTimeCodeWrong(Invalid):
    """A one-time code that is wrong, old or used."""

    code = "one_time_code_wrong"
    field = "otp"
    vi = "Mã dùng một lần không đúng hoặc đã hết hạn."
    en = "The one-time code is wrong or has expired."


class SecondFactorActive(Conflict):
    """A second factor is in use already."""

    code = "second_factor_active"
    vi = "Xác thực hai lớp đang bật."
    en = "The second factor is in use already."


class SecondFactorMissing(Conflict):
    """There is no second factor that could be confirmed or taken away."""

    code = "second_factor_missing"
    vi = "Chưa bật xác thực hai lớp."
    en = "There is no second factor."


class LinkInvalid(Invalid):
    """A link for setting a password that is wrong, used or more than a day old."""

    code = "link_invalid"
    vi = "Liên kết không đúng, đã dùng hoặc đã quá 24 giờ. Hãy yêu cầu liên kết mới."
    en = "The link is wrong, used, or older than 24 hours. Ask for a new one."


class RateLimited(CodedError):
    """Too many requests in too short a time."""

    code = "rate_limited"
    vi = "Quá nhiều yêu cầu trong thời gian ngắn. Hãy thử lại sau."
    en = "Too many requests in a short time. Try again later."


class OverBudget(RateLimited):
    """A budget of requests is spent; it is full again after ``wait`` seconds."""

    vi = "Quá nhiều yêu cầu trong thời gian ngắn. Hãy thử lại sau {wait} giây."
    en = "Too many requests in a short time. Try again in {wait} seconds."

    def __init__(self, *, wait: int) -> None:
        self.wait = wait
        super().__init__(wait=wait)


class LockedOut(RateLimited):
    """Too many wrong passwords for this name from this address; ``wait`` is in seconds."""

    code = "locked_out"
    vi = "Sai mật khẩu quá nhiều lần. Hãy thử lại sau {minutes} phút."
    en = "Too many wrong passwords. Try again in {minutes} minutes."

    def __init__(self, *, wait: int) -> None:
        self.wait = wait
        super().__init__(minutes=-(-wait // 60))


class LimitsUnavailable(Unavailable):
    """What guards log-ins or money cannot count, so nobody is let in uncounted; ``wait`` is in seconds."""

    code = "limits_unavailable"
    vi = "Tạm thời chưa kiểm soát được số lần thử. Hãy thử lại sau giây lát."
    en = "Attempts cannot be counted for the moment. Try again shortly."
    wait = 5
