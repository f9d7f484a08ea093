"""Why goods are not submitted, approved, rejected, withdrawn or edited."""

from catalogue.changes import FieldError
from catalogue.errors import Conflict, Invalid, NotFound
from catalogue.models import ProductState


class StateConflict(Conflict):
    """A step that the present state does not allow; somebody else was faster perhaps."""

    code = "state_conflict"
    vi = "Không làm được khi đang ở trạng thái “{state_vi}”."
    en = "This cannot be done in the state “{state_en}”."

    def __init__(self, state: str = "") -> None:
        self.state = state
        label = ProductState(state).label if state else ""
        super().__init__(state_vi=label, state_en=state)


class NothingWaits(StateConflict):
    """A decision about changes when none is asked for; somebody else has decided perhaps."""

    vi = "Không có thay đổi nào đang chờ duyệt."
    en = "No change waits for approval."


class ContentChanged(Conflict):
    """A decision about something that has changed since it was looked at."""

    code = "content_changed"
    vi = "Nội dung đã thay đổi sau khi mở xem; hãy xem lại rồi quyết định."
    en = "The content has changed since it was opened; look again, then decide."


class PapersDiffer(ContentChanged):
    """A decision about a certificate with other papers than those that are told to have been seen."""

    vi = "Giấy tờ kèm theo (papers) không phải là những giấy đã xem; hãy xem lại rồi quyết định."
    en = "The papers are not those that were seen; look again, then decide."


class ReasonRequired(Invalid):
    """A refusal without a reason."""

    code = "reason_required"
    vi = "Cần ghi rõ lý do."
    en = "A reason is needed."
    field = "reason"


class ReasonTooLong(Invalid):
    """A reason longer than anybody reads, or with characters that cannot be shown."""

    code = "reason_invalid"
    vi = "Lý do dài tối đa {limit} ký tự, không có ký tự điều khiển."
    en = "A reason has at most {limit} characters, and none that cannot be shown."
    field = "reason"


class VariantMissing(FieldError):
    """Goods with nothing to sell."""

    code = "variants_missing"
    vi = "Cần ít nhất một mặt hàng để bán."
    en = "At least one variant to sell is needed."


class NameMissing(FieldError):
    """Goods without a name in Vietnamese."""

    code = "name_missing"
    vi = "Cần tên bằng tiếng Việt."
    en = "A name in Vietnamese is needed."


class CertificateNotFound(NotFound):
    """A certificate that is not there, or whose product is not."""

    code = "certificate_not_found"
    vi = "Không tìm thấy chứng nhận."
    en = "The certificate is not there."


class CertificateAlreadyChecked(Conflict):
    """A check of a certificate that somebody has checked."""

    code = "certificate_already_checked"
    vi = "Chứng nhận này đã được kiểm tra."
    en = "The certificate has been checked already."
