"""Oversight (监督问责) asked of the record: every figure of a notice is one query, kept beside it.

- `notice_of(connection, book, month, mode, unit) -> Notice`: all lines of the month, their figures and cases.
- `QUERIES`: the queries by the name the law's data gives them; each finds the cases of one line.
- `added_since(connection, month, mode, last_act) -> tuple[Added, ...]`: what was entered later for the month.

A figure counts what its line's query finds; the cases are that query's rows. Nothing is held in memory of a notice:
computed again, the same record gives the same.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Subquery, and_, bindparam, func, or_, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.types import String

from models.law.lawbook import Lawbook
from models.law.oversight import Line, Tally, editions, oversight_law
from models.law.reading import LawMissing
from models.records.commands import CLOCK
from models.records.oversight import (
    FIGURES,
    FRESH,
    SETTLED,
    STANDING,
    Added,
    Asking,
    Figure,
    Found,
    LineTold,
    Notice,
    TallyTold,
)
from models.records.told_months import Month
from models.tables.asking_json import law_day, under
from models.tables.campaign_schema import campaign, campaign_unit
from models.tables.measure_schema import measure_review
from models.tables.month_schema import oversight_month
from models.tables.oversight_asking import EDITIONS, TRUE, Asked, Query
from models.tables.oversight_cases import (
    looks_without_ground,
    measures_outside,
    recorded_outside,
    restoration_not_handled,
)
from models.tables.oversight_leaks import leak_found
from models.tables.oversight_procedure import listed_without_procedure
from models.tables.oversight_proceedings import (
    CHECKS,
    date_missed,
    incident_found_wrong,
    incident_not_handled,
    ledger_not_filed,
    new_rule_found,
    rule_not_entered,
)
from models.tables.schema import access, act, case_file

QUERIES: dict[str, Query] = {
    query.__name__: query
    for query in (
        ledger_not_filed, rule_not_entered, new_rule_found, date_missed, recorded_outside, measures_outside,
        listed_without_procedure, restoration_not_handled, looks_without_ground, incident_found_wrong,
        incident_not_handled, leak_found,
    )
}  # fmt: skip

# What a query is asked for by name; every other value of it is a code, written where it stands.
_NAMED = ("mode", "first", "last", "unit")
# How long a day is as it is written.
_WRITTEN = len("2026-10-31")
_VALUE = re.compile(r"(?<!:):(\w+)")
# So many questions are kept as they were put: all lines of a few months.
_KEPT = 128


@dataclass(frozen=True, slots=True)
class _Put:
    """A question ready to be put, and how it is told beside its answer."""

    statement: Select[Any]
    asking: Asking


def notice_of(connection: Connection, book: Lawbook, month: Month, mode: str, unit: str = "", only: str = "") -> Notice:
    """The notice of a month that is over: what the law of its last day has told, for one unit or all, or one line."""
    law, allowed = oversight_law(book, month.last), editions(book)
    asked = _asked(mode, month)
    watched = (
        (line, replace(asked, watches=line.watches, editions=allowed)) for line in law.lines if only in ("", line.id)
    )
    return Notice(
        month,
        mode,
        unit,
        tuple(_line(connection, line, watching, unit) for line, watching in watched),
        tuple(_tally(connection, tally, asked, unit) for tally in law.tallies),
        *_counted(connection, asked),
        allowed,
    )


def _asked(mode: str, month: Month) -> Asked:
    return Asked(mode, month.first.isoformat(), month.last.isoformat())


def _line(connection: Connection, line: Line, asked: Asked, unit: str) -> LineTold:
    if line.query not in QUERIES:
        raise LawMissing(f"no query “{line.query}” is known (named by “{line.id}”)")
    figures, told = _line_put(connection.dialect.name, line.query, FIGURES if line.lasts else (FRESH,), asked, unit)
    counted = tuple(Figure(of, connection.execute(put.statement).scalar_one(), put.asking) for of, put in figures)
    cases = tuple(Found(*(_plain(value) for value in row)) for row in connection.execute(told.statement))
    return LineTold(line, counted, cases, told.asking)


@lru_cache(maxsize=_KEPT)
def _line_put(
    dialect: str, query: str, figures: tuple[str, ...], asked: Asked, unit: str
) -> tuple[tuple[tuple[str, _Put], ...], _Put]:
    """The questions of a line, one a figure and one for its cases: what is asked alike is written once."""
    found = QUERIES[query](asked).subquery("found")
    counted = select(func.count()).select_from(found).where(_of_unit(found, unit))
    put = tuple((of, _put(dialect, counted.where(_belongs(found, of, asked)))) for of in figures)
    return put, _put(dialect, _told(found, figures, asked, unit))


def _put(dialect: str, statement: Select[Any]) -> _Put:
    return _Put(statement, asking_of(dialect, statement))


def _plain(value: Any) -> Any:
    return "" if value is None else value


def _told(found: Subquery, figures: tuple[str, ...], asked: Asked, unit: str) -> Select[Any]:
    """The cases a notice names: what arose in the month, what stood at its end, what was put right in it."""
    c = found.c
    kinds = [_belongs(found, of, asked) for of in figures]
    named = select(c.place, c.unit, c.what, c.detail, c.since, c.until, c.seq)
    return named.where(_of_unit(found, unit), or_(*kinds)).order_by(c.since, c.place, c.what, c.detail, c.seq)


def _belongs(found: Subquery, of: str, asked: Asked) -> ColumnElement[bool]:
    """Which of the cases a figure counts; none of them arose after the month."""
    first = bindparam("first", asked.first, String)
    kinds: dict[str, ColumnElement[bool]] = {
        FRESH: found.c.since >= first,
        STANDING: found.c.until.is_(None),
        SETTLED: found.c.until >= first,
    }
    return kinds[of]


def _of_unit(found: Subquery, unit: str) -> ColumnElement[bool]:
    asked = bindparam("unit", unit, String)
    return or_(asked == "", found.c.unit == asked)


def _tally(connection: Connection, tally: Tally, asked: Asked, unit: str) -> TallyTold:
    put = _tally_put(connection.dialect.name, tally.acts, asked, unit)
    return TallyTold(tally, Figure(tally.id, connection.execute(put.statement).scalar_one(), put.asking))


@lru_cache(maxsize=_KEPT)
def _tally_put(dialect: str, acts: tuple[str, ...], asked: Asked, unit: str) -> _Put:
    whose = func.coalesce(
        case_file.c.authority,
        measure_review.c.authority,
        campaign_unit.c.name,
        campaign.c.authority,
        oversight_month.c.authority,
    )
    counted = (
        select(func.count())
        .select_from(_files(unit_of_campaign=True))
        .where(
            act.c.act.in_(bindparam("acts", list(acts), String, expanding=True)),
            _is_of_mode(asked),
            law_day(act.c.at).between(bindparam("first", asked.first, String), asked.until),
            or_(bindparam("unit", unit, String) == "", whose == bindparam("unit", unit, String)),
        )
    )
    return _put(dialect, counted)


def _files(*, unit_of_campaign: bool = False) -> Any:
    """The acts beside the file each belongs to: a case, a campaign, a review of a measure, a month of oversight."""
    joined = act.outerjoin(case_file, case_file.c.id == act.c.case_id)
    joined = joined.outerjoin(campaign, campaign.c.id == act.c.case_id)
    joined = joined.outerjoin(measure_review, measure_review.c.id == act.c.case_id)
    joined = joined.outerjoin(oversight_month, oversight_month.c.id == act.c.case_id)
    if not unit_of_campaign:
        return joined
    named = and_(campaign_unit.c.campaign_id == act.c.case_id, campaign_unit.c.id == under(act.c.content, "facts.unit"))
    return joined.outerjoin(campaign_unit, named)


def _is_of_mode(asked: Asked) -> ColumnElement[bool]:
    return asked.is_of(func.coalesce(case_file.c.mode, campaign.c.mode, measure_review.c.mode, oversight_month.c.mode))


def _counted(connection: Connection, asked: Asked) -> tuple[int, int, int]:
    """How many acts the notice rests on, the last of them, and the last look."""
    own = and_(_is_of_mode(asked), _counts_for(asked))
    acts = select(func.count(), func.coalesce(func.max(act.c.seq), 0)).select_from(_files()).where(own)
    count, last = connection.execute(acts).one()
    joined = access.join(case_file, case_file.c.id == access.c.case_id)
    looks = select(func.coalesce(func.max(access.c.id), 0)).select_from(joined)
    looked = looks.where(asked.is_of(case_file.c.mode), law_day(access.c.at) <= asked.until)
    return count, last, connection.execute(looked).scalar_one()


def added_since(connection: Connection, month: Month, mode: str, last_act: int) -> tuple[Added, ...]:
    """The acts entered after a notice was computed that count for its month, or for a month before."""
    asked = _asked(mode, month)
    said = (under(act.c.content, "facts.due"), under(act.c.content, "facts.on"), _received())
    day = func.coalesce(*said, law_day(act.c.at))
    found = select(act.c.seq, act.c.case_id, act.c.act, day, law_day(act.c.recorded_at)).select_from(_files())
    later = found.where(_is_of_mode(asked), _counts_for(asked), act.c.seq > last_act)
    return tuple(Added(*row) for row in connection.execute(later.order_by(act.c.seq)))


def _counts_for(asked: Asked) -> ColumnElement[bool]:
    """The acts a month can rest on: done, found by a check or received by its end, or the lapse of a day in it."""
    checked = and_(act.c.act.in_(CHECKS), under(act.c.content, "facts.on") <= asked.until)
    lapsed = and_(act.c.actor == CLOCK, under(act.c.content, "facts.due") <= asked.until)
    received = and_(under(act.c.content, "facts.in_time").in_(TRUE), _received() <= asked.until)
    return or_(law_day(act.c.at) <= asked.until, checked, lapsed, received)


def _received() -> ColumnElement[str]:
    """The day by whose proof a filing was received, where it says one."""
    return func.substr(under(act.c.content, "facts.received_at"), 1, _WRITTEN)


def units_of(connection: Connection, mode: str) -> tuple[str, ...]:
    """The units a notice can be asked for: authorities of cases and reviews, units of campaigns."""
    of_cases = select(case_file.c.authority.label("name")).where(case_file.c.mode == mode, case_file.c.version > 0)
    of_reviews = select(measure_review.c.authority).where(measure_review.c.mode == mode)
    joined = campaign_unit.join(campaign, campaign.c.id == campaign_unit.c.campaign_id)
    of_campaigns = select(campaign_unit.c.name).select_from(joined).where(campaign.c.mode == mode)
    every = of_cases.union(of_reviews, of_campaigns).subquery("every")
    return tuple(name for name in connection.execute(select(every.c.name)).scalars() if name)


def asking_of(engine: str, statement: Select[Any]) -> Asking:
    """A query as it is put to this database: what is asked for by name, the codes it rests on as they stand."""
    dialect = postgresql.dialect if engine == "postgresql" else sqlite.dialect
    made = statement.compile(dialect=dialect(paramstyle="named"), compile_kwargs={"render_postcompile": True})
    named = {name: str(value) for name, value in made.params.items() if name in _NAMED or name.startswith(EDITIONS)}

    def written(found: re.Match[str]) -> str:
        name = found[1]
        return found[0] if name in named or name not in made.params else _literal(made.params[name])

    return Asking(_VALUE.sub(written, str(made)), tuple(sorted(named.items())))


def _literal(value: Any) -> str:
    return str(value) if isinstance(value, int) else "'" + str(value).replace("'", "''") + "'"
