"""What must hold for every answer, done or refused. Each rule answers nothing, or what is broken."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from desk.exploring.announcing import ask
from desk.exploring.codes import CODES
from desk.exploring.paths import Node
from models.law.days import Calendar, law_day
from models.law.regimes import Law
from models.records.acts import Decided, Refused
from models.records.commands import Command
from models.steps.barring import open_acts
from models.steps.deciding import settle
from models.steps.fold import fold


def refusal_has_a_stable_code(_: Node, __: Command, answer: Refused, ___: Law) -> str:
    """Every refusal bears a code of the design."""
    return "" if answer.code in CODES else f"code {answer.code}"


def refusal_cites_a_rule(_: Node, command: Command, answer: Refused, law: Law) -> str:
    """Every refusal rests on a rule that the regime holds."""
    try:
        law.citation(answer.cite)
    except KeyError:
        return f"{command.act} refused citing {answer.cite!r}, which no law file holds"
    return ""


def refused_command_changes_nothing(node: Node, command: Command, answer: Refused, _: Law) -> str:
    """A refused command leaves no act behind but those of the clock, and in a settled case none."""
    return f"{command.act} refused, yet {len(answer.settled)} acts" if answer.settled and node.trail else ""


def refusal_names_what_is_open(node: Node, command: Command, answer: Refused, law: Law) -> str:
    """A refusal names the acts open instead: those of the table at that step that may still follow."""
    wanted = open_acts(law, node.state.step, closed=node.state.is_closed)
    return "" if answer.open_acts == wanted else f"{command.act} names {answer.open_acts}"


def post_is_asked_first(node: Node, command: Command, answer: Refused, law: Law) -> str:
    """Whoever has not the post, of itself or for another, is told so before anything else is looked at."""
    rule = law.act_rule(command.act)
    if rule is None or answer.code == "not_authorised":
        return ""
    by = command.by
    known = not by.is_party or any(p.id == by.id for p in node.state.parties)
    posts = (*by.roles, *node.seen.lent_to(by.id, law_day(node.now)))
    fits = known and any(r in rule.roles or (r != "party" and "any-officer" in rule.roles) for r in posts)
    return "" if fits else f"{by.id or 'nobody'} asked {command.act} and was told {answer.code}"


_BURDENING = ("draft_notice", "approve_notice", "publish", "draft_decision", "approve_decision")


def a_pending_recusal_stops_nobody(node: Node, command: Command, answer: Refused, _: Law) -> str:
    """`recused` is told only after the head's decision; before it only burdens go to others (Penalty Law 43, H-28)."""
    pending = answer.detail.get("what") == "recusal_undecided"
    if pending and (command.by.id not in node.seen.doubted or command.act not in _BURDENING):
        return f"{command.act} by {command.by.id} is refused for a pending recusal"
    if answer.code != "recused":
        return ""
    person = answer.detail.get("person")
    return "" if person in node.seen.recused else f"{command.act}: {person} is refused as recused, and nobody decided"


def relief_is_never_stopped(node: Node, command: Command, answer: Refused, _: Law) -> str:
    """A stopped regime and a subject that is gone stand only against acts that burden."""
    stopped = answer.code == "regime_stopped" or answer.detail.get("what") == "no_successor"
    if not stopped:
        return ""
    if command.act not in _BURDENING or command.facts.get("outcome") == "not_list":
        return f"{command.act} is refused as {answer.code}"
    return "" if node.seen.stopped or node.seen.orphans else f"{command.act} is refused, and nothing was stopped"


def a_bar_is_told_only_while_it_lasts(node: Node, command: Command, answer: Refused, _: Law) -> str:
    """`restoration_barred` is told up to the bar's day, and not after."""
    until = node.seen.barred_until
    lasts = until is not None and law_day(node.now) <= until
    return "" if answer.code != "restoration_barred" or lasts else f"{command.act} is barred, the bar was {until}"


def a_stay_is_told_only_while_it_lasts(node: Node, command: Command, answer: Refused, _: Law) -> str:
    """`stay_in_force` is told only under a stay or a shield."""
    if answer.code != "stay_in_force" or node.seen.hidden:
        return ""
    return f"{command.act} is refused under a stay that nobody imposed"


RefusalRule = Callable[[Node, Command, Refused, Law], str]
REFUSAL_RULES: tuple[RefusalRule, ...] = (
    refusal_has_a_stable_code,
    refusal_cites_a_rule,
    refused_command_changes_nothing,
    refusal_names_what_is_open,
    post_is_asked_first,
    a_pending_recusal_stops_nobody,
    relief_is_never_stopped,
    a_bar_is_told_only_while_it_lasts,
    a_stay_is_told_only_while_it_lasts,
)
# Of the walk itself: what it leaves out because it has been answered before is answered alike.
DOOR_ALIKE = "a_door_refuses_alike"
MERGED_ALIKE = "merged_paths_are_answered_alike"


def decide_is_deterministic(
    node: Node, command: Command, at: datetime, law: Law, calendar: Calendar, answer: Decided | Refused
) -> str:
    """The same question has the same answer."""
    again = ask(node.state, command, law, calendar, at)
    return "" if again == answer else f"{command.act} was answered twice differently"


def decide_settles_first(
    node: Node, command: Command, at: datetime, law: Law, calendar: Calendar, answer: Decided | Refused
) -> str:
    """An answer never depends on whether a timer has fired: settling and asking gives the same."""
    settled = settle(node.state, law, calendar, at)
    then = ask(fold(node.state, settled), command, law, calendar, at)
    if isinstance(answer, Decided):
        same = isinstance(then, Decided) and answer.acts == (*settled, *then.acts)
    else:
        same = isinstance(then, Refused) and (answer.code, answer.settled) == (then.code, settled)
    return "" if same else f"{command.act} at {at} depends on the timer"


AskedRule = Callable[[Node, Command, datetime, Law, Calendar, Decided | Refused], str]
