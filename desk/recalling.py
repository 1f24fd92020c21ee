"""Recalling from the record what was decided in a case, and what it was decided from."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, select

from activities.earlier import earlier_listings
from activities.record import CaseMissing, Record, acts_after, command_of
from desk.replaying import EARLIER, Decisions, Denial, version_judged_at
from models.law.regimes import Law
from models.records.acts import Act, Refused
from models.records.cases import CaseState
from models.records.commands import Command
from models.steps.announcing import ACT as ANNOUNCE_LAW
from models.steps.announcing import law_versions
from models.tables import schema as t
from models.tables.packing import unpack

_BARRED, _STOPPED = "relisting_barred", "regime_stopped"
STOPS, _STOP = "stops", ("document", "disposition", "measures")


def case_ids(connection: Connection) -> list[str]:
    """Every case that has an act, in order."""
    found = select(t.case_file.c.id).where(t.case_file.c.version > 0).order_by(t.case_file.c.id)
    return list(connection.execute(found).scalars())


def recall(connection: Connection, case_id: str) -> Decisions:
    """The acts, the commands and the refusals of a case, as they are kept."""
    case = connection.execute(select(t.case_file).where(t.case_file.c.id == case_id)).first()
    if case is None:
        raise CaseMissing(case_id)
    acts = acts_after(connection, case_id, 0)
    recorded = select(t.act.c.recorded_at).where(t.act.c.case_id == case_id).order_by(t.act.c.version)
    moments = list(connection.execute(recorded).scalars())
    asked = select(t.command).where(t.command.c.case_id == case_id).order_by(t.command.c.received_at, t.command.c.key)
    rows = connection.execute(asked).all()
    denials = (_denial(connection, case, row, acts, moments) for row in rows if row.outcome == "refused")
    return Decisions(
        case_id,
        case.mode,
        law_versions(acts, case.law_version)[0],
        case.calendar_version,
        acts,
        tuple(command_of(row) for row in rows if row.outcome == "done"),
        tuple(denials),
    )


def announced_in(record: Record, connection: Connection, kept: Decisions) -> dict[str, Law]:
    """The laws that acts or commands of a case announce, by version, as far as the record holds them."""
    said = (*kept.commands, *(denial.command for denial in kept.denials))
    versions = dict.fromkeys(command.word("version") for command in said if command.act == ANNOUNCE_LAW)
    held = ((version, record.law(connection, version)) for version in versions)
    return {version: law for version, law in held if law is not None}


def _denial(
    connection: Connection, case: Row[Any], row: Row[Any], acts: Sequence[Act], moments: Sequence[datetime]
) -> Denial:
    """A refusal with the version it was judged at: what was recorded by then, and never less than its sender saw."""
    refused = unpack(Refused, row.answer)
    last = sum(moment <= row.answered_at for moment in moments)
    first = min(row.seen_version, last)
    version = version_judged_at(CaseState(case.id, case.mode), acts, refused, first, last)
    # Only a rehearsal says its instant itself.
    own = row.legal_at if case.mode == "rehearsal" else None
    instants = (own,) if own else (row.answered_at, row.received_at)
    command = _with_stops(_with_earlier(connection, case, row, refused), refused)
    return Denial(command, version, instants, refused)


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
