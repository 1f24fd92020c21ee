"""Keep decisions: `python -m tests.replaying.making_decisions [--anew] [NAME…]`, from the project's root.

Each case file is played into a record of its own; what the record then holds of it is one
file, its law and calendar stand beside it by their versions. A file that is there is left
alone: decisions already made are what later code is held against. `--anew` makes all (or
those named) again, and is right only where a decision was meant to change.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from activities.record import Pinned, Record
from desk.casefile import CaseFile, read_case_file
from desk.recalling import recall
from desk.replaying import Decisions
from models.law.days import Calendar
from models.law.regimes import Law
from models.tables.opening import create_all, open_engine
from models.tables.packing import pack, unpack
from tests.papers.recorded import play_into

ROOT = Path(__file__).parents[2]
GIVEN = sorted((ROOT / "tests" / "given" / "cases").glob("*.yaml"))
# The training file tells how far several cases are brought, not one case to its end.
OWN = sorted(f for f in (ROOT / "docs" / "cases").glob("*.yaml") if f.stem != "training")
# Drawn for the replay alone: what no other file tells, such as every period that passes unused.
DRAWN = sorted((Path(__file__).parent / "cases").glob("*.yaml"))
CASES = [*GIVEN, *OWN, *DRAWN]
HERE = Path(__file__).parent
DECISIONS, PINS = HERE / "decisions", HERE / "pins"


def decide_anew(case: CaseFile, folder: Path) -> tuple[Decisions, Pinned]:
    """Play a case into a new record and recall what was decided."""
    engine = open_engine(f"sqlite:///{folder / f'{case.name}.db'}")
    create_all(engine)
    try:
        case_id = play_into(engine, case)
        with engine.connect() as connection:
            kept = recall(connection, case_id)
            return kept, Record(engine).pinned(connection, kept.law_version, kept.calendar_version)
    finally:
        engine.dispose()


def read_kept(file: Path) -> tuple[Decisions, Law, Calendar]:
    """Decisions that were kept, with the law and calendar they were made under."""
    kept = unpack(Decisions, file.read_text(encoding="utf-8"))
    law = unpack(Law, (PINS / f"{kept.law_version}.json").read_text(encoding="utf-8"))
    calendar = unpack(Calendar, (PINS / f"{kept.calendar_version}.json").read_text(encoding="utf-8"))
    return kept, law, calendar


def main(names: Sequence[str], *, anew: bool) -> None:
    for folder in (DECISIONS, PINS):
        folder.mkdir(exist_ok=True)
    for file in CASES:
        target = DECISIONS / f"{file.stem}.json"
        if (names and file.stem not in names) or (target.exists() and not anew):
            continue
        with tempfile.TemporaryDirectory() as place:
            kept, pins = decide_anew(read_case_file(file), Path(place))
        target.write_text(_lines(pack(kept)), encoding="utf-8")
        for value in (pins.law, pins.calendar):
            (PINS / f"{value.version}.json").write_text(_lines(pack(value)), encoding="utf-8")
        sys.stdout.write(f"{target.name}: {len(kept.acts)} acts, {len(kept.denials)} refusals\n")
    _sweep()


def _sweep() -> None:
    """Laws and calendars that no decision kept was made under are not kept either."""
    wanted = [v for f in DECISIONS.glob("*.json") for v in _versions(f)]
    for file in PINS.glob("*.json"):
        if file.stem not in wanted:
            file.unlink()


def _versions(file: Path) -> tuple[str, str]:
    kept = unpack(Decisions, file.read_text(encoding="utf-8"))
    return kept.law_version, kept.calendar_version


def _lines(content: str) -> str:
    """The same JSON, each entry of a list on a line of its own, so that a change is seen where it is."""
    parts = [f"{json.dumps(name)}: {_value(value)}" for name, value in json.loads(content).items()]
    return "{" + ",\n".join(parts) + "}\n"


def _value(value: object) -> str:
    if isinstance(value, list) and value:
        return "[\n" + ",\n".join(_compact(entry) for entry in value) + "\n]"
    return _compact(value)


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


if __name__ == "__main__":
    words = sys.argv[1:]
    main([word for word in words if not word.startswith("--")], anew="--anew" in words)
