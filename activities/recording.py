"""The errands a listing sends to the record: one activity type an act."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy.exc import InterfaceError, InternalError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from temporalio import activity

from activities.record import Record, RecordError
from models.contracts.errands import CATCH_UP_ERRAND, CLOCK_ERRAND, RecordReply, RecordRequest, errand_of
from models.steps.table import ACTS

# The world's failures: tried again, for ever.
_WORLD = (OperationalError, InterfaceError, InternalError, PoolTimeout, OSError)


class HouseFault(Exception):
    """A fault of this house, not of the world: trying again cannot mend it. Its class is all it says."""


def errands(record: Record, log: Callable[..., None]) -> Sequence[Callable[..., Any]]:
    """Every errand as an activity: each act's own, the clock's, and the reading."""
    return errands_of(record, [*map(errand_of, ACTS), CLOCK_ERRAND], CATCH_UP_ERRAND, log)


def errands_of(
    record: Record, recorded: Sequence[str], read: str, log: Callable[..., None]
) -> Sequence[Callable[..., Any]]:
    """The errands of one proceeding by name: those that record, and the one that reads."""
    made = [_errand(name, record.record, log) for name in recorded]
    made.append(_errand(read, record.read, log))
    return made


def _errand(
    name: str, do: Callable[[RecordRequest], RecordReply], log: Callable[..., None]
) -> Callable[[RecordRequest], RecordReply]:
    @activity.defn(name=name)
    def errand(request: RecordRequest) -> RecordReply:
        try:
            reply = do(request)
        except (RecordError, *_WORLD):
            raise
        except Exception as fault:  # noqa: BLE001 - whatever it is, it must not hold the case for ever
            log("errand_fault", errand=name, case_id=request.case_id, fault=type(fault).__name__)
            raise HouseFault(type(fault).__name__) from None
        # One line an errand: ids and codes only, never a name.
        log(
            "errand_done",
            errand=name,
            case_id=request.case_id,
            version=reply.version,
            acts=len(reply.acts),
            refused=reply.refused.code if reply.refused else None,
            duplicate=reply.duplicate,
        )
        return reply

    return errand
