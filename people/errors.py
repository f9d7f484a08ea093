"""What people and keys may not do, and why."""

from catalogue.errors import Conflict, Invalid, NotFound


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
    vi = "Cần ít nhất một quyền trong: {known}."
    en = "At least one of these grants is needed: {known}."


class ExpiryInvalid(Invalid):
    """A day of expiry that has passed or is too far away."""

    code = "expiry_invalid"
    vi = "Ngày hết hạn phải ở tương lai, không quá {most} ngày."
    en = "The expiry must lie in the future, at most {most} days ahead."


class MemberUnknown(NotFound):
    """No such member, or not of a cooperative that one owns."""

    code = "not_found"
    vi = "Không tìm thấy thành viên."
    en = "There is no such member."


class LastOwner(Conflict):
    """The only owner of a cooperative cannot leave it without one."""

    code = "last_owner"
    vi = "Hợp tác xã phải còn ít nhất một chủ quản."
    en = "A cooperative keeps at least one owner."


class UsernameTaken(Conflict):
    """Somebody else has this name."""

    code = "username_taken"
    vi = "Tên đăng nhập này đã có người dùng."
    en = "This user name is taken."


class PasswordWeak(Invalid):
    """A password that is easily guessed."""

    code = "password_weak"
    vi = "Mật khẩu quá yếu: {reasons}"
    en = "The password is too weak: {reasons}"


class PasswordWrong(Invalid):
    """The present password, which must be given to change it, is wrong."""

    code = "password_wrong"
    vi = "Mật khẩu hiện tại không đúng."
    en = "The present password is wrong."
