"""Law that becomes known after a case was opened: who may announce it, to whom, and what it does."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from models.law.days import SHANGHAI
from models.law.editions import with_changes
from models.law.regimes import Law, law_digest
from models.records.acts import Decided
from models.records.commands import Actor
from models.steps.announcing import law_versions, refuse_people
from models.steps.barring import open_acts
from models.steps.deciding import settle
from models.steps.forms import FIELDS
from tests.steps.telling import CALENDAR, Case, code, listed, noticed, opened, opening, served

OPENED = date(2026, 6, 2)


def numbered(law: Law) -> Law:
    """The law with the version its content has."""
    return replace(law, version=law_digest(replace(law, version="")))


def longer(law: Law, amount: int = 8) -> Law:
    """The law with another period for the statement."""
    periods = (replace(p, amount=amount) if p.key == "statement_period" else p for p in law.periods)
    return numbered(replace(law, periods=tuple(periods)))


def said(law: Law, **more: Any) -> dict[str, Any]:
    return {"version": law.version, "confirmed_by": "qian", "announced": law, **more}


def serve(case: Case, at: str) -> Case:
    on = f"2026-{at}"
    return case.do("li", "record_service", f"{at} 09:00", document="notice", method="direct", on=on, proof="回证")


def test_what_comes_after_is_judged_by_the_law_announced() -> None:
    case = noticed()
    new = longer(case.law)
    case.do("zhao", "announce_law", "06-03 08:00", **said(new))
    assert case.acts[-1].facts == {"version": new.version, "confirmed_by": "qian", "replaces": BEFORE}
    assert serve(case, "06-03").due("statement_period", "p1") == date(2026, 6, 15)
    assert serve(noticed(), "06-03").due("statement_period", "p1") == date(2026, 6, 10)


BEFORE = opened().law.version


def test_what_is_done_and_what_runs_stays_as_it_is() -> None:
    case = served()
    before = case.state
    case.do("zhao", "announce_law", "06-04 09:00", **said(longer(case.law)))
    assert case.state == replace(before, version=before.version + 1)
    own = case.acts[-1]
    assert [own.opened, own.met, own.dropped, own.documents] == [()] * 4


def test_what_the_clock_owes_is_settled_by_the_law_before() -> None:
    case = served()
    state, old = case.state, case.law
    answer = case.ask("zhao", "announce_law", "06-12 09:00", **said(longer(old)))
    assert isinstance(answer, Decided)
    now = datetime(2026, 6, 12, 9, tzinfo=SHANGHAI).astimezone(UTC)
    assert answer.acts[:-1] == settle(state, old, CALENDAR, now) != ()


def test_a_case_opened_before_the_act_was_known_takes_it() -> None:
    """The law announced says who may announce it: the one pinned at the opening may not know the act."""
    case = opened()
    acts = tuple(rule for rule in case.law.acts if rule.act != "announce_law")
    kept = tuple(c for c in case.law.citations if c.key != "house.law-announced")
    new, case.law = case.law, numbered(replace(case.law, acts=acts, citations=kept))
    assert "announce_law" not in open_acts(case.law, case.state.step)
    case.do("zhao", "announce_law", "06-03 08:00", **said(new))
    assert "announce_law" in open_acts(case.law, case.state.step)


def test_one_that_is_not_held_or_of_another_list_or_held_already_is_refused() -> None:
    case = opened()
    new, market = longer(case.law), Case("samr-serious-illegal").law
    for announced, version, what in (
        (None, new.version, "law_unknown"),
        (new, "another", "law_unknown"),
        (market, market.version, "law_of_another_list"),
        (case.law, case.law.version, "law_held_already"),
    ):
        asked = {"version": version, "confirmed_by": "qian", "announced": announced}
        refused = case.refuses("zhao", "announce_law", "06-03 08:00", **asked)
        assert code(refused) == ("condition_unmet", what)
        assert refused.cite == "house.law-announced"


def test_two_people_of_the_reviewers_posts_stand_behind_it() -> None:
    case = opened()
    new = longer(case.law)
    assert case.refuses("li", "announce_law", "06-03 08:00", **said(new)).code == "not_authorised"
    assert case.refuses("p1", "announce_law", "06-03 08:00", **said(new)).code == "not_authorised"
    assert case.refuses("qian", "announce_law", "06-03 08:00", **said(new)).code == "same_person"
    zhao, qian, li = Actor("zhao", ("legal-reviewer",)), Actor("qian", ("head",)), Actor("li", ("case-officer",))
    assert refuse_people((zhao, qian), new) is None
    found = [refuse_people(people, new) for people in ((zhao, zhao), (zhao, li), (li, qian))]
    assert [r.code if r else "" for r in found] == ["same_person", "not_authorised", "not_authorised"]


REVIEWED = numbered(replace(opened().law, reviewed=True, unreviewed=0))
LATER = date(2027, 1, 1)


OPEN = numbered(replace(REVIEWED, reviewed=False, unreviewed=1))


def real() -> Case:
    return Case("mohrss-wages", REVIEWED, mode="real").do("li", "open_case", "06-02 09:00", **opening())


@pytest.mark.parametrize(
    ("first", "later"), [(OPEN, REVIEWED), (REVIEWED, OPEN)], ids=["today's is not", "a later one is not"]
)
def test_a_real_case_is_led_on_by_reviewed_law_only(first: Law, later: Law) -> None:
    new = with_changes(longer(first, 6), [(LATER, longer(later, 9))])
    refused = real().refuses("zhao", "announce_law", "06-03 08:00", **said(new))
    assert (refused.code, refused.cite) == ("regime_unreviewed", "house.reviewed-law")
    assert refused.detail == {"regime": "mohrss-wages", "unreviewed": 1}


def test_reviewed_law_reaches_a_real_case_and_any_law_one_in_training() -> None:
    reviewed = with_changes(longer(REVIEWED, 6), [(LATER, longer(REVIEWED, 9))])
    real().do("zhao", "announce_law", "06-03 08:00", **said(reviewed))
    case = Case("mohrss-wages", OPEN, mode="training").do("li", "open_case", "06-02 09:00", **opening())
    case.do("zhao", "announce_law", "06-03 08:00", **said(longer(OPEN)))


def test_an_edition_that_is_over_needs_no_review_to_go_on() -> None:
    over = longer(replace(REVIEWED, reviewed=False, unreviewed=1), 6)
    new = with_changes(over, [(OPENED, longer(REVIEWED, 9))])
    real().do("zhao", "announce_law", "06-03 08:00", **said(new))


def test_a_case_that_is_over_takes_it_only_while_a_complaint_waits() -> None:
    case = listed()
    case.do("li", "revoke_basis", "06-12 09:00", on="2026-06-12", by_body="示例市人民政府", document="决定书")
    for leg in case.state.legs:
        case.do("sun", "confirm_leg", "06-12 10:00", leg=leg.leg, recipient=leg.recipient, on="2026-06-12")
    new = longer(case.law)
    assert case.refuses("zhao", "announce_law", "06-15 09:00", **said(new)).cite == "house.closed"
    case.do("p1", "file_complaint", "06-15 10:00", on="2026-06-15", claims="仍被限制投标")
    case.do("zhao", "announce_law", "06-15 11:00", **said(new))
    assert case.state.is_over


def test_the_versions_a_case_stood_under_are_told_by_its_acts() -> None:
    case = noticed()
    old, new = case.law, longer(case.law)
    last = longer(new, 9)
    assert law_versions(case.acts, old.version) == (old.version,) * 4
    case.do("zhao", "announce_law", "06-03 08:00", **said(new))
    serve(case, "06-03").do("zhao", "announce_law", "06-03 10:00", **said(last))
    told = law_versions(case.acts, last.version)
    assert told == (*(old.version,) * 4, new.version, new.version, last.version)


def test_nobody_sends_more_than_the_version_and_the_second_person() -> None:
    assert [f.name for f in FIELDS["announce_law"]] == ["confirmed_by", "version"]
