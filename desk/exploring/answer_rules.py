"""What must hold for every answer, done or refused. Each rule answers nothing, or what is broken."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from desk.exploring.codes import CODES
from desk.exploring.paths import Node
from models.law.days import Calendar
from models.law.regimes import Law
from models.records.acts import Decided, Refused
from models.records.commands import Command
from models.steps.barring import open_acts
from models.steps.deciding import decide, settle
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
    return f"{command.act} refused, yet {len(answer.settled)} acts" if answer.settled and node.acts else ""


def refusal_names_what_is_open(node: Node, command: Command, answer: Refused, law: Law) -> str:
    """A refusal names the acts open instead: those of the table at that step that may still follow."""
    wanted = open_acts(law, node.state.step, closed=node.state.is_closed)
    return "" if answer.open_acts == wanted else f"{command.act} names {answer.open_acts}"


def post_is_asked_first(node: Node, command: Command, answer: Refused, law: Law) -> str:
    """Whoever has not the post is told so before anything else is looked at."""
    rule = law.act_rule(command.act)
    if rule is None or answer.code == "not_authorised":
        return ""
    by = command.by
    known = not by.is_party or any(p.id == by.id for p in node.state.parties)
    fits = known and any(r in rule.roles or (r != "party" and "any-officer" in rule.roles) for r in by.roles)
    return "" if fits else f"{by.id or 'nobody'} asked {command.act} and was told {answer.code}"


RefusalRule = Callable[[Node, Command, Refused, Law], str]
REFUSAL_RULES: tuple[RefusalRule, ...] = (
    refusal_has_a_stable_code,
    refusal_cites_a_rule,
    refused_command_changes_nothing,
    refusal_names_what_is_open,
    post_is_asked_first,
)


def decide_is_deterministic(
    node: Node, command: Command, at: datetime, law: Law, calendar: Calendar, answer: Decided | Refused
) -> str:
    """The same question has the same answer."""
    again = decide(node.state, command, law, calendar, at)
    return "" if again == answer else f"{command.act} was answered twice differently"


def decide_settles_first(
    node: Node, command: Command, at: datetime, law: Law, calendar: Calendar, answer: Decided | Refused
) -> str:
    """An answer never depends on whether a timer has fired: settling and asking gives the same."""
    settled = settle(node.state, law, calendar, at)
    then = decide(fold(node.state, settled), command, law, calendar, at)
    if isinstance(answer, Decided):
        same = isinstance(then, Decided) and answer.acts == (*settled, *then.acts)
    else:
        same = isinstance(then, Refused) and (answer.code, answer.settled) == (then.code, settled)
    return "" if same else f"{command.act} at {at} depends on the timer"


AskedRule = Callable[[Node, Command, datetime, Law, Calendar, Decided | Refused], str]
