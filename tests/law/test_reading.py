"""The gallery of broken law files: each is refused with file, line and what is wrong.

A file of the gallery says in its first lines where it is refused and in which words;
all but a few are `sound.yaml` with one thing wrong.
"""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from models.law.lawbook import Lawbook
from models.law.reading import LawFault, read_yaml

GALLERY = Path(__file__).parent / "gallery"
SOUND = ("sound.yaml", "general.yaml", "supplement.yaml")
BROKEN = sorted(f.name for f in GALLERY.glob("*.yaml") if f.name not in SOUND)


def library(root: Path, *names: str) -> Path:
    """A library of these files of the gallery, the general law among them, each in a folder of its own."""
    for number, name in enumerate(("general.yaml", *names)):
        day = "2020-01-01" if name == "general.yaml" else "2022-01-01"
        folder = root / f"{number}-{Path(name).stem}"
        folder.mkdir(parents=True)
        shutil.copyfile(GALLERY / name, folder / f"{day}.yaml")
    return root


def test_the_sound_ones_are_taken(tmp_path: Path) -> None:
    book = Lawbook(library(tmp_path, "sound.yaml", "supplement.yaml"))
    assert book.regimes == ("sample",)
    assert book.law("sample", date(2024, 1, 1)).principal_roles == ("employer",)


def test_the_gallery_is_large() -> None:
    assert len(BROKEN) >= 115


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_is_refused_with_file_line_and_words(tmp_path: Path, name: str) -> None:
    first, words, third = (GALLERY / name).read_bytes().decode("utf-8", "replace").split("\n")[:3]
    line = int(re.fullmatch(r"# refused in line (\d+):", first)[1])  # type: ignore[index]
    beside = [third.removeprefix("# beside ")] if third.startswith("# beside ") else []
    root = library(tmp_path, *beside, name)
    with pytest.raises(LawFault) as caught:
        Lawbook(root)
    fault = caught.value
    assert (fault.file.parent.name.partition("-")[2], fault.line) == (Path(name).stem, line), fault
    assert words.removeprefix("# ") in fault.what
    assert str(fault) == f"2022-01-01.yaml:{fault.line}: {fault.what}"
    assert "\n" not in str(fault)


def test_a_broken_file_does_not_hide_behind_a_calendar_of_the_same_name(tmp_path: Path) -> None:
    """Only the folder of calendars is read otherwise, wherever the library lies."""
    root = library(tmp_path / "calendar" / "regimes", "empty.yaml")
    with pytest.raises(LawFault, match="the file is empty"):
        Lawbook(root)


def test_every_value_knows_its_line() -> None:
    place = read_yaml(GALLERY / "sound.yaml")
    text = (GALLERY / "sound.yaml").read_text(encoding="utf-8").split("\n")
    for key, line in place.lines.items():
        assert text[line - 1].lstrip().startswith(key)
    for key, period in place.items_inner("periods"):
        assert key in text[period.lines["amount"] - 1]
