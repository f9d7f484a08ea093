"""What a member of staff, a token or a key may be refused, before a rule of the domain is asked."""

from api.refusals import BadRequest, Forbidden, InvalidCredentials
from catalogue.errors import Conflict, NotFound
from catalogue.gs1.errors import CodedError


class CredentialsMissing(InvalidCredentials):
    """Nobody is logged in, and no token or key was given."""

    code = "credentials_missing"
    vi = "Hãy đăng nhập, hoặc gửi kèm mã truy cập (Authorization: Token …)."
    en = "Log in, or send a token (Authorization: Token …)."
    auth_header = 'Token realm="staff"'


class LogInRefused(InvalidCredentials):
    """The name, the password or the one-time code is wrong; it is not said which."""

    code = "log_in_refused"
    vi = "Tên đăng nhập, mật khẩu hoặc mã dùng một lần không đúng."
    en = "The user name, the password or the one-time code is wrong."


class OneTimeCodeMissing(InvalidCredentials):
    """The password is right, and this user also has a second factor."""

    code = "one_time_code_required"
    vi = "Tài khoản này cần thêm mã dùng một lần (otp)."
    en = "This account also needs a one-time code (otp)."


class SessionMissing(Conflict):
    """A log-out without a session."""

    code = "session_missing"
    vi = "Không có phiên đăng nhập để kết thúc; mã truy cập và khóa thì thu hồi ở nơi đã tạo."
    en = "There is no session to end; tokens and keys are revoked where they were made."


class CsrfFailed(Forbidden):
    """A session wrote without the token that shows that its own page asks."""

    code = "csrf_failed"
    vi = "Thiếu hoặc sai X-CSRFToken của phiên làm việc."
    en = "The X-CSRFToken of the session is missing or wrong."


class InsufficientScope(Forbidden):
    """The key lacks the grant that this address needs."""

    code = "insufficient_scope"
    vi = "Khóa này không có quyền {grant}."
    en = "This key lacks the grant {grant}."


class PeopleOnly(Forbidden):
    """An address for people; keys of servers do not come here."""

    code = "people_only"
    vi = "Việc này chỉ người dùng làm được, khóa bí mật thì không."
    en = "This is for people; a secret key cannot do it."


class OwnerOnly(Forbidden):
    """Something that the owner of a cooperative alone does."""

    code = "owner_only"
    vi = "Việc này chỉ chủ quản của hợp tác xã làm được."
    en = "Only an owner of the cooperative does this."


class AllianceOnly(Forbidden):
    """Something that officers of the Alliance alone do."""

    code = "alliance_only"
    vi = "Việc này chỉ cán bộ Liên minh làm được."
    en = "Only officers of the Alliance do this."


class RowUnknown(NotFound):
    """No such object, or one of somebody else: the answer is the same."""

    code = "not_found"
    vi = "Không tìm thấy."
    en = "There is no such object."


class PreconditionRequired(CodedError):
    """A change without saying which version it starts from."""

    code = "precondition_required"
    vi = "Cần tiêu đề If-Match với ETag vừa đọc, để không ghi đè thay đổi của người khác."
    en = "An If-Match header with the ETag just read is needed, so that nobody's change is overwritten."


class VersionMismatch(CodedError):
    """The object has changed since it was read."""

    code = "version_mismatch"
    vi = "Dữ liệu đã thay đổi từ lúc bạn đọc. Hãy đọc lại rồi sửa."
    en = "The object has changed since you read it. Read it again, then change it."


class UnknownPage(BadRequest):
    """A cursor that does not belong to this list."""

    code = "invalid_cursor"
    vi = "Con trỏ trang không đúng với danh sách này."
    en = "The cursor does not belong to this list."
