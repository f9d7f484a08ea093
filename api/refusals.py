"""What goes wrong with a request before any rule of the domain is asked.

Each class is one reason with a stable code; `api/errors.py` gives each kind its status number.
"""

from __future__ import annotations

from catalogue.errors import Conflict, Invalid, Unavailable
from catalogue.gs1.errors import CodedError


class BadRequest(CodedError):
    """The request cannot be understood."""

    code = "bad_request"
    vi = "Không hiểu được yêu cầu."
    en = "The request cannot be understood."


class InvalidHost(BadRequest):
    """The Host header is malformed or not one of ours."""

    code = "invalid_host"
    vi = "Tên máy chủ trong yêu cầu không được phục vụ ở đây."
    en = "The host named in the request is not served here."


class MalformedJson(BadRequest):
    """The body is not JSON in UTF-8."""

    code = "malformed_json"
    vi = "Nội dung gửi lên không phải JSON hợp lệ (UTF-8)."
    en = "The body is not valid JSON in UTF-8."


class LengthRequired(BadRequest):
    """A body of unknown length: it is not read here, and reading none of it would mislead."""

    code = "length_required"
    vi = "Cần tiêu đề Content-Length; nội dung gửi từng phần (chunked) không được đọc ở đây."
    en = "A Content-Length header is needed; a body in chunks is not read here."


class ParameterRefused(BadRequest):
    """A query parameter is wrong. ``also`` holds the further ones, so that all are named at once."""

    also: tuple[ParameterRefused, ...] = ()

    def __init__(self, parameter: str, **facts: object) -> None:
        self.parameter = parameter
        super().__init__(parameter=parameter, **facts)


class UnknownParameter(ParameterRefused):
    """The address does not know this parameter."""

    code = "unknown_parameter"
    vi = "Không có tham số “{parameter}”. Các tham số được nhận: {known}."
    en = "There is no parameter “{parameter}”. Known here: {known}."


class RepeatedParameter(ParameterRefused):
    """The parameter stands in the query more than once."""

    code = "invalid_parameter"
    vi = "Tham số “{parameter}” chỉ được xuất hiện một lần."
    en = "The parameter “{parameter}” may be given only once."


class InvalidParameter(ParameterRefused):
    """The value of the parameter is not what is expected."""

    code = "invalid_parameter"
    vi = "Tham số “{parameter}” phải là {expected_vi}."
    en = "The parameter “{parameter}” must be {expected_en}."


class MissingParameter(ParameterRefused):
    """A parameter that must be there is not."""

    code = "invalid_parameter"
    vi = "Thiếu tham số “{parameter}”."
    en = "The parameter “{parameter}” is missing."


class BrokenQuery(BadRequest):
    """The query string cannot be decoded."""

    code = "invalid_parameter"
    vi = "Chuỗi truy vấn không giải mã được: cần mã phần trăm đúng và UTF-8."
    en = "The query string cannot be decoded: correct percent-encoding of UTF-8 is needed."


class TooManyParameters(BadRequest):
    """The query string holds far more parameters than any address knows."""

    code = "invalid_parameter"
    vi = "Có quá nhiều tham số trong địa chỉ."
    en = "There are too many parameters in the address."


class IdempotencyKeyMissing(BadRequest):
    """The address carries out nothing without an Idempotency-Key."""

    code = "idempotency_key_missing"
    vi = "Cần tiêu đề Idempotency-Key: một mã riêng cho mỗi lần làm, gửi lại y nguyên khi thử lại."
    en = "An Idempotency-Key header is needed: one key for each intention, sent again when you retry."


class IdempotencyKeyInvalid(BadRequest):
    """The Idempotency-Key is too long, or holds more than visible ASCII."""

    code = "idempotency_key_invalid"
    vi = "Idempotency-Key phải gồm 1 đến 255 ký tự ASCII in được, không có khoảng trắng."
    en = "An Idempotency-Key has 1 to 255 visible ASCII characters and no spaces."


class IdempotencyKeyReused(Invalid):
    """The Idempotency-Key has already stood on another request."""

    code = "idempotency_key_reused"
    vi = "Idempotency-Key này đã dùng cho một yêu cầu có nội dung khác. Hãy dùng mã mới."
    en = "This Idempotency-Key was used for a request with another content. Use a new one."


