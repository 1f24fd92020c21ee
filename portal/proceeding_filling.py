"""Filling in the forms of a proceeding beside the listing: lists of places as rows, and what was typed as a body."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from models.steps.fields import Field, Kind
from portal.case_choices import chosen_cases, chosen_groups, typed_groups
from portal.filling import Asked, Posted, Widget, typed_again, value_of, widget
from portal.proceeding_kind import Choices, Forms, choices_of
from portal.proceeding_kind import Kind as Proceeding
from portal.proceeding_wording import ProceedingSpeech

# What may be chosen for a field, by its place in the form; None where it is typed freely.
Choose = Callable[[str, Field], Choices | None]
# How many rows a list of places shows at first, and how many more each time it is asked for more.
_ROWS = {"items": 3}
_MORE = 3
_MOST_ROWS = 60
_ROW = re.compile(r"\[(\d{1,3})\]")


def widgets(
    kind: Proceeding[Any], speech: ProceedingSpeech, act: str, offer: Any, posted: Posted, wrong: Mapping[str, str]
) -> tuple[Widget, ...]:
    """The form of an act; what the page itself knows is not asked, nor what may be left out and has no choice."""
    made: list[Widget] = []
    forms = kind.forms
    choose: Choose = partial(_choose, forms, act, offer)
    for held in kind.table.fields[act]:
        if held.name in forms.given:
            continue
        if held.name in forms.own:
            made.extend(forms.own[held.name](speech, act, offer, posted))
        elif held.kind is Kind.PLACES:
            made.extend(places(speech, act, held, choose, posted, wrong))
        elif held.kind is Kind.PLACE:
            made.append(_place(speech, act, held, choose, posted, wrong))
        elif held.required or choose(held.name, held) != ():
            plain = widget(speech, act, held, choose(held.name, held), posted, wrong)
            named = f"{act}.{held.name}"
            shape = "digest" if named in forms.digested else plain.shape
            made.append(replace(plain, shape=shape, owed=named in forms.owed))
    return tuple(made)


def _choose(forms: Forms, act: str, offer: Any, path: str, asked: Field) -> Choices | None:
    return choices_of(forms, act, path, asked, offer)


def _place(
    speech: ProceedingSpeech, act: str, held: Field, choose: Choose, posted: Posted, wrong: Mapping[str, str]
) -> Widget:
    """The fields of a group together, under its name."""
    named = ((f, f"{held.name}.{f.name}") for f in held.inner)
    inner = tuple(widget(speech, act, f, choose(path, f), posted, wrong, path=path) for f, path in named)
    helped, rule = speech.help(act, held.name)
    label, fault = speech.field_name(act, held.name), wrong.get(held.name, "")
    return Widget(held.name, label, "group", held.required, fault=fault, help=helped, rule=rule, inner=inner)


def fresh(kind: Proceeding[Any], act: str, offer: Any, today: date) -> dict[str, list[str]]:
    """What a new form already says: today, where the act is of today as a rule, and what its kind knows."""
    days = (f.name for f in kind.table.fields[act] if f.kind is Kind.DAY and f.required)
    said = {name: [today.isoformat()] for name in days if f"{act}.{name}" not in kind.forms.not_today}
    return said | kind.forms.fresh(act, offer, today)


def wrong_fields(kind: Proceeding[Any], speech: ProceedingSpeech, act: str, body: Mapping[str, Any]) -> dict[str, str]:
    """Every faulty field with its one sentence."""
    return {fault.field: speech.fault(fault) for fault in reversed(kind.kept.form(act, dict(body)))}


def places(
    speech: ProceedingSpeech, act: str, held: Field, choose: Choose, posted: Posted, wrong: Mapping[str, str]
) -> Iterator[Widget]:
    """A list of places as so many groups, numbered."""
    shown = rows_shown(held.name, posted)
    for n in range(1, shown + 1):
        inner = []
        for f in held.inner:
            path = f"{held.name}[{n}].{f.name}"
            inner.append(widget(speech, act, f, choose(f"{held.name}.{f.name}", f), posted, wrong, path=path))
        label = f"{speech.field_name(act, held.name)} {n}" if shown > 1 else speech.field_name(act, held.name)
        helped, rule = speech.help(act, held.name) if n == 1 else ("", None)
        yield Widget(
            f"{held.name}[{n}]", label, "group", held.required and n == 1,
            fault=wrong.get(held.name, "") if n == 1 else "", help=helped, rule=rule, inner=tuple(inner),
        )  # fmt: skip


def rows_shown(name: str, posted: Posted) -> int:
    """How many rows of a list of places the form shows: all that were sent, and more where that was asked."""
    sent = [int(found[1]) for key in posted if key.startswith(f"{name}[") and (found := _ROW.search(key))]
    return min(max([_ROWS.get(name, 1), *sent]) + (_MORE if "more" in posted else 0), _MOST_ROWS)


def grows(asked: Asked, act: str) -> bool:
    """Whether the form can be given more rows."""
    return any(f.kind is Kind.PLACES and f.name not in ("cases", "groups") for f in asked[act])


def body_of(asked: Asked, act: str, posted: Posted) -> dict[str, Any]:
    """What was typed as the command's body; what was left blank is left out, rows left blank too."""
    body: dict[str, Any] = {}
    for held in asked[act]:
        if held.name == "cases":
            value: Any = chosen_cases(posted) or None
        elif held.name == "groups":
            value = chosen_groups(posted) or None
        elif held.kind is Kind.PLACES:
            value = _rows(held, posted) or None
        else:
            value = value_of(held, posted, held.name)
        if value is not None:
            body[held.name] = value
    return body


def _rows(held: Field, posted: Posted) -> list[dict[str, Any]]:
    found = []
    for n in range(1, rows_shown(held.name, posted) + 1):
        said = ((f.name, value_of(f, posted, f"{held.name}[{n}].{f.name}")) for f in held.inner)
        row = {name: value for name, value in said if value is not None}
        if row:
            found.append(row)
    return found


def typed(body: Mapping[str, Any]) -> dict[str, list[str]]:
    """A body as it was typed, to be corrected and sent again."""
    said = typed_again({k: v for k, v in body.items() if not _is_places(v)})
    for name, value in body.items():
        if name == "cases":
            said.update({f"cases.{c['case']}": [c.get("disposition", "")] for c in value})
        elif name == "groups":
            said.update(typed_groups(value))
        elif _is_places(value):
            for n, row in enumerate(value, start=1):
                said.update({f"{name}[{n}].{k}": v for k, v in typed_again(row).items()})
    return said


def _is_places(value: Any) -> bool:
    return isinstance(value, list) and any(isinstance(v, Mapping) for v in value)
