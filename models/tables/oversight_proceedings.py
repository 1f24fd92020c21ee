"""Oversight of the clean-up and of measures: what is late, what checks found, incidents without their one notice."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Select,
    String,
    and_,
    case,
    cast,
    literal,
    or_,
    true,
    union_all,
)
from sqlalchemy.sql.selectable import FromClause

from models.records.commands import CLOCK
from models.records.measure_reviews import CORRECTED, STOPPED
from models.steps.cleanup_oversight import NEW_RULE, NOT_ENTERED
from models.steps.cleanup_table import PASSING
from models.tables.asking_json import members, under
from models.tables.campaign_schema import campaign, campaign_due, campaign_unit
from models.tables.measure_schema import measure_due, measure_review
from models.tables.oversight_asking import TRUE, Asked, bool_of, day_of, finding, first_day, other, said_in, there_is
from models.tables.oversight_ledgers import reviewed_not_entered
from models.tables.schema import act

_LEDGER = "ledger"
CHECKS = ("spot_check", "third_party_check")
_U, _D = campaign_unit.c, campaign_due.c


def ledger_not_filed(asked: Asked) -> CompoundSelect[Any]:
    """A unit's ledger was not filed by its day (15号 part 3(2))."""
    return _missed(asked, (_LEDGER,))


def date_missed(asked: Asked) -> CompoundSelect[Any]:
    """Anything else of the clean-up was not done by its day."""
    return _missed(asked, tuple(what for what in PASSING if what != _LEDGER))


def _missed(asked: Asked, whats: tuple[str, ...]) -> CompoundSelect[Any]:
    """By the clock's own act, or, where the clock has not acted, by the day itself."""
    return union_all(_passed(asked, whats), _not_yet_passed(asked, whats))


def _passed(asked: Asked, whats: tuple[str, ...]) -> Select[Any]:
    passed = act.alias("a")
    joined, unit = _of_unit(passed, said_in(passed, "facts.unit"))
    due, what, item = (said_in(passed, f"facts.{name}") for name in ("due", "what", "item"))
    later = act.alias("done")
    after = and_(later.c.case_id == passed.c.case_id, later.c.version > passed.c.version, later.c.actor != CLOCK)
    of = (what, said_in(passed, "facts.unit"), item)
    settles = or_(*(_settles(later, name, of) for name in ("met", "dropped")))
    done = first_day(asked, later, after, settles)
    # Entered late, received in time: the day was kept, whenever that is entered.
    kept = there_is(later, after, settles, said_in(later, "facts.in_time").in_(TRUE))
    found = finding(
        joined, passed.c.case_id, unit, what, detail=_or_nothing(item), since=due, until=done, seq=passed.c.seq
    )
    names = [f"pass_{name}" for name in whats]
    return found.where(passed.c.act.in_(names), asked.is_of(campaign.c.mode), due <= asked.until, ~kept)


def _settles(later: Any, name: str, of: tuple[Any, Any, Any]) -> ColumnElement[bool]:
    """Whether an act met or dropped that very thing, in time or late."""
    key = members(later.c.content, name, f"k_{name}")
    what, unit, item = (under(key.c.value, str(at)) for at in (0, 1, 3))
    same = and_(what == of[0], unit == of[1], item == _or_nothing(of[2]))
    return there_is(key, same)


def _or_nothing(value: Any) -> Any:
    return case((value.is_(None), ""), else_=value)


def _of_unit(acts: Any, unit_id: Any) -> tuple[FromClause, Any]:
    joined = acts.join(campaign, campaign.c.id == acts.c.case_id)
    joined = joined.outerjoin(campaign_unit, and_(_U.campaign_id == acts.c.case_id, _U.id == unit_id))
    return joined, _name(unit_id)


def _name(unit_id: Any) -> Any:
    """The unit's name, else its id."""
    return case((or_(_U.name.is_(None), _U.name == ""), unit_id), else_=_U.name)


