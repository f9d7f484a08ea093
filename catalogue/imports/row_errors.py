"""Why a row is refused because of other rows or of what the catalogue holds already."""

from catalogue.errors import Conflict, Invalid


class SkuRepeated(Invalid):
    """Two rows of one cooperative with the same SKU."""

    code = "sku_repeated"
    vi = "Mã hàng {sku} đã có ở dòng {row}."
    en = "The SKU {sku} is in row {row} already."


class GtinRepeated(Invalid):
    """Two rows with the same GTIN."""

    code = "gtin_repeated"
    vi = "Mã vạch {gtin} đã có ở dòng {row}."
    en = "The GTIN {gtin} is in row {row} already."


class CooperativeDiffers(Invalid):
    """Two rows that say different things of one cooperative."""

    code = "cooperative_differs"
    vi = "Mã số thuế {tax_code}: dòng này ghi “{text}”, dòng {row} ghi “{known}”."
    en = "Tax code {tax_code}: this row says “{text}”, row {row} says “{known}”."


class CooperativeNameDiffers(Invalid):
    """A tax code that belongs to a cooperative of another name."""

    code = "cooperative_name_differs"
    vi = "Mã số thuế {tax_code} là của “{known}”, không phải “{text}”."
    en = "The tax code {tax_code} is that of “{known}”, not of “{text}”."


class CooperativeNotGiven(Invalid):
    """A row of another cooperative than the one the import is for."""

    code = "cooperative_not_given"
    vi = "Dòng này của mã số thuế {text}; tệp chỉ được chứa hàng của {known}."
    en = "This row is of tax code {text}; the file may hold goods of {known} alone."


class CooperativeIncomplete(Invalid):
    """A cooperative that is new and lacks what its record needs."""

    code = "cooperative_incomplete"
    vi = "Hợp tác xã {tax_code} chưa có trong hệ thống; phải điền cột này."
    en = "The cooperative {tax_code} is new here; this cell must be filled in."


class CompanyPrefixTaken(Invalid):
    """A company prefix that another cooperative holds, or that overlaps with one."""

    code = "company_prefix_taken"
    vi = "Mã doanh nghiệp {prefix} trùng hoặc chồng lên mã {known} của {owner}."
    en = "The company prefix {prefix} is, or overlaps with, {known} of {owner}."


class CompanyPrefixDiffers(Invalid):
    """Another prefix than the one on record; a second one is registered by hand."""

    code = "company_prefix_differs"
    vi = "Hợp tác xã đã đăng ký mã doanh nghiệp {known}, không phải {prefix}."
    en = "The cooperative has the company prefix {known} on record, not {prefix}."


class SkuMerged(Conflict):
    """A SKU whose variant was merged into another one."""

    code = "sku_merged"
    vi = "Mã hàng {sku} đã được gộp vào {known}; hãy dùng mã đó."
    en = "The SKU {sku} was merged into {known}; use that one."


class ProductShared(Conflict):
    """A product of several variants, described once for all of them."""

    code = "product_shared"
    vi = "Mã hàng {sku} là một trong {count} quy cách của cùng sản phẩm; hãy sửa phần chung ở trang sản phẩm."
    en = (
        "The SKU {sku} is one of {count} variants of a product; change what they share on the product's page."
    )


class ImportRefused(Conflict):
    """A job with refused rows; nothing of it is applied."""

    code = "import_has_refused_rows"
    vi = "Tệp còn {count} dòng bị từ chối; hãy sửa rồi gửi lại. Chưa có gì được nhập."
    en = "The file has {count} refused rows; mend them and send it again. Nothing was applied."


class ImportNotStaged(Conflict):
    """A job that is not waiting to be applied."""

    code = "import_not_staged"
    vi = "Lần nhập này đang ở trạng thái “{status}” nên không nhập được."
    en = "This import is {status} and cannot be applied."


class ImportNotApplied(Conflict):
    """A job that was not applied, so there is nothing to undo."""

    code = "import_not_applied"
    vi = "Lần nhập này đang ở trạng thái “{status}” nên không hoàn tác được."
    en = "This import is {status} and cannot be undone."


class ImportOutdated(Conflict):
    """The catalogue has changed since the file was checked."""

    code = "import_outdated"
    vi = "Danh mục đã thay đổi sau khi kiểm tra tệp (dòng {rows}); hãy gửi lại tệp. Chưa có gì được nhập."
    en = "The catalogue has changed since the check (rows {rows}); send the file again. Nothing was applied."


class ImportOvertaken(Conflict):
    """Somebody else writes the same goods at the same moment."""

    code = "import_overtaken"
    vi = "Người khác đang ghi cùng mặt hàng; hãy nhập lại sau giây lát. Chưa có gì được nhập."
    en = "Somebody else is writing the same goods; apply it again in a moment. Nothing was applied."


class ImportChangedSince(Conflict):
    """Goods that somebody has changed or worked with after the import."""

    code = "import_changed_since"
    vi = (
        "Không hoàn tác được: hàng ở dòng {rows} đã được sửa, hoặc đã có thêm ảnh, mã, nhãn, giấy tờ, "
        "quyết định sau lần nhập. Chưa có gì bị thay đổi."
    )
    en = (
        "It cannot be undone: the goods of rows {rows} were changed after the import, or have got photos, "
        "numbers, labels, papers or decisions since. Nothing was undone."
    )


class ImportOfTheHouse(Conflict):
    """A cooperative that would take back what the operator of the house has imported and so approved."""

    code = "import_of_the_house"
    vi = "Đợt nhập này do Liên minh thực hiện, nên chỉ Liên minh hoàn tác được."
    en = "The Alliance made this import, so it alone takes it back."
