"""What every query of oversight asks with, and the shape of what it finds.

A case is found since a day and until a day, both as texts; `until` is empty while it stands at the month's end.
Nothing after the month's last day is read, so that a month that is over stays what it was.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    CompoundSelect,
    Select,
    String,
    and_,
    bindparam,
    cast,
    func,
    literal,
    null,
    select,
)
from sqlalchemy.sql.selectable import FromClause, Join, NamedFromClause

from models.law.oversight import Edition
from models.tables.asking_json import law_day, members, under
from models.tables.schema import act, case_file

EDITIONS = "editions_"
# How the two databases spell a flag kept as JSON.
TRUE = ("1", "true")
# Where a listing has ended, or a case without one.
_OVER = ("removed", "revoked", "terminated")


@dataclass(frozen=True, slots=True)
class Asked:
    """For which files, which month, and what the law's data gives the query to watch."""

    mode: str
    first: str
    last: str
    watches: tuple[str, ...] = ()
    editions: tuple[Edition, ...] = ()

    @property
    def until(self) -> ColumnElement[str]:
        """The month's last day."""
        return bindparam("last", self.last, String)

    def is_of(self, column: Any) -> ColumnElement[bool]:
        """Whether a file is one of those asked for: real, training or rehearsal."""
        return bool_of(column == bindparam("mode", self.mode, String))

    def watched(self, column: Any) -> ColumnElement[bool]:
        """Whether a code is among those the law's data has the query watch."""
        return bool_of(column.in_(bindparam("watches", list(self.watches), String, expanding=True)))


Query = Callable[[Asked], Select[Any] | CompoundSelect[Any]]
Acts = NamedFromClause[Any]


def bool_of(clause: Any) -> ColumnElement[bool]:
    """A comparison, typed as one."""
    found: ColumnElement[bool] = clause
    return found


def finding(
    rows: FromClause, place: Any, unit: Any, what: Any, *, since: Any, until: Any = None, detail: Any = "", seq: Any
) -> Select[Any]:
    """What a query finds: the file, the unit, what is wrong and about what, since when and until when, which entry."""
    return select(
        _text(place).label("place"),
        _text(unit).label("unit"),
        _text(what).label("what"),
        _text(detail).label("detail"),
        _text(since).label("since"),
        cast(null() if until is None else until, String).label("until"),
        seq.label("seq"),
    ).select_from(rows)


def _text(value: Any) -> Any:
    return cast(literal(value, String), String) if isinstance(value, str) else cast(value, String)


def day_of(acts: Any) -> ColumnElement[str]:
    """The legal day of an act."""
    return law_day(acts.c.at)


def said_in(acts: Any, path: str) -> ColumnElement[str]:
    """What an act says under a path."""
    return under(acts.c.content, path)


def acts_of_cases(asked: Asked, *names: str) -> tuple[Acts, FromClause, list[ColumnElement[bool]]]:
    """The acts of those names up to the month's end, joined to their cases."""
    acts = act.alias("a")
    joined = acts.join(case_file, case_file.c.id == acts.c.case_id)
    return acts, joined, [named(acts, *names), asked.is_of(case_file.c.mode), bool_of(day_of(acts) <= asked.until)]


def named(acts: Any, *names: str) -> ColumnElement[bool]:
    """Whether an act is one of these."""
    return bool_of(acts.c.act.in_(names) if len(names) > 1 else acts.c.act == names[0])


def other(acts: Any, name: str, *names: str) -> tuple[Acts, ColumnElement[bool]]:
    """Another act of the same file, of these names."""
    found = act.alias(name)
    return found, and_(found.c.case_id == acts.c.case_id, named(found, *names))


def first_day(asked: Asked, later: Any, *conditions: Any) -> Any:
    """The first legal day, up to the month's end, of a later act that meets the conditions."""
    found = select(func.min(day_of(later))).where(*conditions, day_of(later) <= asked.until)
    return found.correlate_except(later).scalar_subquery()


def listing_ended(asked: Asked, acts: Any) -> Any:
    """The day the case of an act was over: removed, revoked or ended without a decision."""
    later = act.alias("ended")
    same = and_(later.c.case_id == acts.c.case_id, later.c.version > acts.c.version)
    return first_day(asked, later, same, later.c.step_to.in_(_OVER))


def is_among(value: Any, acts: Any, path: str, name: str) -> ColumnElement[bool]:
    """Whether a value is one of the list an act holds under a path."""
    listed = members(acts.c.content, path, name)
    return there_is(listed, listed.c.value == value)


def there_is(own: FromClause, *conditions: Any) -> ColumnElement[bool]:
    """Whether there is a row of its own that meets the conditions; all else they name stands outside.

    Left to itself the library looks for what stands outside one bracket up only.
    """
    tables = [own.left, own.right] if isinstance(own, Join) else [own]
    return select(literal(1)).select_from(own).where(*conditions).correlate_except(*tables).exists()


def edition_rows(asked: Asked, *kinds: str) -> CTE:
    """What the lists allow on which days, as rows, given to the query as one value."""
    told = [[e.regime, e.since, e.until, e.kind, e.name] for e in asked.editions if e.kind in kinds]
    value = bindparam(f"{EDITIONS}{kinds[0].replace('-', '_')}", json.dumps(told, ensure_ascii=False), String)
    rows = members(value, "", "e")
    names = ("regime", "since", "until", "kind", "name")
    made = select(*(under(rows.c.value, str(at)).label(name) for at, name in enumerate(names)))
    return made.cte(f"edition_{kinds[0].replace('-', '_')}").prefix_with("MATERIALIZED")


def allowed(edition: CTE, day: Any, name: Any) -> ColumnElement[bool]:
    """Whether a row of the editions allows that name to the case's list on a day."""
    of = edition.c
    return and_(of.regime == case_file.c.regime, of.name == name, of.since <= day, day < of.until)
