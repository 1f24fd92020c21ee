from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import pytest
from sqlalchemy import insert, select

from activities.verifying import verify
from desk.backup import BackupRefused, make_backup
from desk.dumping import DumpFailed
from desk.locking import HouseLock, HouseOpen
from desk.manifest import NAME, BackupDamaged, read_manifest
from desk.migrating import migrate
from desk.restore import RestoreRefused, restore
from models.tables import schema as t
from tests.record.house import House


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The data folder of the house: papers and the clock's file beside a record of either engine."""
    (tmp_path / "papers").mkdir()
    for name in ("temporal.db", "temporal.db-wal", "temporal.db.version"):
        (tmp_path / name).write_text(name, encoding="ascii")
    return tmp_path


@pytest.fixture
def sqlite_house(data: Path) -> Iterator[House]:
    migrate(f"sqlite:///{data / 'record.db'}")
    made = House(f"sqlite:///{data / 'record.db'}")
    yield made
    made.engine.dispose()


def add_paper(house: House, data: Path, number: int) -> Path:
    """A paper as printing leaves it: the file under its digest, then its row."""
    content = f"paper {number}".encode()
    digest = hashlib.sha256(content).hexdigest()
    file = data / "papers" / f"{digest}.pdf"
    file.write_bytes(content)
    row = {
        "id": f"d{number}", "case_id": "a", "command_key": f"k{number}", "kind": "notice", "symbol": "示例",
        "made_on": house.value(select(t.deadline.c.start_on).limit(1)), "sha256": digest, "pages": 1,
    }  # fmt: skip
    house.change(lambda c: c.execute(insert(t.document).values(**row)))
    return file


def names(folder: Path) -> list[str]:
    return sorted(p.name for p in folder.iterdir())


def test_a_backup_while_the_house_writes_comes_back_whole(house: House, data: Path) -> None:
    house.play("a")
    paper = add_paper(house, data, 1)
    stop, working = Event(), Event()

    def work(thread: int) -> int:
        done = 0
        while not stop.is_set():
            house.play(f"c{thread}-{done}", until=4)
            done += 1
            working.set()
        return done

    with ThreadPoolExecutor(2) as pool:
        busy = [pool.submit(work, n) for n in range(2)]
        assert working.wait(60)
        made = make_backup(house.url, data / "papers", data / "b")
        working.clear()
        assert working.wait(60)
        stop.set()
        total = sum(3 * f.result() for f in busy) + len(house.acts("a"))
    assert made.faults == ()
    assert len(house.acts("a")) < made.acts < total == house.count(t.act)
    story = house.acts("a")
    paper.unlink()
    house.engine.dispose()
    aside = restore(data / "b", house.url, data)
    assert verify(house.engine) == []
    assert house.acts("a") == story
    assert house.count(t.act) < total
    if house.engine.dialect.name == "sqlite":
        assert house.count(t.act) == made.acts
    assert paper.read_bytes() == b"paper 1"
    assert not (data / "temporal.db").exists()
    assert {"temporal.db", "temporal.db-wal", "papers"} <= set(names(aside))
    assert house.send(house.sent("a", 1, key="after")).refused is not None
    assert migrate(house.url) is False


def test_what_was_there_is_set_aside_and_can_come_back(house: House, data: Path) -> None:
    house.play("a", until=1)
    make_backup(house.url, data / "papers", data / "first")
    house.send(house.sent("a", 1), 1)
    make_backup(house.url, data / "papers", data / "second")
    for backup, acts in (("first", 1), ("second", 2), ("first", 1)):
        house.engine.dispose()
        restore(data / backup, house.url, data)
        assert house.count(t.act) == acts
    assert len(names(data / "aside")) == 3


def test_a_restore_is_refused_while_the_house_is_open(sqlite_house: House, data: Path) -> None:
    sqlite_house.play("a", until=1)
    make_backup(sqlite_house.url, data / "papers", data / "b")
    sqlite_house.send(sqlite_house.sent("a", 1), 1)
    with HouseLock(data), pytest.raises(HouseOpen, match=f"process {os.getpid()}"):
        restore(data / "b", sqlite_house.url, data)
    assert sqlite_house.count(t.act) == 2
    assert (data / "temporal.db").exists()


