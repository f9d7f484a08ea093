"""Why a public read is refused."""

from catalogue.errors import Invalid, NotFound


class QueryRefused(Invalid):
    """A part of the query is wrong; ``parameter`` names it."""

    def __init__(self, parameter: str, **facts: object) -> None:
        self.parameter = parameter
        super().__init__(parameter=parameter, **facts)


class FilterInvalid(QueryRefused):
    """A filter has a value that cannot be."""

    code = "invalid_filter"
    vi = "Giá trị của “{parameter}” không hợp lệ: {expected}."
    en = "The value of “{parameter}” is not valid; expected: {expected}."


class SortUnknown(QueryRefused):
    """The order is not one of those offered."""

    code = "invalid_sort"
    vi = "Không có cách sắp xếp “{sort}”. Hãy dùng: {known}; relevance cần có q."
    en = "There is no order “{sort}”. Use one of: {known}; relevance needs q."


class LimitOutOfRange(QueryRefused):
    """A page has 1 to 100 items."""

    code = "invalid_limit"
    vi = "limit phải từ 1 đến {most}."
    en = "limit must be from 1 to {most}."


class QueryTooLong(QueryRefused):
    """The search text is longer than anybody types."""

    code = "query_too_long"
    vi = "Từ khóa tìm kiếm dài quá {most} ký tự."
    en = "The search text is longer than {most} characters."


class CursorInvalid(QueryRefused):
    """The cursor is broken, or belongs to another query."""

    code = "invalid_cursor"
    vi = "Con trỏ trang không đúng hoặc thuộc về một truy vấn khác; hãy đọc lại từ trang đầu."
    en = "The cursor is broken or belongs to another query; read again from the first page."


class ProductNotFound(NotFound):
    """No such product is shown to the public."""

    code = "not_found"
    vi = "Không có sản phẩm “{slug}”."
    en = "There is no product “{slug}”."


class CooperativeNotFound(NotFound):
    """No such cooperative offers anything to the public."""

    code = "not_found"
    vi = "Không có hợp tác xã “{slug}”."
    en = "There is no cooperative “{slug}”."
