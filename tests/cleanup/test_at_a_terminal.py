"""`duecourse cleanup status` and `duecourse rehearse` with a campaign file, as they are typed."""

from __future__ import annotations

from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from desk.cleanup import command
from desk.migrating import migrate
from desk.rehearse import command as rehearse
from tests.record.campaign_house import QIAN, WANG, CampaignHouse
from tests.record.house import LAW, House

TYPED = CliRunner()
FILES = sorted((Path(__file__).parents[2] / "docs" / "campaigns").glob("*.yaml"))


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CampaignHouse:
    url = f"sqlite:///{tmp_path / 'record.db'}"
    migrate(url)
    monkeypatch.setenv("DUECOURSE_RECORD_URL", url)
    monkeypatch.setenv("COLUMNS", "200")
    made = House(url)
    made.play("a", until=2)
    return CampaignHouse(made)


def test_the_status_names_units_days_and_the_cases_a_stop_meets(house: CampaignHouse) -> None:
    house.open()
    house.done("2021-01-15 16:30", WANG, "enrol_unit", unit="jt", kind="department", level="city", name="示例局")
    stop = {"stop": "s1", "document": "示例文件", "disposition": "abolish", "regimes": [LAW.regime]}
    plan = house.done("2021-01-19 09:00", WANG, "propose_stop", **stop).facts["shown"]["plan"]
    house.done("2021-01-19 10:00", QIAN, "stop_rule", stop="s1", plan=plan, others="revise")
    told = TYPED.invoke(command, ["status", "k"])
    assert told.exit_code == 0, told.output
    for word in ("示例局", "contact", "2021-01-18", "逾期 late", "s1  abolish  in_force", "cases: 1", plan, "revise"):
        assert word in told.stdout, word
    every = TYPED.invoke(command, ["status"])
    assert "k  luliang-cleanup  opened" in every.stdout
    assert "late units: 1" in every.stdout


def test_a_campaign_that_is_not_there_is_said_to_be_so(house: CampaignHouse) -> None:  # noqa: ARG001
    told = TYPED.invoke(command, ["status", "none"])
    assert told.exit_code == 1
    assert "There is no campaign none" in told.output


def test_a_campaign_file_is_told_line_by_line() -> None:
    app = typer.Typer()
    app.command()(rehearse)
    told = TYPED.invoke(app, [str(f) for f in FILES])
    assert told.exit_code == 0, told.output
    for line in (
        "⏱ ledger（ledger） → 2021-01-29 12:00  大高信办字〔2021〕1号二（一）",
        "2021-01-29 12:00  clock  pass_ledger（shengtai）",
        "✗ file_ledger：ledger_closed",
        "吕信用办发〔2021〕4号三（一）：台账一经上报省，原则上不得增补、修改",
        "提醒   xingxian：contact（contact） 至 2021-01-18，当日",
        "✓ dalian-2021 (law): closed, 25 acts, 3 refusals, as expected",
        "✓ luliang-2021 (law): closed, 64 acts, 10 refusals, as expected",
    ):
        assert line in told.stdout, line
