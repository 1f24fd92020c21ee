"""Recalling from the record what was decided in a file, and what it was decided from."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Table, select

from activities.earlier import earlier_listings
from activities.record import CaseMissing, Record, acts_after, command_of
from desk.replaying import EARLIER, Decisions, Denial, S, version_judged_at
from models.law.regimes import Law
from models.records.acts import Act, Refused
from models.records.cases import CaseState
from models.records.commands import Command
from models.steps.announcing import ACT as ANNOUNCE_LAW
from models.steps.announcing import law_versions
from models.steps.fold import apply
from models.tables import schema as t
from models.tables.packing import unpack

_BARRED, _STOPPED = "relisting_barred", "regime_stopped"
STOPS, _STOP = "stops", ("document", "disposition", "measures")


@dataclass(frozen=True, slots=True)
class Kept:
    """What the record keeps of a file of any kind: its acts, when each was recorded, its commands in their order."""

    acts: tuple[Act, ...]
    moments: tuple[datetime, ...]
    rows: tuple[Row[Any], ...]

    def done(self) -> Iterator[Row[Any]]:
        """The commands that were done."""
        return (row for row in self.rows if row.outcome == "done")

    def refused(self) -> Iterator[tuple[Row[Any], Refused]]:
        """The commands that were refused, each with its refusal."""
        return ((row, unpack(Refused, row.answer)) for row in self.rows if row.outcome == "refused")

    def denial(
        self, row: Row[Any], refused: Refused, command: Command, start: S, step_of: Callable[[S, Act], S], mode: str
    ) -> Denial:
        """A refusal with the version it was judged at: what was recorded by then, and never less than its sender saw.

        Only a rehearsal says its instant itself.
        """
        last = sum(moment <= row.answered_at for moment in self.moments)
        version = version_judged_at(start, self.acts, refused, (min(row.seen_version, last), last), step_of)
        own = row.legal_at if mode == "rehearsal" else None
        return Denial(command, version, (own,) if own else (row.answered_at, row.received_at), refused)


def file_ids(connection: Connection, table: Table) -> list[str]:
    """Every file of a kind that has an act, in order."""
    found = select(table.c.id).where(table.c.version > 0).order_by(table.c.id)
    return list(connection.execute(found).scalars())


def case_ids(connection: Connection) -> list[str]:
    """Every case that has an act, in order."""
    return file_ids(connection, t.case_file)


def kept_of(connection: Connection, file_id: str) -> Kept:
    """The acts and the commands of a file, as they are kept."""
    recorded = select(t.act.c.recorded_at).where(t.act.c.case_id == file_id).order_by(t.act.c.version)
    asked = select(t.command).where(t.command.c.case_id == file_id).order_by(t.command.c.received_at, t.command.c.key)
    return Kept(
        acts_after(connection, file_id, 0),
        tuple(connection.execute(recorded).scalars()),
        tuple(connection.execute(asked).all()),
    )


def recall(connection: Connection, case_id: str) -> Decisions:
    """The acts, the commands and the refusals of a case, as they are kept."""
    case = connection.execute(select(t.case_file).where(t.case_file.c.id == case_id)).first()
    if case is None:
        raise CaseMissing(case_id)
    kept, start = kept_of(connection, case_id), CaseState(case_id, case.mode)
    return Decisions(
        case_id,
        case.mode,
        law_versions(kept.acts, case.law_version)[0],
        case.calendar_version,
        kept.acts,
        tuple(command_of(row) for row in kept.done()),
        tuple(
            kept.denial(row, no, _with_stops(_with_earlier(connection, case, row, no), no), start, apply, case.mode)
            for row, no in kept.refused()
        ),
    )


def announced_in(record: Record, connection: Connection, kept: Decisions) -> dict[str, Law]:
    """The laws that acts or commands of a case announce, by version, as far as the record holds them."""
    said = (*kept.commands, *(denial.command for denial in kept.denials))
    versions = dict.fromkeys(command.word("version") for command in said if command.act == ANNOUNCE_LAW)
    held = ((version, record.law(connection, version)) for version in versions)
    return {version: law for version, law in held if law is not None}


def _with_earlier(connection: Connection, case: Row[Any], row: Row[Any], refused: Refused) -> Command:
    """An opening barred by an earlier listing is judged with what the record holds of those.

    A bar that stood then stands still; an opening refused for anything else met none.
    """
    command = command_of(row)
    if row.act != "open_case" or refused.code != _BARRED:
        return command
    earlier = earlier_listings(connection, case, json.loads(row.body))
    return replace(command, facts={**command.facts, EARLIER: earlier}) if earlier else command


def _with_stops(command: Command, refused: Refused) -> Command:
    """What a clean-up had stopped when the act was refused: undone since, it would be found no more."""
    if refused.code != _STOPPED or "document" not in refused.detail:
        return command
    told = {name: refused.detail[name] for name in _STOP if name in refused.detail}
    return replace(command, facts={**command.facts, STOPS: [told]})
