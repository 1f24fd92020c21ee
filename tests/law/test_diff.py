"""`duecourse law diff`: every value that differs, and what it would do to the open cases of a real record."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, select
from typer.testing import CliRunner

from desk.casefile import CaseFile as Told
from desk.casefile import read_case_file
from desk.law import command
from desk.law_differing import changes, side
from desk.law_effect import Effect, effects
from desk.refolding import Turn
from models.law.editions import case_law
from models.law.lawbook import REGIMES, Lawbook
from models.tables import schema as t
from models.tables.opening import create_all, open_engine
from tests.portal.house import BOOK, FILES, W1, bring

WAGES = Path("mohrss/order-45/2022-01-01.yaml")
CASE = "training-2026-LAWDIFF001"
# The events of W1 up to the decision.
DECIDED = 13
S1 = read_case_file(FILES["S1"])


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    return Path(shutil.copytree(REGIMES, tmp_path / "law"))


@pytest.fixture
def engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    url = f"sqlite:///{tmp_path / 'record.db'}"
    monkeypatch.setenv("DUECOURSE_RECORD_URL", url)
    made = open_engine(url)
    create_all(made)
    yield made
    made.dispose()


def amend(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1, (file, old)
    file.write_text(text.replace(old, new), encoding="utf-8")


def longer_statement(tree: Path, amount: int = 8) -> None:
    kept = "unit: working-day, from: notice-served"
    amend(tree / WAGES, f"amount: 5, {kept}", f"amount: {amount}, {kept}")


def opened(
    engine: Engine, case_id: str, upto: int, mode: str = "training", told: Told = W1, book: Lawbook = BOOK
) -> None:
    """A case as the counter opens it: it pins the law of its day and every later edition known."""
    bring(engine, case_id, upto, mode, told, case_law(book, told.regime, told.events[0].at.date(), told.local))


def effect(engine: Engine, old: str, new: str, upto: int) -> Effect:
    now = W1.events[upto - 1].at + timedelta(minutes=10)
    (found,) = effects(engine, side(old, None), side(new, None), now)
    return found


def run(*arguments: str, code: int) -> str:
    done = CliRunner().invoke(command, ["diff", *arguments])
    assert done.exit_code == code, done.output
    return done.output


def test_the_same_law_differs_in_nothing(tree: Path) -> None:
    assert "0 values differ" in run(str(REGIMES), str(tree), code=0)


def test_a_value_is_told_with_its_article(tree: Path) -> None:
    longer_statement(tree)
    (found,) = changes(side(str(REGIMES), None), side(str(tree), None))
    assert (found.text, found.value, found.part) == ("mohrss-wages 2022-01-01", "periods.statement_period", "amount")
    assert (found.old, found.new) == ("5", "8")
    assert found.article.endswith("第6条")
    told = run(str(REGIMES), str(tree), code=1)
    value = "periods.statement_period（《拖欠农民工工资失信联合惩戒对象名单管理暂行办法》第6条）"
    assert f"{value}\n        amount: 5 → 8" in told


def test_two_days_of_one_list_show_the_new_rules_of_restoration() -> None:
    told = run("samr-serious-illegal@2025-12-24", "samr-serious-illegal@2025-12-25", code=1)
    assert "amount: 15 → 7" in told
    assert "materials.subject-qualification（《市场监督管理信用修复管理办法》条号未见）: — → 主体资格文件" in told
    assert "certainty: verbatim → summary" in told
    assert "mohrss" not in told


def test_a_certainty_of_the_file_is_told_for_every_value_that_takes_it(tree: Path) -> None:
    amend(tree / WAGES, "\ncertainty: verbatim\n", "\ncertainty: summary\n")
    found = list(changes(side(str(REGIMES), None), side(str(tree), None)))
    assert {(x.part, x.old, x.new) for x in found} == {("certainty", "verbatim", "summary")}
    assert {"rules.decision", "periods.statement_period"} <= {x.value for x in found}


def test_a_new_text_is_held_against_the_one_it_takes_the_place_of(tree: Path) -> None:
    new = tree / WAGES.parent / "2027-01-01.yaml"
    shutil.copy(tree / WAGES, new)
    amend(new, "in_force: {since: 2022-01-01", "in_force: {since: 2027-01-01")
    found = list(changes(side(str(REGIMES), None), side(str(tree), None)))
    assert [(x.text, x.value, x.part, x.new) for x in found] == [
        ("mohrss-wages 2027-01-01", "in_force", "since", "2027-01-01")
    ]


def test_a_text_taken_away_is_told(tree: Path) -> None:
    (tree / "local/huangshi/2021-04-08.yaml").unlink()
    found = list(changes(side(str(REGIMES), None), side(str(tree), None)))
    assert found
    assert {(x.text.split(" ")[0], x.new) for x in found} == {("huangshi", "")}


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("nowhere", "neither LIST@DAY nor a folder"),
        ("mohrss-wages@May", "write the day"),
        ("mohrss@2026-01-01", "no law"),
    ],
)
def test_what_cannot_be_read_is_refused(said: str, why: str) -> None:
    assert why in run(said, str(REGIMES), code=2)


def test_a_folder_without_law_and_a_broken_file_are_refused(tree: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert "holds no law file" in run(str(tmp_path / "empty"), str(tree), code=2)
    amend(tree / WAGES, "unit: working-day, from: notice-served", "unit: fortnight, from: notice-served")
    assert "2022-01-01.yaml:" in run(str(REGIMES), str(tree), code=2)


def test_a_longer_period_moves_the_deadline_of_an_open_case(engine: Engine, tree: Path) -> None:
    opened(engine, CASE, 6)
    longer_statement(tree)
    found = effect(engine, str(REGIMES), str(tree), 6)
    assert found.pins_old
    moved = [turn for turn in found.turns if turn.what == "deadline"]
    assert moved
    assert {turn.name.split("/")[0] for turn in moved} == {"statement_period"}
    assert {turn.cite for turn in moved} == {"《拖欠农民工工资失信联合惩戒对象名单管理暂行办法》第6条"}
    for turn in moved:
        was, now = (date.fromisoformat(said.split(" ")[0]) for said in (turn.old, turn.new))
        assert now > was


def test_either_engine_is_read_alike(url: str, tree: Path) -> None:
    made, reading = open_engine(url), open_engine(url, reading=True)
    try:
        create_all(made)
        opened(made, CASE, 6)
        longer_statement(tree)
        assert "statement_period/p1" in {turn.name for turn in effect(reading, str(REGIMES), str(tree), 6).turns}
    finally:
        made.dispose()
        reading.dispose()


def test_an_act_the_new_law_refuses_is_named_with_its_code(engine: Engine, tree: Path) -> None:
    """The decision of W1 came after five working days: had they been more, the period would still run."""
    opened(engine, CASE, DECIDED)
    longer_statement(tree, 90)
    found = effect(engine, str(REGIMES), str(tree), DECIDED)
    refused = [turn for turn in found.turns if turn.what == "act"]
    assert "statement_period_open" in {turn.new for turn in refused}
    assert any(turn.what == "step" for turn in found.turns)
    assert any(turn.what == "paper" and not turn.new for turn in found.turns)


def test_a_part_the_decision_would_need_is_named_while_it_is_not_made(engine: Engine, tree: Path) -> None:
    opened(engine, CASE, 4)
    amend(tree / WAGES, "decision_parts:\n", 'decision_parts:\n  - {id: seal, article: "7", zh: 印章, en: seal}\n')
    assert effect(engine, str(REGIMES), str(tree), 4).turns == (Turn("part", "decision seal", "", "needed"),)


def test_a_new_dated_text_reaches_an_open_case_only_on_its_day(engine: Engine, tree: Path) -> None:
    """A case keeps the law of the day it was opened; what the new text would do is asked with its day."""
    opened(engine, CASE, 6)
    new = tree / WAGES.parent / "2027-01-01.yaml"
    shutil.copy(tree / WAGES, new)
    amend(new, "in_force: {since: 2022-01-01", "in_force: {since: 2027-01-01")
    amend(new, "amount: 5, unit: working-day, from: notice-served", "amount: 8, unit: working-day, from: notice-served")
    now = W1.events[5].at
    for day, touched in ((None, False), (date(2026, 12, 31), False), (date(2027, 1, 1), True)):
        (found,) = effects(engine, side(str(REGIMES), day), side(str(tree), day), now)
        assert bool(found.turns) is touched, day


def test_a_rehearsal_is_settled_by_its_own_clock(engine: Engine, tree: Path) -> None:
    opened(engine, CASE, 6, mode="rehearsal")
    longer_statement(tree)
    ahead = 400 * 24 * 3600
    with engine.begin() as connection:
        connection.execute(t.case_file.update().values(rehearsal_offset=ahead))
    now = W1.events[5].at + timedelta(minutes=10, seconds=ahead)
    (found,) = effects(engine, side(str(REGIMES), None), side(str(tree), None), now)
    assert found.turns
    assert {turn.new.split(" ")[1] for turn in found.turns} == {"open"}


def test_a_case_that_pins_another_law_is_listed_against_the_law_it_pins(engine: Engine, tree: Path) -> None:
    """Opened when the files said eight days: a change from five to six is for it one from eight to six."""
    longer_statement(tree)
    opened(engine, CASE, 6, book=Lawbook(tree))
    six = tree.parent / "six"
    shutil.copytree(REGIMES, six)
    longer_statement(six, 6)
    found = effect(engine, str(REGIMES), str(six), 6)
    assert not found.pins_old
    pinned = effect(engine, str(tree), str(six), 6)
    assert pinned.pins_old
    assert found.turns == pinned.turns
    (was, now) = next((turn.old, turn.new) for turn in found.turns if turn.what == "deadline")
    assert was > now
    told = run(str(REGIMES), str(six), "--cases", code=1)
    assert f"{CASE}  mohrss-wages  与本案现行所附法规比较" in told
    assert "1 pin a law that is not A's" in told
    same = effect(engine, str(REGIMES), str(tree), 6)
    assert (same.pins_old, same.turns) == (False, ())


def test_a_period_that_nothing_has_opened_yet_is_listed(engine: Engine, tree: Path) -> None:
    opened(engine, CASE, 4)
    amend(tree / WAGES, "restoration_earliest: {amount: 6", "restoration_earliest: {amount: 9")
    found = effect(engine, str(REGIMES), str(tree), 4).turns
    assert [(turn.what, turn.name, turn.old, turn.new) for turn in found] == [
        ("period", "restoration_earliest", "6 month correction-while-listed", "9 month correction-while-listed")
    ]
    told = run(str(REGIMES), str(tree), "--cases", code=1)
    assert "以后的期间 period from now on restoration_earliest" in told


def test_a_period_of_a_later_edition_is_listed_with_its_day(engine: Engine, tree: Path) -> None:
    opened(engine, CASE, 4)
    new = tree / WAGES.parent / "2027-01-01.yaml"
    shutil.copy(tree / WAGES, new)
    amend(new, "in_force: {since: 2022-01-01", "in_force: {since: 2027-01-01")
    amend(new, "amount: 5, unit: working-day, from: notice-served", "amount: 8, unit: working-day, from: notice-served")
    found = effect(engine, str(REGIMES), str(tree), 4).turns
    assert [(turn.what, turn.name) for turn in found] == [("period", "statement_period 2027-01-01")]


def test_the_other_list_and_the_closed_case_are_left_alone(engine: Engine, tree: Path) -> None:
    opened(engine, CASE, len(W1.events))
    opened(engine, "training-2026-LAWDIFF002", 4, told=S1)
    longer_statement(tree)
    now = S1.events[3].at
    (found,) = effects(engine, side(str(REGIMES), None), side(str(tree), None), now)
    assert (found.regime, found.turns) == ("samr-serious-illegal", ())


def test_a_list_that_is_dropped_is_named_for_its_case(engine: Engine, tree: Path) -> None:
    opened(engine, CASE, 4)
    (tree / WAGES).unlink()
    (turn,) = effect(engine, str(REGIMES), str(tree), 4).turns
    assert (turn.what, turn.name) == ("law", "mohrss-wages")


def test_the_command_names_case_and_points_and_writes_nothing(engine: Engine, tree: Path) -> None:
    opened(engine, CASE, 6)
    longer_statement(tree)
    with engine.connect() as connection:
        before = [connection.execute(select(table)).all() for table in (t.act, t.case_file, t.deadline, t.command)]
    told = run(str(REGIMES), str(tree), "--cases", code=1)
    assert f"{CASE}  mohrss-wages" in told
    assert "期限 deadline statement_period/p1 陈述申辩期限 Statement period" in told
    assert "of 1 open cases 1 would come out otherwise; 0 件" in told
    with engine.connect() as connection:
        assert before == [connection.execute(select(x)).all() for x in (t.act, t.case_file, t.deadline, t.command)]


def test_where_there_is_no_record_it_is_said(tree: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DUECOURSE_RECORD_URL", f"sqlite:///{tmp_path / 'none.db'}")
    longer_statement(tree)
    assert "There is no record" in run(str(REGIMES), str(tree), "--cases", code=2)
    assert not (tmp_path / "none.db").exists()
