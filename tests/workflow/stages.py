"""The stages in which a case can stand, and where a kept history brings its case to each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from pydantic import TypeAdapter
from temporalio.api.enums.v1 import EventType
from temporalio.api.history.v1 import HistoryEvent
from temporalio.client import WorkflowHistory

from models.contracts.errands import RecordReply
from models.contracts.listing import CaseStart
from models.records.cases import CaseState
from models.records.proceedings import OBJECTION, SHIELD, STAY
from models.steps.fold import fold
from models.steps.table import STEPS

_START, _REPLY = TypeAdapter(CaseStart), TypeAdapter(RecordReply)

# What may go on beside the step: each is waited for by the workflow in its own way.
BESIDE: dict[str, Callable[[CaseState], bool]] = {
    "hearing pending": lambda s: s.hearing_pending,
    "hearing asked for again": lambda s: s.hearing_pending and bool(s.statements),
    "announced service pending": lambda s: any(p.pending for p in s.services),
    "draft under review": lambda s: s.draft is not None and s.decision is None,
    "objection pending": lambda s: any(not o.finding for o in s.objections),
    "objection suspending": lambda s: s.held_by(OBJECTION),
    "stay": lambda s: s.held_by(STAY),
    "shield": lambda s: s.held_by(SHIELD),
    "restoration pending": lambda s: s.application is not None and not s.application.accepted,
    "restoration accepted": lambda s: s.application is not None and s.application.accepted,
    "materials missing": lambda s: s.application is not None and bool(s.application.requested),
    "restoration barred": lambda s: s.barred_until is not None,
    "complaint pending": lambda s: any(not c.finding for c in s.complaints),
    "wrong measure to be undone": lambda s: any(u.on is None for u in s.undoings),
    "deputy appointed": lambda s: bool(s.deputies),
    "removal under way": lambda s: bool(s.removal) and not s.is_closed,
    "withdrawal under way": lambda s: s.step == "revoked" and not s.is_closed,
    "regime stopped": lambda s: s.stopped,
    "year announced": lambda s: bool(s.announced),
    "person recused": lambda s: any(r.outcome == "recused" for r in s.recusals),
    "subject succeeded": lambda s: bool(s.successions),
}
STAGES = (*STEPS, *BESIDE)


def stages(state: CaseState) -> tuple[str, ...]:
    """Every stage a state is in."""
    return (state.step, *(name for name, holds in BESIDE.items() if holds(state)))


def read_history(file: Path) -> WorkflowHistory:
    """A kept history."""
    return WorkflowHistory.from_json(f"listing/{file.stem}", file.read_text(encoding="utf-8"))


def states(history: WorkflowHistory) -> Iterator[tuple[int, CaseState]]:
    """After how many events the case stood how: at the start, and after every reply of the record."""
    began = history.events[0].workflow_execution_started_event_attributes
    state = _START.validate_json(began.input.payloads[0].data).state
    yield 1, state
    for number, event in enumerate(history.events, start=1):
        for data in _results(event):
            reply = _REPLY.validate_json(data)
            state = fold(state, (a for a in reply.acts if a.version > state.version))
            yield number, state


def _results(event: HistoryEvent) -> Iterator[bytes]:
    if event.HasField("marker_recorded_event_attributes"):
        result = event.marker_recorded_event_attributes.details.get("result")
        yield from (p.data for p in result.payloads) if result else ()
    elif event.HasField("activity_task_completed_event_attributes"):
        yield from (p.data for p in event.activity_task_completed_event_attributes.result.payloads)


def standing(history: WorkflowHistory, after: int) -> WorkflowHistory:
    """The history as it was while the case stood there: up to the next task, which is still to come."""
    waits = EventType.EVENT_TYPE_WORKFLOW_TASK_SCHEDULED
    events = history.events
    end = next((n for n in range(after, len(events)) if events[n].event_type == waits), len(events))
    return WorkflowHistory(history.workflow_id, events[:end])
