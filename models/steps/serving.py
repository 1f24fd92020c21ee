"""Service (送达): by whom, how, with what proof; every period starts from it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from models.records.acts import DeadlineKey
from models.records.cases import CaseState, Service
from models.records.deadlines import Deadline, Standing
from models.steps.judging import ANNOUNCEMENT, Context, Judged, No, Plan, refuse_future, unmet
from models.steps.objecting import remedies_of
from models.steps.stating import WINDOWS, windows

_TO_ALL = "all"


def record_service(ctx: Context) -> Judged:
    """Record a service with its proof; an announcement completes later, by the clock."""
    document = ctx.command.word("document")
    paper = ctx.state.paper(document)
    if paper is None:
        return No("step_not_open", "service.proof", {"missing": document})
    parties = _addressees(ctx, document)
    refusal = _refuse_method(ctx, parties) or _refuse_day(ctx, paper.on)
    if refusal:
        return refusal
    if isinstance(parties, No):
        return parties
    if ctx.state.is_over:
        return _after_the_end(ctx, parties)
    pending = ctx.command.word("method") == ANNOUNCEMENT
    facts = {**ctx.command.facts, "served": list(parties)}
    if pending:
        facts["pending"] = True
        opened = tuple(d for p in parties for d in ctx.opened(ANNOUNCEMENT, ctx.on(), party=p, matter=document))
        for d in opened:
            # What the clock will start must be known to the calendar now: later nobody is there to refuse.
            starts(ctx, document, (d.party,), d.due)
        return Plan("", facts, opened)
    opened, met = starts(ctx, document, parties, ctx.on())
    return Plan("", facts, opened, met, ctx.announced(document, parties))


def _after_the_end(ctx: Context, parties: tuple[str, ...]) -> Judged:
    """The last paper burdens nobody and starts no period; an announcement is entered when it is complete."""
    facts = {**ctx.command.facts, "served": list(parties)}
    if ctx.command.word("method") != ANNOUNCEMENT:
        return Plan(ctx.state.step, facts)
    announced = ctx.opened(ANNOUNCEMENT, ctx.on())
    if not announced or announced[0].due >= ctx.today:
        return unmet("service.announcement", "announcement_runs", until=[d.due.isoformat() for d in announced])
    return Plan(ctx.state.step, {**facts, "on": announced[0].due.isoformat()})


def _addressees(ctx: Context, document: str) -> tuple[str, ...] | No:
    to = ctx.command.word("to")
    whole = tuple(p.id for p in ctx.state.parties)
    if document == "statement_answer":
        whole = tuple(dict.fromkeys(s.party for s in ctx.state.statements if s.answered and s.in_time))
    elif document == "hearing_notice" and ctx.state.hearing is not None:
        whole = ctx.state.hearing.parties
    elif document == "objection_answer":
        whole = tuple(dict.fromkeys(o.party for o in ctx.state.objections if o.finding))
    elif document == "complaint_answer":
        whole = tuple(dict.fromkeys(c.party for c in ctx.state.complaints if c.finding and c.party))
    if to and to != _TO_ALL and to not in whole:
        return unmet("service.proof", "addressee_unknown", party=to)
    asked = whole if not to or to == _TO_ALL else (to,)
    left = tuple(p for p in asked if not ctx.state.served(document, p))
    if not left:
        return unmet("service.proof", "served_already", document=document, parties=list(asked))
    return left


def _refuse_method(ctx: Context, parties: tuple[str, ...] | No) -> No | None:
    if isinstance(parties, No):
        return parties
    method = ctx.command.word("method")
    if method not in ctx.law.service_methods:
        return unmet("service.proof", "method_unknown", method=method)
    if method == "electronic" and not ctx.command.facts.get("consent"):
        return unmet("service.electronic", "consent_missing")
    if method == ANNOUNCEMENT:
        tried = [m for m in ctx.command.words("tried") if m in ctx.law.service_methods]
        if not ctx.command.facts.get("unknown_whereabouts") and not _ways_failed(ctx, tried):
            return unmet("service.announcement", "other_ways_not_tried", tried=tried)
        if ctx.announced(ctx.command.word("document"), parties):
            return unmet("service.announcement", "announced_already", parties=list(parties))
    return None


def _ways_failed(ctx: Context, tried: list[str]) -> bool:
    """Announcement is the last resort: every other way that needs no consent was tried."""
    return all(m in tried for m in ctx.law.service_methods if m not in (ANNOUNCEMENT, "electronic"))


def _refuse_day(ctx: Context, made_on: date) -> No | None:
    if ctx.on() > ctx.today:
        return unmet("service.proof", "day_in_future", on=ctx.on().isoformat())
    if ctx.on() < made_on:
        return unmet("service.proof", "day_before_paper", on=ctx.on().isoformat(), made_on=made_on.isoformat())
    return None


def starts(
    ctx: Context, document: str, parties: tuple[str, ...], served_on: date
) -> tuple[tuple[Deadline, ...], tuple[DeadlineKey, ...]]:
    """The periods a service starts, and the deadlines it meets."""
    opened: tuple[Deadline, ...] = ()
    met: tuple[DeadlineKey, ...] = ()
    if document == "notice" and ctx.state.decision is None:
        # Served again after the decision it repairs the file; nobody can state in a case that is decided.
        opened = tuple(d for p in parties for d in _windows(ctx, p, served_on))
    elif document == "statement_answer":
        met = _answers_told(ctx.state, parties)
    elif document == "decision":
        opened = _remedies(ctx, parties, served_on, "decision")
        if all(ctx.state.served("decision", p.id) or p.id in parties for p in ctx.state.parties):
            met = _running(ctx.state, "service", ("",))
    elif document == "refusal_notice" or (document == "restoration_decision" and _burdens(ctx.state)):
        opened = _remedies(ctx, parties, served_on, document)
    return opened, met


def _windows(ctx: Context, party: str, served_on: date) -> tuple[Deadline, ...]:
    """The party's own windows, each from its own service; a hearing only where the regime gives one."""
    kinds = WINDOWS if ctx.law.says("hearing") else WINDOWS[:1]
    return tuple(d for kind in kinds for d in ctx.opened(kind, served_on, party=party))


