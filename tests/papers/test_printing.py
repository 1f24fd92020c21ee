"""What one pass of the printer leaves behind: files, numbers, and reasons."""

from __future__ import annotations

import asyncio
import hashlib
import shutil
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import Engine, text, update
from sqlalchemy.exc import SQLAlchemyError

from desk.printing import Printed, print_due, printing
from models.law.lawbook import Lawbook
from models.records.papers import FontsMissing
from models.tables import schema as t
from tests.papers.examples import RARE_NAME
from tests.papers.recorded import (
    FONTS,
    ROOT,
    book,
    documents,
    given,
    named,
    new_engine,
    outbox,
    play_into,
    read_pdf,
    until,
)

pytestmark = pytest.mark.skipif(not FONTS.is_dir(), reason="the fonts are not there: make tools")
NOTICE_SIGNED = "approve_notice"
UNPRINTABLE = "\ue000"


def run(engine: Engine, folder: Path, law: Lawbook | None = None) -> Printed:
    return print_due(engine, FONTS, folder / "papers", law or book())


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    return new_engine(tmp_path)


def only_notice(engine: Engine, *, of: int, mode: str = "rehearsal") -> str:
    return play_into(engine, until(given("W2"), lambda e: e.act == NOTICE_SIGNED), of=of, mode=mode)


def test_two_cases_are_printed_whole(engine: Engine, tmp_path: Path) -> None:
    play_into(engine, given("W1"))
    play_into(engine, given("W2"))
    printed = run(engine, tmp_path)
    assert printed.stopped == ()
    assert sorted((f.kind, f.symbol) for f in printed.done) == [
        ("decision", "演不列决〔2026〕1号"),
        ("decision", "演列决〔2025〕1号"),
        ("notice", "演列告〔2025〕1号"),
        ("notice", "演列告〔2026〕1号"),
        ("refusal_notice", "演移告〔2026〕1号"),
        ("restoration_decision", "演移决〔2026〕1号"),
        ("restoration_notice", "演修告〔2025〕1号"),
        ("statement_answer", "演异核〔2025〕1号"),
    ]
    assert {o["state"] for o in outbox(engine)} == {"done"}
    assert {(d.kind, d.made_on.isoformat()) for d in documents(engine)} == {
        ("notice", "2025-09-23"),
        ("statement_answer", "2025-10-13"),
        ("decision", "2025-10-20"),
        ("restoration_notice", "2025-10-20"),
        ("refusal_notice", "2026-03-02"),
        ("restoration_decision", "2026-07-01"),
        ("notice", "2026-02-11"),
        ("decision", "2026-03-03"),
    }


def test_a_paper_lies_under_its_digest_for_its_owner_only(engine: Engine, tmp_path: Path) -> None:
    play_into(engine, given("W2"))
    run(engine, tmp_path)
    files = sorted((tmp_path / "papers").iterdir())
    assert [f.name for f in files] == sorted(f"{d.sha256}.pdf" for d in documents(engine))
    for file in files:
        assert hashlib.sha256(file.read_bytes()).hexdigest() == file.stem
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_what_is_printed_is_what_was_composed(engine: Engine, tmp_path: Path) -> None:
    play_into(engine, given("W1"))
    run(engine, tmp_path)
    decision = next(d for d in documents(engine) if d.kind == "decision")
    said = read_pdf(tmp_path / "papers" / f"{decision.sha256}.pdf")
    assert "演列决〔2025〕1号" in said
    assert "60日内" in said
    assert "14010019800101001X" not in said
    assert "演练案件，不具法律效力" in said


def test_a_second_pass_makes_nothing_again(engine: Engine, tmp_path: Path) -> None:
    play_into(engine, given("W1"))
    run(engine, tmp_path)
    before, files = documents(engine), sorted((tmp_path / "papers").iterdir())
    assert run(engine, tmp_path) == Printed()
    with engine.begin() as connection:
        connection.execute(update(t.outbox).values(state="due"))
    assert run(engine, tmp_path) == Printed()
    assert documents(engine) == before
    assert sorted((tmp_path / "papers").iterdir()) == files
    assert {o["state"] for o in outbox(engine)} == {"done"}


def test_a_pass_broken_off_between_file_and_row_ends_in_the_same_paper(engine: Engine, tmp_path: Path) -> None:
    only_notice(engine, of=1)
    with engine.begin() as connection:
        connection.execute(
            text("CREATE TRIGGER broken BEFORE INSERT ON document BEGIN SELECT RAISE(ABORT, 'power cut'); END")
        )
    with pytest.raises(SQLAlchemyError):
        run(engine, tmp_path)
    left = sorted((tmp_path / "papers").iterdir())
    assert [f.suffix for f in left] == [".pdf"]
    assert documents(engine) == []
    assert [o["state"] for o in outbox(engine)] == ["due"]
    with engine.begin() as connection:
        connection.execute(text("DROP TRIGGER broken"))
    (filed,) = run(engine, tmp_path).done
    assert filed.symbol == "演列告〔2026〕1号"
    assert sorted((tmp_path / "papers").iterdir()) == left


def test_numbers_have_no_gap_and_no_twin_under_two_printers(engine: Engine, tmp_path: Path) -> None:
    cases = 6
    for of in range(1, cases + 1):
        only_notice(engine, of=of)
    with ThreadPoolExecutor(2) as hands:
        passes = list(hands.map(lambda _: run(engine, tmp_path), range(2)))
    assert sum(len(p.done) for p in passes) == cases
    assert not any(p.stopped for p in passes)
    assert sorted(d.symbol for d in documents(engine)) == [f"演列告〔2026〕{n}号" for n in range(1, cases + 1)]
    assert {o["state"] for o in outbox(engine)} == {"done"}


