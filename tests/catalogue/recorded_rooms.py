"""The verbs of photos, papers, profiles, storefronts and people, each made ready to be called."""

from collections.abc import Callable, Collection
from types import ModuleType
from typing import Any

from catalogue import storefronts
from catalogue.approval import media as review
from catalogue.labels.stocks import STOCKS
from catalogue.media import items, papers
from catalogue.media.acceptance import accept_audio, accept_paper, accept_photo
from catalogue.models import (
    CertificatePaper,
    LabelProfile,
    MediaItem,
    ProfileKind,
    Storefront,
    StorefrontKind,
)
from catalogue.printing import profiles
from people import credentials, passwords, second_factor, users
from people.models import AccessToken, Grant, Membership, Role, User
from tests.catalogue.approval.goods import make_approved
from tests.catalogue.media.clips import mp3, plain_pdf
from tests.catalogue.media.photos import photo
from tests.factories import make_certificate, make_cooperative
from tests.people.cast import make_member, make_officer, make_user
from tests.people.codes import code_of, turn_on

Verb = Callable[[], object]

ROOMS: tuple[ModuleType, ...] = (
    *(items, papers, review, profiles, storefronts),
    *(users, credentials, passwords, second_factor),
)
READERS = {
    *("keep", "require_room", "keep_paper", "require_room_for_paper", "require_unchecked", "read_paper"),
    *("profiles_of", "stock_of", "printer_of", "template_of", "free_key", "lock_profile", "lock_profiles_of"),
    *("new_publishable_key", "lock_storefront"),
    *("matching_users", "find_active_user", "lock_user", "lock_membership"),
    *("encode_password", "link_for", "user_of_link", "forgetful_users"),
    *("wait_before_next_code", "recovery_codes_left"),
}
UNRECORDED = {
    "find_token": "notes the day of use, of which each day would leave a record",
    "find_key": "notes the day of use, of which each day would leave a record",
    "may_be_mailed": "notes when a link was sent, which nobody restores",
    "begin": "keeps a secret that counts for nothing yet; a record would keep it for good",
    "check_first_code": "uses a code up; a record would keep the secret of the app for good",
    "verify_code": "uses a code up; a record would keep the secret of the app for good",
}
MEASURES = {"cross_x_mm": 26, "cross_y_mm": 25, "ruler_x_mm": 100, "ruler_y_mm": 100}


def verbs_of(rooms: Collection[ModuleType]) -> set[str]:
    """Return the names of the public functions that ``rooms`` define."""
    return {
        name
        for room in rooms
        for name, one in vars(room).items()
        if callable(one) and name[0].islower() and getattr(one, "__module__", "") == room.__name__
    }


def _call(verb: Callable[..., object], *given: Any, **named: Any) -> Verb:
    return lambda: verb(*given, **named)


def shown(count: int = 1, **fields: Any) -> list[MediaItem]:
    """Return the approved photos of approved goods."""
    goods = make_approved()
    return [
        items.upload_photo(product=goods, data=photo(60 + number, 40), approved=True, **fields)
        for number in range(count)
    ]


def deleted_photo() -> MediaItem:
    return items.delete_media(item=shown()[0])


def reordered() -> Verb:
    first, second = shown(2)
    return _call(items.order_media, product=first.product, item_ids=[second.pk, first.pk])


def proven() -> CertificatePaper:
    return papers.upload_paper(certificate=make_certificate(checked_at=None, checked_by=""), data=plain_pdf())


def refused_paper() -> Verb:
    """Prepare a paper for a certificate that was refused, which then waits again."""
    certificate = make_certificate(checked_at=None, checked_by="", refusal_reason="Ảnh mờ.")
    kept = papers.keep_paper(accept_paper(plain_pdf()))
    return _call(papers.add_paper, certificate=certificate, kept=kept)


def own_printer() -> LabelProfile:
    return profiles.add_profile(
        cooperative=make_cooperative(),
        kind=ProfileKind.PRINTER,
        key="may",
        values={},
        based_on="office-600",
    )


def opened() -> Storefront:
    return storefronts.open_storefront(name="Web", kind=StorefrontKind.WEB)


def place(role: Role = Role.STAFF) -> Membership:
    """Return a place in a cooperative that has another owner."""
    cooperative = make_cooperative()
    make_member("chu", cooperative, Role.OWNER)
    return Membership.objects.get(user=make_member("lan", cooperative, role))


def with_tokens(**fields: Any) -> User:
    user = make_user("lan", **fields)
    for name in ("Máy một", "Máy hai"):
        credentials.issue_token(user=user, name=name)
    return user


def closed() -> Verb:
    """Prepare the closing of an account that has tokens, which end with it."""
    make_officer()
    return _call(users.edit_user, with_tokens(), is_active=False)


