"""The editions of a case's law: each day's edition is that day's bundle, and the digest tells them apart."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date, timedelta

import pytest

from models.law.editions import case_law, law_change, turning_days, with_changes
from models.law.lawbook import Lawbook
from models.law.regimes import KEYED, Law, law_digest
from models.tables.packing import pack, unpack

BOOK = Lawbook()
_OF_ITSELF = ("version", "changes", "since", "reaches_on")


def _content(law: Law) -> dict[str, object]:
    """What a law says, with its keyed rows by key: their order says nothing."""
    found: dict[str, object] = {f.name: getattr(law, f.name) for f in fields(Law) if f.name not in _OF_ITSELF}
    for name, key in KEYED.items():
        found[name] = {getattr(row, key): row for row in getattr(law, name)}
    return found


def _first(regime: str) -> date:
    return BOOK.instruments[regime][0].in_force_on


@pytest.mark.parametrize("regime", BOOK.regimes)
def test_every_edition_is_the_bundle_of_its_days(regime: str) -> None:
    first = _first(regime)
    whole = case_law(BOOK, regime, first, ("huangshi",))
    days = turning_days(BOOK, regime, first, ("huangshi",))
    for day in (first, *days, *(day - timedelta(days=1) for day in days), date(2030, 1, 1)):
        assert _content(whole.on(day)) == _content(BOOK.law(regime, day, ("huangshi",))), day


@pytest.mark.parametrize("regime", BOOK.regimes)
def test_a_case_carries_its_law_whole(regime: str) -> None:
    whole = case_law(BOOK, regime, _first(regime))
    carried = unpack(Law, pack(whole))
    assert carried == whole
    assert law_digest(carried) == whole.version
    assert [carried.on(c.on) for c in whole.changes] == [whole.on(c.on) for c in whole.changes]
    # The start input stays small: values, no texts (DESIGN section 4).
    assert len(pack(whole)) < 64 * 1024


def test_a_change_moves_the_digest_and_nothing_else_does() -> None:
    on = _first("samr-serious-illegal")
    alone, whole = BOOK.law("samr-serious-illegal", on), case_law(BOOK, "samr-serious-illegal", on)
    assert alone.version != whole.version
    assert whole.on(on).version == alone.version
    versions = [whole.on(c.on).version for c in whole.changes]
    assert len(dict.fromkeys((alone.version, *versions))) == len(versions) + 1


def test_a_law_with_no_change_to_come_is_its_own_only_edition() -> None:
    on = date(2026, 6, 1)
    whole = case_law(BOOK, "mohrss-wages", on)
    assert not whole.changes
    assert whole.on(date.min) is whole
    assert whole.version == BOOK.law("mohrss-wages", on).version


def test_a_day_on_which_nothing_changes_is_left_out() -> None:
    law = BOOK.law("mohrss-wages", date(2026, 6, 1))
    assert law_change(law, law, date(2026, 7, 1)) is None
    other = replace(law, measures=law.measures[:1])
    later = [(date(2026, 7, 1), law), (date(2026, 8, 1), other), (date(2026, 9, 1), other)]
    assert [c.on for c in with_changes(law, later).changes] == [date(2026, 8, 1)]


def test_what_falls_away_is_gone_from_its_day() -> None:
    law = BOOK.law("mohrss-wages", date(2026, 6, 1))
    without = replace(law, periods=tuple(p for p in law.periods if p.key != "decision_extension"))
    whole = with_changes(law, [(date(2026, 7, 1), without)])
    assert whole.on(date(2026, 6, 30)).period("decision_extension") is not None
    assert whole.on(date(2026, 7, 1)).period("decision_extension") is None


def test_an_earlier_day_brings_the_law_of_the_conduct() -> None:
    opened_on, conduct_on = date(2026, 1, 10), date(2025, 12, 1)
    whole = case_law(BOOK, "samr-serious-illegal", opened_on, since=conduct_on)
    assert _content(whole.on(conduct_on)) == _content(BOOK.law("samr-serious-illegal", conduct_on))
    assert _content(whole.on(opened_on)) == _content(BOOK.law("samr-serious-illegal", opened_on))


def test_the_digest_a_paper_prints_does_not_move_with_the_review() -> None:
    law = BOOK.law("mohrss-wages", date(2026, 6, 1))
    read = replace(law, reviewed=True, unreviewed=0)
    assert read.text_digest == law.text_digest
    assert law_digest(read) != law.version
    assert replace(law, measures=law.measures[:1]).text_digest != law.text_digest
