"""Playing a review file through the law alone: no server, milliseconds."""

from __future__ import annotations

from dataclasses import dataclass, field

from desk.casefile import ADVANCE, Event
from desk.playing import Refusal
from desk.reviewfile import ReviewFile
from models.law.days import Calendar, law_day
from models.law.lawbook import Lawbook
from models.law.measure_rules import MeasureLaw
from models.law.measures import review_law
from models.records.acts import Act, Decided, Refused
from models.records.commands import Command
from models.records.measure_reviews import ReviewState
from models.steps.measure_deciding import decide_review, settle_review
from models.steps.measure_fields import review_part
from models.steps.measure_fold import fold


@dataclass(slots=True)
class ReviewStory:
    """What happened: acts and refusals in order, and where the review stands."""

    start: ReviewState
    acts: list[Act] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)

    def state(self) -> ReviewState:
        """The state after all acts."""
        return fold(self.start, self.acts)


def pinned_review(book: Lawbook, told: ReviewFile) -> tuple[MeasureLaw, Calendar]:
    """The law of the review on the day it begins, and the calendars it can need."""
    years = book.calendar().years
    law = review_law(book, told.law, law_day(told.events[0].at))
    return law, book.calendar_for(years[0].year, years[-1].year)


def review_command(review_id: str, number: int, event: Event) -> Command:
    """The event as `decide_review` sees it: its key is the review's id and the event's number."""
    return Command(f"{review_id}-{number:03d}", event.act, event.by, review_part(event.act, event.body))


def play_review(told: ReviewFile, book: Lawbook) -> ReviewStory:
    """Play a file with the engine `law`."""
    law, calendar = pinned_review(book, told)
    state = ReviewState(f"rehearsal-{told.name}", "rehearsal")
    story = ReviewStory(state)
    for number, event in enumerate(told.events, start=1):
        if event.act == ADVANCE:
            acts = settle_review(state, law, calendar, event.at)
        else:
            command = review_command(state.review_id, number, event)
            answer = decide_review(state, command, law, calendar, event.at)
            acts = answer.acts if isinstance(answer, Decided) else answer.settled
            if isinstance(answer, Refused):
                story.refusals.append(Refusal(event.at, event.by.id, answer))
        story.acts.extend(acts)
        state = fold(state, acts)
    return story
