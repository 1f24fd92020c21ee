"""Listed without regard to standard and procedure (49号 part 9), by the acts kept and by nothing else.

`decide` lets none of this through; this looks at what stands in the record, whoever wrote it there.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, CompoundSelect, Select, String, and_, cast, not_, or_, true, union_all
from sqlalchemy.sql.selectable import FromClause

from models.tables.asking_json import members, under
from models.tables.oversight_asking import (
    TRUE,
    Acts,
    Asked,
    acts_of_cases,
    allowed,
    bool_of,
    day_of,
    edition_rows,
    finding,
    is_among,
    listing_ended,
    other,
    said_in,
    there_is,
)
from models.tables.schema import case_file, party
from models.tables.standard_schema import list_standard, standard_edition

_F = case_file.c
REAL = "real"
_WINDOWS = ("statement_period", "hearing_request")


def listed_without_procedure(asked: Asked) -> CompoundSelect[Any]:
    """Every listing decided without one of the steps the law sets before it, each step a query of its own."""
    parts = (
        _no_notice, _unserved, _too_soon, _unanswered, _unanswered_at_hearing, _not_heard, _not_reviewed,
        _same_person, _other_ground, _no_standard,
    )  # fmt: skip
    return union_all(*(part(asked) for part in parts))


def _listings(asked: Asked) -> tuple[Acts, FromClause, list[ColumnElement[bool]]]:
    decided, joined, mine = acts_of_cases(asked, "approve_decision")
    return decided, joined, [*mine, bool_of(decided.c.step_to == "decided")]


def _found(asked: Asked, decided: Acts, rows: FromClause, what: str, detail: Any = "") -> Select[Any]:
    return finding(
        rows, decided.c.case_id, _F.authority, what, detail=detail, since=day_of(decided),
        until=listing_ended(asked, decided), seq=decided.c.seq,
    )  # fmt: skip


def _before(decided: Acts, name: str, *names: str) -> tuple[Acts, ColumnElement[bool]]:
    acts, same = other(decided, name, *names)
    return acts, and_(same, acts.c.version < decided.c.version)


def _no_notice(asked: Asked) -> Select[Any]:
    """No notice was signed before the decision."""
    decided, joined, mine = _listings(asked)
    signed, before = _before(decided, "signed", "approve_notice")
    return _found(asked, decided, joined, "notice-missing").where(*mine, ~there_is(signed, before))


def _unserved(asked: Asked) -> Select[Any]:
    """The notice was not served on a party, or its mail came back."""
    decided, joined, mine = _listings(asked)
    rows = joined.join(party, party.c.case_id == decided.c.case_id)
    served, before = _before(decided, "served", "record_service", "complete_announcement_service")
    back, returned = other(decided, "back", "record_returned_mail")
    returned = and_(returned, back.c.version < decided.c.version, back.c.version > served.c.version)
    fell = there_is(back, returned, _notice(back), said_in(back, "facts.to") == party.c.id)
    directly = and_(said_in(served, "facts.pending").is_(None), is_among(party.c.id, served, "facts.served", "to"))
    by_notice = and_(served.c.act == "complete_announcement_service", said_in(served, "facts.party") == party.c.id)
    held = there_is(served, before, _notice(served), or_(directly, by_notice), ~fell)
    return _found(asked, decided, rows, "notice-unserved", party.c.id).where(*mine, ~held)


def _notice(acts: Acts) -> ColumnElement[bool]:
    return bool_of(said_in(acts, "facts.document") == "notice")


def _too_soon(asked: Asked) -> Select[Any]:
    """A party's time to state, or to ask for a hearing, had not run out and was not waived."""
    decided, joined, mine = _listings(asked)
    began, before = _before(decided, "began", "record_service", "complete_announcement_service", "announce_calendar")
    window = members(began.c.content, "opened", "w")
    kind, whose = under(window.c.value, "kind"), under(window.c.value, "party")
    rows = joined.join(began, before).join(window, true())
    closed, between = other(
        decided, "closed", "waive_statement", "request_hearing", "record_returned_mail", "announce_calendar"
    )
    by_party = and_(closed.c.act == "waive_statement", said_in(closed, "facts.by_party") == whose)
    by_asking = and_(
        closed.c.act == "request_hearing", said_in(closed, "facts.by_party") == whose, kind == "hearing_request"
    )
    by_return = and_(closed.c.act == "record_returned_mail", _notice(closed), said_in(closed, "facts.to") == whose)
    over = there_is(
        closed,
        between,
        closed.c.version > began.c.version,
        closed.c.version < decided.c.version,
        or_(by_party, by_asking, by_return, _counted_anew(closed, kind, whose)),
    )
    running = and_(kind.in_(_WINDOWS), under(window.c.value, "due") >= day_of(decided))
    return _found(asked, decided, rows, "statement-period-open", whose).where(*mine, running, ~over)


