"""`duecourse law announce` at a terminal: what new law would do in each open case, and two people who announce it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, select, update
from typer.testing import CliRunner, Result

from activities.record import Record, command_of
from activities.verifying import verify
from bench.road import road
from desk import law_announcing, places
from desk.announcing import owed, send, turned
from desk.law import command
from desk.migrating import migrate
from desk.refolding import Turn
from models.contracts.errands import RecordRequest
from models.law.days import law_day
from models.law.editions import case_law, with_changes
from models.law.lawbook import REGIMES, Lawbook
from models.law.regimes import Law
from models.records.cases import CaseState
from models.records.commands import Actor
from models.tables import schema as t
from models.tables.opening import open_engine
from models.tables.receiving import Opening, open_file, receive
from portal.sessions import make_account
from tests.law.reviewed import library
from tests.steps.telling import opened
from tests.steps.test_announcing import longer, numbered

BOOK = Lawbook()
CASE, OTHER = "training-2026-ANNOUNCE01", "training-2026-ANNOUNCE02"
WAGES = Path("mohrss/order-45/2022-01-01.yaml")
PASSWORDS = {"zhao": "zhao's own 一", "qian": "qian's own 二", "li": "li's own 三"}
POSTS = {"zhao": ("legal-reviewer",), "qian": ("head",), "li": ("case-officer",)}
NOW = datetime.now(UTC).replace(microsecond=0)
TODAY = law_day(NOW)


@pytest.fixture
def engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    monkeypatch.setenv(places.DATA, str(tmp_path))
    monkeypatch.delenv(places.RECORD_URL, raising=False)
    migrate(places.record_url())
    made = open_engine(places.record_url())
    with made.begin() as connection:
        for name, roles in POSTS.items():
            make_account(connection, name, f"{name}员", roles, PASSWORDS[name])
    yield made
    made.dispose()


def shorter() -> Law:
    """What the wage list said before it was corrected: six days for the statement."""
    return longer(case_law(BOOK, "mohrss-wages", TODAY), 6)


def bring(engine: Engine, case_id: str, law: Law, **more: Any) -> None:
    """A case opened today under a law, and its notice drafted."""
    name, level, region = "示例县人力资源和社会保障局", "county", "140121"
    calendar = BOOK.calendar_for(TODAY.year - 1, TODAY.year + 5)
    mode = more.pop("mode", case_id.partition("-")[0])
    with engine.begin() as connection:
        open_file(connection, Opening(case_id, mode, name, level, region, law, calendar, NOW, **more))
    for sent in road(case_id, TODAY)[:2]:
        with engine.begin() as connection:
            receive(connection, sent)
        deliver(engine, sent.key)


def deliver(engine: Engine, key: str) -> None:
    """What the relay's errand does."""
    with engine.connect() as connection:
        row = connection.execute(select(t.command).where(t.command.c.key == key)).one()
    Record(engine).record(RecordRequest(row.case_id, 0, NOW, command_of(row)))


def at_terminal(*words: str, typed: tuple[str, ...] = ()) -> Result:
    said = "".join(f"{line}\n" for line in typed)
    done = CliRunner().invoke(command, ["announce", *words], input=said, env={"COLUMNS": "240"})
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done


def announced(*words: str, by: tuple[str, str] = ("zhao", "qian")) -> Result:
    people = (word for name in by for word in ("--by", name))
    return at_terminal(*words, *people, typed=tuple(PASSWORDS[name] for name in by))


def commands(engine: Engine) -> list[tuple[str, str, str]]:
    """Every announcement: the case, its key's law, and what became of it."""
    c = t.command.c
    with engine.connect() as connection:
        found = connection.execute(select(c.key, c.case_id, c.outcome).where(c.act == "announce_law"))
        return sorted((row.case_id, row.key.split(":")[1], row.outcome) for row in found)


HELD = case_law(BOOK, "mohrss-wages", TODAY).version


