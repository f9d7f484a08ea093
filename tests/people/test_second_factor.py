"""A second factor is needed once it is on, works once, and can be replaced by paper."""

import datetime
from base64 import b32decode
from functools import partial

import pytest
import time_machine
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from catalogue.barcodes.native_encoder import encode_text
from catalogue.history import FieldChange, acting_as, history_of
from people.errors import LockedOut, OneTimeCodeWrong, SecondFactorActive, SecondFactorMissing
from people.log_in import Attempt, Outcome, log_in
from people.models import User
from people.second_factor import begin, check_first_code, confirm, recovery_codes_left, remove, verify_code
from people.second_factor import turn_on as turn_app_on
from tests.people.cast import PASSWORD, make_user
from tests.people.codes import NOON, STEP, code_of, turn_on, wrong_code_of
from tests.people.requests import make_request
from tests.racing import run_together

pytestmark = pytest.mark.django_db


def attempt(otp: str = "", password: str = PASSWORD) -> Attempt:
    return log_in(make_request(), username="lan", password=password, otp=otp)


def test_the_app_is_given_the_same_secret_as_text_and_as_an_address() -> None:
    lan = make_user("lan")

    setup = begin(lan)

    assert b32decode(setup.secret) == TOTPDevice.objects.get(user=lan).bin_key
    assert setup.uri.startswith("otpauth://totp/HTX%3Alan?secret=" + setup.secret)
    assert setup.uri.endswith("&issuer=HTX")
    assert setup.qr_svg.startswith("<svg ")
    assert setup.secret not in setup.qr_svg


def test_until_it_is_confirmed_nothing_changes() -> None:
    lan = make_user("lan")
    begin(lan)

    with pytest.raises(OneTimeCodeWrong):
        confirm(lan, "12345x")
    with pytest.raises(OneTimeCodeWrong):
        confirm(lan, wrong_code_of(lan))

    assert User.objects.get().second_factor_since is None
    assert attempt().outcome == Outcome.WELCOME


def test_whoever_guesses_the_first_code_waits_even_with_the_right_one() -> None:
    lan = make_user("lan")
    begin(lan)
    with time_machine.travel(NOON, tick=False):
        with pytest.raises(OneTimeCodeWrong):
            confirm(lan, wrong_code_of(lan))
        with pytest.raises(LockedOut) as locked:
            confirm(lan, code_of(lan))
        assert locked.value.wait == 1
    with time_machine.travel(NOON + datetime.timedelta(seconds=1.5), tick=False):
        assert len(confirm(lan, code_of(lan))) == 10


def test_the_code_of_one_app_turns_no_other_on() -> None:
    lan = make_user("lan")
    begin(lan)
    first = check_first_code(lan, code_of(lan))
    begin(lan)

    with pytest.raises(SecondFactorMissing):
        turn_app_on(lan, first)
    assert User.objects.get().second_factor_since is None


def test_beginning_anew_makes_another_secret_and_without_beginning_there_is_nothing_to_confirm() -> None:
    lan = make_user("lan")
    with pytest.raises(SecondFactorMissing):
        confirm(lan, "000000")

    assert begin(lan).secret != begin(lan).secret
    assert TOTPDevice.objects.count() == 1


@time_machine.travel(NOON, tick=False)
def test_once_it_is_on_the_password_alone_is_not_enough() -> None:
    lan = make_user("lan")
    turn_on(lan)

    assert attempt().outcome == Outcome.CODE_MISSING
    assert attempt(password="sai").outcome == Outcome.REFUSED
    assert attempt(wrong_code_of(lan)).outcome == Outcome.REFUSED


def test_a_code_works_once_and_only_in_its_time() -> None:
    lan = make_user("lan")
    with time_machine.travel(NOON, tick=False):
        turn_on(lan)
    with time_machine.travel(NOON + 2 * STEP, tick=False):
        code = code_of(lan)
        assert attempt(code) == Attempt(Outcome.WELCOME, lan)
        assert attempt(code).outcome == Outcome.REFUSED
    with time_machine.travel(NOON + 9 * STEP, tick=False):
        assert attempt(code).outcome == Outcome.REFUSED


