"""Following the links of the desk from page to page, and reading what is on them."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

from django.test import Client
from django.urls import resolve

SAMPLES = 2
"""How many addresses of one kind are opened: rows of a list are alike."""


@dataclass
class Form:
    """A form with the names of its fields and what its hidden ones hold."""

    action: str
    method: str
    hidden: dict[str, str] = field(default_factory=dict)
    shown: dict[str, str] = field(default_factory=dict)
    """What its fields hold: of a list what is chosen, of boxes and circles what is ticked."""
    fields: list[str] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    buttons: list[dict[str, str]] = field(default_factory=list)


class Reader(HTMLParser):
    """What a page holds: its links and forms, and what a screen reader would miss."""

    def __init__(self, address: str) -> None:
        super().__init__()
        self.address = address
        self.links: list[str] = []
        self.forms: list[Form] = []
        self.ids: list[str] = []
        self.labelled: set[str] = set()
        self.inputs: list[dict[str, str]] = []
        self.headings = 0
        self._in_label = False
        self._select = self._area = ""
        self._open: Form | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag."""
        given = {name: value or "" for name, value in attrs}
        if "id" in given:
            self.ids.append(given["id"])
        match tag:
            case "a" if given.get("href", "").startswith(("/desk/", "?")):
                self.links.append(self._whole(given["href"]))
            case "h1":
                self.headings += 1
            case "label":
                self._in_label = True
                self.labelled.add(given.get("for", ""))
            case "form":
                action = self._whole(given.get("action") or self.address)
                self._open = Form(action, given.get("method", "get").lower())
                self.forms.append(self._open)
            case "input" | "select" | "textarea" | "button":
                self._note_field(tag, given)
            case "option" if self._open is not None and self._select:
                if "selected" in given or self._select not in self._open.shown:
                    self._open.shown[self._select] = given.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        """Note the end of a label."""
        self._in_label = self._in_label and tag != "label"
        self._select = "" if tag == "select" else self._select
        self._area = "" if tag == "textarea" else self._area

    def handle_data(self, data: str) -> None:
        """Note what stands in a text area, which begins with a line feed."""
        if self._area and self._open is not None:
            self._open.shown[self._area] = (self._open.shown.get(self._area, "") + data).lstrip("\n")

    def _note_field(self, tag: str, given: dict[str, str]) -> None:
        kind, name = given.get("type", ""), given.get("name", "")
        if self._open is None:
            return
        if tag == "button":
            self._open.buttons.append({name: given.get("value", "")} if name else {})
        elif kind == "hidden":
            self._open.hidden[name] = given.get("value", "")
        else:
            (self._open.files if kind == "file" else self._open.fields).append(name)
            self._note_value(tag, name, kind, given)
            if not self._in_label:
                self.inputs.append(given)

    def _note_value(self, tag: str, name: str, kind: str, given: dict[str, str]) -> None:
        self._select, self._area = (
            name if tag == kind_of_tag else "" for kind_of_tag in ("select", "textarea")
        )
        is_held = (
            tag == "input" and kind != "file" and ("checked" in given or kind not in ("checkbox", "radio"))
        )
        if is_held and self._open is not None:
            self._open.shown[name] = given.get("value", "")

    def _whole(self, href: str) -> str:
        bare = href.partition("#")[0]
        return f"{self.address.partition('?')[0]}{bare}" if bare.startswith("?") else bare


def read(client: Client, address: str) -> Reader:
    """Return the page at ``address``, which must open."""
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    reader = Reader(address)
    if answer.headers["Content-Type"].startswith("text/html"):
        reader.feed(answer.content.decode())
    return reader


def kind_of(address: str) -> str:
    """Return what kind of page this is: its route, the step of a button, and what a history is about."""
    match = resolve(address.partition("?")[0])
    return f"{match.route} {match.kwargs.get('step', '')} {match.kwargs.get('kind', '')}"


def crawled(client: Client) -> list[Reader]:
    """Return the pages that links lead to from the start page, of each kind a few."""
    waiting, seen, kinds, pages = ["/desk/"], {"/desk/"}, dict[str, int](), list[Reader]()
    while waiting:
        address = waiting.pop()
        kinds[kind_of(address)] = kinds.get(kind_of(address), 0) + 1
        if kinds[kind_of(address)] > SAMPLES:
            continue
        page = read(client, address)
        pages.append(page)
        fresh = [link for link in dict.fromkeys(page.links) if link not in seen]
        seen.update(fresh)
        waiting += fresh
    return pages
