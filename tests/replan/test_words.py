"""Every standing, way and outcome of a campaign has words in both languages."""

from __future__ import annotations

import re

import pytest

from activities import replanning
from models.records import replans
from portal.words.replans import OUTCOMES, STANDINGS, WAYS

ALL_STANDINGS = {replans.PREVIEWING, replans.PREVIEWED, replans.CONFIRMED, replans.ABANDONED, replans.DONE}


def test_nothing_is_shown_as_a_code() -> None:
    assert set(STANDINGS) == ALL_STANDINGS
    assert set(WAYS) == {way.value for way in replans.Way}
    assert set(OUTCOMES) == {"", "done", "refused", replanning._UNCHANGED, replanning._CLOSED}


@pytest.mark.parametrize("pair", [*STANDINGS.values(), *WAYS.values(), *OUTCOMES.values()])
def test_both_languages(pair: tuple[str, str]) -> None:
    zh, en = pair
    assert re.search(r"[一-鿿]", zh)
    assert re.fullmatch(r"[a-z ,()]+", en)