def _counted_anew(closed: Acts, kind: Any, whose: Any) -> ColumnElement[bool]:
    """The same window was counted again by a year's calendar: the later day is asked then."""
    anew = members(closed.c.content, "opened", "n")
    same = and_(under(anew.c.value, "kind") == kind, under(anew.c.value, "party") == whose)
    return and_(closed.c.act == "announce_calendar", there_is(anew, same))


def _unanswered(asked: Asked) -> Select[Any]:
    """A statement filed in time had no answer."""
    decided, joined, mine = _listings(asked)
    filed, before = _before(decided, "filed", "file_statement")
    whose = said_in(filed, "facts.by_party")
    rows = joined.join(filed, and_(before, said_in(filed, "facts.in_time").in_(TRUE)))
    found = _found(asked, decided, rows, "statement-unanswered", whose)
    return found.where(*mine, ~_answer(decided, filed, whose))


def _unanswered_at_hearing(asked: Asked) -> Select[Any]:
    """What a party said at the hearing had no answer."""
    decided, joined, mine = _listings(asked)
    held, before = _before(decided, "held", "hold_hearing")
    heard = members(held.c.content, "facts.heard", "h")
    rows = joined.join(held, before).join(heard, true())
    found = _found(asked, decided, rows, "statement-unanswered", heard.c.value)
    return found.where(*mine, ~_answer(decided, held, heard.c.value))


def _answer(decided: Acts, said: Acts, whose: Any) -> ColumnElement[bool]:
    answer, before = _before(decided, "answer", "answer_statement")
    after = and_(before, answer.c.version > said.c.version)
    return there_is(answer, after, is_among(whose, answer, "facts.answered", "to_whom"))


def _not_heard(asked: Asked) -> Select[Any]:
    """A hearing that was asked for, and not withdrawn, was not held."""
    decided, joined, mine = _listings(asked)
    wanted, before = _before(decided, "wanted", "request_hearing")
    whose = said_in(wanted, "facts.by_party")
    done, then = _before(decided, "done", "hold_hearing", "waive_statement")
    held = and_(done.c.act == "hold_hearing", ~is_among(whose, done, "facts.pending", "again"))
    withdrawn = and_(done.c.act == "waive_statement", said_in(done, "facts.by_party") == whose)
    over = there_is(done, then, done.c.version > wanted.c.version, or_(held, withdrawn))
    rows = joined.join(wanted, before)
    return _found(asked, decided, rows, "hearing-not-held", whose).where(*mine, ~over)


def _not_reviewed(asked: Asked) -> Select[Any]:
    """The draft that was decided on had not passed the legal review."""
    decided, joined, mine = _listings(asked)
    review, before = _before(decided, "review", "legal_review")
    draft, drafted = _before(decided, "draft", "draft_decision")
    newer = there_is(draft, drafted, draft.c.version > review.c.version)
    passed = there_is(review, before, said_in(review, "facts.opinion") == "pass", ~newer)
    return _found(asked, decided, joined, "review-missing").where(*mine, ~passed)


def _same_person(asked: Asked) -> Select[Any]:
    """One person drafted and decided."""
    decided, joined, mine = _listings(asked)
    draft, drafted = _before(decided, "draft", "draft_decision")
    rows = joined.join(draft, and_(drafted, draft.c.actor == decided.c.actor))
    return _found(asked, decided, rows, "same-person", decided.c.actor).where(*mine)


def _other_ground(asked: Asked) -> Select[Any]:
    """The ground is none of the standard of the day of the decision."""
    decided, joined, mine = _listings(asked)
    opened, before = _before(decided, "opened", "open_case")
    grounds = members(opened.c.content, "facts.grounds", "g")
    edition = edition_rows(asked, "ground")
    rows = joined.join(opened, before).join(grounds, true())
    rows = rows.outerjoin(edition, allowed(edition, day_of(decided), grounds.c.value))
    return _found(asked, decided, rows, "ground-outside", grounds.c.value).where(*mine, edition.c.name.is_(None))


def _no_standard(asked: Asked) -> Select[Any]:
    """No standard of the list stood in the record on the day of the decision (H-150): asked of real cases only."""
    decided, joined, mine = _listings(asked)
    e, on = standard_edition.c, day_of(decided)
    held = standard_edition.join(list_standard, list_standard.c.id == e.file_id)
    stood = there_is(
        held, list_standard.c.list_id == _F.regime, list_standard.c.mode == REAL, cast(e.since, String) <= on,
        or_(e.until.is_(None), cast(e.until, String) >= on),
    )  # fmt: skip
    return _found(asked, decided, joined, "without-standard").where(*mine, _F.mode == REAL, not_(stood))
