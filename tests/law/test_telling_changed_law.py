"""What the terminal tells of a case under law that has dropped or taken up a rule since."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from desk.refolding import refold
from desk.rehearse import _act_lines
from desk.replaying import Decisions
from models.law.editions import with_changes
from models.law.regimes import Law
from models.steps.barring import open_acts
from tests.steps.telling import BOOK, CALENDAR, listed

WAGES = BOOK.law("mohrss-wages", date(2026, 6, 2))


def _without(*keys: str) -> Law:
    return replace(WAGES, citations=tuple(c for c in WAGES.citations if c.key not in keys))


def test_what_is_open_is_asked_of_the_law_of_the_day() -> None:
    law = with_changes(_without("opening"), [(date(2026, 6, 15), WAGES)])
    now = datetime(2026, 7, 1, tzinfo=UTC)
    course = refold(Decisions("rehearsal-told", "rehearsal", law.version, CALENDAR.version), law, CALENDAR, now)
    today = law.on(date(2026, 7, 1))
    assert "open_case" in open_acts(today, course.state.step)
    assert course.open_acts == open_acts(today, course.state.step)


def test_a_timeline_goes_on_where_the_law_has_dropped_a_rule() -> None:
    case = listed()
    lapsed = case.do("li", "record_correction_of_conduct", "2026-12-28 10:00", on="2026-12-28", evidence="凭证").acts
    assert any(act.cite == "remedies" for act in lapsed)
    law = with_changes(WAGES, [(date(2026, 7, 1), _without("remedies"))])
    told = [line for act in lapsed for line in _act_lines(act, law)]
    assert any("no such rule on that day: remedies" in line for line in told)
    assert any(str(WAGES.citation("decision")) in line for line in told)