def test_training_does_not_use_up_the_numbers_of_rehearsal(engine: Engine, tmp_path: Path) -> None:
    only_notice(engine, of=1)
    only_notice(engine, of=1, mode="training")
    run(engine, tmp_path)
    assert sorted(d.symbol for d in documents(engine)) == ["演列告〔2026〕1号", "训列告〔2026〕1号"]


def test_a_rare_name_is_printed_and_an_unprintable_one_holds_up_nobody(engine: Engine, tmp_path: Path) -> None:
    case = until(given("W2"), lambda e: e.act == NOTICE_SIGNED)
    play_into(engine, named(case, f"示例{UNPRINTABLE}公司"), of=1)
    play_into(engine, named(case, f"示例{RARE_NAME}公司"), of=2)
    printed = run(engine, tmp_path)
    assert [f.case_id for f in printed.done] == ["rehearsal-W2-2"]
    assert printed.done[0].symbol == "演列告〔2026〕1号"
    (stopped,) = printed.stopped
    assert "U+E000" in stopped.reason
    assert "公司" not in stopped.reason
    states = {o["case_id"]: (o["state"], o["reason"]) for o in outbox(engine)}
    assert states["rehearsal-W2-1"] == ("stopped", stopped.reason)
    assert RARE_NAME in read_pdf(tmp_path / "papers" / f"{printed.done[0].sha256}.pdf")


def test_a_stopped_paper_waits_until_somebody_sets_it_due(engine: Engine, tmp_path: Path) -> None:
    case = until(given("W2"), lambda e: e.act == NOTICE_SIGNED)
    case_id = play_into(engine, named(case, f"示例{UNPRINTABLE}公司"))
    assert run(engine, tmp_path).stopped
    assert run(engine, tmp_path) == Printed()
    with engine.begin() as connection:
        connection.execute(update(t.party).where(t.party.c.case_id == case_id).values(name="示例丙公司"))
        connection.execute(update(t.outbox).values(state="due"))
    assert len(run(engine, tmp_path).done) == 1
    (row,) = outbox(engine)
    assert (row["state"], row["reason"], row["tries"]) == ("done", None, 2)


def test_a_refusal_that_cannot_be_printed_is_tried_once_and_kept_with_its_reason(
    engine: Engine, tmp_path: Path
) -> None:
    case_id = play_into(engine, named(given("W1"), f"示例{UNPRINTABLE}公司"))
    first = run(engine, tmp_path)
    assert first.done == ()
    assert "refusal_notice" in {s.kind for s in first.stopped}
    assert run(engine, tmp_path) == Printed()
    kept = [o for o in outbox(engine) if o["errand"] == "print_refusal"]
    assert [(o["case_id"], o["act_seq"], o["state"]) for o in kept] == [(case_id, 0, "stopped")]


def test_words_that_no_longer_fit_the_cases_law_stop_the_paper_by_the_period(engine: Engine, tmp_path: Path) -> None:
    only_notice(engine, of=1)
    shutil.copytree(ROOT / "regimes", tmp_path / "regimes")
    file = tmp_path / "regimes" / "mohrss" / "order-45" / "2022-01-01.yaml"
    said = file.read_text(encoding="utf-8")
    file.write_text(said.replace("statement_period: {amount: 5", "statement_period: {amount: 6"), encoding="utf-8")
    (stopped,) = run(engine, tmp_path, Lawbook(tmp_path / "regimes")).stopped
    assert "statement_period" in stopped.reason
    assert documents(engine) == []


def test_a_law_without_the_words_of_a_measure_stops_the_paper_by_the_part(engine: Engine, tmp_path: Path) -> None:
    only_notice(engine, of=1)
    shutil.copytree(ROOT / "regimes", tmp_path / "regimes")
    file = tmp_path / "regimes" / "mohrss" / "order-45" / "2022-01-01.yaml"
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    file.write_text("".join(x for x in lines if "{id: bidding" not in x), encoding="utf-8")
    (stopped,) = run(engine, tmp_path, Lawbook(tmp_path / "regimes")).stopped
    assert stopped.reason == "part: measures"


def test_without_fonts_nothing_is_stopped(engine: Engine, tmp_path: Path) -> None:
    only_notice(engine, of=1)
    (tmp_path / "fonts").mkdir()
    with pytest.raises(FontsMissing):
        print_due(engine, tmp_path / "fonts", tmp_path / "papers", book())
    assert [o["state"] for o in outbox(engine)] == ["due"]


async def test_the_loop_says_what_was_stopped_and_ends_when_the_house_closes(engine: Engine, tmp_path: Path) -> None:
    case = until(given("W2"), lambda e: e.act == NOTICE_SIGNED)
    play_into(engine, named(case, f"示例{UNPRINTABLE}公司"))
    stop, heard = asyncio.Event(), []

    def log(event: str, **fields: object) -> None:
        heard.append((event, fields["kind"]))
        stop.set()

    async with asyncio.timeout(60):
        await printing(engine, FONTS, tmp_path / "papers", book(), stop, 3600, log)
    assert heard == [("paper_stopped", "notice")]


async def test_the_loop_outlives_a_fault_of_the_world(engine: Engine, tmp_path: Path) -> None:
    only_notice(engine, of=1)
    (tmp_path / "fonts").mkdir()
    stop, heard = asyncio.Event(), []

    def log(event: str, **fields: object) -> None:
        heard.append((event, fields["fault"]))
        stop.set()

    async with asyncio.timeout(60):
        await printing(engine, tmp_path / "fonts", tmp_path / "papers", book(), stop, 3600, log)
    assert heard == [("printing_failed", "FontsMissing")]
