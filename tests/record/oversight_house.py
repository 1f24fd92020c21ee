"""What the tests of oversight ask of a record, and how they damage one as its own password allows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, Table, text, update

from desk.casefile import CaseFile, read_case_file
from models.law.days import law_day
from models.law.oversight import editions, oversight_law
from models.records.acts import Act
from models.records.oversight import Found, LineTold, Notice
from models.records.told_months import month_named
from models.tables import schema as t
from models.tables.oversight import QUERIES, notice_of
from models.tables.oversight_asking import Asked
from models.tables.packing import digest, pack
from tests.portal.house import bring
from tests.record.house import BOOK, House

ROOT = Path(__file__).parents[2]
FILES = {
    file.stem: file
    for folder in (ROOT / "tests" / "given" / "cases", ROOT / "docs" / "cases")
    for file in sorted(folder.glob("[A-Z]*[0-9]-*.yaml"))
}
LAW = oversight_law(BOOK, date(2026, 10, 31))
EDITIONS = editions(BOOK)
ALWAYS = ("0001-01-01", "9998-12-31")


def told(name: str) -> CaseFile:
    """A case file of the acceptance cases."""
    return read_case_file(next(file for stem, file in FILES.items() if stem.startswith(name)))


def played(house: House, name: str, upto: int | None = None, case_id: str = "a") -> None:
    """A case file played into the record by the legal transaction, up to an event."""
    case = told(name)
    bring(house.engine, case_id, len(case.events) if upto is None else upto, "training", case)


def month_of(house: House, name: str, mode: str = "training", unit: str = "") -> Notice:
    """The notice of a month."""
    month = month_named(name)
    assert month is not None
    with house.engine.connect() as connection:
        return notice_of(connection, BOOK, month, mode, unit)


def line_of(notice: Notice, name: str) -> LineTold:
    """One line of a notice."""
    return next(line for line in notice.lines if line.line.id == name)


def counts(notice: Notice, name: str) -> tuple[int, ...]:
    """What arose, what stood, what was put right."""
    return tuple(figure.count for figure in line_of(notice, name).figures)


def found(engine: Engine, name: str, mode: str = "training", until: str = ALWAYS[1]) -> list[Found]:
    """Every case a line's query finds in the whole record, up to a day."""
    line = LAW.line(name)
    assert line is not None
    asked = Asked(mode, ALWAYS[0], until, line.watches, EDITIONS)
    with engine.connect() as connection:
        rows: list[Any] = list(connection.execute(QUERIES[line.query](asked)))
    cases = [Found(r[0], r[1], r[2], r[3], r[4], r[5] or "", r[6]) for r in rows]
    return sorted(cases, key=lambda f: (f.place, f.what, f.detail))


def damage(house: House, *statements: str) -> None:
    """What somebody with the database's own password does to acts that nobody may change."""
    there = " ON act" if house.engine.dialect.name == "postgresql" else ""
    with house.engine.begin() as connection:
        for verb in ("update", "delete"):
            connection.execute(text(f"DROP TRIGGER act_no_{verb}{there}"))
        for statement in statements:
            assert connection.execute(text(statement)).rowcount, statement


def moved(house: House, case_id: str, act: str, day: str) -> None:
    """The instant of an act is put on another day."""
    damage(house, "UPDATE act SET act = act")
    with house.engine.begin() as connection:
        own = (t.act.c.case_id == case_id) & (t.act.c.act == act)
        at = connection.execute(t.act.select().where(own)).one().at
        connection.execute(update(t.act).where(own).values(at=at + (date.fromisoformat(day) - law_day(at))))


def keep_acts(house: House, table: Table, file: dict[str, Any], acts: Sequence[Act]) -> None:
    """Acts that were decided elsewhere stand in the log, under a file of their own."""
    plain = {c.name: "" for c in table.columns if c.name not in file and not c.nullable}
    numbers = {"rehearsal_offset": 0, "version": len(acts), "closed": False, "applied_version": 0}
    with house.engine.begin() as connection:
        connection.execute(table.insert().values(**{**plain, **numbers, "opened_at": acts[0].at, **file}))
        size = connection.execute(t.head.select()).one()._mapping["size"]
        for seq, act in enumerate(acts, start=size + 1):
            content = pack(act)
            row = {
                "seq": seq, "case_id": file["id"], "version": act.version, "key": f"{file['id']}:{seq}", "act": act.act,
                "actor": act.by.id, "at": act.at, "recorded_at": act.at, "step_from": act.step_from,
                "step_to": act.step_to, "cite": act.cite, "content": content,
            }  # fmt: skip
            connection.execute(t.act.insert().values(**row))
            connection.execute(t.leaf.insert().values(seq=seq, sha256=bytes.fromhex(digest(content))))
        connection.execute(t.head.update().values(size=size + len(acts)))
