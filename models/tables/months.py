"""Months of oversight in the record: how they are kept, and the notices that stand behind them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, select

from models.contracts.months import MONTH_WAY
from models.law.month_rules import MonthLaw
from models.records.acts import Act
from models.records.oversight import FRESH, SETTLED, STANDING, Found, Notice
from models.records.oversight_months import Incident, MonthState
from models.steps.month_deciding import decide_month, settle_month
from models.steps.month_fields import LETTER_NUMBERS, month_faults, month_part
from models.steps.month_fold import apply
from models.steps.month_table import ACTS
from models.tables.month_schema import oversight_month
from models.tables.packing import digest, pack, unpack
from models.tables.proceeding_schema import proceeding_due
from models.tables.proceedings import SHARED_DUES, FileKind, Rows, due_rows, pinned_text
from models.tables.receiving import keep_pin
from models.tables.schema import pin

# Kept among the pins under the digest of its content.
PINNED_NOTICE = "oversight-notice"
_REF = 16


def _to_print(act: Act) -> tuple[str, ...]:
    """Those of its letters that bear no number yet: the others the office has sent itself."""
    return tuple(kind for kind in act.documents if not act.facts.get(LETTER_NUMBERS[kind]))


def _columns(state: MonthState) -> dict[str, Any]:
    drawn = state.notice.digest if state.notice else ""
    return {"month": state.month, "digest": drawn, "issued_on": state.issued_on}


def _rows(state: MonthState) -> Rows:
    return {proceeding_due: due_rows(state.month_id, state.deadlines)}


MONTH: FileKind[MonthState, MonthLaw] = FileKind(
    way=MONTH_WAY,
    table=oversight_month,
    dues=SHARED_DUES,
    state=MonthState,
    law=MonthLaw,
    law_kind="oversight",
    acts=ACTS,
    form=month_faults,
    part=month_part,
    decide=decide_month,
    settle=settle_month,
    apply=apply,
    rows=_rows,
    columns=_columns,
    papers=_to_print,
)


def freeze(connection: Connection, notice: Notice) -> dict[str, Any]:
    """Keep a notice whole under its digest; what of it goes into the file: its figures, and the units it names."""
    content = pack(notice)
    key = digest(content)
    keep_pin(connection, key, PINNED_NOTICE, content)
    return {"digest": key, "last_act": notice.last_act, "lines": list(_counted(notice)), "units": named_units(notice)}


def frozen(connection: Connection, key: str) -> Notice:
    """A notice as it was drawn."""
    return unpack(Notice, pinned_text(connection, key))


def drawn_notices(connection: Connection) -> list[tuple[str, Notice]]:
    """Every notice that was ever drawn here, under its digest."""
    asked = select(pin.c.version, pin.c.content).where(pin.c.kind == PINNED_NOTICE)
    return [(row.version, unpack(Notice, row.content)) for row in connection.execute(asked)]


def _counted(notice: Notice) -> Iterator[dict[str, Any]]:
    for told in notice.lines:
        counts = {f.of: f.count for f in told.figures}
        yield {"line": told.line.id, **{name: counts.get(name, 0) for name in (FRESH, STANDING, SETTLED)}}


def named_units(notice: Notice) -> list[dict[str, Any]]:
    """Every unit with a case that arose in the month or stood at its end, and under which lines (H-140)."""
    found: dict[str, list[str]] = {}
    for told in notice.lines:
        for case in told.cases:
            lines = found.setdefault(case.unit, []) if case.unit and is_named(notice, case) else None
            if lines is not None and told.line.id not in lines:
                lines.append(told.line.id)
    return [{"id": f"u{n}", "name": name, "lines": found[name]} for n, name in enumerate(sorted(found), start=1)]


def is_named(notice: Notice, case: Found) -> bool:
    """Whether a case names its unit: put right in the month though it arose before, it is only counted."""
    return case.since >= notice.month.first.isoformat() or not case.until


def ref_of(line: str, case: Found) -> str:
    """The name of what a query found: the same case gives the same in every month it stands."""
    return digest(f"{line}\n{case.place}\n{case.unit}\n{case.what}\n{case.detail}\n{case.since}")[:_REF]


def finding_of(notice: Notice, ref: str) -> tuple[str, Found] | None:
    """The line and the case of that name in a notice."""
    for told in notice.lines:
        for case in told.cases:
            if ref_of(told.line.id, case) == ref:
                return told.line.id, case
    return None


def states_of(connection: Connection, mode: str) -> Iterator[MonthState]:
    """Every month's file of a mode, the newest first."""
    c = oversight_month.c
    asked = select(c.state).where(c.mode == mode, c.version > 0).order_by(c.month.desc(), c.opened_at.desc())
    for content in connection.execute(asked).scalars():
        yield unpack(MonthState, content)


def other_file(connection: Connection, state: MonthState, month: str) -> str:
    """Another file of the same month and lead department; empty: none."""
    c = oversight_month.c
    own = select(c.authority).where(c.id == state.month_id).scalar_subquery()
    asked = select(c.id).where(c.mode == state.mode, c.month == month, c.authority == own, c.id != state.month_id)
    return str(connection.execute(asked).scalar() or "")


def file_with_finding(connection: Connection, state: MonthState, ref: str) -> str:
    """The file in which that case was opened for accountability before; empty: none, or only dropped."""
    for held in states_of(connection, state.mode):
        if any(r.finding == ref and not r.dropped for r in held.referrals):
            return held.month_id
    return ""


def file_with_incident(connection: Connection, mode: str, asked: Incident) -> str:
    """The file in which that incident was opened before; empty: none."""
    for held in states_of(connection, mode):
        if any((i.kind, i.file, i.matter) == (asked.kind, asked.file, asked.matter) for i in held.incidents):
            return held.month_id
    return ""
