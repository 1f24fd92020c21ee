"""Months of oversight at the counter: what their pages and forms are made from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from models.law.month_rules import MonthLaw
from models.law.oversight import HOUSE
from models.law.oversight_months import month_law, month_words
from models.records.commands import as_day
from models.records.deadlines import Deadline, Standing
from models.records.oversight_months import DISPUTED, LATE_ANSWER, MonthState, Promise
from models.steps.month_fields import FIELDS
from models.steps.month_interviews import LATE_MEASURE
from models.steps.month_table import MOVES, OPENINGS
from models.tables.months import MONTH as KEPT
from models.tables.months import frozen
from portal.counter import Counter
from portal.month_telling import cases_of
from portal.oversight_telling import what_name
from portal.proceeding_dues import DONE_LATER
from portal.proceeding_kind import Body, Choices, Forms, Kind, Lawful, Names, Offer, Pages, Said, Table
from portal.proceeding_reading import Held
from portal.proceeding_wording import ProceedingSpeech, vocabulary
from portal.wording import Speech
from portal.words import months

MonthFile = Held[MonthState, MonthLaw]
_SOME = "~"


def _wanted(state: MonthState) -> tuple[str, ...]:
    """What brings the file forward: of an issued notice, whatever somebody owes."""
    if state.step != "issued":
        return {"drawn": ("confirm_notice",), "confirmed": ("issue_notice",)}.get(state.step, ())
    waits = [*_units_wait(state), *_interviews_wait(state), *_others_wait(state)]
    return tuple(dict.fromkeys(waits)) or ("close_month",)


def _units_wait(state: MonthState) -> Iterator[str]:
    for unit in state.units:
        if unit.answered_on is None:
            yield "answer_notice"
        if unit.stand == DISPUTED and not unit.finding:
            yield "settle_dispute"
        asked = any(i.unit == unit.id and i.ground == LATE_ANSWER for i in state.interviews)
        if unit.late and not unit.spared and not asked:
            yield from ("ask_interview", "spare_interview")


def _interviews_wait(state: MonthState) -> Iterator[str]:
    for held in state.interviews:
        if held.held_on is None and not held.dropped:
            yield "hold_interview"
        for promise in held.promises:
            if not promise.finding and not held.dropped:
                yield "report_measure" if promise.reported_on is None else "check_measure"


def _others_wait(state: MonthState) -> Iterator[str]:
    for incident in state.incidents:
        if incident.closed_on is None:
            waits = incident.noticed_on is None and incident.kind == "leak"
            yield "notify_incident" if waits else "close_incident"
    for held in state.referrals:
        if not held.is_over:
            if held.outcome:
                yield "close_accountability"
            elif held.referred_on is None:
                yield from ("refer_accountability", "drop_accountability")
            else:
                yield "record_referral_answer"


def _is_owed(state: MonthState, due: Deadline) -> bool:
    """A day that passed stays owed until what it was for is done."""
    if due.standing in (Standing.MET, Standing.DROPPED) or state.is_closed:
        return False
    if due.standing is Standing.OPEN:
        return True
    kind, matter = due.kind, due.matter
    unit, interview = state.unit(matter), state.interview(matter)
    incident, referral, promise = state.incident(matter), state.referral(matter), _promise(state, matter)
    return {
        "notice_issue": state.issued_on is None,
        "notice_answer": unit is not None and unit.answered_on is None,
        "dispute": unit is not None and not unit.finding,
        "interview_call": "spare_interview" in _wanted(state),
        "interview": interview is not None and interview.held_on is None and not interview.dropped,
        "measure": promise is not None and promise.reported_on is None and not promise.finding,
        "measure_check": promise is not None and promise.reported_on is not None and not promise.finding,
        "incident_notice": incident is not None and incident.closed_on is None,
        "referral": referral is not None and not referral.is_over and referral.referred_on is None,
        "referral_answer": referral is not None and not referral.is_over and not referral.outcome,
    }[kind]


def _promise(state: MonthState, matter: str) -> Promise | None:
    name, _, which = matter.partition(".")
    held = state.interview(name)
    return next((p for p in held.promises if p.id == which), None) if held else None


def _named(held: MonthFile, _: str, __: Mapping[str, str]) -> Iterator[Body]:
    yield {"digest": held.state.notice.digest if held.state.notice else _SOME}


def _far(today: str) -> date:
    day = as_day(today) or date.min
    return day.replace(year=day.year + 1, day=1)


def _asked(held: MonthFile, today: str, _: Mapping[str, str]) -> Iterator[Body]:
    more = {"interview": _SOME, "meet_on": _far(today).isoformat(), "time": _SOME, "place": _SOME, "with": _SOME}
    for unit in held.state.units:
        for ground in (LATE_ANSWER, LATE_MEASURE, *unit.stands_under):
            yield {**more, "unit": unit.id, "ground": ground}
    if not held.state.units:
        yield {**more, "unit": _SOME, "ground": LATE_ANSWER}


def _met(held: MonthFile, today: str, _: Mapping[str, str]) -> Iterator[Body]:
    promised = [{"id": _SOME, "what": _SOME, "due": _far(today).isoformat()}]
    for name in [i.id for i in held.state.interviews] or [_SOME]:
        yield {
            "interview": name, "on": today, "attended": _SOME, "record": _SOME, "measures": promised,
        }  # fmt: skip


def _promises(held: MonthFile, today: str, _: Mapping[str, str]) -> Iterator[Body]:
    promised = [(i.id, p.id) for i in held.state.interviews for p in i.promises]
    for name, measure in promised or [(_SOME, _SOME)]:
        yield {"interview": name, "measure": measure, "on": today, "proof": _SOME}


def _checks(held: MonthFile, today: str, said: Mapping[str, str]) -> Iterator[Body]:
    for body in _promises(held, today, said):
        yield {**{k: v for k, v in body.items() if k != "proof"}, "finding": "done", "reasons": _SOME}


def _settled(held: MonthFile, _: str, __: Mapping[str, str]) -> Iterator[Body]:
    for name in [u.id for u in held.state.units] or [_SOME]:
        yield {"unit": name, "finding": "kept", "reasons": _SOME}


def _names(counter: Counter, lang: str, held: MonthFile | None) -> Names:
    """What the codes of a file are called: its units, and each case that a query of its notice found."""
    if held is None:
        return {}
    speech = Speech("en" if lang == "en" else "zh")
    found = {x.ref: f"{x.name} {x.place} {what_name(speech, x.what)} {x.detail}" for x in _cases(counter, held)}
    # Other acts say their findings under the same name.
    told = {code: speech.t(*pair) for code, pair in months.CHOICES["finding"].items()}
    return {"unit": {u.id: u.name for u in held.state.units}, "case": found, "finding": {**told, **found}}


def _cases(counter: Counter, held: MonthFile) -> list[Any]:
    notice = held.state.notice
    if notice is None:
        return []
    return cases_of(counter.reader.ask(lambda connection: frozen(connection, notice.digest)))


def _of_units(test: Any) -> Any:
    def choices(offer: Offer) -> Choices:
        return tuple(u.id for u in offer.state.units if test(u))

    return choices


def _measures(offer: Offer) -> Choices:
    return tuple(dict.fromkeys(p.id for i in offer.state.interviews for p in i.promises if not p.finding))


def _grounds(offer: Offer) -> Choices:
    return (*dict.fromkeys(x for u in offer.state.units for x in u.stands_under), LATE_ANSWER, LATE_MEASURE)


def _lines(offer: Offer) -> Choices:
    return tuple(dict.fromkeys(x for u in offer.state.units if u.stand == DISPUTED for x in u.lines))


def _found(offer: Offer) -> Choices:
    return tuple(offer.names.get("case", {})) or (_SOME,)


def _of_referrals(test: Any) -> Any:
    return lambda o: tuple(r.id for r in o.state.referrals if not r.is_over and test(r))


def _in_file(
    counter: Counter, _: Any, speech: ProceedingSpeech, ___: Any, held: MonthFile, ____: Any
) -> dict[str, Any]:
    """The cases of the notice as it was drawn, in the words of this language."""
    return {"cases": _cases(counter, held), "what_name": lambda what: what_name(speech, what)}


def _headline(_: Counter, speech: ProceedingSpeech, held: MonthFile) -> str:
    month = held.state.month
    return speech.t(f"{month} 监督月报", f"Month of oversight {month}") if month else held.id


def _tags(speech: ProceedingSpeech, held: MonthFile) -> tuple[str, ...]:
    late = sum(u.late for u in held.state.units)
    named = speech.t(f"列名 {len(held.state.units)} 个单位", f"{len(held.state.units)} units named")
    return (named, *((speech.t(f"{late} 个逾期未答复", f"{late} late"),) if late else ()))


_NAMED = {
    "unit": "unit", "finding": "finding", "month": "month", "digest": "digest",
    "interview": "interview", "measure": "measure", "incident": "incident", "referral": "referral",
}  # fmt: skip

MONTH: Kind[MonthFile] = Kind(
    kept=KEPT,
    home="/oversight/months",
    prefix="oversight",
    look="oversight",
    table=Table(
        FIELDS,
        OPENINGS,
        MOVES,
        wanted=_wanted,
        bodies={
            "confirm_notice": _named,
            "settle_dispute": _settled,
            "ask_interview": _asked,
            "hold_interview": _met,
            "report_measure": _promises,
            "check_measure": _checks,
        },
    ),
    lawful=Lawful(lambda _: (HOUSE,), month_law, month_words, HOUSE),
    said=Said(
        vocabulary(months, _NAMED),
        months.GROUPS,
        thing=("监督月报", "month of oversight"),
        menu=("监督月报", "Months"),
        title=("监督月报", "Months of oversight"),
        heading=(
            "监督月报：通报、约谈、案例、问责",
            "Months of oversight: notices, interviews, referrals",
        ),
        subject=("月份", "Month"),
        file=("监督月报", "Month of oversight"),
    ),
    forms=Forms(
        choices={
            "confirm_notice.digest": lambda o: (o.state.notice.digest,) if o.state.notice else (_SOME,),
            "answer_notice.unit": _of_units(lambda u: u.answered_on is None),
            "settle_dispute.unit": _of_units(lambda u: u.stand == DISPUTED and not u.finding),
            "settle_dispute.lines": _lines,
            "spare_interview.unit": _of_units(lambda u: u.late and not u.spared),
            "ask_interview.unit": _of_units(lambda u: u.stands_under),
            "ask_interview.ground": _grounds,
            "hold_interview.interview": lambda o: tuple(
                i.id for i in o.state.interviews if i.held_on is None and not i.dropped
            ),
            "report_measure.interview": lambda o: tuple(i.id for i in o.state.interviews if i.held_on is not None),
            "check_measure.interview": lambda o: tuple(i.id for i in o.state.interviews if i.held_on is not None),
            "report_measure.measure": _measures,
            "check_measure.measure": _measures,
            "notify_incident.incident": lambda o: tuple(
                i.id for i in o.state.incidents if i.kind == "leak" and i.noticed_on is None
            ),
            "close_incident.incident": lambda o: tuple(i.id for i in o.state.incidents if i.closed_on is None),
            "open_accountability.finding": _found,
            "drop_accountability.referral": _of_referrals(lambda r: r.referred_on is None),
            "refer_accountability.referral": _of_referrals(lambda r: r.referred_on is None),
            "record_referral_answer.referral": _of_referrals(lambda r: r.referred_on is not None and not r.outcome),
            "close_accountability.referral": _of_referrals(lambda r: bool(r.outcome)),
        },
        not_today=("ask_interview.meet_on", "check_measure.until", "hold_interview.measures.due"),
        weighing=("confirm_notice", "issue_notice", "open_accountability"),
    ),
    pages=Pages(file="month.html", in_file=_in_file, tags=_tags, headline=_headline),
    names=_names,
    parties=lambda held: {u.id: u.name for u in held.state.units},
    is_owed=_is_owed,
    ended=DONE_LATER,
)
