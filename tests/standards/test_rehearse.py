"""The files of docs/standards end as they expect, by the law alone and by real workflows, and tell the same."""

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
from desk.serving_standards import STANDARDS
from models.law.lawbook import Lawbook
from models.law.reading import read_yaml

FILES = sorted((Path(__file__).parents[2] / "docs" / "standards").glob("*.yaml"))
# Through real workflows: the whole road, and a transition that ends by the clock.
ON_TEMPORAL = [f for f in FILES if f.stem in ("consulted-in-full", "transition-ends")]
LULIANG = next(f for f in FILES if f.stem == "luliang-2022")


def read(file: Path) -> ProceedingFile:
    return file_of(STANDARDS, read_yaml(file))


def test_there_are_files_for_every_kind_of_end() -> None:
    assert {str(read(f).expect["step"]) for f in FILES} == {"in_force", "withdrawn", "abolished"}


@pytest.mark.parametrize("file", FILES, ids=lambda f: f.stem)
def test_a_file_ends_as_expected_by_the_law_alone(file: Path, book: Lawbook) -> None:
    assert differences(play(STANDARDS, read(file), book)) == []


@pytest.mark.parametrize("file", ON_TEMPORAL, ids=lambda f: f.stem)
async def test_real_workflows_tell_the_same_timeline(file: Path, book: Lawbook) -> None:
    told = read(file)
    law, real = play(STANDARDS, told, book), await play_temporal(STANDARDS, told, book, server_script())
    assert differences(real) == []
    assert apart(law, real) == []
    assert real.state() == law.state()


def _run(*words: str) -> tuple[int, str]:
    app = Typer()
    app.command()(rehearse.command)
    done = CliRunner().invoke(app, list(words))
    return done.exit_code, done.output


def test_the_command_tells_the_timeline_with_the_rules_it_rests_on() -> None:
    code, out = _run(str(LULIANG))
    assert code == 0
    assert "⏱ transition → 2022-12-31  吕信用办发〔2022〕5号九（四）" in out
    assert "end_transition  kept → abolished  吕信用办发〔2022〕5号九（四）" in out


@pytest.mark.parametrize(
    ("old", "new", "code", "said"),
    [
        ("step: abolished", "step: kept", 1, "step: expected kept, got abolished"),
        ("stands: false", "stands: true", 1, "stands: expected True, got False"),
        ("until: 2022-12-31}]", "until: 2021-12-31}]", 1, "editions: expected"),
        ("stands: false", "comments: {received: 1, unanswered: 0}", 1, "comments: expected"),
        ("stands: false", "opinions: {central-bank: agreed}", 1, "opinions: expected"),
        ("act: confirm_standard", "act: confirm_standards", 2, "did you mean “confirm_standard”?"),
        ("adjust: true, ", "adjust: maybe, ", 2, "adjust"),
        ("law: luliang", "law: henan", 2, "“henan” says nothing of making list standards"),
    ],
)
def test_a_file_that_expects_something_else_or_cannot_be_played_says_what(
    tmp_path: Path, old: str, new: str, code: int, said: str
) -> None:
    text = LULIANG.read_text(encoding="utf-8")
    assert old in text
    file = tmp_path / "changed.yaml"
    file.write_text(text.replace(old, new), encoding="utf-8")
    got, out = _run("--quiet", str(file))
    assert got == code
    assert said in out
