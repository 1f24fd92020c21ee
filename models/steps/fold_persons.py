"""What changes in the people of a case, in its calendar and in the standing of its regime."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from models.records.acts import Act, day_of
from models.records.cases import CaseState
from models.records.proceedings import Agent, Deputy, Recusal, Succession
from models.steps.changing import announced_year


def _declare_recusal(state: CaseState, act: Act) -> CaseState:
    return replace(state, recusals=(*state.recusals, Recusal(act.facts["of"])))


def _decide_recusal(state: CaseState, act: Act) -> CaseState:
    person, outcome = act.facts["of"], act.facts["outcome"]
    decided = tuple(replace(r, outcome=outcome) if r.person == person and not r.outcome else r for r in state.recusals)
    return replace(state, recusals=decided)


def _hand_over(state: CaseState, act: Act) -> CaseState:
    to, of = act.facts["to"], act.facts["of"]
    relieved = tuple(dict.fromkeys((*(p for p in state.relieved if p != to), of)))
    return replace(state, handler=to, relieved=relieved)


def _appoint_agent(state: CaseState, act: Act) -> CaseState:
    party = act.facts["by_party"]
    revoked = act.facts.get("revokes_earlier") is True
    held = tuple(a for a in state.agents if not (revoked and a.party == party))
    return replace(state, agents=(*held, Agent(party)))


def _appoint_deputy(state: CaseState, act: Act) -> CaseState:
    facts = act.facts
    since, until = date.fromisoformat(facts["from"]), date.fromisoformat(facts["until"])
    named = Deputy(facts["of"], facts["to"], tuple(facts["roles"]), since, until)
    # Who is named anew for the same officer takes the place of the one before.
    return replace(state, deputies=(*(d for d in state.deputies if d.of != named.of), named))


def _succeed(state: CaseState, act: Act) -> CaseState:
    party = act.facts["by_party"]
    succession = Succession(party, day_of(act), bool(act.facts.get("successor")))
    return replace(state, successions=(*state.successions, succession))


def _dispose(state: CaseState, act: Act) -> CaseState:
    return replace(state, stopped=act.facts["disposition"] != "keep")


def _announce(state: CaseState, act: Act) -> CaseState:
    facts = act.facts
    year = announced_year(facts["year"], facts["off"], facts["working"], facts["notice"])
    kept = tuple(y for y in state.announced if y.year != year.year)
    return replace(state, announced=(*kept, year))


def _announce_law(state: CaseState, act: Act) -> CaseState:
    told = tuple((leg, recipient) for leg, recipient in act.facts.get("recipients") or ())
    return replace(state, recipients=told or state.recipients)


CHANGES: dict[str, Callable[[CaseState, Act], CaseState]] = {
    "declare_recusal": _declare_recusal,
    "decide_recusal": _decide_recusal,
    "hand_over": _hand_over,
    "appoint_agent": _appoint_agent,
    "appoint_deputy": _appoint_deputy,
    "record_succession": _succeed,
    "set_disposition": _dispose,
    "announce_calendar": _announce,
    "announce_law": _announce_law,
}