def damage_byte(folder: Path) -> None:
    file = folder / "record.db"
    held = bytearray(file.read_bytes())
    held[len(held) // 2] ^= 1
    file.write_bytes(held)


def lose_record(folder: Path) -> None:
    (folder / "record.db").unlink()


def lose_paper(folder: Path) -> None:
    next((folder / "papers").iterdir()).unlink()


def lose_manifest(folder: Path) -> None:
    (folder / NAME).unlink()


def garble_manifest(folder: Path) -> None:
    (folder / NAME).write_text('{"made_at": 1', encoding="ascii")


def reach_outside(folder: Path) -> None:
    said = json.loads((folder / NAME).read_text(encoding="utf-8"))
    said["files"]["../record.db"] = "0" * 64
    (folder / NAME).write_text(json.dumps(said), encoding="utf-8")


def exchange_record(folder: Path) -> None:
    """Another record with a manifest that fits its bytes: the count of acts gives it away."""
    said = json.loads((folder / NAME).read_text(encoding="utf-8"))
    (folder / NAME).write_text(json.dumps({**said, "acts": said["acts"] + 1}), encoding="utf-8")


DAMAGE = {
    damage_byte: "record.db is not what was written",
    lose_record: "record.db is missing",
    lose_paper: "is missing",
    lose_manifest: "it has no manifest.json",
    garble_manifest: "manifest.json cannot be read",
    reach_outside: "lies outside it",
    exchange_record: "it holds 2 acts",
}


@pytest.mark.parametrize("harm", DAMAGE, ids=lambda f: f.__name__)
def test_a_damaged_backup_is_refused_and_nothing_is_touched(sqlite_house: House, data: Path, harm: object) -> None:
    sqlite_house.play("a", until=2)
    add_paper(sqlite_house, data, 1)
    make_backup(sqlite_house.url, data / "papers", data / "b")
    harm(data / "b")  # type: ignore[operator]
    before = sqlite_house.everything()
    sqlite_house.engine.dispose()
    with pytest.raises(BackupDamaged, match=DAMAGE[harm]):  # type: ignore[index]
        restore(data / "b", sqlite_house.url, data)
    assert sqlite_house.everything() == before
    assert (data / "temporal.db").exists()
    assert not (data / "restoring").exists()


def test_a_move_that_fails_takes_the_others_back(
    sqlite_house: House, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The last move, the record's, meets a full or foreign disk."""
    sqlite_house.play("a", until=2)
    make_backup(sqlite_house.url, data / "papers", data / "b")
    before, there = sqlite_house.everything(), names(data)
    sqlite_house.engine.dispose()
    rename = Path.rename

    def stop(self: Path, target: Path) -> Path:
        if self.parent.name == "restoring" and self.name == "record.db":
            raise OSError(18, "Invalid cross-device link")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", stop)
    with pytest.raises(RestoreRefused, match="cross-device"):
        restore(data / "b", sqlite_house.url, data)
    monkeypatch.undo()
    assert sqlite_house.everything() == before
    assert {"temporal.db", "papers", "record.db"} <= set(there) & set(names(data))


def test_a_backup_of_the_other_engine_is_refused(sqlite_house: House, data: Path) -> None:
    make_backup(sqlite_house.url, data / "papers", data / "b")
    with pytest.raises(RestoreRefused, match="of a sqlite record, but this house keeps postgresql"):
        restore(data / "b", "postgresql+psycopg://nobody@127.0.0.1:1/none", data)


def test_a_backup_is_whole_or_not_there(sqlite_house: House, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sqlite_house.play("a", until=2)
    add_paper(sqlite_house, data, 1)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shutil, "copyfile", full)
    with pytest.raises(OSError, match="No space"):
        make_backup(sqlite_house.url, data / "papers", data / "b")
    assert not [n for n in names(data) if n.startswith("b")]


def test_a_folder_with_something_in_it_is_not_written_over(sqlite_house: House, data: Path) -> None:
    with pytest.raises(BackupRefused, match="not empty"):
        make_backup(sqlite_house.url, data / "papers", data / "papers" / "..")


def test_there_must_be_a_record(data: Path) -> None:
    with pytest.raises(BackupRefused, match="no record at"):
        make_backup(f"sqlite:///{data / 'none.db'}", data / "papers", data / "b")
    with pytest.raises(DumpFailed, match="pg_dump could not"):
        make_backup("postgresql+psycopg://nobody:secret@127.0.0.1:1/none", data / "papers", data / "b")
    assert not (data / "none.db").exists()


def test_a_record_with_a_fault_is_kept_and_the_fault_is_told(sqlite_house: House, data: Path) -> None:
    sqlite_house.play("a", until=2)
    add_paper(sqlite_house, data, 1).unlink()
    sqlite_house.run("UPDATE case_file SET step = 'listed'")
    made = make_backup(sqlite_house.url, data / "papers", data / "b")
    assert [f.split()[0] for f in made.faults] == ["Case", "The"]
    assert read_manifest(data / "b") == made
    sqlite_house.engine.dispose()
    restore(data / "b", sqlite_house.url, data)


def test_the_two_commands(sqlite_house: House, data: Path) -> None:
    sqlite_house.play("a", until=2)
    sqlite_house.engine.dispose()
    line = [sys.executable, "-c", "from desk.main import main; main()"]
    settings = {**os.environ, "DUECOURSE_DATA": str(data), "PYTHONPATH": str(Path(__file__).parents[2])}
    settings.pop("DUECOURSE_RECORD_URL", None)

    def duecourse(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run([*line, *words], env=settings, capture_output=True, text=True, check=False)

    made = duecourse("backup")
    assert (made.returncode, made.stderr) == (0, "")
    assert "2 acts, 0 papers" in made.stdout
    folder = data / "backups" / names(data / "backups")[0]
    assert names(folder) == ["manifest.json", "papers", "record.db"]
    with HouseLock(data):
        refused = duecourse("restore", str(folder))
    assert refused.returncode == 1
    assert f"process {os.getpid()}" in refused.stderr
    assert duecourse("restore", str(folder)).returncode == 0
    assert sqlite_house.count(t.act) == 2
