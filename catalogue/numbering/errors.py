"""Why a number is not given, taken over, retired or linked."""

from catalogue.errors import Conflict, Invalid


class CompanyPrefixOverlaps(Conflict):
    """A company prefix that begins another one, or begins with it."""

    code = "company_prefix_overlaps"
    vi = "Mã doanh nghiệp {prefix} trùng hoặc chồng lên một mã đã đăng ký."
    en = "The company prefix {prefix} is registered already, or overlaps one that is."


class CompanyPrefixDates(Invalid):
    """A company prefix that ends before it begins."""

    code = "company_prefix_dates"
    vi = "Mã doanh nghiệp {prefix}: ngày hết hạn {valid_to} trước ngày bắt đầu {valid_from}."
    en = "The company prefix {prefix} would end on {valid_to}, before it begins on {valid_from}."


class CompanyPrefixInUse(Conflict):
    """A company prefix that numbers of the ledger were made from."""

    code = "company_prefix_in_use"
    vi = "Mã doanh nghiệp {prefix} đã có số được cấp nên không xóa được. Hãy đổi thời hạn của mã."
    en = "Numbers were given from the company prefix {prefix}, so it stays. Change its term instead."


class CompanyPrefixMissing(Conflict):
    """A cooperative without a company prefix."""

    code = "company_prefix_missing"
    vi = "Hợp tác xã chưa có mã doanh nghiệp GS1, nên chưa cấp được GTIN."
    en = "The cooperative has no GS1 company prefix, so no GTIN can be given."


class CompanyPrefixExpired(Conflict):
    """A cooperative whose company prefixes are not in force today."""

    code = "company_prefix_expired"
    vi = "Mã doanh nghiệp GS1 của hợp tác xã đã hết hạn hoặc chưa có hiệu lực."
    en = "The GS1 company prefix of the cooperative has expired or is not yet in force."


class GtinCapacityExhausted(Conflict):
    """A cooperative whose company prefixes have no item reference left."""

    code = "gtin_capacity_exhausted"
    vi = "Mã doanh nghiệp GS1 của hợp tác xã không còn số nào để cấp."
    en = "The GS1 company prefix of the cooperative has no number left to give."


class GtinAlreadyAssigned(Conflict):
    """A number that stands in the ledger already."""

    code = "gtin_already_assigned"
    vi = "Mã {number} đã được gán cho mặt hàng khác hoặc đã có trong sổ."
    en = "The number {number} is assigned already, or its item number is taken."


class VariantHasGtin(GtinAlreadyAssigned):
    """A variant that has a number for this packing already."""

    vi = "Mặt hàng đã có mã {number} cho cách đóng gói này."
    en = "The variant already has the number {number} for this packing."


class GtinRetired(Conflict):
    """A number that was taken out of use; it never comes back."""

    code = "gtin_retired"
    vi = "Mã {number} đã ngừng dùng và không bao giờ được dùng lại."
    en = "The number {number} was retired and is never used again."


class GtinNotReserved(Conflict):
    """A number that was to be assigned but is not held in reserve."""

    code = "gtin_not_reserved"
    vi = "Mã {number} không ở trạng thái giữ chỗ của hợp tác xã này."
    en = "The number {number} is not one that this cooperative holds in reserve."


class GtinPrefixNotOwned(Invalid):
    """A number under the prefix of somebody else."""

    code = "gtin_prefix_not_owned"
    vi = "Mã {number} không thuộc mã doanh nghiệp GS1 của hợp tác xã."
    en = "The number {number} does not belong to a GS1 company prefix of the cooperative."


class GtinVariableMeasure(Invalid):
    """A GTIN-14 with indicator 9, whose pieces differ in weight."""

    code = "gtin_variable_measure"
    vi = "Mã {number} bắt đầu bằng 9: dành cho hàng cân ký, không gán cho một quy cách cố định."
    en = "The number {number} begins with 9: it is for goods of variable measure, not for a fixed packing."


class PackagingUnits(Invalid):
    """A number of pieces that does not fit the packaging level."""

    code = "packaging_units"
    vi = "Đơn vị lẻ có 1 món; hộp trong và thùng có từ 2 đến 100.000 món, không phải {units}."
    en = "A single piece holds 1; an inner pack or case holds 2 to 100,000, not {units}."


class PackagingLevelUnknown(Invalid):
    """A packaging level that is none."""

    code = "packaging_level_unknown"
    vi = "Cấp đóng gói là each, inner hoặc case, không phải “{packaging_level}”."
    en = "A packaging level is each, inner or case, not “{packaging_level}”."


class PackagingLevelMismatch(Invalid):
    """A number whose form belongs to another packaging level."""

    code = "packaging_level_mismatch"
    vi = "Mã {number} không dùng cho cấp đóng gói {packaging_level}."
    en = "The number {number} cannot stand on the packaging level {packaging_level}."


class BaseGtinMissing(Conflict):
    """A pack whose single piece has no number yet."""

    code = "base_gtin_missing"
    vi = "Phải cấp GTIN cho đơn vị lẻ trước, rồi mới cấp cho hộp trong hoặc thùng."
    en = "The single piece needs a GTIN first; those of inner packs and cases are made from it."


