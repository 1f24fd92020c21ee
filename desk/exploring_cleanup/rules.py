"""What must hold in every state of a campaign and on every way between two; each says what is wrong, or nothing."""

from __future__ import annotations

from collections.abc import Callable

from desk.exploring_beside import walking
from models.records.campaigns import IN_FORCE, RESUMED, RESUMING, STANDING, CampaignState
from models.records.commands import CLOCK
from models.records.deadlines import Standing
from models.steps.cleanup_fold import fold
from models.steps.cleanup_judging import received_at

_PUBLISHED = ("catalogue", "lists", "supplement", "renewal")


Stand = walking.Stand[CampaignState]
Edge = walking.Edge[CampaignState]


def a_closed_campaign_owes_nothing(at: Stand) -> str:
    """Nothing owed, no finding open, every item done (H-50)."""
    s = at.state
    if not s.is_closed:
        return ""
    left = [d.key for d in s.dues if d.standing in (Standing.OPEN, Standing.ENDED)]
    left += [("finding", f.id, "", "") for f in s.findings if not f.settled]
    left += [("item", i.unit, "", i.id) for i in s.items if not i.done]
    return f"left: {left}" if left else ""


def a_day_named_by_the_notice_never_moves(at: Stand) -> str:
    """Due days and hours are the notice's own."""
    named = {d.id: (d.due, d.ends_at) for d in at.law.days}
    moved = [d.key for d in at.state.dues if d.item in named and named[d.item] != (d.due, d.ends_at)]
    return f"moved: {moved}" if moved else ""


def who_is_late_has_let_a_day_pass(at: Stand) -> str:
    """Late never before the end, and what has ended is late."""
    early = [d.key for d in at.state.dues if d.late and d.ends_at > at.now]
    ended = [d.key for d in at.state.dues if d.standing is Standing.ENDED and not d.late]
    return f"{early} {ended}" if early or ended else ""


def a_stop_has_two_people(at: Stand) -> str:
    """Who proposed it is not who confirmed it (H-46)."""
    wrong = [s.id for s in at.state.stops if s.confirmed_by and s.confirmed_by == s.proposed_by]
    # What a ledger alone has stopped may end before anybody confirmed anything: its end has two people.
    ended = [s for s in at.state.stops if s.standing == IN_FORCE or (s.standing in (RESUMING, RESUMED) and not s.unit)]
    bare = [s.id for s in ended if not s.confirmed_by]
    return f"{wrong} {bare}" if wrong or bare else ""


def only_what_the_notice_stops_is_stopped(at: Stand) -> str:
    """Kept documents never, others as the notice says."""
    wrong = [s.disposition for s in at.state.stops if s.disposition not in at.law.stops_at_once]
    return f"stopped: {wrong}" if wrong else ""


def units_stand_under_one_above(at: Stand) -> str:
    """Each once, each under a unit enrolled before it."""
    ids = [u.id for u in at.state.units]
    loose = [u.id for n, u in enumerate(at.state.units) if u.parent and u.parent not in ids[:n]]
    return f"{loose}" if loose or len(dict.fromkeys(ids)) != len(ids) else ""


def months_are_told_once_and_in_order(at: Stand) -> str:
    """One notice a month."""
    months = [n.month for n in at.state.notices]
    return "" if months == sorted(dict.fromkeys(months)) else f"{months}"


def an_item_is_done_as_its_disposition_says(at: Stand) -> str:
    """Or abolished; a document of the government only after the proposal."""
    for item in at.state.items:
        if item.done and item.done not in (at.law.done_by(item.disposition), "abolished"):
            return f"{item.id} is {item.done}"
        if item.done and item.in_name_of and item.proposed_on is None:
            return f"{item.id} was never proposed"
    return ""


def an_abolition_goes_through_the_issuing_channel(way: Edge) -> str:
    """As the document was issued."""
    act = way.own("complete_item")
    if act is None or act.facts["outcome"] != "abolished":
        return ""
    item = way.before.item(act.facts["unit"], act.facts["item"])
    said = act.facts.get("channel")
    return f"through {said}" if item is not None and item.channel and said != item.channel else ""


