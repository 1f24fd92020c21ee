"""Catalogue, list of measures and standards at the terminal: shown, compared, flagged, honest about what is read."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from desk.law import command
from models.law.lawbook import Instrument, Lawbook
from models.law.listing import COLUMNS, POINTS, UNREAD, measure_rows
from models.law.reviewing import unreviewed
from models.law.standards import has_written_restoration, how_told

BOOK = Lawbook()
ON = date(2026, 11, 21)
GALLERY = Path(__file__).parent / "gallery"
EDITIONS = [v for name in ("measures-list", "credit-catalogue") for v in BOOK.instruments[name]]
WIDE = {"COLUMNS": "300"}


def run(*arguments: str, code: int = 0) -> str:
    done = CliRunner().invoke(command, list(arguments), env=WIDE)
    assert done.exit_code == code, done.output
    return re.sub(r"[\s│]+", " ", done.output)


def test_the_classes_of_the_catalogue_grow_from_edition_to_edition() -> None:
    """Eleven in 2021, twelve in 2022, thirteen in 2024."""
    held = [[row["id"] for row in v.place.rows("catalogue")] for v in BOOK.instruments["credit-catalogue"]]
    assert [len(classes) for classes in held] == [11, 12, 13]
    assert set(held[1]) - set(held[0]) == {"compliance"}
    assert set(held[2]) - set(held[1]) == {"intellectual-property"}


@pytest.mark.parametrize("text", EDITIONS, ids=lambda t: f"{t.id}-{t.in_force_on}")
def test_an_edition_passes_nothing_off_as_read(text: Instrument) -> None:
    """The names of the items are from memory, no row is verbatim, and no real case stands on any of it."""
    for item in text.place.rows("listed_measures"):
        assert text.certainty(item) == "recall"
        assert all(text.certainty(row) in ("summary", "recall") for row in measure_rows(item))
    assert not any(value.is_read and value.certainty == "verbatim" for value in text.values)
    assert {"measures_list", "catalogue"} & set(text.place.words(UNREAD))


def test_every_column_nobody_has_read_is_open_work() -> None:
    left = {v.key for v in unreviewed((BOOK.instrument("measures-list", ON),), frozenset())}
    assert {"unread.listed_measures.exit.rows", "unread.listed_measures.market-access.rows.bidding.body"} <= left
    classes = {v.key for v in unreviewed((BOOK.instrument("credit-catalogue", ON),), frozenset())}
    assert {f"unread.catalogue.administrative.{point}" for point in POINTS} <= classes


def test_the_two_rows_that_were_seen_have_all_their_columns_but_one() -> None:
    (item,) = [i for i in BOOK.instrument("measures-list", ON).place.rows("listed_measures") if measure_rows(i)]
    rows = {row["id"]: [c for c in COLUMNS if row[c] == UNREAD] for row in measure_rows(item)}
    assert rows == {"licence": [], "bidding": ["body"]}


@pytest.mark.parametrize("regime", BOOK.regimes)
def test_every_list_names_the_item_of_each_measure_and_its_standard(regime: str) -> None:
    place = BOOK.instrument(regime, ON).place
    assert all("falls_under" in row for row in place.rows("measures"))
    assert set(place.inner("standard")) == {"consultation", "removal", "remedies", "evaluation"}


def test_the_tables_are_shown_on_their_day() -> None:
    told = run("show", "measures-list", "--on", "2024-02-18")
    for said in (
        "惩戒措施 Measure",
        "法规政策依据 Basis in law or policy",
        "实施主体",
        "《行政许可法》第七十八条",
        "拖欠农民工工资失信联合惩戒对象名单",
    ):
        assert said in told
    assert "（2021年版）" in run("show", "measures-list", "--on", "2022-12-27")
    assert "No edition that day" in run("show", "credit-catalogue", "--on", "2021-12-15")
    assert "知识产权信息" not in run("show", "credit-catalogue", "--on", "2024-02-17")
    assert "知识产权信息" in run("show", "credit-catalogue", "--on", "2024-02-18")


def test_two_editions_are_compared() -> None:
    told = run("diff", "credit-catalogue@2022-12-30", "credit-catalogue@2024-02-18", code=1)
    assert "catalogue.intellectual-property" in told
    assert "知识产权信息" in told
    refused = run("diff", "measures-list@2022-01-01", "measures-list@2024-02-18", "--cases", code=2)
    assert "no case stands on an edition alone" in refused


def test_a_list_without_written_restoration_rules_is_flagged() -> None:
    said = "written restoration rules"
    assert said in run("show", "caac-flight")
    assert said in run("review", "caac-flight")
    assert said not in run("show", "mohrss-wages")
    counted = run("review")
    assert counted.count("没有或未读") == sum(
        not has_written_restoration(BOOK.instrument(r, ON).place) for r in BOOK.regimes
    )


def test_silence_is_told_apart_from_what_nobody_has_read() -> None:
    assert how_told(BOOK.instrument("military-service", ON).place, "removal") == "silent"
    assert how_told(BOOK.instrument("caac-flight", ON).place, "removal") == "unread"
    assert "read, and there is no rule" in run("show", "military-service")


def test_a_local_list_is_carried_by_a_local_regulation_and_a_national_one_is_not(tmp_path: Path) -> None:
    sound = (GALLERY / "sound.yaml").read_text(encoding="utf-8").replace("departmental-rule", "local-regulation")
    for scope, carried in (("local", True), ("nation", False)):
        root = tmp_path / scope
        (root / "general").mkdir(parents=True)
        (root / "list").mkdir()
        (root / "general" / "2020-01-01.yaml").write_bytes((GALLERY / "general.yaml").read_bytes())
        said = f'{sound}scope: {{value: {scope}, article: "1", zh: 实施范围, en: scope}}\n'
        (root / "list" / "2022-01-01.yaml").write_text(said, encoding="utf-8")
        assert Lawbook(root).carries_a_list("sample", ON) is carried
