"""Edition files end as they expect by the law alone; bad ones name their place; reminders, papers, the terminal."""

from __future__ import annotations

import subprocess
from datetime import date, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from activities.edition_papers import required_parts
from activities.papers import HEADS
from desk import edition as command
from desk.expecting_beside import differences
from desk.migrating import migrate
from desk.playing_beside import play
from desk.printing import print_due
from desk.proceedingfile import file_of
from desk.reminding_beside import ProceedingReminding
from desk.serving_editions import EDITIONS
from models.law.lawbook import Lawbook
from models.law.reading import LawFault, read_yaml
from models.records.papers import EDITION_KINDS
from models.tables.opening import create_all, open_engine
from tests.editions.edition_house import DOCS, told
from tests.record.house import BOOK

FILES = sorted(DOCS.glob("*.yaml"))
FONTS = Path(__file__).parents[2] / ".tools" / "fonts"


@pytest.mark.parametrize("file", FILES, ids=lambda f: f.stem)
def test_a_file_ends_as_expected_by_the_law_alone(file: Path, book: Lawbook) -> None:
    assert differences(play(EDITIONS, file_of(EDITIONS, read_yaml(file)), book)) == []


def test_there_are_files_for_every_kind_of_end() -> None:
    ends = {str(read_yaml(f).inner("expect")["step"]) for f in FILES}
    assert ends == {"none", "in_force", "replaced", "revoked", "withdrawn"}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("before: measures-list@2024-02-18", "before: measures-list@someday", "“before” names an edition held"),
        ("before: measures-list@2024-02-18", "before: '{]'", "“before”"),
        ("act: gather_entries", "act: gather_entry", "did you mean “gather_entries”?"),
        ("scope: base", "scope: bass", "is not one of the choices"),
        ("differs: {added", "differs: {gained", "“gained” is not known here"),
    ],
)
def test_a_file_that_cannot_be_played_names_the_place(tmp_path: Path, old: str, new: str, said: str) -> None:
    text = (DOCS / "measures-list-2026.yaml").read_text(encoding="utf-8")
    assert old in text
    file = tmp_path / "changed.yaml"
    file.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(LawFault) as bad:
        differences(play(EDITIONS, file_of(EDITIONS, read_yaml(file)), BOOK))
    assert said in str(bad.value)


def test_every_paper_is_printed_and_says_what_differs(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path}/record.db")
    create_all(engine)
    told(engine, "supplement-henan")
    done = print_due(engine, FONTS, tmp_path / "papers", BOOK)
    assert done.stopped == ()
    made = {paper.kind: paper for paper in done.done}
    assert set(made) == set(EDITION_KINDS) - {"amendment_proposal"}
    assert all(HEADS[kind] == "red" for kind in EDITION_KINDS)
    assert made["edition_notice"].symbol == "演编公〔2022〕1号"
    said = words(tmp_path, made["edition_explanation"].sha256)
    assert "增加措施“不得参加评选”：实施对象：被列入名单的单位" in said
    assert "建议“row”，不采纳（待研究）" in said
    assert "《河南省社会信用条例》" in said
    engine.dispose()


def test_a_proposal_to_change_the_law_goes_out_signed_with_its_reason(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path}/record.db")
    create_all(engine)
    told(engine, "measures-list-2026")
    done = print_due(engine, FONTS, tmp_path / "papers", BOOK)
    assert done.stopped == ()
    (paper,) = (p for p in done.done if p.kind == "amendment_proposal")
    said = words(tmp_path, paper.sha256)
    for sentence in ("示例部门提出：《示例法》第十条（法律）", "罚则低于同类规定", "报国务院", "第（十五）项"):
        assert sentence in said
    assert required_parts("amendment_proposal") == ("matter", "weakness", "change", "rule", "forum")
    engine.dispose()


def words(folder: Path, sha256: str) -> str:
    """What a paper says, on one line."""
    (pdf,) = (folder / "papers").rglob(f"{sha256}*")
    done = subprocess.run(["pdftotext", "-raw", str(pdf), "-"], capture_output=True, text=True, check=True)
    return "".join(done.stdout.split()).replace("演练案件，不具法律效力", "")


def test_who_owes_a_day_is_reminded_of_it_once(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path}/record.db")
    create_all(engine)
    told(engine, "kept-lists-2021", until="submit_edition")
    passes = ProceedingReminding(engine, BOOK)
    # The approval is due on 30 December, the publication by the day the notice names.
    made = passes.pass_once(datetime.fromisoformat("2021-12-28T09:00+08:00"))
    assert {(r.deadline.kind, r.told) for r in made if r.told != "skipped"} == {
        ("edition_approval", "approving-head"), ("named_publication", "lead-officer"),
    }  # fmt: skip
    assert passes.pass_once(datetime.fromisoformat("2021-12-28T15:00+08:00")) == ()
    engine.dispose()


@pytest.fixture
def record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A record in which an edition was published."""
    url = f"sqlite:///{tmp_path}/record.db"
    migrate(url)
    engine = open_engine(url)
    told(engine, "measures-list-2026")
    engine.dispose()
    monkeypatch.setenv("DUECOURSE_RECORD_URL", url)
    return tmp_path


def test_the_terminal_shows_it_gives_its_file_and_never_touches_the_law(record: Path) -> None:
    def run(*said: str) -> tuple[int, str]:
        done = CliRunner().invoke(command.command, list(said))
        return done.exit_code, done.output

    code, out = run("show", "e")
    assert code == 0
    assert "rows/fiscal-projects/subsidies" in out
    code, out = run("file", "e")
    assert code == 0
    assert "general: measures-list" in out
    assert "since: 2026-07-01" in out
    file = record / "edition.yaml"
    assert run("file", "e", "--to", str(file))[0] == 0
    assert read_yaml(file)["general"] == "measures-list"
    assert run("file", "e", "--to", str(file))[0] == 2
    assert run("file", "e", "--to", str(BOOK.root / "new.yaml"))[0] == 2
    assert not (BOOK.root / "new.yaml").exists()
    # The law files hold the edition of 2024 still: a person has not entered this one.
    code, out = run("check", "e")
    assert code == 1
    assert "remove rows/fiscal-projects/subsidies" in out
    assert run("show", "none")[0] == 2


def test_the_edition_before_is_the_one_the_law_files_hold() -> None:
    played = play(EDITIONS, file_of(EDITIONS, read_yaml(DOCS / "measures-list-2026.yaml")), BOOK)
    held = BOOK.instrument("measures-list", date(2026, 3, 2))
    assert held.in_force_on == date(2024, 2, 18)
    assert len(played.state().entries) > len(held.place["listed_measures"])
