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

    def handle_endtag(self, tag: str) -> None:
        """Note the end of a label."""
        self._in_label = self._in_label and tag != "label"

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
            if not self._in_label:
                self.inputs.append(given)

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