def ledgers_reported_are_in_order(way: Edge) -> str:
    """No fault open, nothing rolled up anew below."""
    if way.own("report_ledgers_up") is None:
        return ""
    open_ones = [u.id for u in way.before.units if u.ledger and u.ledger.faults]
    below = [
        u.id
        for u in way.before.units
        if u.ledger and dict(u.ledger.included) != {b.id: b.ledger.revision for b in way.before.below(u.id) if b.ledger}
    ]
    return f"open: {open_ones}, stale: {below}" if open_ones or below else ""


def a_closed_ledger_changes_by_exception_only(way: Edge) -> str:
    """After closing only the lead's head changes a ledger, or a person settles what an exception left open."""
    if way.before.reported_on is None:
        return ""
    changed = [u.id for u in way.after.units if u.ledger != (way.before.unit(u.id) or u).ledger]
    if not changed or way.own("settle_fault"):
        return ""
    act = way.own("except_ledger")
    return f"{changed} by {way.acts[-1].act}" if act is None or "lead-head" not in act.by.roles else ""


def everybody_acts_for_their_own(way: Edge) -> str:
    """A unit's officer for the unit or one under it; nobody without a post."""
    if way.command is None:
        return ""
    rule = way.law.act_rule(way.command.act)
    held = [r for r in way.command.by.roles if rule is not None and r in rule.roles]
    if not held:
        return f"{way.command.by.id} did {way.command.act}"
    unit = way.command.word("unit")
    if held == ["unit-officer"] and unit:
        reach = (unit, *way.before.above(unit))
        mine = [u.id for u in way.before.units if way.command.by.id in u.officers]
        return "" if any(u in reach for u in mine) else f"{way.command.by.id} acted for {unit}"
    return ""


def a_filing_in_time_is_not_late(way: Edge) -> str:
    """By the proven instant of receipt, not by the entry (H-55)."""
    act = way.own("file_ledger", "file_plan", "file_report", "file_summary", "name_contact")
    if act is None:
        return ""
    at = received_at(str(act.facts.get("received_at") or "")) or act.at
    wrong = [d.key for d in way.after.dues if d.key in act.met and d.late is not (at > d.ends_at)]
    return f"{wrong}" if wrong else ""


def the_notice_names_exactly_who_missed_it(way: Edge) -> str:
    """Computed here again: days past and not done, and what came late or fell away late but was not told of yet."""
    act = way.own("issue_monthly_notice")
    if act is None:
        return ""
    month = act.facts["month"]
    wanted: dict[str, dict[str, None]] = {line: {} for line in way.law.lines}
    base = fold(way.before, way.acts[:-1])
    for due in base.dues:
        passed = due.ends_at <= way.now and due.due.isoformat()[:7] <= month
        if passed and due.late and (due.is_owed or not due.named):
            wanted["no-ledger" if due.what == "ledger" else "missed-date"][due.unit] = None
    for finding in base.findings:
        if finding.on.isoformat()[:7] <= month and not (finding.settled and finding.named):
            wanted[finding.line][finding.unit] = None
    told = {line: list(units) for line, units in act.facts["lines"].items()}
    mine = {line: list(units) for line, units in wanted.items()}
    return "" if told == mine else f"told {told}, due {mine}"


def the_lead_sums_up_when_all_is_done(way: Edge) -> str:
    """No unit owes anything but publications."""
    if way.after.step != "summarised" or way.before.step == "summarised":
        return ""
    owing = [d.key for d in way.before.dues if d.is_owed and d.what not in _PUBLISHED]
    return f"owing: {owing}" if owing else ""


def the_same_two_undo_a_stop(way: Edge) -> str:
    """Each of the two once."""
    act = way.own("propose_resume", "resume_rule")
    held = way.before.stop(act.facts["stop"]) if act is not None else None
    if act is None or held is None:
        return ""
    pair = (held.proposed_by, held.confirmed_by) if held.confirmed_by else (act.by.id,)
    again = act.act == "resume_rule" and act.by.id == held.resume_by
    return f"{act.by.id} of {pair}" if act.by.id not in pair or again else ""


