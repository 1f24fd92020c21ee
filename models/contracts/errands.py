"""What a listing asks of the world: to record an act, and what comes back.

One activity type an act, so that a history reads as the procedure and a replay
notices a changed order. The errand answers `done` or `refused` as a value;
only the world's failures are raised.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from models.law.regimes import Law
from models.records.acts import Act, Refused
from models.records.commands import Command

CLOCK_ERRAND = "act_by_clock"
CATCH_UP_ERRAND = "read_acts"

# How long and how often a local try may take before the ordinary activity,
# which is retried for ever, takes over. Not law: the machine's patience.
LOCAL_ATTEMPTS = 2
LOCAL_TIMEOUT = timedelta(seconds=5)
ERRAND_TIMEOUT = timedelta(seconds=30)
RETRY_EVERY_AT_MOST = timedelta(seconds=60)

# What no further try can mend: a command that was never received, a case file that is
# not there, a fault of this house. The sender is told, and the case goes on.
HOUSE_FAULT = "HouseFault"
FINAL_FAULTS = ("CommandMissing", "CaseMissing", HOUSE_FAULT)


def errand_of(act: str) -> str:
    """The activity type that records an act."""
    return f"act_{act}"


@dataclass(frozen=True, slots=True)
class RecordRequest:
    """Record what this command leads to at this legal instant; None: only the clock's acts.

    `law_version`: the law the asker holds; nothing where it was started before it could say so.
    """

    case_id: str
    known_version: int
    at: datetime
    command: Command | None = None
    law_version: str = ""


@dataclass(frozen=True, slots=True)
class RecordReply:
    """All acts after the version known, and the refusal if it was one.

    `duplicate` says that the key had its answer already; `law` is the case's law where the asker holds another.
    """

    version: int
    acts: tuple[Act, ...] = ()
    refused: Refused | None = None
    duplicate: bool = False
    law: Law | None = None
