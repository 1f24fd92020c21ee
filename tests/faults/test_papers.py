"""Faults of papers and pages: dates counted twice, a reprint that moves one, a box that hides nothing."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, select, update

from activities.phrasing import day
from desk.printing import Printed, print_due
from models.law.days import law_day
from models.law.lawbook import Lawbook
from models.records.deadlines import Standing
from models.tables import schema as t
from portal.reading import CaseFile, Reader
from portal.reckoning import reckon
from tests.papers.recorded import FONTS, documents, given, new_engine, play_into, read_pdf
from tests.portal.house import House as Counter
from tests.portal.house import make_house, signed_in

BOOK = Lawbook()
CASE = "training-2026-TESTCASE01"


@pytest.fixture
def printed(tmp_path: Path) -> Iterator[Engine]:
    engine = new_engine(tmp_path)
    play_into(engine, given("W1"))
    print_due(engine, FONTS, tmp_path / "papers", BOOK)
    yield engine
    engine.dispose()


def papers(engine: Engine, folder: Path) -> dict[str, str]:
    return {d.kind: read_pdf(folder / "papers" / f"{d.sha256}.pdf") for d in documents(engine)}


def ledger(engine: Engine) -> list[tuple[object, ...]]:
    with engine.connect() as connection:
        return [tuple(row) for row in connection.execute(select(t.deadline).order_by(*t.deadline.primary_key))]


def due(engine: Engine, kind: str) -> date:
    with engine.connect() as connection:
        found = select(t.deadline.c.due).where(t.deadline.c.kind == kind, t.deadline.c.channel == "")
        days = set(connection.execute(found).scalars())
    assert len(days) == 1
    return date.fromisoformat(str(days.pop()))


def test_f05_a_paper_says_the_day_that_the_file_holds(printed: Engine, tmp_path: Path) -> None:
    """Letter and file compute the date separately: the printed day is the ledger's, to the letter."""
    said = papers(printed, tmp_path)
    assert day(due(printed, "publication_end")) in said["decision"]
    assert day(due(printed, "restoration_earliest")) in said["refusal_notice"]
    with printed.begin() as connection:
        kinds = select(t.document.c.kind)
        assert set(connection.execute(kinds).scalars()) == set(said)


def test_f06_a_reprint_moves_no_date(printed: Engine, tmp_path: Path) -> None:
    """Re-printing the letter moves the deadline: ordered anew, nothing is made anew and no deadline is written."""
    before, made = ledger(printed), documents(printed)
    with printed.begin() as connection:
        connection.execute(update(t.outbox).values(state="due"))
    assert print_due(printed, FONTS, tmp_path / "papers", BOOK) == Printed()
    assert (ledger(printed), documents(printed)) == (before, made)


def test_f28_what_is_masked_is_not_in_the_file(printed: Engine, tmp_path: Path) -> None:
    """A black box that hides nothing: the number of a person is neither in the text, nor in the data of the PDF."""
    numbers = [p["id_number"] for p in given("W1").parties if "id_number" in p]
    assert numbers
    for document in documents(printed):
        file = tmp_path / "papers" / f"{document.sha256}.pdf"
        about = subprocess.run(["pdfinfo", str(file)], capture_output=True, check=True, text=True).stdout
        for number in numbers:
            for text in (read_pdf(file), about, file.read_bytes().decode("latin-1")):
                assert number not in text
                # Nor the middle of it, which the mask is there to keep.
                assert number[6:14] not in text


# --- pages ----------------------------------------------------------------------------


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    made = make_house(tmp_path)
    yield made
    made.stop()


def case_of(counter: Counter) -> CaseFile:
    reader = Reader(counter.engine)
    found = reader.case(CASE)
    assert found is not None
    return found


@pytest.mark.parametrize(("after", "light"), [(-1, "near"), (0, "near"), (1, "over")])
def test_f07_a_deadline_due_today_has_its_colour(counter: Counter, after: int, light: str) -> None:
    """Due today has no colour: the day before, the day itself and the day after each have one."""
    counter.bring(CASE, 4)
    case = case_of(counter)
    decision = next(d for d in case.state.deadlines if d.kind == "decision")
    today = decision.due + timedelta(days=after)
    found = reckon(case, decision, today, near=5)
    assert (found.light, found.days) == (light, -after)
    css = (Path(__file__).parents[2] / "portal/static/own.css").read_text(encoding="utf-8")
    assert f".light.{light}" in css
    # And so where the clock has already noted that it passed.
    passed = replace(decision, standing=Standing.ENDED)
    assert reckon(replace(case, state=replace(case.state, deadlines=(passed,))), passed, today, 5).light == light


def test_f25_a_page_shows_the_dates_of_the_ledger_only(counter: Counter) -> None:
    """A date to act by from configuration and not from law: every day on the page is a deadline's or an act's."""
    counter.bring(CASE, 12)
    client = signed_in(counter, "li")
    shown = re.findall(r'<time datetime="(\d{4}-\d\d-\d\d)"', client.get(f"/case/{CASE}").text)
    worklist = re.findall(r'<time datetime="(\d{4}-\d\d-\d\d)"', client.get("/?tab=running").text)
    case = case_of(counter)
    acts = Reader(counter.engine).acts(CASE)
    known = {str(d.due) for d in case.state.deadlines} | {str(law_day(a.at)) for a in acts}
    known |= {str(a.facts["on"]) for a in acts if "on" in a.facts}
    assert shown
    assert worklist
    assert sorted({*shown, *worklist} - known) == []
