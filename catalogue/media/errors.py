"""Why a photo, clip or paper is not taken, not found or not changed."""

from catalogue.changes import FieldError
from catalogue.errors import Conflict, Invalid, NotFound, Unavailable


class MediaRefused(Invalid):
    """The file is not one that can be shown safely; nothing of it is kept."""


class MediaEmpty(MediaRefused):
    """No bytes."""

    code = "media_empty"
    vi = "Tệp trống."
    en = "The file is empty."


class MediaTooLarge(MediaRefused):
    """More bytes than are taken."""

    code = "media_too_large"
    vi = "Tệp lớn hơn {limit} MB."
    en = "The file is larger than {limit} MB."


class PhotoKindUnknown(MediaRefused):
    """No photo of a kind that is taken, whatever its name says."""

    code = "photo_kind_unknown"
    vi = "Ảnh phải là JPEG, PNG hoặc WebP."
    en = "A photo is a JPEG, PNG or WebP file."


class PhotoHeic(MediaRefused):
    """The format that iPhones keep photos in."""

    code = "photo_heic"
    vi = (
        "Ảnh HEIC của iPhone chưa dùng được: vào Cài đặt › Camera › Định dạng, chọn “Tương thích nhất”, "
        "hoặc gửi ảnh dạng JPEG."
    )
    en = (
        "HEIC photos of an iPhone are not taken: choose Settings › Camera › Formats › Most Compatible, or "
        "send the photo as JPEG."
    )


class AudioKindUnknown(MediaRefused):
    """No sound of a kind that is taken."""

    code = "audio_kind_unknown"
    vi = "Âm thanh phải là MP3, Opus (Ogg) hoặc AAC (M4A)."
    en = "A clip is an MP3, Opus (Ogg) or AAC (M4A) file."


class PaperKindUnknown(MediaRefused):
    """No document of a kind that is taken."""

    code = "paper_kind_unknown"
    vi = "Giấy tờ phải là PDF, JPEG hoặc PNG."
    en = "A document is a PDF, JPEG or PNG file."


class MediaTypeMismatch(MediaRefused):
    """Bytes of another kind than the sender says."""

    code = "media_type_mismatch"
    vi = "Tệp được gửi là {declared} nhưng nội dung là {found}."
    en = "The file was sent as {declared}, but its content is {found}."


class LanguageOfPhoto(FieldError):
    """A language beside a photo: a clip was meant, or nothing."""

    code = "language_of_photo"
    vi = "Ảnh không có ngôn ngữ. Gửi âm thanh thì thêm kind=audio."
    en = "A photo has no language. To send a clip, add kind=audio."


class PhotoTooManyPixels(MediaRefused):
    """A picture that would fill the memory."""

    code = "photo_too_many_pixels"
    vi = "Ảnh {width} × {height} lớn hơn {limit} triệu điểm ảnh."
    en = "The photo of {width} × {height} has more than {limit} megapixels."


class PhotoAnimated(MediaRefused):
    """Several frames."""

    code = "photo_animated"
    vi = "Ảnh động không dùng được; hãy gửi ảnh tĩnh."
    en = "Animated pictures are not taken; send a still one."


class PhotoDamaged(MediaRefused):
    """Broken off or not what its first bytes promise."""

    code = "photo_damaged"
    vi = "Ảnh hỏng hoặc bị cắt cụt; hãy lưu và gửi lại."
    en = "The photo is damaged or cut off; save it and send it again."


class PhotoTooHeavy(MediaRefused):
    """A picture that takes more time or memory to open than any honest one."""

    code = "photo_too_heavy"
    vi = "Ảnh cần quá nhiều thời gian hoặc bộ nhớ để mở; hãy gửi ảnh nhỏ hơn."
    en = "The photo takes too much time or memory to open; send a smaller one."


class AudioDamaged(MediaRefused):
    """Not whole, or not what its first bytes promise."""

    code = "audio_damaged"
    vi = "Tệp âm thanh hỏng hoặc không phải {kind}; hãy lưu và gửi lại."
    en = "The clip is damaged or is no {kind}; save it and send it again."


class AudioUnsupported(MediaRefused):
    """A sound file of a taken kind, but written in a way that cannot be checked."""

    code = "audio_unsupported"
    vi = "Tệp này chứa hình hoặc được ghi từng đoạn; hãy lưu lại thành một tệp âm thanh M4A hoặc MP3."
    en = "The file holds pictures or was written in fragments; save it as one M4A or MP3 sound file."


class PaperDamaged(MediaRefused):
    """A PDF that cannot be read through."""

    code = "paper_damaged"
    vi = "Tệp PDF hỏng, có mật khẩu hoặc không kiểm tra được; hãy in lại thành PDF."
    en = "The PDF is damaged, locked or cannot be checked; print it to PDF again."


class PaperActive(MediaRefused):
    """A PDF that does something when it is opened."""

    code = "paper_active"
    vi = "Tệp PDF có nội dung chạy được hoặc tệp đính kèm ({name}); hãy in lại thành PDF thường."
    en = "The PDF holds active content or attached files ({name}); print it to a plain PDF."


class AltTextInvalid(Invalid):
    """A text for those who do not see the photo that cannot be shown."""

    code = "alt_text_invalid"
    vi = "Lời mô tả cần mã ngôn ngữ và chữ thường, không có ký tự lạ, nhiều nhất 5.000 chữ mỗi ngôn ngữ."
    en = "A description is plain text by language tag, at most 5,000 letters in each."
    field = "alt_text"


class AudioLanguageInvalid(Invalid):
    """A clip without a language, or with something else in its place."""

    code = "audio_language_invalid"
    vi = "“{language}” không phải mã ngôn ngữ, ví dụ vi, en, hmn, mww, ium, tyz."
    en = "“{language}” is not a language tag such as vi, en, hmn, mww, ium or tyz."


class TooManyMedia(Conflict):
    """As many as a product or certificate may have."""

    code = "too_many_media"
    vi = "Đã đủ {limit} tệp; hãy xoá bớt trước khi thêm."
    en = "There are {limit} files already; delete one before adding another."


class MediaNotFound(NotFound):
    """A photo, clip or paper that is not there, or was deleted."""

    code = "media_not_found"
    vi = "Không tìm thấy tệp, hoặc tệp đã bị xoá."
    en = "The file is not there, or it was deleted."


class PaperOfCheckedCertificate(Conflict):
    """A paper that somebody of the Alliance has looked at and confirmed."""

    code = "paper_of_checked_certificate"
    vi = "Chứng nhận này đã được Liên minh kiểm tra; giấy tờ của nó được giữ lại."
    en = "The Alliance has checked this certificate; its papers are kept."


class MediaOrderMismatch(Conflict):
    """An order that does not name each item of the product once."""

    code = "media_order_mismatch"
    vi = "Thứ tự mới phải có đủ {count} tệp của sản phẩm, mỗi tệp một lần."
    en = "The new order must name each of the {count} files of the product once."


class MediaBusy(Unavailable):
    """More photos at once than can be decoded."""

    code = "media_busy"
    vi = "Đang có nhiều ảnh chờ xử lý; hãy thử lại sau ít phút."
    en = "Many photos are waiting; try again in a minute."


class MediaStorageUnavailable(Unavailable):
    """The storage of files does not answer."""

    code = "media_storage_unavailable"
    vi = "Kho lưu tệp tạm thời không trả lời; hãy thử lại sau."
    en = "The storage of files does not answer; try again later."
