"""Whatever is said of a standard, at whatever step, the answer is an answer; the same again for the same question."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desk.playing_beside import play
from desk.proceedingfile import file_of
from desk.serving_standards import STANDARDS
from models.law.lawbook import Lawbook
from models.law.reading import read_yaml
from models.records.acts import Decided, Refused
from models.records.commands import Actor, Command
from models.records.list_standards import StandardState, joined, spans_of, within
from models.steps.standard_deciding import decide_standard
from models.steps.standard_fields import FIELDS, standard_faults, standard_part
from models.steps.standard_fold import fold
from models.tables.list_standards import STANDARD
from models.tables.packing import pack, unpack

BOOK = Lawbook()
FILES = sorted((Path(__file__).parents[2] / "docs" / "standards").glob("*.yaml"))
TOLD = [file_of(STANDARDS, read_yaml(file)) for file in FILES]
EVERY = ("issuing-officer", "issuing-head", "commission-officer", "public")


def states() -> list[tuple[Any, Any, StandardState, datetime]]:
    """Every state that a standard of the documentation passes through, with its law and instant."""
    found = []
    for told in TOLD:
        story = play(STANDARDS, told, BOOK)
        for n in range(len(story.acts) + 1):
            at = story.acts[n - 1].at if n else told.events[0].at
            found.append((story.law, story.calendar, fold(story.start, story.acts[:n]), at))
    return found


STATES = states()
WORDS = st.sampled_from(
    "nation local law departmental-rule local-regulation normative-document fair-market legal-duty draft-1 text-1 "
    "old-text wording lighter heavier 1 2-3 1-9 0 9999999 adopted partly not-adopted agreed objected keep revise "
    "abolish development-reform central-bank credit-site department-site public 2026-04-02 2040-01-01 9999-12-31 "
    "0001-01-01 不是".split()
)
CIRCLES = ["lead", "departments", "market-subjects", "associations", "legal-services", "experts", "public"]
LISTS = st.sampled_from(
    [
        CIRCLES,
        ["credit-site", "department-site"],
        ["removal", "procedure", "remedies", "measures"],
        ["1"],
        ["2-3"],
    ]
)
VALUES = st.one_of(
    WORDS, st.text(max_size=8), st.booleans(), st.none(), st.dates().map(date.isoformat), LISTS,
    st.lists(WORDS, max_size=2),
)  # fmt: skip


@st.composite
def bodies(draw: st.DrawFn) -> tuple[str, dict[str, Any]]:
    act = draw(st.sampled_from([*FIELDS, "open_case"]))
    fields = FIELDS.get(act, ())
    said = {f.name: draw(st.one_of(st.sampled_from(f.among), VALUES) if f.among else VALUES) for f in fields}
    return act, {name: value for name, value in said.items() if draw(st.integers(0, 9))}


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(STATES), bodies(), st.integers(0, 30000))
def test_any_command_gets_an_answer(
    at: tuple[Any, Any, StandardState, datetime], said: tuple[str, dict[str, Any]], later: int
) -> None:
    law, calendar, state, now = at
    act, body = said
    command = Command("k", act, Actor("many", EVERY), standard_part(act, body))
    when = now + timedelta(hours=later)
    answer = decide_standard(state, command, law, calendar, when)
    assert isinstance(answer, Decided | Refused)
    assert answer == decide_standard(state, command, law, calendar, when)
    acts = answer.acts if isinstance(answer, Decided) else answer.settled
    after = fold(state, acts)
    assert after.version == state.version + len(acts)
    assert unpack(StandardState, pack(after)) == after
    assert STANDARD.rows(after)
    if isinstance(answer, Decided):
        assert standard_faults(act, body) == ()


@pytest.mark.parametrize("act", list(FIELDS))
def test_an_empty_command_names_its_first_field(act: str) -> None:
    law, calendar, state, now = STATES[0]
    command = Command("k", act, Actor("many", EVERY), standard_part(act, {}))
    answer = decide_standard(state, command, law, calendar, now.astimezone(UTC))
    assert isinstance(answer, Refused)
    assert answer.detail["what"] == "field"


SPANS = st.lists(st.tuples(st.integers(1, 60), st.integers(0, 9)).map(lambda p: (p[0], p[0] + p[1])), max_size=8)


@given(SPANS)
def test_joined_spans_name_the_same_numbers_in_order_and_apart(spans: list[tuple[int, int]]) -> None:
    made = joined(tuple(spans))
    assert {n for a, b in made for n in range(a, b + 1)} == {n for a, b in spans for n in range(a, b + 1)}
    assert all(one[1] + 1 < other[0] for one, other in pairwise(made))
    assert within(tuple(spans), made)
    assert spans_of(tuple(f"{a}-{b}" for a, b in spans)) == (made or None)


@pytest.mark.parametrize("word", ["", "0", "a", "1-", "-1", "3-2", "１", "1.5", "12345678", "1-2-3"])
def test_what_is_no_number_of_a_comment_is_none(word: str) -> None:
    assert spans_of(("1", word)) is None


def test_a_day_beyond_all_calendars_is_refused_and_breaks_nothing() -> None:
    """The 31st of December 9999 has no next day: what would end then is refused by the house's limit (H-153)."""
    far = {"until": "9999-12-31", "circles": CIRCLES, "where": "网站", "contact": "法规司"}
    state = next(s for s in STATES if s[2].step == "proposed")
    act = "open_consultation"
    command = Command("k", act, Actor("tan", ("issuing-head",)), standard_part(act, far))
    answer = decide_standard(state[2], command, state[0], state[1], state[3])
    assert isinstance(answer, Refused)
    assert answer.detail["what"] == "day_too_far"
