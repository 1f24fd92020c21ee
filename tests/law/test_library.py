"""All law, read once: the same book while no file changes, another as soon as one does."""

from __future__ import annotations

import os
import shutil
from datetime import date
from pathlib import Path

import pytest

from models.law import library
from models.law.lawbook import REGIMES, Lawbook
from models.law.library import files_digest, lawbook, sound_lawbook
from models.law.reading import LawFault

ON = date(2026, 11, 21)
WAGES = Path("mohrss/order-45/2022-01-01.yaml")
FIVE = "{amount: 5, unit: working-day, from: notice-served"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return Path(shutil.copytree(REGIMES, tmp_path / "regimes"))


def amount(book: Lawbook) -> int:
    period = book.law("mohrss-wages", ON).period("statement_period")
    assert period is not None
    return period.amount


def amend(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert text.count(old) >= 1
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_same_book_is_given_while_nothing_changes(root: Path) -> None:
    assert lawbook(root) is lawbook(root)
    assert lawbook(root) is not lawbook()
    assert lawbook(root).law("mohrss-wages", ON).version == Lawbook(root).law("mohrss-wages", ON).version


def test_a_changed_file_is_seen_though_its_size_and_time_are_as_before(root: Path) -> None:
    before, file = lawbook(root), root / WAGES
    assert amount(before) == 5
    stood = file.stat()
    amend(file, FIVE, FIVE.replace("5", "6"))
    os.utime(file, ns=(stood.st_atime_ns, stood.st_mtime_ns))
    now = file.stat()
    assert (now.st_size, now.st_mtime_ns) == (stood.st_size, stood.st_mtime_ns)
    assert amount(lawbook(root)) == 6
    assert amount(before) == 5


def test_a_file_that_comes_goes_or_moves_is_seen(root: Path) -> None:
    found = [files_digest(root)]
    new = root / WAGES.parent / "2027-01-01.yaml"
    shutil.copy(root / WAGES, new)
    amend(new, "in_force: {since: 2022-01-01", "in_force: {since: 2027-01-01")
    assert len(lawbook(root).instruments["mohrss-wages"]) == 2
    found.append(files_digest(root))
    moved = new.rename(root / WAGES.parent.parent / "2027-01-01.yaml")
    found.append(files_digest(root))
    moved.unlink()
    assert len(lawbook(root).instruments["mohrss-wages"]) == 1
    assert len(set(found)) == len(found)
    assert files_digest(root) == found[0]


def test_a_calendar_is_law_too(root: Path) -> None:
    before = lawbook(root)
    latest = max((root / "calendar").glob("*.yaml"))
    latest.unlink()
    after = lawbook(root)
    assert after is not before
    announced = [[year.year for year in book.calendar().years if year.announced] for book in (before, after)]
    assert announced[1] == announced[0][:-1]


def test_a_broken_file_is_refused_each_time_and_mended_is_read(root: Path) -> None:
    lawbook(root)
    amend(root / WAGES, "unit: working-day", "unit: fortnight")
    for _ in range(2):
        with pytest.raises(LawFault, match="fortnight"):
            lawbook(root)
    amend(root / WAGES, "unit: fortnight", "unit: working-day")
    assert amount(lawbook(root)) == 5


def test_a_file_changed_while_it_is_read_is_read_again(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who writes in the middle of the reading leaves no book behind that stands under the other digest."""
    changes = iter([(FIVE, FIVE.replace("5", "7"))])

    class Slow(Lawbook):
        def __init__(self, folder: Path) -> None:
            super().__init__(folder)
            for old, new in changes:
                amend(folder / WAGES, old, new)

    monkeypatch.setattr(library, "Lawbook", Slow)
    assert amount(lawbook(root)) == 7


def test_who_must_not_wait_gets_the_law_as_it_was_last_sound(root: Path) -> None:
    file = root / WAGES
    sound = file.read_text(encoding="utf-8")
    file.write_text(f"{sound}\nbroken: [", encoding="utf-8")
    with pytest.raises(LawFault):
        sound_lawbook(root)
    file.write_text(sound, encoding="utf-8")
    held = sound_lawbook(root)
    file.write_text(f"{sound}\nunknown: 1\n", encoding="utf-8")
    with pytest.raises(LawFault):
        lawbook(root)
    assert sound_lawbook(root) is held