def test_a_dry_run_shows_each_case_and_writes_nothing(engine: Engine) -> None:
    bring(engine, CASE, shorter())
    bring(engine, OTHER, case_law(BOOK, "mohrss-wages", TODAY))
    done = at_terminal("--dry-run")
    assert done.exit_code == 0, done.output
    assert f"{CASE}  mohrss-wages  {shorter().version} → {HELD}" in done.output
    told = "以后的期间 period from now on statement_period 陈述申辩期限 Statement period"
    assert told in done.output
    assert "6个工作日 6 working days (notice-served) → 5个工作日 5 working days (notice-served)" in done.output
    assert OTHER not in done.output
    assert "1 open cases stand under other law than is held now: 0 wait, 0 are refused" in done.output
    assert commands(engine) == []


def test_two_people_announce_and_twice_is_once(engine: Engine) -> None:
    bring(engine, CASE, shorter())
    bring(engine, OTHER, case_law(BOOK, "mohrss-wages", TODAY))
    done = announced("mohrss-wages")
    assert done.exit_code == 0, done.output
    assert "1 received, and the relay delivers them" in done.output
    assert commands(engine) == [(CASE, HELD, "received")]
    waiting = announced("mohrss-wages")
    assert "1 wait" in waiting.output
    assert commands(engine) == [(CASE, HELD, "received")]
    deliver(engine, f"law:{HELD}:{CASE}")
    assert commands(engine) == [(CASE, HELD, "done")]
    again = announced("mohrss-wages")
    assert (again.exit_code, "0 open cases" in again.output) == (0, True)
    assert commands(engine) == [(CASE, HELD, "done")]
    assert verify(engine) == []


def test_another_list_is_left_alone(engine: Engine) -> None:
    bring(engine, CASE, shorter())
    assert "0 open cases" in announced("samr-serious-illegal").output
    assert "is no list held here" in at_terminal("no-list", "--dry-run").output
    assert commands(engine) == []


def test_a_rehearsal_with_a_clock_of_its_own_is_left_out(engine: Engine) -> None:
    bring(engine, "rehearsal-2026-ANNOUNCE03", shorter(), rehearsal_offset=3600)
    bring(engine, "training-2026-ANNOUNCE04", shorter())
    with engine.begin() as connection:
        closed = update(t.case_file).where(t.case_file.c.id == "training-2026-ANNOUNCE04")
        connection.execute(closed.values(closed=True))
    assert "0 open cases" in announced().output
    assert commands(engine) == []


@pytest.mark.parametrize(
    ("by", "code"),
    [(("zhao", "zhao"), "same_person"), (("zhao", "li"), "not_authorised"), (("li", "qian"), "not_auth")],
)
def test_one_person_or_another_post_is_refused(engine: Engine, by: tuple[str, str], code: str) -> None:
    bring(engine, CASE, shorter())
    done = announced(by=by)
    assert (done.exit_code, code in done.output) == (1, True)
    assert commands(engine) == []


def test_without_two_people_it_says_how(engine: Engine) -> None:
    bring(engine, CASE, shorter())
    for words in ((), ("--by", "zhao"), ("--dry-run", "--by", "zhao", "--by", "qian")):
        done = at_terminal(*words)
        assert (done.exit_code, "--dry-run" in done.output) == (1, True)
    wrong = at_terminal("--by", "zhao", "--by", "qian", typed=(PASSWORDS["zhao"], "guessed"))
    assert "password is wrong" in wrong.output
    assert commands(engine) == []


def test_a_real_case_waits_for_the_confirmation_of_the_law(engine: Engine) -> None:
    """No text of the wage list is confirmed here: the refusal is told, and nothing is sent that would be refused."""
    reviewed = numbered(replace(shorter(), changes=(), reviewed=True, unreviewed=0))
    bring(engine, "real-2026-ANNOUNCE05", reviewed)
    for done in (at_terminal("--dry-run"), announced()):
        assert done.exit_code == 1
        assert "1 are refused" in done.output
        assert "✗ " in done.output
    assert commands(engine) == []


