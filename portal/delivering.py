"""The way of a command from a counter: written as received first, then handed over, its refusal kept."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from starlette.concurrency import run_in_threadpool

from models.contracts.listing import Asked
from models.contracts.proceedings import Way
from models.records.acts import Refused
from models.records.commands import Command
from models.steps.forms import legal_part
from models.tables.proceedings import FileKind
from models.tables.receiving import KeyTaken, Sent
from portal.counter import Counter, Problem
from portal.temporal import NotDelivered
from portal.writing import CASES, Files, files_of
from workflows.beginning import LISTING

_KEY = re.compile(r"[A-Za-z0-9_-]{16,64}")
# How often a refusal may be overtaken by another act before the relay is left to deliver.
_ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Road:
    """The way of a command of one kind of proceeding: its files, its workflow, and what of it may travel."""

    files: Files
    way: Way
    part: Callable[[str, dict[str, Any]], dict[str, Any]]


OF_CASES = Road(CASES, LISTING, legal_part)


def road_of(kind: FileKind[Any, Any]) -> Road:
    """The way of a command of a proceeding beside the listing."""
    return Road(files_of(kind), kind.way, kind.part)


def checked_key(typed: str) -> str:
    """The form's key; one that no form of ours carries is refused."""
    if not _KEY.fullmatch(typed):
        raise Problem(400, "表单缺少编号，请刷新后再提交。", "The form lacks its key; reload it and send again.")
    return typed


def command_of(sent: Sent, road: Road = OF_CASES) -> Command:
    """The command as `decide` sees it."""
    return Command(sent.key, sent.act, sent.by, road.part(sent.act, sent.body))


async def receive(
    counter: Counter, sent: Sent, opening: Any = None, refused: Refused | None = None, road: Road = OF_CASES
) -> bool:
    """Write the command as received; a key that belongs to another command is told so."""
    try:
        return await run_in_threadpool(counter.writer.receive, sent, opening, refused, road.files)
    except KeyTaken as taken:
        raise Problem(
            409,
            f"这一编号已经用于另一份表单，什么也没有办理。请刷新后再提交。（{taken.code}）",
            f"This form's key belongs to another command; nothing was done. Reload and send again. ({taken.code})",
        ) from taken


async def deliver(counter: Counter, sent: Sent, start: Any = None, road: Road = OF_CASES) -> None:
    """Hand a received command over; what is not delivered stays received, for the relay."""
    seen = sent.seen_version
    for _ in range(_ROUNDS):
        try:
            asked = Asked(command_of(sent, road), seen)
            answer = await counter.courier.hand_over(sent.case_id, asked, start, road.way)
        except NotDelivered as fault:
            counter.log("not_delivered", case_id=sent.case_id, act=sent.act, why=str(fault))
            return
        if not isinstance(answer, Refused):
            return
        if await run_in_threadpool(counter.writer.keep_refusal, sent.key, answer, seen, road.files):
            return
        seen = await run_in_threadpool(counter.reader.version, road.files.table, sent.case_id) or seen
