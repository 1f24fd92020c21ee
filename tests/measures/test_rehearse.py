"""Review files end as they expect, by the law alone and by real workflows, and both tell the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer import Typer
from typer.testing import CliRunner

from desk import rehearse
from desk.expecting import apart
from desk.expecting_beside import differences
from desk.places import test_server as server_script
from desk.playing_beside import play
from desk.playing_proceeding import play_temporal
from desk.proceedingfile import file_of
from desk.served import ProceedingFile
from desk.serving_reviews import REVIEWS
from models.law.lawbook import Lawbook
from models.law.reading import LawFault, read_yaml

FILES = sorted((Path(__file__).parents[2] / "docs" / "reviews").glob("*.yaml"))
REPORT = next(f for f in FILES if f.stem == "report-2022")


def read(file: Path) -> ProceedingFile:
    return file_of(REVIEWS, read_yaml(file))


def test_there_are_files_for_every_kind_of_end() -> None:
    assert {str(read(f).expect["step"]) for f in FILES} == {"issued", "ended", "refused", "imported", "reported"}


@pytest.mark.parametrize("file", FILES, ids=lambda f: f.stem)
def test_a_file_ends_as_expected_by_the_law_alone(file: Path, book: Lawbook) -> None:
    told = read(file)
    assert differences(play(REVIEWS, told, book)) == []


@pytest.mark.parametrize("file", FILES, ids=lambda f: f.stem)
async def test_real_workflows_tell_the_same_timeline(file: Path, book: Lawbook) -> None:
    told = read(file)
    law, real = play(REVIEWS, told, book), await play_temporal(REVIEWS, told, book, server_script())
    assert differences(real) == []
    assert apart(law, real) == []
    assert real.state() == law.state()


def _run(*words: str) -> tuple[int, str]:
    app = Typer()
    app.command()(rehearse.command)
    done = CliRunner().invoke(app, list(words))
    return done.exit_code, done.output


def test_the_command_tells_the_timeline_with_the_rules_it_rests_on() -> None:
    code, out = _run(str(next(f for f in FILES if f.stem == "large-impact")))
    assert code == 0
    assert "平发改财金信用〔2022〕308号二" in out
    assert "consent_measure：opinion_missing（opinion）" in out
    assert "⏱ opinion → 2022-10-08  信用措施审查办理规则（内部规则）H-88" in out


def _changed(tmp_path: Path, old: str, new: str) -> Path:
    text = REPORT.read_text(encoding="utf-8")
    assert old in text
    file = tmp_path / "changed.yaml"
    file.write_text(text.replace(old, new), encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("step: reported", "step: reporting", "step: expected reporting, got reported"),
        ("due: 2022-09-13", "due: 2022-09-14", "deadline report: expected 2022-09-14, got 2022-09-13"),
        ("standing: met", "standing: ended", "deadline report standing: expected ended, got met"),
        ("in_time: true", "in_time: false", "in_time: expected False, got True"),
        ("what: report_not_as_signed", "what: other", "refused: expected"),
        ("{kind: report", "{kind: opinion", "deadline opinion: expected 2022-09-13, there is none"),
        ("in_time: true", "documents: [measure_consent]", "documents: expected ['measure_consent'], got []"),
        ("in_time: true", "stands: true", "stands: expected True, got False"),
        ("in_time: true", "consents: {upper: 2022-09-13}", "consents: expected"),
        ("in_time: true", "incidents: [{incident: a, late: true, noticed: true}]", "incidents: expected"),
    ],
)
def test_a_file_that_expects_something_else_says_what(tmp_path: Path, old: str, new: str, said: str) -> None:
    code, out = _run("--quiet", str(_changed(tmp_path, old, new)))
    assert code == 1
    assert said in out


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("act: sign_report", "act: sign_reports", "the act “sign_reports” is not known; did you mean “sign_report”?"),
        ("by: lin,", "by: nobody,", "“nobody” is no officer of the file"),
        ("level: county}\n  - ", "level: hamlet}\n  - ", "is not one of the choices"),
        ('"2022-09-13 10:00"', '"2022-09-10 10:00"', "events stand in the order they happened"),
        ("title:", "titel:", "“titel” is not known here"),
        ("law: pingdingshan", "law: henan", "“henan” orders no review (those that do: measure-house, pingdingshan)"),
    ],
)
def test_a_file_that_cannot_be_played_names_the_place(tmp_path: Path, old: str, new: str, said: str) -> None:
    code, out = _run("--quiet", str(_changed(tmp_path, old, new)))
    assert code == 2
    assert said in out


def test_an_empty_file_is_a_fault(tmp_path: Path) -> None:
    file = tmp_path / "empty.yaml"
    file.write_text("review: none\nlaw: pingdingshan\nevents: []\n", encoding="utf-8")
    with pytest.raises(LawFault, match="a review needs at least one event"):
        read(file)
