"""The line “listed without standard or procedure” finds a real listing decided while no standard stood (H-150)."""

from __future__ import annotations

from sqlalchemy import text

from tests.record.house import House
from tests.record.oversight_house import found, played
from tests.standards.standard_house import TAN, StandardHouse, sound

LIST, LINE = "mohrss-wages", "without-procedure"


def test_a_real_listing_needs_the_standard_of_its_list_on_the_day_of_the_decision(house: House) -> None:
    played(house, "W1")
    assert found(house.engine, LINE) == []
    with house.engine.begin() as connection:
        connection.execute(text("UPDATE case_file SET mode = 'real' WHERE id = 'a'"))
    # The case was decided in October 2025; in this record no standard of its list stands yet.
    (first,) = found(house.engine, LINE, "real")
    assert (first.place, first.what) == ("a", "without-standard")
    held = StandardHouse(house.engine, "standard-real-2026-A", "real", sound())
    held.enter(list=LIST, in_force_on="2022-01-01")
    assert found(house.engine, LINE, "real") == []
    later = StandardHouse(house.engine, "standard-real-2026-B", "real", sound())
    held.done("2026-03-03 09:00", TAN, "abolish_standard", reasons="录入有误", on="2022-01-02", document="示例1号")
    later.enter(list=LIST, in_force_on="2025-12-01")
    assert [f.what for f in found(house.engine, LINE, "real")] == ["without-standard"]
