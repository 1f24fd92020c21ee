"""The way of a command from a counter: written as received first, then handed over, its refusal kept."""

from __future__ import annotations

import re

from starlette.concurrency import run_in_threadpool

from models.contracts.listing import Asked, CaseStart
from models.records.acts import Refused
from models.records.commands import Command
from models.steps.forms import legal_part
from models.tables.receiving import KeyTaken, Opening, Sent
from portal.counter import Counter, Problem
from portal.temporal import NotDelivered

_KEY = re.compile(r"[A-Za-z0-9_-]{16,64}")
# How often a refusal may be overtaken by another act before the relay is left to deliver.
_ROUNDS = 3


def checked_key(typed: str) -> str:
    """The form's key; one that no form of ours carries is refused."""
    if not _KEY.fullmatch(typed):
        raise Problem(400, "表单缺少编号，请刷新后再提交。", "The form lacks its key; reload it and send again.")
    return typed


def command_of(sent: Sent) -> Command:
    """The command as `decide` sees it."""
    return Command(sent.key, sent.act, sent.by, legal_part(sent.act, sent.body))


async def receive(counter: Counter, sent: Sent, opening: Opening | None = None, refused: Refused | None = None) -> bool:
    """Write the command as received; a key that belongs to another command is told so."""
    try:
        return await run_in_threadpool(counter.writer.receive, sent, opening, refused)
    except KeyTaken as taken:
        raise Problem(
            409,
            f"这一编号已经用于另一份表单，什么也没有办理。请刷新后再提交。（{taken.code}）",
            f"This form's key belongs to another command; nothing was done. Reload and send again. ({taken.code})",
        ) from taken


async def deliver(counter: Counter, sent: Sent, start: CaseStart | None = None) -> None:
    """Hand a received command over; what is not delivered stays received, for the relay."""
    seen = sent.seen_version
    for _ in range(_ROUNDS):
        try:
            answer = await counter.courier.hand_over(sent.case_id, Asked(command_of(sent), seen), start)
        except NotDelivered as fault:
            counter.log("not_delivered", case_id=sent.case_id, act=sent.act, why=str(fault))
            return
        if not isinstance(answer, Refused):
            return
        if await run_in_threadpool(counter.writer.keep_refusal, sent.key, answer, seen):
            return
        case = await run_in_threadpool(counter.reader.case, sent.case_id)
        seen = case.version if case else seen
