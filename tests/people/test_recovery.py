"""Officers help who has lost app, codes or link; whoever is helped is told of it."""

import pytest
from django.core import mail
from django_tasks_db.models import DBTaskResult

from people.errors import OwnAccount, SecondFactorMissing
from people.recovery import remove_second_factor, require_somebody_else, send_password_link
from people.tasks import mail_notice
from people.users import edit_user
from tests.people.cast import make_officer, make_user
from tests.people.codes import turn_on

pytestmark = pytest.mark.django_db


def asked() -> list[tuple[str, list[object]]]:
    jobs = DBTaskResult.objects.order_by("enqueued_at", "pk")
    return [(job.task_path.rpartition(".")[2], job.args_kwargs["args"]) for job in jobs]


def test_nobody_helps_themselves() -> None:
    officer, lan = make_officer(), make_user("lan")

    require_somebody_else(lan, officer=officer)
    with pytest.raises(OwnAccount):
        require_somebody_else(officer, officer=officer)


def test_whose_second_factor_was_removed_is_written_to() -> None:
    lan = make_user("lan", email="lan@htx.example")
    turn_on(lan)

    remove_second_factor(lan)

    lan.refresh_from_db()
    assert lan.second_factor_since is None
    assert asked() == [("mail_notice", [lan.pk, "second_factor_off", "lan@htx.example"])]
    with pytest.raises(SecondFactorMissing):
        remove_second_factor(lan)
    assert len(asked()) == 1


def test_a_link_is_the_first_one_or_a_new_one() -> None:
    lan, sua = make_user("lan"), make_user("sua")
    sua.set_unusable_password()
    sua.save()

    send_password_link(lan)
    send_password_link(sua)

    assert sorted(asked()) == [
        ("mail_password_link", [lan.pk, "forgotten"]),
        ("mail_password_link", [sua.pk, "invited"]),
    ]


def test_of_a_new_address_the_old_and_the_new_one_are_told() -> None:
    lan = make_user("lan", email="old@htx.example")

    edit_user(lan, name="Lan", email="old@htx.example")
    assert asked() == []
    edit_user(lan, email="new@htx.example")

    assert sorted(asked()) == [
        ("mail_notice", [lan.pk, "address_changed", "new@htx.example"]),
        ("mail_notice", [lan.pk, "address_changed", "old@htx.example"]),
    ]


def test_a_notice_speaks_the_language_of_the_user_and_tells_no_address() -> None:
    lan = make_user("lan", name="Lan", email="new@htx.example")
    john = make_user("john", email="john@htx.example", language="en", is_active=False)

    mail_notice.call(lan.pk, "address_changed", "old@htx.example")
    mail_notice.call(john.pk, "second_factor_off", "john@htx.example")
    mail_notice.call(lan.pk, "second_factor_off", "")
    mail_notice.call(0, "second_factor_off", "nobody@htx.example")

    vietnamese, english = mail.outbox
    assert (vietnamese.to, vietnamese.subject) == (
        ["old@htx.example"],
        "Địa chỉ thư của tài khoản HTX đã thay đổi",
    )
    assert vietnamese.body.startswith("Kính gửi Lan,\n")
    assert "new@htx.example" not in vietnamese.body
    assert (english.to, english.subject) == (
        ["john@htx.example"],
        "The second factor of your HTX account was turned off",
    )
    assert english.body.startswith("Dear john,\n")
