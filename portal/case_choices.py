"""What happens to the running cases a stop meets: chosen one by one, by step or by list, and for all others (H-125)."""

from __future__ import annotations

from collections import Counter as Tally
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from models.law.campaign_rules import DISPOSITIONS
from portal.filling import Posted, Widget
from portal.law_titles import Pairs
from portal.proceeding_wording import ProceedingSpeech
from portal.wording import Speech

# So many running cases are chosen for one by one; a group reaches all of its own, however many.
SHOWN = 300


@dataclass(frozen=True, slots=True)
class CaseGroup:
    """Running cases that are chosen for together: all at a step, or all of a list."""

    by: str
    name: str
    label: str
    count: int


def groups_of(rows: Sequence[Any], speech: ProceedingSpeech, lists: Pairs) -> tuple[CaseGroup, ...]:
    """The groups of the cases that still run, by step and by list."""
    plain = Speech(speech.lang)
    running = [row for row in rows if not row.closed]
    made = []
    for name, count in sorted(Tally(row.step for row in running).items()):
        label = speech.t("环节“", "step “") + plain.word("step", name) + speech.t("”", "”")
        made.append(CaseGroup("step", name, label, count))
    for name, count in sorted(Tally(row.regime for row in running).items()):
        label = speech.t("名单“", "list “") + speech.t(*lists.get(name, (name, name))) + speech.t("”", "”")
        made.append(CaseGroup("list", name, label, count))
    return tuple(made)


def groups(speech: ProceedingSpeech, act: str, offer: Any, posted: Posted) -> Iterator[Widget]:
    """What happens to each group; what is left open follows the choice for all others."""
    for n, one in enumerate(offer.groups):
        name = f"groups.{one.by}.{one.name}"
        label = one.label + speech.t(f"（{one.count}件）", f" ({one.count})")
        helped, rule = speech.help(act, "groups") if not n else ("", None)
        options = _options(speech, act, "groups.disposition")
        values = tuple(posted.get(name, ()))
        yield Widget(name, label, "select", required=False, options=options, values=values, help=helped, rule=rule)


def cases(speech: ProceedingSpeech, act: str, offer: Any, posted: Posted) -> Iterator[Widget]:
    """What happens to each running case that was shown; what is left open follows its group, or all others."""
    options = _options(speech, act, "cases.disposition")
    for case_id in offer.cases:
        name = f"cases.{case_id}"
        yield Widget(name, case_id, "select", required=False, options=options, values=tuple(posted.get(name, ())))


def _options(speech: ProceedingSpeech, act: str, field: str) -> tuple[tuple[str, str], ...]:
    words = [(code, speech.choice(field, code, act)) for code in DISPOSITIONS]
    return (("", speech.t("不另选", "no choice of its own")), *words)


def chosen_cases(posted: Posted) -> list[dict[str, str]]:
    """What was chosen for single cases."""
    typed = ((name.removeprefix("cases."), values) for name, values in posted.items() if name.startswith("cases."))
    return [{"case": case_id, "disposition": values[0]} for case_id, values in typed if values and values[0]]


def chosen_groups(posted: Posted) -> list[dict[str, str]]:
    """What was chosen for groups."""
    found = []
    for name, values in posted.items():
        if name.startswith("groups.") and values and values[0]:
            by, _, of = name.removeprefix("groups.").partition(".")
            found.append({"by": by, "name": of, "disposition": values[0]})
    return found


def typed_groups(value: Sequence[Mapping[str, Any]]) -> dict[str, list[str]]:
    """Groups as they were typed, to be corrected and sent again."""
    return {f"groups.{g.get('by', '')}.{g.get('name', '')}": [str(g.get("disposition", ""))] for g in value}
