import json
import re
from pathlib import Path

import pytest

from bench import barcode_svg
from bench.claims import Bounds, tell

ROOT = Path(__file__).resolve().parents[2]
LINE = {"bench": "seeds", "yardstick": "husks", "value": 7, "ratio": 1.5, "unit": "số lượng"}
BEGUN_BY_OTHERS = {"admin_pages", "http_load"}


def run_by_make() -> set[str]:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    names = re.search(r"^BENCHES := ((?:.*\\\n)*.*)", makefile, re.MULTILINE)
    assert names is not None
    return set(names[1].replace("\\", " ").split())


@pytest.mark.parametrize(
    ("most", "least"),
    [
        ({}, {}),
        ({"ratio": 1.5}, {}),
        ({}, {"ratio": 1.5}),
        ({"value": 7, "ratio": 2}, {"ratio": 1}),
    ],
)
def test_a_claim_is_kept_up_to_its_bound(
    most: Bounds, least: Bounds, capsys: pytest.CaptureFixture[str]
) -> None:
    assert tell(LINE, most=most, least=least)

    printed = capsys.readouterr()
    assert (json.loads(printed.out), printed.out.count("\n"), printed.err) == (LINE, 1, "")
    assert "số lượng" in printed.out


@pytest.mark.parametrize(
    ("most", "least", "said"),
    [
        ({"ratio": 1.49}, {}, "seeds: ratio is 1.5, claimed is at most 1.49\n"),
        ({}, {"value": 8}, "seeds: value is 7, claimed is at least 8\n"),
        (
            {"value": 6},
            {"ratio": 20},
            "seeds: value is 7, claimed is at most 6\nseeds: ratio is 1.5, claimed is at least 20\n",
        ),
    ],
)
def test_a_broken_claim_is_said_and_its_figure_printed_all_the_same(
    most: Bounds, least: Bounds, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert not tell(LINE, most=most, least=least)

    printed = capsys.readouterr()
    assert (json.loads(printed.out), printed.err) == (LINE, said)


def test_no_figure_keeps_no_claim() -> None:
    assert not tell(LINE | {"ratio": float("nan")}, most={"ratio": 1})
    assert not tell(LINE | {"ratio": float("nan")}, least={"ratio": 1})
    with pytest.raises(TypeError):
        tell(LINE, most={"unit": 1})


@pytest.mark.parametrize(("ours", "status"), [(190.0, 1), (200.0, 0)])
def test_a_bench_ends_with_1_when_its_claim_is_broken(
    ours: float, status: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    speeds = {barcode_svg.draw_ours: ours, barcode_svg.draw_theirs: 10.0}
    monkeypatch.setattr(barcode_svg, "per_second", lambda draw, _: speeds[draw])

    assert barcode_svg.main() == status
    assert json.loads(capsys.readouterr().out)["ratio"] == ours / 10


def test_make_runs_the_benches_of_the_table_and_the_campaigns_are_told_beside_them() -> None:
    document = (ROOT / "docs" / "benchmarks.md").read_text(encoding="utf-8")
    claims, campaigns = (
        set(re.findall(r"^\| `python -m bench\.(\w+)", part, re.MULTILINE))
        for part in document.split("## Longer campaigns")
    )
    begins = 'if __name__ == "__main__"'
    programs = {path.stem for path in (ROOT / "bench").glob("*.py") if begins in path.read_text()}

    assert run_by_make() == claims
    assert programs - BEGUN_BY_OTHERS == claims | campaigns
    for name in sorted(claims):
        assert "sys.exit(m" in (ROOT / "bench" / f"{name}.py").read_text(), name
