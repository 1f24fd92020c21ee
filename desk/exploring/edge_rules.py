"""What must hold for every act that goes through. Each rule answers nothing, or what is broken."""

from __future__ import annotations

from collections.abc import Callable

from desk.exploring.paths import Edge
from models.law.regimes import Certainty, Law
from models.records.commands import CLOCK
from models.steps.machine import row, ways

_BEFORE_DECISION = ("draft_decision", "legal_review", "approve_decision")


def version_grows_by_one(edge: Edge, _: Law) -> str:
    """Every act is one version more."""
    versions = (edge.before.version, edge.act.version, edge.after.version)
    return "" if versions == (versions[0], versions[0] + 1, versions[0] + 1) else f"versions {versions}"


def no_act_after_closed(edge: Edge, _: Law) -> str:
    """A closed case stays as it is."""
    return f"{edge.act.act} in a case closed at {edge.before.step}" if edge.before.is_closed else ""


def move_stands_in_the_table(edge: Edge, _: Law) -> str:
    """The act leads from where the case stood to where it stands, by a row of the table."""
    act = edge.act
    if (act.step_from, act.step_to) != (edge.before.step, edge.after.step):
        return f"{act.act} says {act.step_from} -> {act.step_to}"
    return "" if act.step_to in ways(act.act, act.step_from) else f"no row {act.act} {act.step_from} -> {act.step_to}"


def row_tells_what_happens(edge: Edge, _: Law) -> str:
    """The act opens, meets and signs nothing that its row does not name."""
    act = edge.act
    found = row(act.act, act.step_from, act.step_to)
    own = {act.facts.get("deadline")} if found.by_clock else set()
    pairs = (
        ("opens", {d.kind for d in act.opened} - set(found.opens)),
        ("meets", {key[0] for key in act.met} - set(found.closes) - own),
        ("signs", set(act.documents) - set(found.documents)),
    )
    return next((f"{act.act} {what} {sorted(more)} beyond its row" for what, more in pairs if more), "")


def act_cites_a_rule(edge: Edge, law: Law) -> str:
    """Every act rests on an article of the regime, or on a house rule cited as one."""
    try:
        found = law.citation(edge.act.cite)
    except KeyError:
        return f"{edge.act.act} cites {edge.act.cite!r}, which no law file holds"
    house = edge.act.cite.startswith("house.")
    is_office = found.certainty is Certainty.OFFICE
    return "" if house is is_office and found.article else f"{edge.act.cite} is cited as {found.certainty}"


def deadlines_never_shorten(edge: Edge, _: Law) -> str:
    """A deadline once opened is never moved to an earlier day while it runs."""
    for new in edge.act.opened:
        for old in edge.before.deadlines:
            if old.key == new.key and new.due < old.due and old.standing == "open":
                return f"{new.kind} moved from {old.due} to {new.due}"
    return ""


def publish_only_after_lawful_decision(edge: Edge, _: Law) -> str:
    """No publication without notice, window, answers, complete draft, two people and a served decision."""
    if edge.act.act != "publish":
        return ""
    seen = edge.seen
    if seen.decided_without is None:
        return "published without a decision"
    lacks = [*seen.decided_without, *(f"decision served on {p}" for p in seen.parties if p not in seen.decision_served)]
    return f"published without: {', '.join(lacks)}" if lacks else ""


def nothing_published_after_ground_to_leave(edge: Edge, _: Law) -> str:
    """After restoration, expiry or revocation nothing is published any more."""
    ground = edge.seen.ground_to_leave
    return f"published after {ground}" if edge.act.act == "publish" and ground else ""


def draft_only_after_hearing_the_parties(edge: Edge, _: Law) -> str:
    """A draft needs every party served, its window closed, and every statement answered."""
    if edge.act.act not in _BEFORE_DECISION:
        return ""
    seen = edge.seen
    lacks = [p for p in seen.parties if p not in seen.noticed or p not in seen.closed or p in seen.waiting]
    return f"{edge.act.act} before {lacks} were heard" if lacks else ""


def two_people_at_every_paper(edge: Edge, _: Law) -> str:
    """Who drafted does not approve; who opened or drafted does not review."""
    seen, by = edge.seen, edge.act.by.id
    barred = {
        "approve_notice": (seen.noticer,),
        "legal_review": (seen.opener, seen.noticer, seen.drafter),
        "approve_decision": (seen.drafter,),
    }
    return f"{by} did {edge.act.act} on own work" if by in barred.get(edge.act.act, ()) else ""


def filing_and_granting_apart(edge: Edge, _: Law) -> str:
    """Who received the application does not decide it."""
    filed = edge.before.application
    own = edge.act.act == "decide_restoration" and filed is not None and filed.received_by == edge.act.by.id
    return f"{edge.act.by.id} decides the application it received" if own else ""


