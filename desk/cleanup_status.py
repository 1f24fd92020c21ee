"""`duecourse cleanup status`: the campaigns, what each unit owes, what is stopped and which cases that meets."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table
from sqlalchemy import Connection, select

from desk import signing
from desk.joining import joined_record
from desk.temporal_server import HouseError
from models.law.days import SHANGHAI, end_of
from models.records.campaigns import CampaignState, Due
from models.tables.campaign_schema import campaign, campaign_unit
from models.tables.campaign_stops import cases_of
from models.tables.packing import unpack

_UNITS = ("单位 Unit", "名称 Name", "台账 Ledger", "问题 Faults", "应办 Owed", "至 By", "逾期 Late")
_CASES = ("停止 Stop", "案件 Case", "环节 Step", "处理 Chosen")


def status(
    campaign_id: Annotated[str, typer.Argument(help="The campaign; none: all of them.")] = "",
) -> None:
    """How a campaign stands: each unit with its ledger and what it owes, stops and the running cases they meet."""
    console = Console(highlight=False)
    try:
        with joined_record(reading=True) as engine, engine.connect() as connection:
            if campaign_id:
                _one(console, connection, campaign_id)
            else:
                _all(console, connection)
    except HouseError as bad:
        raise signing.ended(str(bad)) from bad


def _all(console: Console, connection: Connection) -> None:
    rows = connection.execute(select(campaign).order_by(campaign.c.opened_at, campaign.c.id)).all()
    if not rows:
        console.print("还没有清理规范工作。 There is no campaign yet.")
    for row in rows:
        late = len(unpack(CampaignState, row.state).late_units())
        told = f"{row.id}  {row.notice}  {row.step}  {row.authority}  逾期单位 late units: {late}"
        console.print(told, soft_wrap=True)


def _one(console: Console, connection: Connection, campaign_id: str) -> None:
    row = connection.execute(select(campaign).where(campaign.c.id == campaign_id)).first()
    if row is None:
        raise signing.ended(f"There is no campaign {campaign_id}. 没有这一次清理规范。")
    state = unpack(CampaignState, row.state)
    console.print(f"{row.id}  {row.notice}  {state.step}  {row.authority}", soft_wrap=True)
    console.print(_units(connection, state))
    cases = Table(*_CASES)
    for stop in state.stops:
        met = cases_of(connection, campaign_id, stop.id)
        on = "、".join((*stop.regimes, *stop.measures, *stop.texts))
        told = f"{stop.id}  {stop.disposition}  {stop.standing}  {on}  在办案件 cases: {stop.cases}"
        console.print(told, soft_wrap=True)
        console.print(f"摘要 digest: {stop.plan}", soft_wrap=True)
        for case in met:
            cases.add_row(stop.id, case.case_id, case.step, case.disposition or "")
    if cases.rows:
        console.print(cases)


def _units(connection: Connection, state: CampaignState) -> Table:
    table = Table(*_UNITS)
    found = select(campaign_unit).where(campaign_unit.c.campaign_id == state.campaign_id)
    for unit in connection.execute(found.order_by(campaign_unit.c.place)):
        owed = sorted((d for d in state.dues if d.unit == unit.id and d.is_owed), key=lambda d: d.ends_at)
        first = owed[0] if owed else None
        figures = ("", "") if unit.ledger_rows is None else (str(state.rolled_up(unit.id)), str(unit.ledger_faults))
        what = f"{first.what} {first.item}" if first else ""
        table.add_row(unit.id, unit.name, *figures, what, _by(first), "逾期 late" if unit.late else "")
    return table


def _by(due: Due | None) -> str:
    if due is None:
        return ""
    return str(due.due) if due.ends_at == end_of(due.due) else f"{due.ends_at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"
