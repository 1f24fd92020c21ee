"""The fold of a campaign: what each act changes in the state, and nothing else; no law is asked here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from models.law.days import law_day
from models.records.acts import Act, day_of
from models.records.campaigns import (
    AT_ONCE,
    CONFIRMING,
    IN_FORCE,
    PROPOSED,
    RESUMED,
    RESUMING,
    CampaignState,
    Due,
    Finding,
    Item,
    Stop,
    Told,
    Unit,
)
from models.records.cases import Paper
from models.records.commands import CLOCK
from models.records.deadlines import Standing
from models.steps.cleanup_ledgers import counts_of, faults_left, ledger_of


def apply(state: CampaignState, act: Act) -> CampaignState:
    """The state after one act."""
    change = _CHANGES.get(act.act)
    if change is not None:
        state = change(state, act)
    papers = (*state.papers, *(Paper(kind, law_day(act.at)) for kind in act.documents))
    return replace(
        state, step=act.step_to, version=act.version, settled_to=act.at, dues=_dues(state, act), papers=papers
    )


def fold(state: CampaignState, acts: Iterable[Act]) -> CampaignState:
    """The state after several acts."""
    for act in acts:
        state = apply(state, act)
    return state


def _dues(state: CampaignState, act: Act) -> tuple[Due, ...]:
    met, dropped = [tuple(k) for k in act.met], [tuple(k) for k in act.dropped]
    late = not act.facts.get("in_time", True)
    kept = []
    for due in state.dues:
        if due.key in met and act.by.id == CLOCK:
            kept.append(replace(due, standing=Standing.ENDED, late=True))
        elif due.key in met:
            kept.append(replace(due, standing=Standing.MET, late=late))
        elif due.key in dropped:
            kept.append(replace(due, standing=Standing.DROPPED))
        else:
            kept.append(due)
    opened = [_due(d) for d in act.facts.get("dues") or ()]
    again = [d.key for d in opened]
    return (*(d for d in kept if d.key not in again), *opened)


def _due(said: dict[str, str]) -> Due:
    late = bool(said.get("late"))
    return Due(
        said["what"],
        said["unit"],
        said["item"],
        date.fromisoformat(said["due"]),
        datetime.fromisoformat(said["ends_at"]),
        said["cite"],
        Standing.ENDED if late else Standing.OPEN,
        late,
    )


def _with(state: CampaignState, unit: Unit) -> CampaignState:
    return replace(state, units=tuple(unit if u.id == unit.id else u for u in state.units))


def _unit(state: CampaignState, act: Act) -> Unit:
    found = state.unit(act.facts["unit"])
    if found is None:
        raise LookupError(act.facts["unit"])
    return found


def _opened(state: CampaignState, act: Act) -> CampaignState:
    lead = Unit(act.facts["lead"], "lead", act.facts["level"], "")
    return replace(state, root=lead.id, units=(lead,))


def _enrolled(state: CampaignState, act: Act) -> CampaignState:
    f = act.facts
    unit = Unit(f["unit"], f["kind"], f["level"], f["parent"], tuple(f.get("officers") or ()))
    return replace(state, units=(*state.units, unit))


def _contact(state: CampaignState, act: Act) -> CampaignState:
    return _with(state, replace(_unit(state, act), contact=True))


def _filed(state: CampaignState, act: Act) -> CampaignState:
    unit = _unit(state, act)
    return _at_once(_with(state, replace(unit, ledger=ledger_of(act.facts, unit, law_day(act.at)))), act)


def _excepted(state: CampaignState, act: Act) -> CampaignState:
    unit = _unit(state, act)
    excepted = replace(unit, ledger=ledger_of(act.facts, unit, law_day(act.at)), exceptions=unit.exceptions + 1)
    finding = act.facts.get("finding")
    after = _at_once(_with(state, excepted), act)
    return _settled_finding(after, act) if finding else after


def _settled(state: CampaignState, act: Act) -> CampaignState:
    unit = _unit(state, act)
    if unit.ledger is None:
        return state
    known = act.facts.get("ledger") or {}
    ledger = replace(unit.ledger, faults=faults_left(unit.ledger, act.facts))
    if known.get("digest"):
        rows = int(known.get("rows") or 0)
        ledger = replace(ledger, digest=known["digest"], rows=rows, counts=counts_of(known))
    return _at_once(_with(state, replace(unit, ledger=ledger)), act)


def _at_once(state: CampaignState, act: Act) -> CampaignState:
    """What a filing stops; a stop that one person had proposed is in force from here on, its showing kept."""
    for found in act.facts.get("stops") or ():
        shown = next((s for s in state.stops if s.document == found["document"] and s.standing == PROPOSED), None)
        if shown is not None:
            made = replace(shown, standing=CONFIRMING, unit=act.facts["unit"], **_resting(shown, found))
        else:
            empty = Stop(found["stop"], found["document"], found["disposition"], (), (), AT_ONCE, "")
            made = replace(empty, unit=act.facts["unit"], **_resting(empty, found))
        state = replace(state, stops=(*(s for s in state.stops if s.id != made.id), made))
    return state


def _resting(held: Stop, *found: Mapping[str, Any]) -> dict[str, Any]:
    """What rests on the document: as held, as a person said, as the record found."""
    kinds = ("regimes", "measures", "texts")
    return {
        k: tuple(dict.fromkeys((*getattr(held, k), *(n for f in found for n in f.get(k) or ())))) for k in kinds
    }


def _reported_up(state: CampaignState, act: Act) -> CampaignState:
    return replace(state, reported_on=law_day(act.at))


def _planned(state: CampaignState, act: Act) -> CampaignState:
    unit = _unit(state, act)
    items = tuple(
        Item(
            i["id"],
            unit.id,
            i["document"],
            i["disposition"],
            date.fromisoformat(i["due"]),
            i.get("channel") or "",
            i.get("in_name_of") or "",
        )
        for i in act.facts["items"]
    )
    return _with(replace(state, items=(*state.items, *items)), replace(unit, planned=True))


def _item(state: CampaignState, act: Act, **change: object) -> CampaignState:
    of = (act.facts["unit"], act.facts["item"])
    items = tuple(replace(i, **change) if (i.unit, i.id) == of else i for i in state.items)  # type: ignore[arg-type]
    return replace(state, items=items)


def _proposed(state: CampaignState, act: Act) -> CampaignState:
    return _item(state, act, proposed_on=day_of(act))


def _drafted(state: CampaignState, act: Act) -> CampaignState:
    return _item(state, act, drafted_on=law_day(act.at))


def _completed(state: CampaignState, act: Act) -> CampaignState:
    return _item(state, act, done=act.facts["outcome"], done_on=day_of(act))


def _reported(state: CampaignState, act: Act) -> CampaignState:
    unit = _unit(state, act)
    return _with(state, replace(unit, reports=(*unit.reports, act.facts["report"])))


def _summarised(state: CampaignState, act: Act) -> CampaignState:
    return _with(state, replace(_unit(state, act), summary_on=law_day(act.at)))


def _published(state: CampaignState, act: Act) -> CampaignState:
    if act.facts.get("not_needed"):
        return state
    return replace(state, published=(*state.published, act.facts["what"]))


def _told(state: CampaignState, act: Act) -> CampaignState:
    """Whom a notice names is told of; the next one names only what still stands or is new."""
    month, lines = act.facts["month"], act.facts["lines"]
    dues = tuple(replace(d, named=True) if d.late and _by(month, d.due) else d for d in state.dues)
    findings = tuple(replace(f, named=True) if _by(month, f.on) else f for f in state.findings)
    told = Told(month, law_day(act.at), tuple((name, tuple(units)) for name, units in lines.items()))
    return replace(state, dues=dues, findings=findings, notices=(*state.notices, told))


def _by(month: str, on: date) -> bool:
    return on.isoformat()[: len(month)] <= month


def _interviewed(state: CampaignState, act: Act) -> CampaignState:
    return replace(state, interviews=(*state.interviews, act.facts["unit"]))


def _checked(state: CampaignState, act: Act) -> CampaignState:
    found = tuple(Finding(f["id"], act.facts["unit"], f["line"], day_of(act)) for f in act.facts.get("findings") or ())
    return replace(state, checked=(*state.checked, act.facts["unit"]), findings=(*state.findings, *found))


def _settled_finding(state: CampaignState, act: Act) -> CampaignState:
    findings = tuple(replace(f, settled=True) if f.id == act.facts["finding"] else f for f in state.findings)
    return replace(state, findings=findings)


def _stop_proposed(state: CampaignState, act: Act) -> CampaignState:
    f, shown = act.facts, act.facts.get("shown") or {}
    held, new = state.stop(f["stop"]), Stop(f["stop"], f["document"], f["disposition"], (), (), PROPOSED, "")
    base = new if held is None or held.standing == PROPOSED else held
    stop = replace(
        base,
        standing=PROPOSED if base is new else CONFIRMING,
        proposed_by=act.by.id,
        cases=int(shown.get("cases") or 0),
        plan=str(shown.get("plan") or ""),
        **_resting(base, f, f.get("found") or {}),
    )
    return replace(state, stops=(*(s for s in state.stops if s.id != stop.id), stop))


def _stop(state: CampaignState, act: Act, **change: object) -> CampaignState:
    of = act.facts["stop"]
    stops = tuple(replace(s, **change) if s.id == of else s for s in state.stops)  # type: ignore[arg-type]
    return replace(state, stops=stops)


_CHANGES: dict[str, Callable[[CampaignState, Act], CampaignState]] = {
    "open_campaign": _opened,
    "enrol_unit": _enrolled,
    "name_contact": _contact,
    "file_ledger": _filed,
    "except_ledger": _excepted,
    "settle_fault": _settled,
    "report_ledgers_up": _reported_up,
    "file_plan": _planned,
    "propose_clean_up": _proposed,
    "draft_abolition": _drafted,
    "complete_item": _completed,
    "file_report": _reported,
    "file_summary": _summarised,
    "publish_result": _published,
    "issue_monthly_notice": _told,
    "hold_interview": _interviewed,
    "spot_check": _checked,
    "third_party_check": _checked,
    "settle_finding": _settled_finding,
    "propose_stop": _stop_proposed,
    "stop_rule": lambda s, a: _stop(s, a, standing=IN_FORCE, confirmed_by=a.by.id),
    "propose_resume": lambda s, a: _stop(s, a, standing=RESUMING, resume_by=a.by.id),
    "resume_rule": lambda s, a: _stop(s, a, standing=RESUMED),
}
