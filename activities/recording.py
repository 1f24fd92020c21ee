"""The errands a listing sends to the record: one activity type an act."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from temporalio import activity

from activities.record import Record
from models.contracts.errands import CATCH_UP_ERRAND, CLOCK_ERRAND, RecordReply, RecordRequest, errand_of
from models.steps.table import ACTS


def errands(record: Record, log: Callable[..., None]) -> Sequence[Callable[..., Any]]:
    """Every errand as an activity: each act's own, the clock's, and the reading."""
    made = [_errand(errand_of(act), record.record, log) for act in ACTS]
    made.append(_errand(CLOCK_ERRAND, record.record, log))
    made.append(_errand(CATCH_UP_ERRAND, record.read, log))
    return made


def _errand(
    name: str, do: Callable[[RecordRequest], RecordReply], log: Callable[..., None]
) -> Callable[[RecordRequest], RecordReply]:
    @activity.defn(name=name)
    def errand(request: RecordRequest) -> RecordReply:
        reply = do(request)
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