class IndicatorsExhausted(Conflict):
    """A piece for which all eight packaging indicators are used up."""

    code = "gtin_indicators_exhausted"
    vi = "Mã {number} đã dùng hết 8 chỉ số đóng gói."
    en = "All 8 packaging indicators of {number} are used up."


class PackagingStillAssigned(Conflict):
    """A piece whose packs still carry numbers made from its own."""

    code = "gtin_packaging_assigned"
    vi = "Hãy ngừng mã của hộp và thùng ({numbers}) trước khi ngừng mã {number}."
    en = "Retire the numbers of its packs ({numbers}) before you retire {number}."


class InStoreNumberNotNeeded(Conflict):
    """A cooperative that can give GTINs, which work everywhere."""

    code = "in_store_number_not_needed"
    vi = "Hợp tác xã có mã doanh nghiệp GS1 còn hiệu lực: hãy cấp GTIN thay cho mã nội bộ."
    en = "The cooperative has a GS1 company prefix in force: give a GTIN, not an in-store number."


class InStoreNumberAlreadyAssigned(Conflict):
    """A variant that has an in-store number already."""

    code = "in_store_number_already_assigned"
    vi = "Mặt hàng đã có mã nội bộ {number}."
    en = "The variant already has the in-store number {number}."


class InStoreRangeExhausted(Conflict):
    """A range of in-store numbers that is used up."""

    code = "in_store_range_exhausted"
    vi = "Dải mã nội bộ {prefix} không còn số nào."
    en = "The range {prefix} of in-store numbers has none left."


class ScanAliasInvalid(Invalid):
    """A code that no scanner could read back."""

    code = "scan_alias_invalid"
    vi = "Mã quét thay thế có từ 1 đến {limit} ký tự in được."
    en = "A scan alias has 1 to {limit} printable characters."


class ScanAliasIsNumber(Conflict):
    """A code that carries a number that stands on other goods, or may come to."""

    code = "scan_alias_is_number"
    vi = "Mã {code} là số của danh mục, đã cấp hoặc sẽ cấp, nên không làm mã quét thay thế được."
    en = "The code {code} is a number of the catalogue, given or still to be given, and can be no scan alias."


class SsccCapacityExhausted(Conflict):
    """A cooperative whose company prefixes have no serial reference left."""

    code = "sscc_capacity_exhausted"
    vi = "Mã doanh nghiệp GS1 của hợp tác xã không còn số SSCC nào để cấp."
    en = "The GS1 company prefix of the cooperative has no SSCC left to give."


class SsccMalformed(Invalid):
    """What was given is no SSCC."""

    code = "sscc_malformed"
    vi = "SSCC {sscc}: {reason_vi}"
    en = "SSCC {sscc}: {reason_en}"


class SsccNotOwn(Invalid):
    """An SSCC that does not begin with a company prefix of the cooperative."""

    code = "sscc_not_own"
    vi = "SSCC {sscc} không thuộc mã doanh nghiệp của hợp tác xã; hãy cấp số mới."
    en = "The SSCC {sscc} is not of the cooperative's company prefix; take a new one."


class SsccNotGiven(Invalid):
    """An SSCC that the ledger has yet to give: printed now, it would stand on two pallets one day."""

    code = "sscc_not_given"
    vi = "SSCC {sscc} chưa được cấp; hãy cấp số mới."
    en = "The SSCC {sscc} was not given yet; take a new one."


class ContentRefused(Invalid):
    """A line of what is in a logistic unit; ``row`` counts from 1."""

    field = "contents"


class ContentNumberUnknown(ContentRefused):
    """A number that stands on no goods of the cooperative."""

    code = "content_number_unknown"
    vi = "Dòng {row}: mã {number} không nằm trên hàng nào của hợp tác xã."
    en = "Line {row}: the number {number} is on no goods of the cooperative."


class ContentLotMalformed(ContentRefused):
    """A lot that GS1 does not allow."""

    code = "content_lot_malformed"
    vi = "Dòng {row}: số lô {lot} không đúng. {reason_vi}"
    en = "Line {row}: the lot {lot} is not valid. {reason_en}"


class ContentCountOutOfRange(ContentRefused):
    """A count that AI 37 has no room for."""

    code = "content_count_out_of_range"
    vi = "Dòng {row}: số lượng phải từ 1 đến 99.999.999."
    en = "Line {row}: the count is from 1 to 99,999,999."


class ContentExpiryFar(ContentRefused):
    """An expiry whose year of two digits, as bars have it, would be read as one of another century."""

    code = "content_expiry_far"
    vi = "Dòng {row}: hạn sử dụng {day:%d/%m/%Y} cách nay quá xa, mã vạch chỉ ghi hai chữ số của năm."
    en = "Line {row}: the expiry {day:%d/%m/%Y} is too far from today, for bars have two digits of the year."


class ContentRepeated(ContentRefused):
    """The same number and lot twice."""

    code = "content_repeated"
    vi = "Dòng {row}: mã {number} với cùng số lô đã có ở dòng trên."
    en = "Line {row}: the number {number} with the same lot stands in a line above."
