"""The forms and tables of a campaign as Excel, from the record alone: contact persons, notices, the summary."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from urllib.parse import quote

from fastapi import APIRouter, Request
from sqlalchemy import Connection, select
from starlette.responses import Response

from models.law.days import law_day
from models.records.campaigns import Told
from models.records.commands import Actor
from models.sheets.plain_workbooks import PlainSheet, write_sheets
from models.tables.schema import command
from portal.campaign_board import board, dispositions, levels
from portal.campaign_filling import CampaignOffer
from portal.campaign_kind import CAMPAIGN
from portal.campaign_reading import CampaignFile
from portal.counter import Counter, Problem
from portal.proceeding_deciding import standing
from portal.proceeding_wording import ProceedingSpeech

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# The columns of the annex, as printed: 联系人反馈表.
_CONTACT = (("序号", 6), ("姓名", 14), ("单位", 36), ("职务", 18), ("办公电话", 18), ("手机号码", 18), ("电子邮箱", 28))


def routes(counter: Counter) -> APIRouter:
    """The files that are given out."""
    router = APIRouter()

    @router.get("/cleanup/{campaign_id}/contacts.xlsx")
    def contact_file(request: Request, campaign_id: str) -> Response:
        visitor, held = counter.visitor(request), CAMPAIGN.find(counter, campaign_id)
        counter.note(visitor, held.id, "contacts")
        mine = CampaignOffer(held, Actor(visitor.id, visitor.roles)).units()
        found = counter.reader.ask(lambda connection: contacts(connection, held, mine))
        return _given(f"{held.id}-联系人反馈表.xlsx", [contact_sheet(found)])

    @router.get("/cleanup/{campaign_id}/notice-{month}.xlsx")
    def notice_file(request: Request, campaign_id: str, month: str) -> Response:
        visitor, held = counter.visitor(request), CAMPAIGN.find(counter, campaign_id)
        told = next((n for n in held.state.notices if n.month == month), None)
        if told is None:
            raise Problem(404, "该月没有通报。", "There is no notice of that month.")
        counter.note(visitor, held.id, f"notice:{month}")
        return _given(f"{held.id}-通报-{month}.xlsx", [notice_sheet(_chinese(counter, request, held), held, told)])

    @router.get("/cleanup/{campaign_id}/summary.xlsx")
    def summary_file(request: Request, campaign_id: str) -> Response:
        visitor, held = counter.visitor(request), CAMPAIGN.find(counter, campaign_id)
        counter.note(visitor, held.id, "summary")
        now = CAMPAIGN.now(counter, held)
        speech = _chinese(counter, request, held)
        return _given(f"{held.id}-总结.xlsx", summary_sheets(speech, standing(CAMPAIGN, held, now), law_day(now)))

    @router.get("/cleanup/{campaign_id}/report-{unit_id}.xlsx")
    def report_file(request: Request, campaign_id: str, unit_id: str) -> Response:
        visitor, held = counter.visitor(request), CAMPAIGN.find(counter, campaign_id)
        if held.state.unit(unit_id) is None:
            raise Problem(404, "没有这一责任单位。", "There is no such unit.")
        counter.note(visitor, held.id, f"report:{unit_id}")
        now = CAMPAIGN.now(counter, held)
        sheets = report_sheets(_chinese(counter, request, held), standing(CAMPAIGN, held, now), unit_id, law_day(now))
        return _given(f"{held.id}-进展-{unit_id}.xlsx", sheets)

    return router


def _chinese(counter: Counter, request: Request, held: CampaignFile) -> ProceedingSpeech:
    """What goes to units and to the level above is written in Chinese, whoever takes it out."""
    speech = CAMPAIGN.speech(counter, request, held)
    return speech if speech.lang == "zh" else speech.other


def _given(name: str, sheets: list[PlainSheet]) -> Response:
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}"}
    return Response(write_sheets(sheets), media_type=_XLSX, headers=headers)


def contacts(connection: Connection, held: CampaignFile, units: tuple[str, ...]) -> list[dict[str, str]]:
    """The contact person each of these units named last."""
    asked = select(command.c.body).where(
        command.c.case_id == held.id, command.c.act == "name_contact", command.c.outcome == "done"
    )
    named: dict[str, dict[str, str]] = {}
    for content in connection.execute(asked.order_by(command.c.answered_at)).scalars():
        body = json.loads(content)
        named[body["unit"]] = {**body, "unit": held.name(body["unit"])}
    return [named[u] for u in units if u in named]


def contact_sheet(found: list[dict[str, str]]) -> PlainSheet:
    """The form of the annex, filled in."""
    rows = tuple(
        (str(n), c["name"], c["unit"], c["post"], c["phone"], c.get("mobile", ""), c.get("email", ""))
        for n, c in enumerate(found, start=1)
    )
    return PlainSheet("联系人", "清理规范工作联系人反馈表", (), _CONTACT, rows)


def notice_sheet(speech: ProceedingSpeech, held: CampaignFile, told: Told) -> PlainSheet:
    """A monthly notice: under each line the units it names, as the record computed them."""
    rows: list[tuple[str, ...]] = []
    for line, units in told.lines:
        rule = speech.rule(f"campaign.late_lines.{line}")
        where = rule.where if rule else ""
        for unit in units or ("",):
            rows.append((str(len(rows) + 1), speech.choice("line", line), held.name(unit) if unit else "无", where))
    columns = (("序号", 6), ("通报事项", 30), ("单位", 40), ("依据", 40))
    lines = (f"通报月份：{told.month}", f"通报日期：{told.on.isoformat()}", f"牵头单位：{held.authority}")
    return PlainSheet("通报", "清理规范工作进展情况通报", lines, columns, tuple(rows))


_UNIT_COLUMNS = (
    ("单位", 36), ("层级", 12), ("类别", 16), ("台账报送日", 14), ("本单位条数", 12), ("含下级条数", 12),
    ("未认定问题", 12), ("应办已办", 12), ("逾期未办", 30),
)  # fmt: skip
_LEVEL_COLUMNS = (
    ("层级", 16), ("单位数", 10), ("已报台账", 10), ("条数", 10), ("含下级条数", 12), ("逾期单位", 10),
)  # fmt: skip
_ITEM_COLUMNS = (
    ("单位", 36), ("编号", 10), ("文件", 50), ("处置方式", 12), ("完成日", 14), ("完成方式", 18), ("完成于", 14),
)  # fmt: skip


def summary_sheets(speech: ProceedingSpeech, held: CampaignFile, today: date) -> list[PlainSheet]:
    """The summary in figures: by unit, by level, by disposition, and item by item."""
    state, word = held.state, speech.choice
    lines = (f"牵头单位：{held.authority}", f"截至：{today.isoformat()}")
    by_level = tuple(
        (word("level", x.level), str(x.units), str(x.filed), str(x.rows), str(x.rolled), str(x.late))
        for x in levels(state)
    )
    counted = dispositions(state).items()
    by_disposition = tuple((word("disposition", k) if k else "未能识别", str(n)) for k, n in counted)
    title = "清理规范工作总结"
    return [
        PlainSheet("单位", f"{title}（各单位）", lines, _UNIT_COLUMNS, tuple(_unit_rows(speech, held, today))),
        PlainSheet("层级", f"{title}（逐级汇总）", lines, _LEVEL_COLUMNS, by_level),
        PlainSheet("处置方式", f"{title}（处置方式）", lines, (("处置方式", 20), ("条数", 12)), by_disposition),
        PlainSheet("逐项", f"{title}（逐项完成）", lines, _ITEM_COLUMNS, tuple(_item_rows(speech, held))),
    ]


_REPORT_COLUMNS = (("单位", 36), ("季度报告", 14), ("届满日", 14), ("情况", 20))  # fmt: skip


def report_sheets(speech: ProceedingSpeech, held: CampaignFile, unit_id: str, today: date) -> list[PlainSheet]:
    """The progress of a unit and of those below it, as its quarterly report tells it: figures, items, reports."""
    of = tuple(u.id for u in held.state.under(unit_id))
    lines = (f"报送单位：{held.name(unit_id)}", f"截至：{today.isoformat()}")
    title = "清理规范工作推进情况"
    units, reports = tuple(_unit_rows(speech, held, today, of)), tuple(_report_rows(held, of))
    return [
        PlainSheet("单位", f"{title}（台账和应办事项）", lines, _UNIT_COLUMNS, units),
        PlainSheet("逐项", f"{title}（逐项完成）", lines, _ITEM_COLUMNS, tuple(_item_rows(speech, held, of))),
        PlainSheet("季报", f"{title}（按季报告）", lines, _REPORT_COLUMNS, reports),
    ]


def _report_rows(held: CampaignFile, of: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    for due in held.state.dues:
        if due.what == "report" and due.unit in of:
            how = "未报" if due.is_owed else "逾期已报" if due.late else "按期已报"
            yield held.name(due.unit), due.item, due.due.isoformat(), how


def _unit_rows(
    speech: ProceedingSpeech, held: CampaignFile, today: date, of: tuple[str, ...] | None = None
) -> Iterator[tuple[str, ...]]:
    word = speech.choice
    for x in board(held.state, today, 0):
        if of is not None and x.unit.id not in of:
            continue
        ledger = x.unit.ledger
        filed = (str(ledger.filed_on), str(ledger.rows)) if ledger else ("未报", "")
        late = "、".join(word("what", o.due.what) for o in x.late)
        named = (held.name(x.unit.id), word("level", x.unit.level), word("kind", x.unit.kind))
        yield (*named, *filed, str(x.rolled), str(x.faults), f"{x.done}/{x.all}", late)


def _item_rows(
    speech: ProceedingSpeech, held: CampaignFile, of: tuple[str, ...] | None = None
) -> Iterator[tuple[str, ...]]:
    for i in held.state.items:
        if of is not None and i.unit not in of:
            continue
        done = (
            (speech.choice("outcome", i.done), i.done_on.isoformat() if i.done_on else "") if i.done else ("未完成", "")
        )
        document = held.documents.get(i.document, "")
        yield held.name(i.unit), i.id, document, speech.choice("disposition", i.disposition), i.due.isoformat(), *done
