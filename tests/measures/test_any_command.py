"""Whatever is said in a review, at whatever step, the answer is an answer; and the same again for the same question."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desk.playing_beside import play
from desk.proceedingfile import file_of
from desk.serving_reviews import REVIEWS
from models.law.lawbook import Lawbook
from models.law.reading import read_yaml
from models.records.acts import Decided, Refused
from models.records.commands import Actor, Command
from models.records.measure_reviews import ReviewState
from models.steps.measure_deciding import decide_review
from models.steps.measure_fields import FIELDS, review_faults, review_part
from models.steps.measure_fold import fold
from models.tables.packing import pack, unpack

BOOK = Lawbook()
FILES = sorted((Path(__file__).parents[2] / "docs" / "reviews").glob("*.yaml"))
TOLD = [file_of(REVIEWS, read_yaml(file)) for file in FILES]
EVERY = (
    "issuing-officer", "issuing-head", "commission-officer", "commission-head", "commission-leader", "judicial-officer",
)  # fmt: skip


def states() -> list[tuple[Any, Any, ReviewState, datetime]]:
    """Every state that a review of the documentation passes through, with its law and instant."""
    found = []
    for told in TOLD:
        story = play(REVIEWS, told, BOOK)
        for n in range(len(story.acts) + 1):
            at = story.acts[n - 1].at if n else told.events[0].at
            found.append((story.law, story.calendar, fold(story.start, story.acts[:n]), at))
    return found


STATES = states()
WORDS = st.sampled_from(
    "large ordinary lawful unlawful consented refused kept corrected stopped city province nation township law "
    "normative-document local-regulation penalty reward person both conduct score t-1 draft-1 text-of-13-september "
    "school-places train-tickets 2022-10-10 2023-03-08 2040-01-01 0001-01-01 不是 department territory".split()
)
BASES = st.dictionaries(st.sampled_from(["rank", "number", "provision"]), WORDS)
VALUES = st.one_of(
    WORDS, st.text(max_size=8), st.booleans(), st.integers(), st.none(), st.dates().map(date.isoformat),
    st.lists(BASES, max_size=2), st.lists(WORDS, max_size=2),
)  # fmt: skip


@st.composite
def bodies(draw: st.DrawFn) -> tuple[str, dict[str, Any]]:
    act = draw(st.sampled_from([*FIELDS, "open_case"]))
    names = [f.name for f in FIELDS.get(act, ())]
    return act, {name: draw(VALUES) for name in names if draw(st.integers(0, 9))}


@settings(max_examples=600, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(STATES), bodies(), st.integers(0, 4000))
def test_any_command_gets_an_answer(
    at: tuple[Any, Any, ReviewState, datetime], said: tuple[str, dict[str, Any]], later: int
) -> None:
    law, calendar, state, now = at
    act, body = said
    command = Command("k", act, Actor("many", EVERY), review_part(act, body))
    when = now + timedelta(hours=later)
    answer = decide_review(state, command, law, calendar, when)
    assert isinstance(answer, Decided | Refused)
    assert answer == decide_review(state, command, law, calendar, when)
    acts = answer.acts if isinstance(answer, Decided) else answer.settled
    after = fold(state, acts)
    assert after.version == state.version + len(acts)
    assert unpack(ReviewState, pack(after)) == after
    if isinstance(answer, Decided):
        assert review_faults(act, body) == ()


@pytest.mark.parametrize("act", [act for act, held in FIELDS.items() if any(f.required for f in held)])
def test_an_empty_command_names_its_first_field(act: str) -> None:
    law, calendar, state, now = STATES[0]
    command = Command("k", act, Actor("many", EVERY), review_part(act, {}))
    answer = decide_review(state, command, law, calendar, now.astimezone(UTC))
    assert isinstance(answer, Refused)
    assert answer.detail["what"] == "field"