def _not_yet_passed(asked: Asked, whats: tuple[str, ...]) -> Select[Any]:
    joined = campaign_due.join(campaign, campaign.c.id == _D.campaign_id)
    joined = joined.outerjoin(campaign_unit, and_(_U.campaign_id == _D.campaign_id, _U.id == _D.unit))
    due = cast(_D.due, String)
    found = finding(joined, _D.campaign_id, _name(_D.unit), _D.what, detail=_D.item, since=due, seq=literal(0))
    return found.where(_D.what.in_(whats), _D.standing == "open", asked.is_of(campaign.c.mode), due <= asked.until)


def rule_not_entered(asked: Asked) -> CompoundSelect[Any]:
    """A check found a rule that its unit's ledger does not have, or the rule's own review tells of it."""
    return union_all(_checked(asked, NOT_ENTERED), reviewed_not_entered(asked))


def new_rule_found(asked: Asked) -> Select[Any]:
    """A check found a new rule that does not meet the requirements."""
    return _checked(asked, NEW_RULE)


def _checked(asked: Asked, line: str) -> Select[Any]:
    check = act.alias("a")
    joined, unit = _of_unit(check, said_in(check, "facts.unit"))
    told = members(check.c.content, "facts.findings", "f")
    name = under(told.c.value, "id")
    later, same = other(check, "settled", "settle_finding", "except_ledger")
    after = and_(same, later.c.version > check.c.version, said_in(later, "facts.finding") == name)
    found = finding(
        joined.join(told, true()), check.c.case_id, unit, line, detail=name, since=said_in(check, "facts.on"),
        until=first_day(asked, later, after), seq=check.c.seq,
    )  # fmt: skip
    return found.where(
        check.c.act.in_(CHECKS),
        asked.is_of(campaign.c.mode),
        under(told.c.value, "line") == line,
        said_in(check, "facts.on") <= asked.until,
    )


def incident_found_wrong(asked: Asked) -> Select[Any]:
    """The answer to an incident found the measure wrong: one case, one notice (308号 part 3)."""
    answer = act.alias("a")
    finding_ = said_in(answer, "facts.finding")
    found = _incident(asked, answer, said_in(answer, "facts.incident"), finding_, day_of(answer))
    return found.where(answer.c.act == "answer_incident", finding_.in_((CORRECTED, STOPPED)))


def incident_not_handled(asked: Asked) -> CompoundSelect[Any]:
    """An incident's day passed without an answer: by the clock's own act, or by the day itself."""
    passed = act.alias("a")
    due = said_in(passed, "facts.due")
    found = _incident(asked, passed, said_in(passed, "facts.matter"), said_in(passed, "facts.deadline"), due)
    lapses = found.where(passed.c.act.in_([f"pass_{kind}" for kind in asked.watches]))
    return union_all(lapses, _incident_open(asked))


def _incident(asked: Asked, acts: Any, name: Any, what: Any, since: Any) -> Select[Any]:
    joined = acts.join(measure_review, measure_review.c.id == acts.c.case_id)
    told, same = other(acts, "told", "notify_incident")
    after = and_(same, told.c.version > acts.c.version, said_in(told, "facts.incident") == name)
    found = finding(
        joined, acts.c.case_id, measure_review.c.authority, what, detail=name, since=since,
        until=first_day(asked, told, after), seq=acts.c.seq,
    )  # fmt: skip
    return found.where(asked.is_of(measure_review.c.mode), bool_of(since <= asked.until))


def _incident_open(asked: Asked) -> Select[Any]:
    d = measure_due.c
    joined = measure_due.join(measure_review, measure_review.c.id == d.review_id)
    due = cast(d.due, String)
    found = finding(joined, d.review_id, measure_review.c.authority, d.kind, detail=d.matter, since=due, seq=literal(0))
    return found.where(
        asked.watched(d.kind), d.standing == "open", asked.is_of(measure_review.c.mode), due <= asked.until
    )