class RequestInProgress(Conflict):
    """The first request with this Idempotency-Key is still at work; ``wait`` is in seconds."""

    code = "request_in_progress"
    vi = "Yêu cầu đầu tiên với Idempotency-Key này đang được xử lý. Hãy thử lại sau giây lát."
    en = "The first request with this Idempotency-Key is still at work. Try again in a moment."
    wait = 1


class AnswerNotKept(Conflict):
    """The request was carried out before; its answer held a secret or a file and is not kept."""

    code = "answer_not_kept"
    vi = "Yêu cầu này đã được thực hiện; câu trả lời khi đó không được lưu. Hãy đọc kết quả ở địa chỉ của nó."
    en = "This request was carried out before; its answer was not kept. Read the result at its address."


class InvalidCredentials(CodedError):
    """A key or token was given and is not valid; without one, public reads are open."""

    code = "invalid_credentials"
    vi = "Khóa truy cập không đúng hoặc đã ngừng dùng."
    en = "The key is not known or no longer active."


class Forbidden(CodedError):
    """The one who asks may not do this."""

    code = "forbidden"
    vi = "Bạn không có quyền làm việc này."
    en = "You may not do this."


class NoSuchAddress(CodedError):
    """Nothing lives at this address."""

    code = "not_found"
    vi = "Không có gì ở địa chỉ này."
    en = "There is nothing at this address."


class MethodNotAllowed(CodedError):
    """The address does not answer this method; the Allow header says which ones."""

    code = "method_not_allowed"
    vi = "Địa chỉ này không nhận phương thức {method}."
    en = "This address does not answer {method}."


class NotAcceptable(CodedError):
    """No representation fits the Accept header."""

    code = "not_acceptable"
    vi = "Không có dạng dữ liệu nào hợp với tiêu đề Accept. Ở đây có: {offered}."
    en = "No representation fits the Accept header. Offered here: {offered}."


class BodyTooLarge(CodedError):
    """The body is larger than this address takes."""

    code = "body_too_large"
    vi = "Nội dung gửi lên quá lớn."
    en = "The body is too large."


class UnsupportedMediaType(CodedError):
    """The body is of a kind that this address does not read."""

    code = "unsupported_media_type"
    vi = "Không đọc được nội dung kiểu này. Ở đây nhận: {accepted}."
    en = "A body of this kind is not read here. Accepted: {accepted}."


class ValidationFailed(CodedError):
    """Fields of the body are missing or wrong; ``errors`` of the problem names each."""

    code = "validation_failed"
    vi = "Dữ liệu gửi lên chưa đúng; xem từng trường trong errors."
    en = "The body is not right; errors names each field."


class FieldRefused(ValidationFailed):
    """One field of the body, named by a JSON Pointer token, is wrong; the texts say how."""

    def __init__(self, field: str, *, vi: str, en: str) -> None:
        self.field, self.reason_vi, self.reason_en = field, vi, en
        super().__init__()


class RangeNotSatisfiable(CodedError):
    """A part that begins behind the end."""

    code = "range_not_satisfiable"
    vi = "Phần được hỏi nằm ngoài tệp dài {size} byte."
    en = "The range lies beyond the file of {size} bytes."


class OriginNotAllowed(Forbidden):
    """A publishable key on a page of another origin than those of its storefront."""

    code = "origin_not_allowed"
    vi = "Khóa này không dùng được trên trang {origin}."
    en = "This key is not for pages of {origin}."


class KeyScope(Forbidden):
    """The publishable key does not open this part of the store."""

    code = "insufficient_scope"
    vi = "Khóa này không có quyền {grant}."
    en = "This key lacks the grant {grant}."


class MalformedForm(BadRequest):
    """The parts of a form cannot be told from each other, or are too many."""

    code = "malformed_form"
    vi = "Không đọc được biểu mẫu gửi lên, hoặc nó có quá nhiều phần."
    en = "The form cannot be read, or it has too many parts."


class InternalError(CodedError):
    """The fault is ours."""

    code = "internal_error"
    vi = "Lỗi bên trong hệ thống. Hãy báo lại kèm request_id."
    en = "An internal error. Please report it with the request_id."


class DatabaseUnavailable(Unavailable):
    """The database does not answer."""

    code = "database_unavailable"
    vi = "Cơ sở dữ liệu tạm thời không trả lời. Hãy thử lại sau."
    en = "The database does not answer for the moment. Try again later."


class NotMigrated(Unavailable):
    """The database waits for migrations of this release."""

    code = "not_migrated"
    vi = "Cơ sở dữ liệu chưa được nâng cấp cho phiên bản này."
    en = "The database has not been migrated to this release."
