"""Periods that hold for some grounds only: which of several is taken, and that older laws keep their digest."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from models.law.days import Roll, Unit
from models.law.lawbook import Lawbook
from models.law.lightest import lightest
from models.law.regimes import Law, Period, law_digest

BOOK = Lawbook()
ON = date(2026, 11, 21)
REGIMES = Path(BOOK.root)


def law_with(name: str, rows: dict[str, tuple[int, tuple[str, ...]]], unit: Unit = Unit.YEAR) -> Law:
    """The wage law with these rows of a period instead of its own."""
    law = BOOK.law("mohrss-wages", ON)
    cited = law.citation("notice")
    made = tuple(
        Period(key, amount, unit, "decision-made", Roll.NONE, replace(cited, key=key), grounds)
        for key, (amount, grounds) in rows.items()
    )
    return replace(law, periods=(*(p for p in law.periods if p.name != name), *made))


def test_each_ground_has_its_own_row_else_the_plain_one() -> None:
    law = law_with("publication_end", {"publication_end": (3, ()), "publication_end.grave": (5, ("A",))})
    for grounds, amount in (((), 3), (("A",), 5), (("B",), 3)):
        found = law.period("publication_end", grounds)
        assert found is not None
        assert found.amount == amount
    assert [p.key for p in law.periods_of("publication_end")] == ["publication_end", "publication_end.grave"]
    assert law.differs("publication_end", ("A", "B"))
    assert not law.differs("publication_end", ("B", "C"))


@pytest.mark.parametrize(
    ("name", "amount"),
    [("publication_end", 2), ("removal_effect", 2), ("statement_period", 5), ("litigation", 5)],
)
def test_of_several_the_one_that_burdens_the_party_least_is_taken(name: str, amount: int) -> None:
    """A listing ends by the shortest, an authority's time is the shortest, a party's own the longest."""
    law = law_with(name, {f"{name}.a": (2, ("A",)), f"{name}.b": (5, ("B",))})
    found = law.period(name, ("A", "B", "C"))
    assert found is not None
    assert found.amount == amount
    assert law.period(name) is None
    assert law.period(name, ("C",)) is None


def test_nobody_waits_where_one_of_the_grounds_asks_for_no_waiting() -> None:
    law = law_with("restoration_earliest", {"restoration_earliest.a": (1, ("A",))})
    assert law.period("restoration_earliest", ("A",)) is not None
    assert law.period("restoration_earliest", ("A", "B")) is None


def test_days_are_less_than_years_where_a_general_text_counts_otherwise() -> None:
    law = BOOK.law("mohrss-wages", ON)
    days, years = law.period("removal_effect"), law.period("publication_end")
    assert lightest("removal_effect", [years, days]) == days
    assert lightest("removal_effect", [None, None]) is None


def test_a_law_without_such_rows_keeps_its_digest_and_one_with_them_has_its_own() -> None:
    law = BOOK.law("mohrss-wages", ON)
    assert law_digest(law) == law.version
    ground = law.grounds[0]
    other = replace(law, grounds=(replace(ground, roles=("employer",)), *law.grounds[1:]))
    period = replace(law, periods=(replace(law.periods[0], grounds=(ground.code,)), *law.periods[1:]))
    assert len({law_digest(law), law_digest(other), law_digest(period)}) == 3


def test_no_list_says_any_more_that_a_period_waits_for_its_ground() -> None:
    texts = [text for versions in BOOK.instruments.values() for text in versions]
    rows = [row for text in texts for row in text.place.rows("unapplied")]
    assert rows
    assert not [row for row in rows if row["why"] == "by-ground"]


def test_the_rows_of_the_lists_as_they_are_held() -> None:
    spc, mct = BOOK.law("spc-judgment-debtor", ON), BOOK.law("mct-culture-tourism", ON)
    two = spc.period("publication_end", ("SPC-1-1", "SPC-1-2"))
    assert two is not None
    assert (two.amount, two.citation.certainty.value) == (2, "verbatim")
    assert spc.period("publication_end", ("SPC-1-1",)) is None
    assert mct.period("publication_end", ("MCT-C1",)) is None
    assert mct.period("publication_end", ("MCT-T4",)) is not None
