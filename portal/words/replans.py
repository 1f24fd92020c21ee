"""Words of a re-plan campaign: how it stands, what becomes of a deadline and of a case."""

from __future__ import annotations

Pair = tuple[str, str]

STANDINGS: dict[str, Pair] = {
    "previewing": ("正在计算影响", "the effect is being computed"),
    "previewed": ("等待另一人核对确认", "waits for another person to confirm"),
    "confirmed": ("已确认，正在逐案重算", "confirmed, being carried out case by case"),
    "abandoned": ("已放弃，没有变动", "abandoned, nothing was changed"),
    "done": ("已完成", "done"),
}

WAYS: dict[str, Pair] = {
    "later": ("推后", "later"),
    "earlier": ("提前", "earlier"),
    "kept": ("不缩短（已告知当事人）", "kept (told to the party)"),
    "firm": ("日期不变，不再暂定", "same day, no longer provisional"),
}

OUTCOMES: dict[str, Pair] = {
    "": ("等待办理", "waiting"),
    "done": ("已重算", "done"),
    "refused": ("不予办理", "refused"),
    "unchanged": ("已按此安排计算", "counts by it already"),
    "closed": ("案件已办结", "case closed"),
}
