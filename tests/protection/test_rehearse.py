"""Files of protection end as they expect, by the law alone and by real workflows, and both tell the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from desk.expecting import apart
from desk.expecting_beside import differences
from desk.places import test_server as server_script
from desk.playing_beside import play
from desk.playing_proceeding import play_temporal
from desk.proceedingfile import file_of
from desk.served import ProceedingFile
from desk.serving_protections import PROTECTIONS
from models.law.lawbook import Lawbook
from models.law.reading import read_yaml
from models.records.protection import FINAL
from tests.protection.protection_house import DOCS

FILES = sorted(DOCS.glob("*.yaml"))
# A leak closed and opened again, and a consent through both stages: the rest is the law's alone.
REAL = [f for f in FILES if f.stem in ("leak-waived-then-ordered", "consent-withdrawn")]


def read(file: Path) -> ProceedingFile:
    return file_of(PROTECTIONS, read_yaml(file))


def test_there_are_files_for_every_kind_of_end() -> None:
    assert set(FINAL) <= {str(read(f).expect["step"]) for f in FILES}


@pytest.mark.parametrize("file", FILES, ids=lambda f: f.stem)
def test_a_file_ends_as_expected_by_the_law_alone(file: Path, book: Lawbook) -> None:
    assert differences(play(PROTECTIONS, read(file), book)) == []


@pytest.mark.parametrize("file", REAL, ids=lambda f: f.stem)
async def test_real_workflows_tell_the_same_timeline(file: Path, book: Lawbook) -> None:
    told = read(file)
    law, real = play(PROTECTIONS, told, book), await play_temporal(PROTECTIONS, told, book, server_script())
    assert differences(real) == []
    assert apart(law, real) == []
    assert real.state() == law.state()


@pytest.mark.parametrize(
    ("stem", "old", "new", "said"),
    [
        ("leak-told", "told: 3", "told: 2", "leak.told: expected 2, got 3"),
        ("consent-expired", "ended: expired", "ended: withdrawn", "consent.ended: expected withdrawn, got expired"),
    ],
)
def test_what_is_not_as_expected_is_named(
    tmp_path: Path, book: Lawbook, stem: str, old: str, new: str, said: str
) -> None:
    text = (DOCS / f"{stem}.yaml").read_text(encoding="utf-8")
    assert old in text
    file = tmp_path / "changed.yaml"
    file.write_text(text.replace(old, new), encoding="utf-8")
    assert said in differences(play(PROTECTIONS, read(file), book))
