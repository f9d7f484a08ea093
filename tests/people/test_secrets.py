import hashlib

from people.secrets import digest_of, kind_of, make_secret


def test_a_secret_is_kept_as_a_digest_and_a_beginning_alone() -> None:
    secret = make_secret("sk")

    assert secret.plain.startswith("sk_")
    assert len(secret.plain) == 46
    assert secret.digest == hashlib.sha256(secret.plain.encode()).hexdigest() == digest_of(secret.plain)
    assert secret.shown == secret.plain[:10]


def test_no_secret_comes_twice() -> None:
    assert len({make_secret("at").plain for _ in range(1_000)}) == 1_000


def test_the_kind_is_read_off_the_form_and_anything_else_is_none() -> None:
    assert kind_of(make_secret("at").plain) == "at"
    assert kind_of(make_secret("sk").plain) == "sk"
    for wrong in (
        "",
        "at_",
        "pk_" + "a" * 43,
        "at_" + "a" * 42,
        "at_" + "a" * 44,
        "at_" + "á" * 43,
        "sk " + "a" * 43,
    ):
        assert kind_of(wrong) is None
