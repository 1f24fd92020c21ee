"""The show case: one whole life of a listing, played into the record while somebody watches.

Its workflow runs on a time-skipping server of its own, so ten months pass in
a minute; it is a rehearsal, marked so on every page and paper.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Engine, select

from desk.casefile import read_case_file
from desk.places import HOUSE, test_server
from desk.playing_temporal import play_into, quiet_core
from models.law.library import lawbook
from models.tables import schema as t

SHOW = HOUSE / "docs" / "cases" / "show.yaml"
_PACE_SECONDS = 3.0


async def show_case(
    engine: Engine, stop: asyncio.Event, say: Callable[[str], None], file: Path = SHOW
) -> None:
    """Play the show case once a record, one event every few seconds."""
    with engine.connect() as connection:
        seen = connection.execute(select(t.case_file.c.id).where(t.case_file.c.rehearsal_offset != 0)).first()
    if seen is not None or not test_server().exists():
        return
    quiet_core()
    case_id = f"rehearsal-{datetime.now(UTC):%Y}-{secrets.token_hex(4)}"
    say(f"A rehearsal is being played into case {case_id}: open the worklist and watch. 演练案件正在播放。")

    async def pace() -> None:
        await asyncio.sleep(_PACE_SECONDS)

    try:
        story = await play_into(engine, read_case_file(file), lawbook(), test_server(), case_id, pace)
    except asyncio.CancelledError:
        raise
    except Exception as bad:  # noqa: BLE001 - a show that fails must not close the house
        say(f"The rehearsal stopped: {type(bad).__name__}: {bad}")
        return
    if not stop.is_set():
        say(f"The rehearsal ended: {story.state().step}.")
