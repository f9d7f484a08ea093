"""Why a product or variant is not deleted, restored or merged."""

from catalogue.errors import Conflict, Invalid


class LastVariant(Conflict):
    """The only variant that the public sees of an approved product."""

    code = "last_variant"
    vi = "Đây là mặt hàng cuối cùng của sản phẩm đang đăng: hãy rút hoặc xoá sản phẩm."
    en = "This is the last variant of an approved product: withdraw or delete the product instead."


class NotDeleted(Conflict):
    """A restore of what was never deleted."""

    code = "not_deleted"
    vi = "Chưa bị xoá nên không cần khôi phục."
    en = "It is not deleted, so it cannot be restored."


class MergedForGood(Conflict):
    """A restore of what was merged into something else."""

    code = "merged_for_good"
    vi = "Đã gộp vào {survivor} nên không khôi phục được."
    en = "It was merged into {survivor} and cannot be restored."


class MergeWithItself(Invalid):
    """A merge of something with itself."""

    code = "merge_with_itself"
    vi = "Không thể gộp với chính nó."
    en = "It cannot be merged with itself."


class MergeAcrossCooperatives(Invalid):
    """A merge of the goods of two cooperatives."""

    code = "merge_across_cooperatives"
    vi = "Chỉ gộp được hàng của cùng một hợp tác xã."
    en = "Only goods of the same cooperative can be merged."


class MergeMatchUnknown(Invalid):
    """A pair of variants that are not one of each product."""

    code = "merge_match_unknown"
    vi = "Cặp mặt hàng {loser} → {survivor} không thuộc hai sản phẩm được gộp."
    en = "The pair {loser} → {survivor} is not a variant of each of the two products."
