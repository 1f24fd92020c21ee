"""The campaign files of the documentation end as they expect, and a broken file is refused with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from desk.proceedingfile import file_of
from desk.rehearsing_beside import rehearse
from desk.serving_campaigns import CAMPAIGNS
from models.law.lawbook import Lawbook
from models.law.reading import LawFault, read_yaml

FILES = sorted((Path(__file__).parents[2] / "docs" / "campaigns").glob("*.yaml"))
BOOK = Lawbook()


@pytest.mark.parametrize("file", FILES, ids=lambda f: f.stem)
def test_a_campaign_ends_as_its_file_expects(file: Path) -> None:
    _, found = rehearse(CAMPAIGNS, read_yaml(file), BOOK, "law")
    assert found == []


def test_the_calendars_of_2021_are_told() -> None:
    assert [f.stem for f in FILES] == ["dalian-2021", "luliang-2021", "nation-2021"]


@pytest.mark.parametrize(
    ("was", "now", "words"),
    [
        ("step: closed", "step: opened", "step: expected opened, got closed"),
        ("what: faults_open", "what: roll_up_stale", "refused: expected"),
        ("line: no-ledger, units: [xingxian]", "line: no-ledger, units: [lishi]", "late_units: expected"),
        ("due: 2021-06-20, late: false", "due: 2021-06-21, late: false", "expected 2021-06-21, got 2021-06-20"),
        ("due: 2021-05-31, late: true", "due: 2021-05-31, late: false", "expected late False, got True"),
        ("documents: [contact_form", "documents: [stop_notice, contact_form", "documents: missing ['stop_notice']"),
        ("rows: {fgw: 9", "rows: {fgw: 8", "rows: expected"),
    ],
)
def test_a_file_that_expects_otherwise_is_told_so(tmp_path: Path, was: str, now: str, words: str) -> None:
    _, found = rehearse(CAMPAIGNS, read_yaml(changed(tmp_path, "luliang-2021", was, now)), BOOK, "law")
    assert any(words in line for line in found), found


def changed(folder: Path, name: str, was: str, now: str) -> Path:
    """A file of the documentation with one thing changed, its ledgers beside it."""
    file = next(f for f in FILES if f.stem == name)
    text = file.read_text(encoding="utf-8")
    assert was in text
    (folder / "ledgers").symlink_to(file.parent / "ledgers")
    made = folder / file.name
    made.write_text(text.replace(was, now, 1), encoding="utf-8")
    return made


@pytest.mark.parametrize(
    ("was", "now", "words"),
    [
        ("act: open_campaign", "act: open_campain", "did you mean “open_campaign”?"),
        ("by: wang, act: enrol_unit", "by: nobody, act: enrol_unit", "is no officer of the file"),
        ("unit: [jiaotong, yunshu", "unit: [jiatong, yunshu", "is none of the units of the file"),
        ("ledger: ledgers/jiaotong.tsv", "ledger: ledgers/none.tsv", "there is no ledger file"),
        (
            "kind: department, level: city, name: 示例市交通运输局",
            "kind: office, level: city, name: 甲",
            "is not one of",
        ),
        ("2021-01-15 16:30", "2021-01-14 16:30", "earlier than the one before"),
        ("lead: {unit: fgw", "lead: {units: fgw", "“units” is not known here"),
        ("to: province", "too: province", "“too” is no field of this act"),
        ('month: "2021-01"', "month: [1]", "must be one code"),
        ("expect:", "expects:", "“expects” is not known here"),
    ],
)
def test_a_broken_file_is_refused_with_its_place(tmp_path: Path, was: str, now: str, words: str) -> None:
    with pytest.raises(LawFault, match=r"luliang-2021\.yaml:\d+: ") as caught:
        file_of(CAMPAIGNS, read_yaml(changed(tmp_path, "luliang-2021", was, now)))
    assert words in caught.value.what


def test_a_ledger_of_another_layout_is_refused_with_its_file(tmp_path: Path) -> None:
    file = changed(tmp_path, "dalian-2021", "ledger: ledgers/jingfaju.tsv", "ledger: other.tsv")
    (tmp_path / "other.tsv").write_text("a\tb\n1\t2\n", encoding="utf-8")
    with pytest.raises(LawFault, match=r"other\.tsv"):
        rehearse(CAMPAIGNS, read_yaml(file), BOOK, "law")
