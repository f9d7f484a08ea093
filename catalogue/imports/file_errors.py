"""Why a whole file is refused before any of its rows is looked at."""

from catalogue.errors import Invalid


class FileRefused(Invalid):
    """The file is not a spreadsheet that can be read safely; nothing of it is kept."""


class FileEmpty(FileRefused):
    """No bytes, or nothing but blank cells."""

    code = "file_empty"
    vi = "Tệp trống."
    en = "The file is empty."


class FileTooLarge(FileRefused):
    """More bytes than are taken."""

    code = "file_too_large"
    vi = "Tệp lớn hơn {limit} MB."
    en = "The file is larger than {limit} MB."


class FileKindUnknown(FileRefused):
    """Neither .xlsx nor a text table."""

    code = "file_kind_unknown"
    vi = "Tệp không phải .xlsx hoặc .csv; hãy lưu lại bằng Excel dạng .xlsx."
    en = "The file is neither .xlsx nor .csv; save it again as .xlsx."


class OldExcelFile(FileRefused):
    """The binary format of Excel 97-2003."""

    code = "file_old_excel"
    vi = "Tệp .xls kiểu cũ không nhập được; hãy mở bằng Excel và lưu dạng .xlsx."
    en = "Old .xls files are not taken; open it in Excel and save it as .xlsx."


class EncryptedFile(FileRefused):
    """A workbook behind a password."""

    code = "file_encrypted"
    vi = "Tệp có mật khẩu; hãy bỏ mật khẩu rồi lưu lại."
    en = "The file has a password; remove the password and save it again."


class FileDamaged(FileRefused):
    """Broken off or not well-formed."""

    code = "file_damaged"
    vi = "Tệp hỏng hoặc bị cắt cụt: {part}. Hãy lưu và gửi lại."
    en = "The file is damaged or cut off: {part}. Save it and send it again."


class FileInflatesTooMuch(FileRefused):
    """A zip bomb, or far too much text."""

    code = "file_inflates_too_much"
    vi = "Nội dung nén trong tệp lớn hơn {limit} MB khi giải nén."
    en = "The packed contents are larger than {limit} MB once unpacked."


class MarkupDeclaration(FileRefused):
    """XML that declares a document type or entities."""

    code = "file_markup_declaration"
    vi = "Tệp chứa khai báo DOCTYPE không được phép."
    en = "The file holds a DOCTYPE declaration, which is not allowed."


class SheetMissing(FileRefused):
    """A workbook without a visible sheet."""

    code = "sheet_missing"
    vi = "Tệp không có trang tính nào để đọc."
    en = "The workbook has no visible worksheet."


class TooManyRows(FileRefused):
    """More rows than are taken at once."""

    code = "too_many_rows"
    vi = "Tệp có dữ liệu quá dòng {limit}; hãy chia thành nhiều tệp."
    en = "The file has data below row {limit}; split it into several files."


class TooManyColumns(FileRefused):
    """More columns than are taken."""

    code = "too_many_columns"
    vi = "Tệp có dữ liệu quá cột thứ {limit}."
    en = "The file has data beyond column number {limit}."


class TextTooLong(FileRefused):
    """A cell with more letters than any spreadsheet program keeps."""

    code = "file_text_too_long"
    vi = "Tệp có ô dài hơn {limit} ký tự."
    en = "A cell of the file has more than {limit} characters."


class MergedCells(FileRefused):
    """Merged cells among the rows, where the value stands in the first cell alone."""

    code = "merged_cells"
    vi = "Các ô {cells} bị gộp; hãy bỏ gộp và điền từng ô."
    en = "The cells {cells} are merged; unmerge them and fill in each cell."


class EncodingUnknown(FileRefused):
    """Text that is not Unicode."""

    code = "encoding_unknown"
    vi = "Tệp CSV không phải UTF-8 (byte thứ {position}); hãy lưu dạng “CSV UTF-8”."
    en = "The CSV file is not UTF-8 (byte {position}); save it as “CSV UTF-8”."


class QuoteLeftOpen(FileRefused):
    """A quoted cell of a text table that never ends."""

    code = "csv_quote_open"
    vi = "Dấu ngoặc kép không đóng hoặc đặt sai gần dòng {row}; tệp có thể bị cắt cụt."
    en = "A quotation mark near row {row} is never closed or out of place; the file may be cut off."


class FileCutOff(FileRefused):
    """A last row with fewer cells than the header and no line end."""

    code = "file_cut_off"
    vi = "Dòng cuối ({row}) bị cắt cụt: có {found} ô, cần {expected}."
    en = "The last row ({row}) is cut off: it has {found} cells of {expected}."


class HeaderMissing(FileRefused):
    """Columns that an import cannot do without."""

    code = "header_missing"
    vi = "Thiếu cột: {columns}. Hãy dùng tệp mẫu."
    en = "Missing columns: {columns}. Use the template."


class HeaderDuplicate(FileRefused):
    """Two headers with one meaning."""

    code = "header_duplicate"
    vi = "Cột “{column}” có hai lần: {headers}."
    en = "The column “{column}” is there twice: {headers}."


class HeaderRepeated(FileRefused):
    """A second header row."""

    code = "header_repeated"
    vi = "Có dòng tiêu đề thứ hai ở dòng {row}; chỉ giữ một."
    en = "There is a second header row in row {row}; keep one."


class NoDataRows(FileRefused):
    """A header and nothing below it."""

    code = "no_data_rows"
    vi = "Tệp chỉ có dòng tiêu đề, không có dữ liệu."
    en = "The file has a header row but no data."
