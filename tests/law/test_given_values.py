"""Every value the given readings mark verbatim is found again in `regimes/`, and nothing is marked better there."""

from __future__ import annotations

import sys
from collections import Counter
from datetime import date

import pytest

from models.law.lawbook import Lawbook
from models.law.regimes import Certainty
from tests.law.given_values import (
    ORDER,
    Held,
    Reading,
    agrees,
    elsewhere,
    head_agrees,
    head_certainty,
    held_values,
    our_id,
    readings,
    speak_of,
)

BOOK = Lawbook()
ON = date(2026, 11, 21)
HEADS = ("legal_name", "number", "issuer", "promulgated", "effective")
# Not among the lists that the issue names: a normative document whose use is in doubt, and a draft that never was law.
NOT_HELD = ("mohurd_construction", "cac_internet_draft")
ALL = [r for r in readings() if r.regime not in NOT_HELD]
VERBATIM = [r for r in ALL if r.certainty is Certainty.VERBATIM]
BESIDE = {"samr-serious-illegal": ("samr-repair", "hearing")}

# Verbatim readings that no value of a list's file can answer, and why.
NOT_COMPARED = {
    "samr_serious_illegal.publication_when[2]": "the parallel rule on penalty information, another instrument",
    "samr_serious_illegal.appeal[1]": "general law, compared below",
    "samr_serious_illegal.notes[7]": "the head of the repair rule of 2021, compared below",
    "mem_safety.appeal[1]": "general law, compared below",
    "nbs_statistics.publication_when[1]": "the rule of 2019, no longer in force",
    "nbs_statistics.publication_where": "the rule of 2019, no longer in force",
    "nbs_statistics.publication_period[1]": "the rule of 2019, no longer in force",
    "nbs_statistics.publication_content": "the rule of 2019, no longer in force",
    "nbs_statistics.restoration_earliest[1]": "the rule of 2019, no longer in force",
    "nbs_statistics.relisting": "the rule of 2019, no longer in force",
    "nbs_statistics.notes": "the fine that would be the basis, no rule of the list",
    "spc_judgment_debtor.effective[1]": "the first version of 2013, amended in 2017",
    "spc_judgment_debtor.supersedes": "what it amends is no rule",
    "gacc_customs.restoration_materials": "valid to 2026-03-31, under the order that was replaced",
}

# General law: the reading, the file, the key, and the amount and unit where it is a number.
GENERAL = {
    "ndrc_order_36.right_to_repair": ("order-36", "credit_china.right"),
    "ndrc_order_36.repair_means": ("order-36", "credit_china.meaning"),
    "ndrc_order_36.period_starts": ("order-36", "credit_china.start"),
    "ndrc_order_36.min_then_apply": ("order-36", "credit_china.floor"),
    "ndrc_order_36.max_auto_stop": ("order-36", "credit_china.ceiling"),
    "ndrc_order_36.classes": ("order-36", "credit_china.classes"),
    "gb22_2025.one_site": ("gb22-2025", "one_site"),
    "gb22_2025.classes": ("gb22-2025", "classes"),
    "gb49_2020.four_categories": ("gb49-2020", "categories."),
    "gb49_2020.standard_rank": ("gb49-2020", "list_ranks"),
    "administrative_penalty_law.notice": ("penalty-law", "notified_content"),
    "administrative_penalty_law.defence": ("penalty-law", "no_heavier"),
    "administrative_penalty_law.no_decision_without": ("penalty-law", "waiver"),
    "administrative_penalty_law.hearing_request": ("hearing", "hearing_request"),
    "administrative_penalty_law.hearing_invite": ("hearing", "hearing_lead"),
    "administrative_penalty_law.service": ("penalty-law", "service"),
    "remedies.reconsideration": ("reconsideration-law", "reconsideration"),
    "remedies.no_stay": ("reconsideration-law", "no_stay"),
    "remedies.suit": ("litigation-law", "litigation"),
    "private_economy_law.art54": ("private-economy-law", "restoration_duty"),
}
GENERAL_HEADS = {
    "ndrc_order_36": "order-36", "gb22_2025": "gb22-2025",
}  # fmt: skip
GENERAL_NOT_COMPARED = {
    "administrative_penalty_law.hearing_cases": "whether a hearing may be asked for is the list's own rule",
    "administrative_penalty_law.withdraw_public_penalty": "the penalty's own publicity, not the list's",
    "administrative_penalty_law.working_days": "the unit stands with every period",
    "remedies.not_told": "every decision tells its remedies; the long stop is not held",
    "remedies.working_days": "the unit stands with every period",
}


def ours(reading: Reading) -> list[Held]:
    """The values beside which a reading is laid: the list's own file, or the instrument its article names."""
    other = elsewhere(reading)
    if other is not None:
        return held_values(BOOK, *other)
    name = our_id(reading.regime)
    return held_values(BOOK, (name, *BESIDE.get(name, ())), reading.since or ON)


def compared(reading: Reading) -> str:
    """How a reading of a list agrees with the files; empty where it does not."""
    text = BOOK.instrument(our_id(reading.regime), reading.since or ON)
    if reading.field in HEADS:
        return "head" if head_agrees(reading, text) else ""
    return agrees(reading, ours(reading), _silent(text.place.words("silent")))


