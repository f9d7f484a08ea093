"""The staff pages: ``desk/``. Each function answers GET and POST, so each has both rows."""

from tests.wall.rows import Attack, Body, Door, Row, query_of_theirs


def pages(
    route: str,
    door: Door,
    *names: str,
    lists: bool = False,
    own: Body | None = None,
    attacks: tuple[Attack, ...] = (),
) -> tuple[Row, ...]:
    """Return the rows of one page, for looking at it and for its button."""
    path = f"desk/{route}"
    return (
        Row(path, "GET", door, names, lists=lists, attacks=attacks),
        Row(path, "POST", door, names, own=own, attacks=attacks),
    )


ROWS = (
    *pages("", Door.DESK, attacks=(query_of_theirs(lambda _: "q=hang", 200, 405),)),
    *pages("log-in", Door.OPEN),
    *pages("log-out", Door.OPEN),
    *pages("password", Door.OPEN),
    Row("desk/password/<str:uid>/<str:token>", "GET", Door.OPEN, pattern="desk/password/x/y"),
    Row("desk/password/<str:uid>/<str:token>", "POST", Door.OPEN, pattern="desk/password/x/y"),
    *pages("queue", Door.DESK_ALLIANCE),
    *pages("queue/<int:key>", Door.DESK_ALLIANCE, "product", own=lambda _: {"decision": "reject"}),
    *pages("papers/<int:key>", Door.DESK, "paper"),
)