def test_who_guesses_waits_twice_as_long_each_time_even_with_the_right_code() -> None:
    lan = make_user("lan")
    with time_machine.travel(NOON, tick=False):
        turn_on(lan)
    later = NOON + 2 * STEP
    with time_machine.travel(later, tick=False):
        attempt(wrong_code_of(lan))
        assert attempt(code_of(lan)) == Attempt(Outcome.LOCKED, wait_seconds=1)
    with time_machine.travel(later + datetime.timedelta(seconds=1.5), tick=False):
        attempt(wrong_code_of(lan))
        assert attempt(code_of(lan)) == Attempt(Outcome.LOCKED, wait_seconds=2)
    with time_machine.travel(later + datetime.timedelta(seconds=4), tick=False):
        assert attempt(code_of(lan)).outcome == Outcome.WELCOME


def test_asking_for_the_code_is_no_failure_but_guessing_it_locks_out() -> None:
    lan = make_user("lan")
    with time_machine.travel(NOON, tick=False):
        turn_on(lan)
        assert [attempt().outcome for _ in range(9)] == [Outcome.CODE_MISSING] * 9
    for minute in range(5):
        with time_machine.travel(NOON + datetime.timedelta(minutes=minute + 1), tick=False):
            attempt(wrong_code_of(lan))
    with time_machine.travel(NOON + datetime.timedelta(minutes=6), tick=False):
        assert attempt(code_of(lan)).outcome == Outcome.LOCKED


@time_machine.travel(NOON, tick=False)
def test_each_recovery_code_opens_once_however_it_is_typed() -> None:
    lan = make_user("lan")
    codes = turn_on(lan)

    assert len(set(codes)) == 10
    assert attempt(codes[0].upper()).outcome == Outcome.WELCOME
    assert attempt(codes[1].replace("-", " ")).outcome == Outcome.WELCOME
    assert recovery_codes_left(lan) == 8
    assert attempt(codes[0]).outcome == Outcome.REFUSED


def test_recovery_codes_are_kept_as_digests_alone() -> None:
    codes = turn_on(make_user("lan"))

    kept = set(StaticToken.objects.values_list("token", flat=True))
    assert {len(token) for token in kept} == {16}
    assert kept.isdisjoint({*codes, *(code.replace("-", "") for code in codes)})


def test_it_is_turned_on_once_and_off_again_and_both_are_remembered() -> None:
    lan = make_user("lan")
    with acting_as("user:1"):
        turn_on(lan)
        since = lan.second_factor_since
    for again in (partial(begin, lan), partial(confirm, lan, "000000")):
        with pytest.raises(SecondFactorActive):
            again()
    with acting_as("user:2"):
        remove(lan)
    with pytest.raises(SecondFactorMissing):
        remove(lan)

    off, on, _ = history_of(lan)
    assert (on.actor, on.fields) == ("user:1", (FieldChange("second_factor_since", None, since),))
    assert (off.actor, off.fields) == ("user:2", (FieldChange("second_factor_since", since, None),))
    assert recovery_codes_left(lan) == 0
    assert attempt().outcome == Outcome.WELCOME


def test_a_second_factor_whose_secret_is_gone_lets_nobody_in() -> None:
    lan = make_user("lan")
    turn_on(lan)
    TOTPDevice.objects.all().delete()

    assert attempt("000000").outcome == Outcome.REFUSED


@pytest.mark.django_db(transaction=True)
def test_of_four_who_use_one_code_at_once_one_gets_in() -> None:
    lan = make_user("lan")
    with time_machine.travel(NOON, tick=False):
        [code, *_] = turn_on(lan)

        outcomes = run_together([partial(verify_code, lan, code)] * 4)

    assert sorted(map(bool, outcomes)) == [False, False, False, True]


def test_the_symbol_reads_as_the_address() -> None:
    """Drawn as a picture and read back, as a phone does."""
    import zxingcpp
    from PIL import Image

    setup = begin(make_user("lan"))
    rows = encode_text("qr", zxingcpp.BarcodeFormat.QRCode, setup.uri, ec_level="M")
    size = len(rows) + 8
    picture = Image.new("L", (size, size), 255)
    for y, row in enumerate(rows):
        for x, module in enumerate(row):
            picture.putpixel((x + 4, y + 4), 0 if module == "1" else 255)

    [found] = zxingcpp.read_barcodes(picture.resize((size * 4, size * 4), Image.Resampling.NEAREST))
    assert found.text == setup.uri
