"""What an officer confirms is what was seen, papers too, whatever its cooperative does at that moment."""

from collections.abc import Callable
from functools import partial
from threading import Barrier
from types import ModuleType
from typing import Any

import pytest
from django.db import connection

from catalogue.approval import certificate_fields, certificates, check_certificate
from catalogue.approval.errors import PapersDiffer
from catalogue.media import papers
from catalogue.media.errors import PaperOfCheckedCertificate
from catalogue.media.papers import KeptPaper, add_paper, delete_paper, keep_paper
from catalogue.models import Certificate, CertificatePaper
from tests.catalogue.media.accepted import accepted_clip
from tests.factories import make_certificate
from tests.racing import PATIENCE_S, run_together

pytestmark = pytest.mark.django_db(transaction=True)

ROUNDS = 4
Verb = Callable[..., Any]


def waiting() -> tuple[Certificate, CertificatePaper, KeptPaper, dict[str, object]]:
    """Return a certificate with a paper, a further one that may come, and what an officer saw of it."""
    certificate = make_certificate(checked_at=None, checked_by="")
    paper = add_paper(certificate=certificate, kept=keep_paper(accepted_clip("một")))
    certificate.refresh_from_db()
    seen = {**certificate_fields(certificate), "papers": [paper.pk]}
    return certificate, paper, keep_paper(accepted_clip("hai")), seen


def check_it_was_seen(certificate: Certificate, seen: dict[str, object]) -> None:
    """Once confirmed, it had just the papers that were seen, and keeps them."""
    certificate.refresh_from_db()
    if certificate.checked_at is None:
        return
    then = CertificatePaper.objects.filter(certificate=certificate, created_at__lte=certificate.checked_at)
    assert list(then.values_list("pk", flat=True)) == seen["papers"]
    assert not then.filter(deleted_at__isnull=False).exists()


def check_as_seen(certificate: Certificate, seen: dict[str, object]) -> Certificate:
    return check_certificate(certificate=certificate, actor="user:9", seen=seen)


def test_a_paper_that_comes_meanwhile_is_not_confirmed_unseen() -> None:
    for _ in range(ROUNDS):
        certificate, _paper, further, seen = waiting()
        calls: list[Callable[[], object]] = [
            partial(check_as_seen, certificate, seen),
            partial(add_paper, certificate=certificate, kept=further),
        ]
        checked, added = run_together(calls)

        assert isinstance(checked, Certificate | PapersDiffer), checked
        assert isinstance(added, CertificatePaper)
        check_it_was_seen(certificate, seen)
        assert (certificate.checked_at is None) == isinstance(checked, PapersDiffer)


def test_a_paper_is_taken_away_or_confirmed_and_never_both() -> None:
    for _ in range(ROUNDS):
        certificate, paper, _further, seen = waiting()
        calls: list[Callable[[], object]] = [
            partial(check_as_seen, certificate, seen),
            partial(delete_paper, paper=paper),
        ]
        outcomes = {type(outcome) for outcome in run_together(calls)}

        assert outcomes in (
            {Certificate, PaperOfCheckedCertificate},
            {PapersDiffer, CertificatePaper},
        )
        check_it_was_seen(certificate, seen)


def race_without_lock(
    monkeypatch: pytest.MonkeyPatch, module: ModuleType, look_name: str, verb: Verb, other: Verb
) -> list[object]:
    """Return what came of ``verb`` and of ``other``, which writes between its look and its write.

    ``verb`` goes without the lock of its ``module``; on SQLite the transaction is the lock.
    """
    looked, written = Barrier(2), Barrier(2)
    look = getattr(module, look_name)

    def look_and_wait(*args: Any) -> None:
        look(*args)
        looked.wait(PATIENCE_S)
        written.wait(PATIENCE_S)

    def write_between() -> object:
        looked.wait(PATIENCE_S)
        try:
            return other()
        finally:
            written.wait(PATIENCE_S)

    monkeypatch.setattr(module, look_name, look_and_wait)
    monkeypatch.setattr(module, "lock_products", lambda *_ids, **_options: None)
    return run_together([verb, write_between])


def bare(verb: Verb) -> Verb:
    """Return ``verb``, on SQLite without its transaction."""
    return verb.__wrapped__ if connection.vendor == "sqlite" else verb  # type: ignore[attr-defined]


def test_twin_that_compares_without_the_lock_confirms_a_paper_unseen(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    certificate, _paper, further, seen = waiting()
    check = partial(bare(check_certificate), certificate=certificate, actor="user:9", seen=seen)
    add = partial(add_paper, certificate=certificate, kept=further)
    monkeypatch.setattr(certificates, "render_products", lambda _ids: None)  # it insists on a transaction

    outcomes = race_without_lock(monkeypatch, certificates, "require_seen", check, add)

    assert [type(outcome) for outcome in outcomes] == [Certificate, CertificatePaper]
    with pytest.raises(AssertionError):
        check_it_was_seen(certificate, seen)


def test_twin_that_looks_without_the_lock_takes_the_paper_of_a_checked_certificate_away(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    certificate, paper, _further, seen = waiting()
    delete, check = partial(bare(delete_paper), paper=paper), partial(check_as_seen, certificate, seen)

    outcomes = race_without_lock(monkeypatch, papers, "require_unchecked", delete, check)

    assert [type(outcome) for outcome in outcomes] == [CertificatePaper, Certificate]
    with pytest.raises(AssertionError):
        check_it_was_seen(certificate, seen)