def linked() -> Verb:
    """Prepare a link of user 5, in whose own name the password is set."""
    user = with_tokens(pk=5)
    uid, token = passwords.link_for(user).rstrip("/").split("/")[-2:]
    return _call(passwords.reset_password, uid=uid, token=token, password="suoi-trong-2027-ngo")


def new_password() -> Verb:
    user = make_user("lan")
    return _call(passwords.change_password, user, passwords.encode_password(user, "suoi-trong-2027-ngo"))


def begun() -> Verb:
    user = make_user("lan")
    second_factor.begin(user)
    return lambda: second_factor.confirm(user, code_of(user))


def with_new_app() -> Verb:
    user = make_user("lan")
    second_factor.begin(user)
    return _call(second_factor.turn_on, user, second_factor.check_first_code(user, code_of(user)))


def protected() -> User:
    user = make_user("lan")
    turn_on(user)
    return user


def invited(**fields: Any) -> Verb:
    cooperative = make_cooperative()
    return _call(users.invite_member, cooperative=cooperative, role=Role.STAFF, by_alliance=True, **fields)


MEDIA: dict[str, Callable[[], Verb]] = {
    "upload_photo": lambda: _call(items.upload_photo, product=make_approved(), data=photo(60, 40)),
    "upload_audio": lambda: _call(items.upload_audio, product=make_approved(), data=mp3(), language="hmn"),
    "add_photo": lambda: _call(
        items.add_photo, product=make_approved(), kept=items.keep(accept_photo(photo(60, 40)))
    ),
    "add_audio": lambda: _call(
        items.add_audio, product=make_approved(), kept=items.keep(accept_audio(mp3())), language="hmn"
    ),
    "describe_media": lambda: _call(items.describe_media, item=shown()[0], alt_text={"vi": "Tổ ong"}),
    "order_media": reordered,
    "move_media": lambda: _call(items.move_media, item=shown(3)[2], position=0),
    "delete_media": lambda: _call(items.delete_media, item=shown()[0]),
    "restore_media": lambda: _call(items.restore_media, item=deleted_photo()),
    "approve_media": lambda: _call(
        review.approve_media,
        [items.upload_photo(product=make_approved(), data=photo(60, 40)).product_id],
    ),
    "disapprove_media": lambda: _call(review.disapprove_media, [shown(2)[0].product_id]),
    "upload_paper": lambda: _call(
        papers.upload_paper, certificate=make_certificate(checked_at=None, checked_by=""), data=plain_pdf()
    ),
    "add_paper": refused_paper,
    "delete_paper": lambda: _call(papers.delete_paper, paper=proven()),
}
PROFILES: dict[str, Callable[[], Verb]] = {
    "add_profile": lambda: own_printer,
    "edit_profile": lambda: _call(profiles.edit_profile, profile=own_printer(), changes={"offset_x_mm": 1}),
    "calibrate_profile": lambda: _call(
        profiles.calibrate_profile,
        profile=own_printer(),
        stock=next(stock for stock in STOCKS if stock.key == "a4-24-70x37"),
        measures=MEASURES,
    ),
    "remove_profile": lambda: _call(profiles.remove_profile, profile=own_printer()),
}
STOREFRONTS: dict[str, Callable[[], Verb]] = {
    "open_storefront": lambda: opened,
    "edit_storefront": lambda: _call(storefronts.edit_storefront, opened(), name="Chợ"),
    "rotate_key": lambda: _call(storefronts.rotate_key, opened()),
}
PEOPLE: dict[str, Callable[[], Verb]] = {
    "open_account": lambda: _call(users.open_account, email="sua@htx.example", name="Sùng Thị Sùa"),
    "edit_user": lambda: _call(users.edit_user, make_user("lan"), name="Lan"),
    "edit_user to close": closed,
    "add_member": lambda: _call(
        users.add_member, cooperative=make_cooperative(), user=make_user("lan"), role=Role.STAFF
    ),
    "invite_member": lambda: invited(email="sua@htx.example"),
    "invite_member by name": lambda: invited(username=make_user("lan").username),
    "set_role": lambda: _call(users.set_role, place(), Role.OWNER),
    "remove_member": lambda: _call(users.remove_member, place(Role.OWNER)),
    "issue_token": lambda: _call(credentials.issue_token, user=make_user("lan"), name="Máy"),
    "issue_key": lambda: _call(
        credentials.issue_key,
        cooperative=make_cooperative(),
        name="Máy",
        grants=[Grant.CATALOGUE_READ],
        days=None,
        created_by=None,
    ),
    "revoke": lambda: _call(credentials.revoke, AccessToken.objects.filter(user=with_tokens())[0]),
    "revoke_tokens": lambda: _call(credentials.revoke_tokens, with_tokens()),
    "change_password": new_password,
    "reset_password": linked,
    "confirm": begun,
    "turn_on": with_new_app,
    "remove": lambda: _call(second_factor.remove, protected()),
}
