"""What is worth knowing about a file or a row that is taken all the same."""

from catalogue.gs1.errors import CodedError


class Note(CodedError):
    """A warning; nothing is refused for it."""


class UnknownColumn(Note):
    """A header that means no column; its cells are not read."""

    code = "column_unknown"
    vi = "Không biết cột “{header}”; nội dung của cột bị bỏ qua."
    en = "The column “{header}” is not known; what it holds is left out."


class UnknownColumnLike(Note):
    """A header that means no column but is spelled nearly like one."""

    code = "column_unknown"
    vi = "Không biết cột “{header}” nên bỏ qua; có phải là “{title}”?"
    en = "The column “{header}” is not known and left out; is it “{title}”?"


class OcopDatesAssumed(Note):
    """Stars without dates."""

    code = "ocop_dates_assumed"
    vi = "Chưa có ngày cấp sao OCOP; tạm tính từ {first} đến {last} (36 tháng). Hãy bổ sung ngày thật."
    en = "The OCOP stars have no dates; {first} to {last} (36 months) is assumed. Enter the real dates."


class OcopExpired(Note):
    """Stars that have expired, in a row that gives no new dates."""

    code = "ocop_expired"
    vi = "Sao OCOP đã hết hạn ngày {day} nên không hiển thị; hãy điền ngày cấp mới."
    en = "The OCOP stars expired on {day} and are not shown; enter the dates of the new decision."


class NotSubmitted(Note):
    """Goods that the file keeps from the public, in an import that submits."""

    code = "not_submitted"
    vi = "Chưa gửi Liên minh duyệt: cột “Đăng bán” ghi không."
    en = "Not submitted to the Alliance: the row says not to be published."


class NotSubmittedWithdrawn(NotSubmitted):
    """Goods that were withdrawn, and of which the row does not say that they are to come back."""

    vi = "Chưa gửi Liên minh duyệt: hàng đã rút. Muốn đăng lại, hãy ghi có ở cột “Đăng bán”."
    en = "Not submitted to the Alliance: the goods were withdrawn. To bring them back, write có as published."


class NotSubmittedShared(NotSubmitted):
    """Goods with several variants, each of which has its own row."""

    vi = "Chưa gửi Liên minh duyệt: sản phẩm có {count} mặt hàng; hãy gửi ở trang của sản phẩm."
    en = "Not submitted to the Alliance: the product has {count} variants; submit it on its own page."


class CooperativeDetailsKept(Note):
    """Details of a known cooperative that differ; imports of goods do not change cooperatives."""

    code = "cooperative_details_kept"
    vi = "Hồ sơ hợp tác xã đang ghi “{known}”; tệp ghi “{text}” nhưng hồ sơ được giữ nguyên."
    en = "The cooperative is on record with “{known}”; the file says “{text}”, but the record is kept."
