"""What goes into and comes out of a re-plan campaign's workflow, and its errands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from models.law.days import Calendar
from models.records.acts import Refused
from models.records.commands import Actor
from models.records.replans import YearAnnounced

WORKFLOW = "ReplanCampaignWorkflow"
ENTERED, CONFIRM, ABANDON = "entered", "confirm", "abandon"

ENTER_ERRAND = "enter_replan"
READ_ERRAND = "read_replan"
PREVIEW_ERRAND = "preview_replan"
CONFIRM_ERRAND = "confirm_replan"
ABANDON_ERRAND = "abandon_replan"
CARRY_ERRAND = "carry_out_replan"
CLOSE_ERRAND = "close_replan"

# The machine's patience, not law: a look through a large house says every moment that it goes on.
LOOK_TIMEOUT = timedelta(hours=12)
HEARTBEAT_TIMEOUT = timedelta(seconds=20)


@dataclass(frozen=True, slots=True)
class Entry:
    """A year as it was entered, by whom, and the calendar it is checked against."""

    announced: YearAnnounced
    by: Actor
    calendar: Calendar


@dataclass(frozen=True, slots=True)
class ReplanStart:
    """The start input; without an entry the campaign goes on from what the record says.

    `posts` may enter, confirm and abandon. `after` is the last case this pass
    has reached, `passes` how many passes are over.
    """

    replan_id: str
    posts: tuple[str, ...]
    entry: Entry | None = None
    look_again_seconds: float = 60.0
    batch: int = 100
    batches_a_run: int = 50
    after: str = ""
    passes: int = 0


@dataclass(frozen=True, slots=True)
class Said:
    """What a person says to a campaign: who, and which preview was seen."""

    by: Actor
    preview_sha256: str = ""


@dataclass(frozen=True, slots=True)
class ReplanRequest:
    """One errand of a campaign; each uses what it needs."""

    replan_id: str
    posts: tuple[str, ...]
    entry: Entry | None = None
    said: Said | None = None
    after: str = ""
    batch: int = 100


@dataclass(frozen=True, slots=True)
class Stands:
    """How the campaign stands after an errand, or why it was refused; the case reached, empty at a pass's end."""

    standing: str
    refused: Refused | None = None
    after: str = ""


def replan_workflow_id(replan_id: str) -> str:
    """The workflow's id: the proceeding and the campaign, nothing personal."""
    return f"replan/{replan_id}"


def command_key(replan_id: str, case_id: str) -> str:
    """The key of the announcement in one case: however often it is sent, it is one act."""
    return f"replan:{replan_id}:{case_id}"
