"""`manage.py import_template`: a file that a cooperative can fill in and send back."""

import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from catalogue.imports import check
from catalogue.models import ImportAction
from tests.factories import make_cooperative

pytestmark = pytest.mark.django_db


def test_the_template_comes_back_in_as_it_is(tmp_path: Path) -> None:
    path, out = tmp_path / "mau.xlsx", io.StringIO()

    call_command("import_template", str(path), stdout=out)

    assert out.getvalue() == f"{path}\n"
    with path.open("rb") as file:
        assert check(file, filename="mau.xlsx").actions == [ImportAction.CREATE]


def test_the_template_of_one_cooperative_is_for_its_goods_alone(tmp_path: Path) -> None:
    cooperative, path = make_cooperative(tax_code="0314409058002"), tmp_path / "mau.xlsx"

    call_command("import_template", str(path), "--cooperative", "0314409058-002", stdout=io.StringIO())

    with path.open("rb") as file:
        assert check(file, filename="mau.xlsx", cooperative=cooperative).actions == [ImportAction.CREATE]


@pytest.mark.parametrize(
    ("name", "options", "reason"),
    [("no/mau.xlsx", [], "No such file"), ("mau.xlsx", ["--cooperative", "1"], "[cooperative_unknown]")],
)
def test_a_reason_is_given_and_no_file_left(
    tmp_path: Path, name: str, options: list[str], reason: str
) -> None:
    with pytest.raises(CommandError) as refused:
        call_command("import_template", str(tmp_path / name), *options)

    assert reason in str(refused.value)
    assert not list(tmp_path.iterdir())
