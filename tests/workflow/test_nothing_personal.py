"""After W1 has run on a dev server with a file, no name, number or text of it is in Temporal or in a log."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import update
from temporalio.client import WorkflowUpdateFailedError

from activities.record import Record
from desk.casefile import CaseFile, Event, read_case_file
from desk.expecting import timeline
from desk.playing import pinned, play
from desk.rebuilding import Rebuilt, read_start, rebuild
from models.law.lawbook import Lawbook
from models.tables import schema as t
from models.tables.receiving import Opening, Sent, open_file
from tests.workflow.house import House, open_house
from tests.workflow.making_histories import W1
from tests.workflow.test_listing_case import until
from workflows.connecting import refusal_of

CASE = "rehearsal-W1"


async def test_no_name_or_number_is_left_in_temporal_or_in_a_log(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    case, book = read_case_file(W1), Lawbook()
    async with open_house(tmp_path) as house:
        law, calendar = pinned(book, case)
        head = (case.authority["name"], case.authority["level"], case.authority["region"])
        with house.engine.begin() as connection:
            open_file(connection, Opening(CASE, "rehearsal", *head, law, calendar, case.events[0].at))
        refusals = sum([await _move_and_send(house, number, e) for number, e in enumerate(case.events, start=1)])
        assert timeline(list(house.acts(CASE))) == timeline(play(case, book).acts)
        assert refusals == 5
        (tmp_path / "errands.log").write_text(json.dumps(house.lines, ensure_ascii=False), encoding="utf-8")
    (tmp_path / "python.log").write_text(caplog.text, encoding="utf-8")
    _search(tmp_path, case)


async def _move_and_send(house: House, number: int, event: Event) -> bool:
    """Bring the workflow back from the record with its legal clock at the event, and send the act."""
    ahead = int((datetime.now(UTC) - event.at).total_seconds())
    with house.engine.begin() as connection:
        connection.execute(update(t.case_file).values(rehearsal_offset=ahead))
    sent = Sent(f"W1-{number:03d}", CASE, event.act, event.by, event.body, len(house.acts(CASE)), event.at)
    if number > 1:
        await house.handle(CASE).terminate()
        assert await rebuild(house.client, house.engine, [CASE]) == Rebuilt(1, 0)
        assert await rebuild(house.client, house.engine, [CASE]) == Rebuilt(0, 1)

        async def settled() -> bool:
            view = await house.view(CASE)
            return view.version == len(house.acts(CASE)) and (not view.earliest_at or view.earliest_at > event.at)

        await until(settled)
    try:
        await house.send(sent, read_start(Record(house.engine), CASE))
    except WorkflowUpdateFailedError as failed:
        return refusal_of(failed) is not None
    return False


def _search(folder: Path, case: CaseFile) -> None:
    held = {file.name: file.read_bytes() for file in folder.iterdir() if file.is_file()}
    temporal = held["temporal.db"] + held.get("temporal.db-wal", b"")
    # The search can find: what may be there is there, and what the record keeps is in the record.
    assert b"act_decide_restoration" in temporal
    assert CASE.encode() in held["errands.log"]
    record = held["record.db"] + held.get("record.db-wal", b"")
    for needle in _needles(case):
        assert needle in record or needle.startswith(b"\\u"), needle
        for name, content in held.items():
            assert name.startswith("record.db") or needle not in content, (name, needle)


def _needles(case: CaseFile) -> Iterator[bytes]:
    """Names, numbers and free texts, as they are and as JSON may escape them."""
    said = [str(p[k]) for p in case.parties for k in ("name", "uscc", "id_number") if k in p]
    said += [str(e.body[k]) for e in case.events for k in ("text", "reasons", "facts") if k in e.body]
    for words in said:
        yield words.encode()
        escaped = words.encode("ascii", "backslashreplace")
        if escaped != words.encode():
            yield escaped
