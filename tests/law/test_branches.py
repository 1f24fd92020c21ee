"""Every branch of every list's rules is played, and a law that is read otherwise does not pass."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from desk.branching import trying
from desk.branching.day_by_day import after
from desk.branching.setting import settings
from desk.branching.trying import Tried, tales, tried, wrong_under
from desk.casefile import read_case_file
from desk.expecting import differences
from desk.law import command
from desk.playing import play
from models.law.counting import reach
from models.law.days import Roll, Unit
from models.law.lawbook import Lawbook
from models.law.regimes import Law, Period
from models.steps.rows import STEPS

BOOK = Lawbook()
# Lists a case of which can be decided, as far as their law is known.
WHOLE = ("mem-safety", "mohrss-wages", "samr-serious-illegal", "sta-tax")
# Decided on the one ground of which an end is known.
IN_PART = "mct-culture-tourism"


@pytest.fixture(scope="module")
def played() -> dict[str, Tried]:
    return {regime: tried(BOOK, regime) for regime in BOOK.regimes}


def test_every_branch_of_every_list_ends_as_the_law_says(played: dict[str, Tried]) -> None:
    assert {regime: one.wrong for regime, one in played.items() if one.wrong} == {}
    assert sum(one.cases for one in played.values()) >= 2000
    assert all(one.cases for one in played.values())


def test_every_ground_kind_role_measure_and_channel_has_its_branch(played: dict[str, Tried]) -> None:
    for regime in WHOLE:
        law, branches = next(settings(BOOK, regime)).law, played[regime].branches
        known = next(settings(BOOK, regime)).known
        assert branches["open.kind"] == len(known.kinds) * len(law.grounds)
        for role in known.roles:
            assert branches[f"open.principal.{role}"] == 1
        for measure in law.measures:
            assert branches[f"decide.measure.{measure}"]
        for channel in law.channels:
            assert branches[f"show.{channel}"]
        for material in law.materials:
            assert branches[f"restore.without.{material}"]
        for citation in law.citations:
            if citation.key.startswith("restoration_exclusion."):
                assert branches[citation.key], citation.key
        for ending in ("life.spared", "life.expired", "life.revoked", "life.restored"):
            assert branches[ending] >= len(law.grounds)


def test_a_list_whose_law_stops_has_the_refusals_that_say_so(played: dict[str, Tried]) -> None:
    for regime, one in played.items():
        assert "decide.no-rule.list" not in one.branches
        assert ("decide.no-end.list" in one.branches) is (regime == IN_PART)
        assert ("life.expired" in one.branches) is (regime in (*WHOLE, IN_PART))
        assert ("show.never" in one.branches) is (regime == "sta-tax")
        assert ("open.no-rule" in one.branches) is (not next(settings(BOOK, regime)).opens)


def test_some_case_ends_at_every_step() -> None:
    steps = {str(tale.expect["step"]) for regime in WHOLE for tale in tales(BOOK, regime)}
    assert steps == {"none", *STEPS}


def _otherwise(law: Law) -> list[tuple[str, Law]]:
    """The law with one value of it read otherwise: a period longer, a switch off, a word of a list gone."""
    longer = [
        (p.key, replace(law, periods=tuple(replace(x, amount=x.amount + 1) if x is p else x for x in law.periods)))
        for p in law.periods
    ]
    fewer = [(w, replace(law, switches=tuple(x for x in law.switches if x != w))) for w in law.switches]
    lists = ("measures", "channels", "materials", "roles_listed", "levels", "personal_grounds", "service_methods")
    shorter: list[tuple[str, Law]] = []
    for name in lists:
        held: tuple[str, ...] = getattr(law, name)
        for word in held:
            less: dict[str, Any] = {name: tuple(x for x in held if x != word)}
            shorter.append((f"{name}.{word}", replace(law, **less)))
    return [*longer, *fewer, *shorter]


def test_a_value_read_otherwise_is_noticed() -> None:
    """Where the engine had another law than the one the files were made from, some branch ends otherwise."""
    latest = next(settings(BOOK, "mohrss-wages"))
    told = [t for t in tales(BOOK, latest.regime) if t.at.law.version == latest.law.version]
    # The longest tales come first: they meet the most values.
    cases = [t.case() for t in sorted(told, key=lambda t: -len(t.events))]
    unnoticed = [
        what
        for what, law in _otherwise(latest.law)
        if not any(wrong_under(case, law, latest.calendar) for case in cases)
    ]
    # No act asks for this one: the parties of a case leave the list together wherever the unit does.
    assert unnoticed == ["linked-parties-leave-together"]


@pytest.mark.parametrize("switch", ["restoration-reminder", "objection-suspends-measures"])
def test_a_switch_of_a_local_supplement_that_is_off_is_noticed(switch: str) -> None:
    def off(law: Law) -> Law:
        return replace(law, switches=tuple(x for x in law.switches if x != switch))

    told = [t for t in tales(BOOK, "mohrss-wages") if t.at.local == "huangshi"]
    assert all(switch in t.at.law.switches for t in told)
    assert any(wrong_under(t.case(), off(t.at.law), t.at.calendar) for t in told)


@pytest.mark.parametrize("unit", list(Unit))
@pytest.mark.parametrize("roll", list(Roll))
def test_days_counted_one_by_one_end_where_the_engine_ends(unit: Unit, roll: Roll) -> None:
    """The two countings share no code; on every start day of a year and a half they agree."""
    setting = next(settings(BOOK, WHOLE[0]))
    model = setting.law.periods[0]
    day = after(setting.day, -300)
    for _ in range(550):
        period: Period = replace(model, amount=7, unit=unit, roll=roll)
        reached = reach(day, 7, unit, roll, setting.calendar)
        due, doubtful = setting.counting.last(period, day)
        assert due == reached.due
        if unit is Unit.WORKING_DAY or roll is Roll.FORWARD:
            assert doubtful == reached.provisional
        day = after(day)


def test_the_files_written_are_read_and_end_alike(tmp_path: Path) -> None:
    one = tried(BOOK, "nbs-statistics", tmp_path)
    files = sorted(tmp_path.rglob("*.yaml"))
    assert len(files) == one.cases
    lives = ("life.restored", "objection.revoked", "expire")
    files += [t.write(tmp_path) for t in tales(BOOK, "mohrss-wages") if t.branch in lives]
    for file in files:
        case = read_case_file(file)
        assert differences(case, play(case, BOOK)) == [], file


def test_the_command_counts_and_says_where_a_case_ends_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    runner = CliRunner()
    told = runner.invoke(command, ["cases", "gacc-customs"])
    assert told.exit_code == 0
    assert "gacc-customs" in told.output
    assert runner.invoke(command, ["cases", "no-such-list"]).exit_code == 2
    monkeypatch.setattr(trying, "wrong_under", lambda *_: ["step: otherwise"])
    told = runner.invoke(command, ["cases", "gacc-customs"])
    assert told.exit_code == 1
    assert "step: otherwise" in told.output
