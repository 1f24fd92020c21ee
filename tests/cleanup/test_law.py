"""The notices as law: their days exactly as printed, and a gallery of notices that are refused."""

from __future__ import annotations

import re
import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from models.law.campaign_rules import CampaignLaw
from models.law.cleanup import campaign_bundle, campaign_law, campaign_words, notices
from models.law.lawbook import Lawbook
from models.law.reading import LawFault, LawMissing

GALLERY = Path(__file__).parent / "gallery"
SOUND = ("sound.yaml", "general.yaml")
BROKEN = sorted(f.name for f in GALLERY.glob("*.yaml") if f.name not in SOUND)
BOOK = Lawbook()
SEEN = {name: campaign_law(BOOK, name, date(2022, 10, 1)) for name in notices(BOOK)}

# Counted by hand from the seeds: notice, what, whose, the day, the hour in Shanghai.
PRINTED = [
    ("luliang-cleanup", "contact", ("city", "department"), "2021-01-18", "24:00"),
    ("luliang-cleanup", "contact", ("county", "territory"), "2021-01-18", "24:00"),
    ("luliang-cleanup", "ledger", ("city", "department"), "2021-01-20", "24:00"),
    ("luliang-cleanup", "ledger", ("county", "territory"), "2021-01-22", "24:00"),
    ("luliang-cleanup", "plan", ("county", "territory"), "2021-03-15", "24:00"),
    ("luliang-cleanup", "summary", ("city", "department"), "2021-11-15", "24:00"),
    ("dalian-high-tech-zone", "ledger", ("zone", "department"), "2021-01-29", "12:00"),
    ("dalian-high-tech-zone", "plan", ("township", "township"), "2021-03-18", "24:00"),
    ("dalian-high-tech-zone", "summary", ("zone", "institution"), "2021-10-18", "24:00"),
    ("notice-15", "contact", ("province", "territory"), "2021-01-15", "24:00"),
    ("notice-15", "ledger", ("nation", "department"), "2021-01-29", "24:00"),
    ("notice-15", "plan", ("province", "territory"), "2021-03-31", "24:00"),
    ("notice-15", "summary", ("nation", "department"), "2021-06-30", "24:00"),
    ("notice-15", "summary", ("province", "territory"), "2021-11-30", "24:00"),
    ("notice-15", "catalogue", ("nation", "lead"), "2021-12-31", "24:00"),
    ("notice-15", "lists", ("nation", "lead"), "2021-12-31", "24:00"),
    ("huangshi", "renewal", ("city", "department"), "2021-12-31", "24:00"),
    ("luliang", "renewal", ("county", "territory"), "2022-12-31", "24:00"),
    ("pingdingshan", "report", ("city", "department"), "2022-09-13", "24:00"),
]


def instant(day: str, hour: str) -> datetime:
    """Eight hours before, in UTC."""
    hours = int(hour[:2]) - 8
    return datetime.fromisoformat(day).replace(hour=hours, tzinfo=UTC)


@pytest.mark.parametrize(("notice", "what", "whose", "day", "hour"), PRINTED)
def test_a_day_stands_as_it_is_printed(notice: str, what: str, whose: tuple[str, str], day: str, hour: str) -> None:
    found = [d for d in SEEN[notice].owed_by(*whose) if d.what == what]
    assert [(d.due.isoformat(), d.ends_at) for d in found] == [(day, instant(day, hour))]


def test_luliang_reports_by_the_quarter() -> None:
    found = [d for d in SEEN["luliang-cleanup"].owed_by("county", "territory") if d.what == "report"]
    assert [d.due.isoformat() for d in found] == ["2021-06-20", "2021-09-20"]


def test_a_day_off_moves_no_day_that_a_notice_names() -> None:
    """20 June 2021 is a Sunday, 20 September 2021 a day off: both stand."""
    calendar = BOOK.calendar_for(2021, 2021)
    days = {d.due: calendar.is_working(d.due) for d in SEEN["luliang-cleanup"].days if d.what == "report"}
    assert days == {date(2021, 6, 20): False, date(2021, 9, 20): False}


@pytest.mark.parametrize(
    ("notice", "stops", "closes"),
    [
        ("luliang-cleanup", ("revise", "legislate", "abolish"), ("province",)),
        ("huangshi", ("without-basis",), ()),
        ("dalian-high-tech-zone", (), ()),
        ("notice-15", (), ()),
    ],
)
def test_what_stops_at_once_and_when_a_ledger_closes(
    notice: str, stops: tuple[str, ...], closes: tuple[str, ...]
) -> None:
    assert (SEEN[notice].stops_at_once, SEEN[notice].closes) == (stops, closes)


@pytest.mark.parametrize("law", SEEN.values(), ids=SEEN)
def test_every_rule_an_act_can_rest_on_has_its_words(law: CampaignLaw) -> None:
    words = campaign_words(BOOK, law.notice, date(2022, 10, 1))
    assert [c.key for c in law.citations] == list(words)
    for word in words.values():
        assert word.zh.strip()
        assert word.en.strip()
        assert word.en != word.zh


def test_no_case_carries_the_rules_of_a_campaign() -> None:
    law = BOOK.law("samr-serious-illegal", date(2021, 6, 1), ("huangshi",))
    assert not [c.key for c in law.citations if c.key.startswith("cleanup.")]


def test_a_text_without_a_campaign_opens_none() -> None:
    with pytest.raises(LawMissing, match="opens no campaign"):
        campaign_bundle(BOOK, "gb49-2020", date(2021, 1, 15))


def library(root: Path, name: str) -> Path:
    for day, file in (("2020-01-01", "general.yaml"), ("2021-01-15", name)):
        folder = root / Path(file).stem
        folder.mkdir(parents=True)
        shutil.copyfile(GALLERY / file, folder / f"{day}.yaml")
    return root


def test_the_sound_notice_is_taken(tmp_path: Path) -> None:
    law = campaign_law(Lawbook(library(tmp_path, "sound.yaml")), "sample-notice", date(2021, 2, 1))
    assert [(d.id, d.ends_at.hour) for d in law.days] == [("ledger", 16), ("plan", 4)]
    assert law.act_rule("open_case") is not None


def test_the_gallery_is_not_small() -> None:
    assert len(BROKEN) >= 30


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_notice_is_refused_with_file_line_and_words(tmp_path: Path, name: str) -> None:
    first, words, _ = (GALLERY / name).read_text(encoding="utf-8").split("\n")[:3]
    line = int(re.fullmatch(r"# refused in line (\d+):", first)[1])  # type: ignore[index]
    with pytest.raises(LawFault) as caught:
        Lawbook(library(tmp_path, name))
    assert caught.value.line == line, caught.value
    assert words.removeprefix("# ") in caught.value.what
