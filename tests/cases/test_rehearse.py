"""Case files end as they expect, by the law alone and by real workflows, and both tell the same."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from typer import Typer
from typer.testing import CliRunner

from desk import rehearse
from desk.casefile import read_case_file
from desk.expecting import differences, timeline
from desk.places import test_server as server_script
from desk.playing import play
from desk.playing_temporal import play_temporal
from models.law.lawbook import Lawbook
from models.law.reading import LawFault
from tests.widths import NIGHT

GIVEN = Path(__file__).parents[1] / "given" / "cases"
OURS = ("W1", "W2", "W3", "W4", "W5", "S1", "O1")
FILES = [next(GIVEN.glob(f"{name}-*.yaml")) for name in OURS]
SHOWN = Path(__file__).parents[2] / "docs" / "cases"
SHOW = SHOWN / "show.yaml"
# Our own, each drawn from articles; among them each hard prohibition as a refusal.
DRAWN = sorted(SHOWN.glob("C*.yaml"))
# All given files go through real workflows by day, and every third of our own; all of them by night.
THROUGH_TEMPORAL = [*FILES, *(DRAWN if NIGHT else DRAWN[::3])]


@pytest.fixture(scope="module")
def book() -> Lawbook:
    return Lawbook()


@pytest.mark.parametrize("file", [*FILES, *DRAWN, SHOW], ids=lambda f: f.stem)
def test_file_ends_as_expected_by_the_law_alone(file: Path, book: Lawbook) -> None:
    case = read_case_file(file)
    assert differences(case, play(case, book)) == []


@pytest.mark.parametrize("file", THROUGH_TEMPORAL, ids=lambda f: f.stem)
async def test_real_workflows_tell_the_same_timeline(file: Path, book: Lawbook) -> None:
    case = read_case_file(file)
    law, real = play(case, book), await play_temporal(case, book, server_script())
    assert differences(case, real) == []
    assert timeline(real.acts) == timeline(law.acts)
    assert [(r.at, r.refused.act, r.refused.code, r.refused.cite) for r in real.refusals] == [
        (r.at, r.refused.act, r.refused.code, r.refused.cite) for r in law.refusals
    ]
    assert real.state() == law.state()


def _run(*words: str) -> tuple[int, str]:
    app = Typer()
    app.command()(rehearse.command)
    done = CliRunner().invoke(app, list(words))
    return done.exit_code, done.output


def _changed(tmp_path: Path, old: str, new: str) -> Path:
    file = tmp_path / "changed.yaml"
    text = FILES[0].read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
    return file


def test_exit_is_nought_and_the_timeline_is_told_when_all_is_as_expected() -> None:
    code, out = _run(str(FILES[0]))
    assert code == 0
    assert "restoration_too_early" in out
    assert "2026-07-15" in out
    assert "第8条" in out


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("step: removed", "step: listed", "step: expected listed, got removed"),
        (
            "due: 2025-12-22",
            "due: 2025-12-21",
            "deadline reconsideration: expected 2025-12-21, got 2025-12-22",
        ),
        ("code: decision_not_served", "code: step_not_open", "refused: expected"),
        ("sharing: 2026-07-06", "sharing: 2026-07-05", "leg sharing: expected 2026-07-05, got 2026-07-06"),
        ("from: 2025-10-23", "from: 2025-10-24", "published: expected"),
        (
            "[notice, statement_answer, decision, restoration_decision]",
            "[decision, notice]",
            "documents (order)",
        ),
    ],
)
def test_exit_is_one_with_the_difference(tmp_path: Path, old: str, new: str, words: str) -> None:
    code, out = _run("--quiet", str(_changed(tmp_path, old, new)))
    assert code == 1
    assert words in out


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("act: approve_notice}", "act: aprove_notice}", "did you mean “approve_notice”"),
        (
            'method: direct, "on": 2025-09-24',
            "method: direct, on: 2025-09-24",
            "in quotes: YAML reads it as True",
        ),
        ("by: sun, act: publish", "by: sum, act: publish", "“sum” is neither an officer nor a party"),
        ("opinion: pass", "opinion: maybe", "“opinion” is not one of the choices (maybe)"),
        ("act: legal_review, opinion: pass", "act: legal_review", "“opinion” is missing"),
        ("text: 其中", "txt: 其中", "“txt” is no field of this act"),
        ('at: "2025-09-23 11:00"', 'at: "2025-09-22 11:00"', "earlier than the one before"),
        ('"on": 2025-12-15', '"on": last Monday', "is not a day like 2026-04-01"),
        ("regime: mohrss-wages", "regime: mohrss-wage", "no law “mohrss-wage” is held"),
        ("case: W1", "case: W1\nextra: 1", "“extra” is not known here"),
    ],
)
def test_exit_is_two_with_the_place_when_a_file_cannot_be_read(
    tmp_path: Path, old: str, new: str, words: str
) -> None:
    code, out = _run("--quiet", str(_changed(tmp_path, old, new)))
    assert code == 2
    assert words in out


def test_fault_names_file_and_line(tmp_path: Path) -> None:
    file = _changed(tmp_path, "by: sun, act: publish", "by: sum, act: publish")
    with pytest.raises(LawFault, match=r"changed\.yaml:23: "):
        read_case_file(file)


def test_the_server_is_there() -> None:
    """A missing test server is a failing promise of set-up, not a reason to skip."""
    assert server_script().exists()
    assert shutil.which("java")