def _silent(topics: tuple[str, ...]) -> tuple[str, ...]:
    return tuple("restoration_" + t if t in ("conditions", "materials") else t for t in topics)


def test_every_verbatim_value_of_a_list_is_found_again(capsys: pytest.CaptureFixture[str]) -> None:
    ways = {r.name: compared(r) for r in VERBATIM if r.name not in NOT_COMPARED}
    assert [name for name, way in ways.items() if not way] == []
    counted = Counter(ways.values())
    with capsys.disabled():
        said = ", ".join(f"{count} by {way}" for way, count in counted.most_common())
        sys.stdout.write(f"\n{len(ways)} verbatim values of lists compared ({said}), {len(NOT_COMPARED)} named apart\n")
    assert len(ways) > 200
    assert counted["number"] >= 25


def test_every_exception_is_a_verbatim_reading_that_would_otherwise_fail() -> None:
    names = {r.name: r for r in VERBATIM}
    assert set(NOT_COMPARED) <= set(names)
    assert [name for name in NOT_COMPARED if compared(names[name])] == []


def test_general_law_agrees_with_the_readings(capsys: pytest.CaptureFixture[str]) -> None:
    numbers = 0
    seen = []
    for reading in readings("cross_cutting"):
        if reading.certainty is not Certainty.VERBATIM:
            continue
        if reading.field in HEADS:
            assert head_agrees(reading, BOOK.instrument(GENERAL_HEADS[reading.regime], ON)), reading.name
            seen.append(reading.name)
        elif reading.name not in GENERAL_NOT_COMPARED:
            name, key = GENERAL[reading.name]
            held = [v for v in held_values(BOOK, (name,), ON) if v.key == key or v.key.startswith(key)]
            assert held, reading.name
            if isinstance(reading.value, int):
                assert (reading.value, reading.unit) in [(v.amount, v.unit) for v in held], reading.name
                numbers += 1
            seen.append(reading.name)
    with capsys.disabled():
        sys.stdout.write(f"\n{len(seen)} verbatim values of general law compared ({numbers} numbers)\n")
    assert {n for n in seen if n in GENERAL} == set(GENERAL)
    assert numbers == 5


def best(reading_of: list[Reading], held: Held) -> Certainty | None:
    """How well the readings know what a value says: those of its article first, else all on its subject."""
    same = [r for r in reading_of if r.article and r.article == held.article]
    known = [r.certainty for r in same or reading_of]
    return min(known, key=ORDER.index) if known else None


def test_nothing_recalled_or_deduced_is_marked_better_here() -> None:
    looked_at = 0
    for regime in dict.fromkeys(r.regime for r in ALL):
        read = [r for r in ALL if r.regime == regime and r.field not in (*HEADS, "notes")]
        noted = [r for r in ALL if r.regime == regime and r.field == "notes"]
        for held in held_values(BOOK, (our_id(regime),), ON):
            if held.key.startswith(("category", "founded_on.", "house.")):
                continue
            answering = [r for r in read if held in speak_of(r, [held])]
            known = best([*answering, *(r for r in noted if r.article == held.article)], held)
            if known is None:
                continue
            looked_at += 1
            assert ORDER.index(held.certainty) >= ORDER.index(known), (regime, held, known)
    assert looked_at > 300


def test_no_head_is_marked_better_than_its_readings() -> None:
    for regime in dict.fromkeys(r.regime for r in ALL):
        text = BOOK.instrument(our_id(regime), ON)
        force = text.cite("in_force", text.place.inner("in_force")).certainty
        for reading in (r for r in ALL if r.regime == regime and r.field in HEADS):
            if reading.field == "promulgated" and "promulgated_on" not in text.place.inner("instrument"):
                continue
            mine = force if reading.field == "effective" else head_certainty(text)
            better = ORDER.index(mine) < ORDER.index(reading.certainty)
            # The title is the one thing every source agrees on: how well it is known is not asked.
            assert not better or reading.field == "legal_name", (reading.name, mine, reading.certainty)


def test_a_number_that_differs_or_an_article_that_differs_is_seen() -> None:
    """The comparison itself: it fails on another number, unit, article or text."""
    reading = next(r for r in VERBATIM if r.name == "mohrss_wages.response_window")
    (right,) = [v for v in ours(reading) if v.key == "statement_period"]
    assert agrees(reading, [right]) == "number"
    for wrong in (
        Held(right.key, right.article, right.certainty, right.zh, 6, right.unit),
        Held(right.key, right.article, right.certainty, right.zh, right.amount, "calendar-day"),
        Held(right.key, "7", right.certainty, right.zh, right.amount, right.unit),
        Held("decision", right.article, right.certainty, right.zh, right.amount, right.unit),
    ):
        assert agrees(reading, [wrong]) == ""
    told = next(r for r in VERBATIM if r.name == "mohrss_wages.restoration_exclusions")
    assert agrees(told, ours(told)) == "text"
    assert agrees(told, [Held("restoration_exclusion", "13", right.certainty, "另有规定", None, "")]) == ""
