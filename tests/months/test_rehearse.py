"""Files of months end as they expect, by the law alone and by real workflows, and both tell the same."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from desk.expecting import apart
from desk.expecting_beside import differences
from desk.places import test_server as server_script
from desk.playing_beside import play
from desk.playing_proceeding import play_temporal
from desk.proceedingfile import file_of
from desk.served import Played, ProceedingFile
from desk.serving_months import MONTHS
from models.law.lawbook import Lawbook
from models.law.reading import LawFault, read_yaml

FILES = sorted((Path(__file__).parents[2] / "docs" / "oversight-months").glob("*.yaml"))
DALIAN = next(f for f in FILES if f.stem == "dalian-2021-01")
LULIANG = next(f for f in FILES if f.stem == "luliang-2021-01")


def read(file: Path) -> ProceedingFile:
    return file_of(MONTHS, read_yaml(file))


@pytest.fixture(scope="module")
def dalian(book: Lawbook) -> Played[Any, Any]:
    return play(MONTHS, read(DALIAN), book)


@pytest.mark.parametrize("file", FILES, ids=lambda f: f.stem)
def test_a_file_ends_as_expected_by_the_law_alone(file: Path, book: Lawbook) -> None:
    assert differences(play(MONTHS, read(file), book)) == []


async def test_real_workflows_tell_the_same_timeline(book: Lawbook) -> None:
    told = read(LULIANG)
    law, real = play(MONTHS, told, book), await play_temporal(MONTHS, told, book, server_script())
    assert differences(real) == []
    assert apart(law, real) == []
    assert real.state() == law.state()


def changed(tmp_path: Path, old: str, new: str) -> Path:
    text = DALIAN.read_text(encoding="utf-8").replace("../campaigns", str(DALIAN.parents[1] / "campaigns"))
    assert old in text
    file = tmp_path / "changed.yaml"
    file.write_text(text.replace(old, new), encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("units: [{unit: 示例区生态环境局, lines: [no-ledger]}]", "units: []", "units: expected []"),
        ("no-ledger: [1, 0, 1]", "no-ledger: [2, 0, 1]", "figures: expected"),
        ("late: [示例区生态环境局]", "late: []", "late: expected []"),
        ("  documents:", "  referrals: [{referral: z, line: leak}]\n  documents:", "referrals: expected"),
    ],
)
def test_a_file_that_expects_something_else_says_what(
    tmp_path: Path, dalian: Played[Any, Any], old: str, new: str, said: str
) -> None:
    other = replace(dalian, told=read(changed(tmp_path, old, new)))
    assert any(d.startswith(said) for d in differences(other))


def test_a_file_beside_it_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(LawFault, match="there is no file"):
        read(changed(tmp_path, f"{DALIAN.parents[1] / 'campaigns'}/dalian-2021.yaml", "../nowhere.yaml"))


def test_only_a_campaign_or_a_review_stands_in_the_record_before(tmp_path: Path, book: Lawbook) -> None:
    case = next((DALIAN.parents[1] / "cases").glob("C*.yaml"))
    file = changed(tmp_path, f"{DALIAN.parents[1] / 'campaigns'}/dalian-2021.yaml", str(case))
    with pytest.raises(LawFault, match="only a campaign or a review"):
        play(MONTHS, read(file), book)