def _burdens(state: CaseState) -> bool:
    """Whether the last decision on restoration went against the subject."""
    return state.restoration in ("refuse", "revoked")


def _remedies(ctx: Context, parties: tuple[str, ...], served_on: date, matter: str) -> tuple[Deadline, ...]:
    return tuple(
        d
        for p in parties
        for kind in ("reconsideration", "litigation")
        for d in ctx.opened(kind, served_on, party=p, matter=matter)
    )


def _answers_told(state: CaseState, parties: tuple[str, ...]) -> tuple[DeadlineKey, ...]:
    """The answers these parties were owed and have been given; a later statement is still owed its own."""
    owed = [
        (party, str(number))
        for party in parties
        for number, s in enumerate((s for s in state.statements if s.party == party), start=1)
        if not s.answered
    ]
    return tuple(d for d in _running(state, "statement_answer", parties) if (d[1], d[3]) not in owed)


def _running(state: CaseState, kind: str, parties: tuple[str, ...]) -> tuple[DeadlineKey, ...]:
    return tuple(
        d.key for d in state.deadlines if d.kind == kind and d.party in parties and d.standing is Standing.OPEN
    )


def record_returned_mail(ctx: Context) -> Judged:
    """What came back was not served: the party's periods that it had started fall."""
    party = ctx.command.word("to")
    service = _returned(ctx.state, party, ctx.command.word("document"))
    if service is None:
        return unmet("service.proof", "not_served", party=party)
    refusal = refuse_future(ctx, "service.proof")
    if refusal:
        return refusal
    if ctx.on() < service.on:
        return unmet("service.proof", "day_before_service", on=service.on.isoformat())
    document = service.document
    fallen = remedies_of(ctx, party, document)
    if document == "notice":
        fallen = windows(ctx.state, party, Standing.OPEN)
    facts = {**ctx.command.facts, "document": document}
    return Plan("", facts, _running_again(ctx, party, document), (), tuple(d.key for d in fallen))


def _returned(state: CaseState, party: str, document: str) -> Service | None:
    """The service named, else the party's latest by mail, else its latest."""
    held = [s for s in state.services if s.party == party and not s.pending]
    if document:
        held = [s for s in held if s.document == document]
    posted = [s for s in held if s.method == "mail"]
    return next(reversed(posted or held), None)


def _running_again(ctx: Context, party: str, document: str) -> tuple[Deadline, ...]:
    """The authority's time to serve or to tell runs on where it is not over yet."""
    kinds = {"decision": ("service", ""), "statement_answer": ("statement_answer", party)}
    kind, whose = kinds.get(document, ("", ""))
    return tuple(
        replace(d, standing=Standing.OPEN)
        for d in ctx.state.deadlines
        if (d.kind, d.party) == (kind, whose) and d.standing is Standing.MET and d.due >= ctx.today
    )