def test_what_was_refused_is_told_and_may_be_tried_by_others(engine: Engine) -> None:
    bring(engine, CASE, shorter())
    announced()
    with engine.begin() as connection:
        connection.execute(update(t.case_file).values(law_version=HELD))
    deliver(engine, f"law:{HELD}:{CASE}")
    with engine.begin() as connection:
        connection.execute(update(t.case_file).values(law_version=shorter().version))
    assert commands(engine) == [(CASE, HELD, "refused")]
    told = announced()
    assert "refused 1 time(s) before" in told.output
    assert commands(engine) == [(CASE, HELD, "received"), (CASE, HELD, "refused")]


def test_a_list_that_is_held_no_more_is_told(engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bring(engine, CASE, shorter())
    tree = Path(shutil.copytree(REGIMES, tmp_path / "law"))
    (tree / WAGES).unlink()
    monkeypatch.setattr(law_announcing, "Lawbook", lambda: Lawbook(tree))
    done = announced()
    assert (done.exit_code, "its list is held no more" in done.output) == (1, True)
    assert commands(engine) == []


def test_what_turns_later_is_told_with_its_day() -> None:
    law = opened().law
    later, day = numbered(replace(law, measures=law.measures[1:], notice_parts=(*law.notice_parts, "seal"))), TODAY
    new = with_changes(longer(law), [(date(day.year + 1, 1, 1), longer(later, 9))])
    found = list(turned(CaseState("a", "training", step="opened"), law, new, day))
    now, then = ([x.turn for x in found if (x.on is None) is first] for first in (True, False))
    assert [(x.what, x.name, x.old, x.new) for x in now] == [
        ("period", "statement_period", "5 working-day notice-served", "8 working-day notice-served")
    ]
    assert {(x.what, x.name) for x in then} == {
        ("part", "notice seal"),
        ("period", "statement_period"),
        ("rule", f"measures.{law.measures[0]}"),
    }
    assert Turn("part", "notice seal", "", "needed") in then


def _library(tmp_path: Path) -> Lawbook:
    """Law as if every text had been read; another text of the wage list comes tomorrow."""
    root = library(tmp_path / "read")
    text = (root / WAGES).read_text(encoding="utf-8")
    tomorrow = date.fromordinal(TODAY.toordinal() + 1)
    for old, new in (
        ("since: 2022-01-01", f"since: {tomorrow}"),
        ("statement_period: {amount: 5", "statement_period: {amount: 9"),
    ):
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    (root / WAGES).with_name(f"{tomorrow}.yaml").write_text(text, encoding="utf-8")
    return Lawbook(root)


def test_law_confirmed_later_reaches_a_real_case_that_says_the_same(engine: Engine, tmp_path: Path) -> None:
    """Confirmed today, tomorrow's text not yet: the case is opened, burdens nobody tomorrow, and waits for it."""
    book, tomorrow = _library(tmp_path), date.fromordinal(TODAY.toordinal() + 1)
    known, every = (
        frozenset(v.sha256 for day in days for x in book.bundle("mohrss-wages", day) for v in x.values)
        for days in ((TODAY,), (TODAY, tomorrow))
    )
    held, law = (case_law(book, "mohrss-wages", TODAY, (), of) for of in (known, every))
    assert (held.reviewed, held.on(tomorrow).reviewed, law.on(tomorrow).reviewed) == (True, False, True)
    for case_id in ("real-2026-ANNOUNCE06", "training-2026-ANNOUNCE07"):
        bring(engine, case_id, held)
    people = Actor("zhao", POSTS["zhao"]), Actor("qian", POSTS["qian"])
    assert list(owed(engine, book, known, people[0], "qian", NOW)) == []
    (found,) = owed(engine, book, every, people[0], "qian", NOW)
    assert (found.case_id, found.refused) == ("real-2026-ANNOUNCE06", None)
    assert [(x.on, x.turn) for x in found.turned] == [(tomorrow, Turn("rule", "reviewed", "", "there"))]
    with engine.begin() as connection:
        send(connection, found, people)
    deliver(engine, f"law:{law.version}:{found.case_id}")
    assert list(owed(engine, book, every, people[0], "qian", NOW)) == []
    assert verify(engine) == []