def what_a_ledger_stops_is_stopped_with_its_filing(way: Edge) -> str:
    """Nothing new rests on it from that act on (H-121)."""
    if way.own("file_ledger", "settle_fault", "except_ledger") is None or way.command is None:
        return ""
    named = [row["document"] for row in way.command.facts.get("stops") or ()]
    standing = [s.document for s in way.after.stops if s.standing in STANDING]
    left = [document for document in named if document not in standing]
    return f"not stopped: {left}" if left else ""


def a_stop_ends_by_two_people_only(way: Edge) -> str:
    """One proposes, another confirms, and no ledger still says otherwise."""
    for held in way.before.stops:
        now = way.after.stop(held.id)
        if held.standing not in STANDING or (now is not None and now.standing in STANDING):
            continue
        act = way.own("resume_rule")
        if act is None or held.standing != RESUMING or act.by.id == held.resume_by or act.facts.get("still_stopped"):
            return f"{held.id} by {way.acts[-1].act}"
    return ""


def what_is_confirmed_is_what_was_shown(way: Edge) -> str:
    """The running cases of the proposal, unchanged."""
    act = way.own("stop_rule")
    held = way.before.stop(act.facts["stop"]) if act is not None else None
    if act is None or held is None:
        return ""
    return "" if act.facts.get("plan") == held.plan == act.facts["shown"]["plan"] else f"{act.facts}"


def the_clock_comes_first(way: Edge) -> str:
    """What has ended is recorded before the act, in order, each at its own instant."""
    clock = way.acts[:-1] if way.command is not None else way.acts
    instants = [a.at for a in clock]
    if any(a.by.id != CLOCK for a in clock) or instants != sorted(instants) or any(i > way.now for i in instants):
        return f"{[a.act for a in way.acts]}"
    left = way.after.earliest()
    return "" if left is None or left.ends_at > way.now or way.after.is_closed else f"{left.key} is still open"


def the_state_is_the_fold_of_its_acts(way: Edge) -> str:
    """Versions without a gap, steps that join."""
    state = way.before
    for act in way.acts:
        if (act.version, act.step_from) != (state.version + 1, state.step):
            return f"{act.act} at {act.version}"
        state = fold(state, (act,))
    return "" if state == way.after else "another state"


def settling_only_takes_away(way: Edge) -> str:
    """No fault comes by settling another, and the one settled is gone."""
    act = way.own("settle_fault")
    if act is None:
        return ""
    before, after = (s.unit(act.facts["unit"]) for s in (way.before, way.after))
    if before is None or after is None or before.ledger is None or after.ledger is None:
        return "no ledger"
    new = [f for f in after.ledger.faults if f not in before.ledger.faults]
    return f"{new}" if new or act.facts["fault"] in after.ledger.faults else ""


STATE_RULES: tuple[Callable[[Stand], str], ...] = (
    a_closed_campaign_owes_nothing,
    a_day_named_by_the_notice_never_moves,
    who_is_late_has_let_a_day_pass,
    a_stop_has_two_people,
    only_what_the_notice_stops_is_stopped,
    units_stand_under_one_above,
    months_are_told_once_and_in_order,
    an_item_is_done_as_its_disposition_says,
)
EDGE_RULES: tuple[Callable[[Edge], str], ...] = (
    an_abolition_goes_through_the_issuing_channel,
    ledgers_reported_are_in_order,
    a_closed_ledger_changes_by_exception_only,
    everybody_acts_for_their_own,
    a_filing_in_time_is_not_late,
    the_notice_names_exactly_who_missed_it,
    the_lead_sums_up_when_all_is_done,
    the_same_two_undo_a_stop,
    what_a_ledger_stops_is_stopped_with_its_filing,
    a_stop_ends_by_two_people_only,
    what_is_confirmed_is_what_was_shown,
    the_clock_comes_first,
    the_state_is_the_fold_of_its_acts,
    settling_only_takes_away,
)
