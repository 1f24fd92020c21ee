"""`duecourse law show`: the articles beside what is done with them, and the words for all that a law file may say."""

from __future__ import annotations

import re
from datetime import date

import pytest
from typer.testing import CliRunner

from desk.law import command
from models.law.days import Unit
from models.law.declared import DECIDERS, REASONS, TOPICS
from models.law.lawbook import Instrument, Lawbook
from models.law.ranks import RANKS
from models.law.reading import Place
from models.law.regimes import Certainty
from portal.law_lines import lines
from portal.words import law as words
from portal.words.places import CHOICES

BOOK = Lawbook()
TEXTS = [text for versions in BOOK.instruments.values() for text in versions]
WIDE = {"COLUMNS": "240"}


def shown(*arguments: str) -> str:
    done = CliRunner().invoke(command, ["show", *arguments], env=WIDE)
    assert done.exit_code == 0, done.output
    return re.sub(r"\s+", " ", done.output)


def test_every_word_of_the_law_files_is_told_in_both_languages() -> None:
    for told, known in (
        (words.RANKS, RANKS), (words.DECIDERS, DECIDERS), (words.REASONS, REASONS), (words.TOPICS, TOPICS),
        (words.CERTAINTIES, tuple(Certainty)), (words.UNITS, tuple(Unit)),
    ):  # fmt: skip
        assert set(told) == set(known)
        for zh, en in told.values():
            assert re.search(r"[一-鿿]", zh)
            assert re.search(r"[a-z]", en)


def test_every_kind_of_basis_and_every_role_has_words() -> None:
    for regime in BOOK.regimes:
        law = BOOK.law(regime, date(2026, 11, 21))
        assert set(law.roles_listed) <= set(CHOICES["role"]), regime
        assert {kind for ground in law.grounds for kind in ground.basis_kinds} <= set(CHOICES["kind"]), regime
        recipients = (*law.sharing_recipients, *law.measure_recipients, *law.channels)
        assert set(recipients) <= set(CHOICES["recipient"]), regime


def cited(place: Place) -> int:
    """How many places of a file name an article."""
    held = [x for value in place.values() for x in (value if isinstance(value, list) else [value])]
    return ("article" in place) + sum(cited(x) for x in held if isinstance(x, Place))


@pytest.mark.parametrize("text", TEXTS, ids=lambda t: f"{t.id}-{t.in_force_on}")
def test_no_value_of_a_file_is_left_out(text: Instrument) -> None:
    """The first day in force stands at the head; every other value that names an article has its line."""
    told = [(line.part, line.key) for line in lines(text)]
    assert len(told) == len(set(told)) == cited(text.place) - 1


def test_a_period_stands_beside_the_deadline_and_the_act_that_opens_it() -> None:
    told = shown("mohrss-wages", "--on", "2026-06-01")
    assert "5个工作日内，可以向人力资源社会保障行政部门提出异议" in told
    assert "计算期限：5个工作日" in told
    assert "deadline: 5 working days" in told
    assert "原文" in told


def test_what_is_not_carried_out_and_not_read_is_said() -> None:
    told = shown("sta-tax", "--on", "2026-06-01")
    assert "起算的日子没有事项记录" in told
    assert "没有读到，不得推测 not read, and not to be guessed" in told
    assert "尚未经两人核对公报" in told
    assert "文件层级不足" not in told
    assert "gravely upsets fair competition and public order（国办发〔2020〕49号（六））" in told


def test_a_rank_too_low_is_said_with_the_higher_basis() -> None:
    told = shown("mohrss-social-insurance", "--on", "2026-06-01")
    assert "文件层级不足以承载全国名单" in told
    assert "《社会保险经办条例》45" in told


def test_the_text_of_the_day_and_of_the_place_is_shown() -> None:
    assert "15个工作日内作出决定" in shown("samr-serious-illegal", "--on", "2025-12-24", "--general")
    assert "7个工作日内作出决定" in shown("samr-serious-illegal", "--on", "2025-12-25", "--general")
    assert "联合惩戒措施在信息核实期间暂不执行" in shown("mohrss-wages", "--on", "2026-06-01", "--local", "huangshi")


def test_a_list_that_is_not_held_is_named() -> None:
    done = CliRunner().invoke(command, ["show", "mohrss-wage"])
    assert done.exit_code == 2
    assert "no law “mohrss-wage” is held" in done.output