def restoration_never_early_nor_after_violation(edge: Edge, _: Law) -> str:
    """Granting needs the earliest day reached when applied, and no new violation (Order 45 art. 12, 13)."""
    if edge.act.act != "decide_restoration" or edge.act.facts["outcome"] != "grant":
        return ""
    seen = edge.seen
    if seen.violated:
        return "granted after a violation"
    if seen.earliest_on is None or seen.applied_on is None or seen.applied_on < seen.earliest_on:
        return f"granted on an application of {seen.applied_on}, earliest {seen.earliest_on}"
    return ""


def waiver_only_by_the_party(edge: Edge, _: Law) -> str:
    """A waiver closes the window of the party that waives, and a party speaks for itself only."""
    act = edge.act
    if act.act != "waive_statement":
        return ""
    party = act.facts["by_party"]
    if act.by.is_party and act.by.id != party:
        return f"{act.by.id} waived for {party}"
    others = [key for key in act.met if key[:2] != ("statement_period", party)]
    return f"the waiver of {party} closed {others}" if others else ""


def statement_in_time_waits(edge: Edge, _: Law) -> str:
    """A statement in time, entered before the decision, stands until it is answered."""
    act = edge.act
    if act.act != "file_statement" or edge.seen.decided_without is not None:
        return ""
    party = act.facts["by_party"]
    due_wait = party in edge.seen_after.waiting
    waits = any(s.party == party and not s.answered for s in edge.after.statements)
    if due_wait is not waits:
        return f"statement of {party}: should wait {due_wait}, waits {waits}"
    return "a draft stands beside a statement in time" if due_wait and edge.after.draft else ""


def answer_is_given_before_it_is_told(edge: Edge, _: Law) -> str:
    """The period to answer a statement is met only where that very statement was answered."""
    if edge.act.by.id == CLOCK and "document" not in edge.act.facts:
        return ""
    told = {(key[1], key[3]) for key in edge.act.met if key[0] == "statement_answer"}
    early = sorted(told & edge.seen.owed)
    return f"{edge.act.act} met the period of {early}, which wait" if early else ""


def window_ends_by_expiry_or_waiver_only(edge: Edge, _: Law) -> str:
    """Nothing but its own end or an express waiver closes a party's window before the decision."""
    closed = {key[1] for key in (*edge.act.met, *edge.act.dropped) if key[0] == "statement_period"}
    if closed and edge.act.act not in ("end_statement_period", "waive_statement") and edge.after.decision is None:
        return f"{edge.act.act} closed the window of {sorted(closed)}" if not edge.after.is_closed else ""
    return ""


def clock_act_bears_its_instant(edge: Edge, _: Law) -> str:
    """A clock act bears the instant its deadline ended; an act asked for, the legal now."""
    act = edge.act
    if act.by.id != CLOCK:
        return "" if act.at == edge.legal_now else f"{act.act} bears {act.at}, asked at {edge.legal_now}"
    ended = [d for d in edge.before.deadlines if d.kind == act.facts.get("deadline") and d.ends_at == act.at]
    return "" if ended and act.at <= edge.legal_now else f"{act.act} bears {act.at}"


def leaving_starts_its_clock(edge: Edge, _: Law) -> str:
    """Once a shown listing must come down, the period to take it down runs."""
    if edge.seen.ground_to_leave == edge.seen_after.ground_to_leave or not edge.seen_after.unconfirmed:
        return ""
    runs = edge.after.running("removal_effect") or edge.after.running("withdrawal")
    return "" if runs else f"{edge.act.act} opened legs without a period"


def legs_cover_every_channel(edge: Edge, _: Law) -> str:
    """Leaving undoes every channel on which the listing is shown, with sharing and measures."""
    if edge.seen.ground_to_leave == edge.seen_after.ground_to_leave:
        return ""
    shown = {s.channel for s in edge.before.shown if s.until is None}
    told = {to for leg, to in edge.seen_after.unconfirmed or () if leg == "publication"}
    return "" if shown == told else f"shown on {sorted(shown)}, to be undone {sorted(told)}"


EdgeRule = Callable[[Edge, Law], str]
EDGE_RULES: tuple[EdgeRule, ...] = (
    version_grows_by_one,
    no_act_after_closed,
    move_stands_in_the_table,
    row_tells_what_happens,
    act_cites_a_rule,
    deadlines_never_shorten,
    publish_only_after_lawful_decision,
    nothing_published_after_ground_to_leave,
    draft_only_after_hearing_the_parties,
    two_people_at_every_paper,
    filing_and_granting_apart,
    restoration_never_early_nor_after_violation,
    waiver_only_by_the_party,
    statement_in_time_waits,
    answer_is_given_before_it_is_told,
    window_ends_by_expiry_or_waiver_only,
    clock_act_bears_its_instant,
    leaving_starts_its_clock,
    legs_cover_every_channel,
)
