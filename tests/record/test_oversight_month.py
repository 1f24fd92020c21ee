"""`duecourse oversight month`: the same month gives the same bytes, or says what was entered since for it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from activities.oversight_paper import Issue, compose_oversight
from activities.record import Record
from desk import places
from desk.migrating import migrate
from desk.oversight import command
from models.contracts.errands import RecordRequest
from models.tables.receiving import Sent
from portal.writing import Writer
from tests.portal.house import at, do
from tests.record.house import House
from tests.record.oversight_house import month_of, played, told

FONTS = places.fonts_folder()
JULY = ("2026-07", "--mode", "training")


@pytest.fixture
def typed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> House:
    """A record with W1 up to an application that nobody has decided on."""
    url = f"sqlite:///{tmp_path}/record.db"
    monkeypatch.setenv(places.RECORD_URL, url)
    migrate(url)
    made = House(url)
    case = told("W1")
    played(made, "W1", [n for n, e in enumerate(case.events, start=1) if e.act == "apply_restoration"][-1])
    return made


def run(*words: str, asked: str = "month") -> Result:
    return CliRunner().invoke(command, [asked, *words])


def test_a_month_is_told_in_both_languages(typed: House) -> None:
    assert "2026年7月监督通报" in run(*JULY).output
    assert "Notice of oversight, 2026-07" in run(*JULY, "--english").output
    rows = [line.split(",") for line in run(*JULY, "--csv", "--english").output.splitlines()]
    assert next(row[5:8] for row in rows if row[1] == "Restoration not in time") == ["1", "1", "0"]
    typed.engine.dispose()


def test_the_same_month_gives_the_same_bytes_whatever_is_done_after_it(typed: House, tmp_path: Path) -> None:
    Record(typed.engine).record(RecordRequest("a", 0, at("2026-07-20 09:00")))
    one, two = (str(tmp_path / name) for name in ("one.xlsx", "two.xlsx"))
    assert run(*JULY, "--xlsx", one).exit_code == 0
    event = next(e for e in told("W1").events if e.act == "decide_restoration")
    do(Record(typed.engine), Sent("a-late", "a", event.act, event.by, event.body), at("2026-08-03 09:00"))
    Writer(typed.engine).note_access("ghost", "a", "case", at("2026-08-03 10:00"))
    assert run(*JULY, "--xlsx", two).exit_code == 0
    assert Path(one).read_bytes() == Path(two).read_bytes()
    assert "一致" in run(*JULY, "--xlsx", one).output
    typed.engine.dispose()


def test_what_was_entered_later_for_the_month_is_named(typed: House, tmp_path: Path) -> None:
    file = f"{tmp_path}/july.xlsx"
    assert run(*JULY, "--xlsx", file).exit_code == 0
    before = Path(file).read_bytes()
    played(typed, "W1", 1, case_id="b")
    again = run(*JULY, "--xlsx", file)
    assert again.exit_code == 1
    assert "第" in again.output
    assert " b " in again.output
    assert "立案" in again.output
    assert Path(file).read_bytes() == before
    typed.engine.dispose()


def test_a_figure_that_moved_is_told(typed: House, tmp_path: Path) -> None:
    file = f"{tmp_path}/june.xlsx"
    assert run("2026-07", "--mode", "training", "--xlsx", file).exit_code == 0
    Record(typed.engine).record(RecordRequest("a", 0, at("2026-07-20 09:00")))
    again = run(*JULY, "--xlsx", file)
    # The clock has acted since: the figure is the same, the record is not.
    assert "修复决定" in again.output
    assert "修复未及时办理:" not in again.output
    typed.engine.dispose()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("July",), "不是月份"),
        (("2026-13",), "不是月份"),
        (("9999-01",), "尚未结束"),
        (("2026-07", "--mode", "other"), "没有这种性质"),
        (("2026-07", "--xlsx", "out.doc"), "须为 .xlsx"),
    ],
)
def test_what_cannot_be_computed_is_said_in_a_sentence(typed: House, words: tuple[str, ...], said: str) -> None:
    result = run(*words)
    assert result.exit_code == 1
    assert said in result.output
    typed.engine.dispose()


def test_a_file_of_another_kind_is_left_as_it_is(typed: House, tmp_path: Path) -> None:
    file = f"{tmp_path}/other.xlsx"
    Path(file).write_text("not a workbook", encoding="utf-8")
    result = run(*JULY, "--xlsx", file)
    assert result.exit_code == 1
    assert "不是本系统写出的通报" in result.output
    typed.engine.dispose()


LETTER = ("--symbol", "示信办〔2026〕11号", "--authority", "示例市社会信用体系建设领导小组办公室")


@pytest.mark.skipif(not FONTS.is_dir(), reason="the fonts are not there: make tools")
def test_a_month_is_printed_as_a_letter(typed: House, tmp_path: Path) -> None:
    file = tmp_path / "july.pdf"
    done = run(*JULY, str(file), *LETTER, asked="letter")
    assert done.exit_code == 0, done.output
    assert file.read_bytes().startswith(b"%PDF")
    again = run(*JULY, str(file), *LETTER, asked="letter")
    assert (again.exit_code, "不予覆盖" in again.output) == (1, True)
    typed.engine.dispose()


def test_a_letter_without_its_number_or_its_issuer_is_not_printed(typed: House, tmp_path: Path) -> None:
    done = run(*JULY, str(tmp_path / "july.pdf"), asked="letter")
    assert done.exit_code == 1
    assert "lacks a required part: authority, symbol" in done.output
    assert not (tmp_path / "july.pdf").exists()
    typed.engine.dispose()


def test_the_letter_tells_the_lines_by_the_laws_own_words(typed: House) -> None:
    notice = month_of(typed, "2026-07")
    content = compose_oversight(notice, Issue("示例市信用办", "示信办〔2026〕11号", (), date(2026, 8, 3)))
    said = {section.part: "".join(section.paragraphs) for section in content.sections}
    assert list(said) == ["opening", "lines", "none", "done", "requirements"]
    assert (
        "不按规定及时办理信用修复（国办发〔2020〕49号九 强化追责问责）：当月新发生1件，月末未办结1件" in said["lines"]
    )
    assert "涉及单位：示例县人力资源和社会保障局。" in said["lines"]
    assert "未按要求建立台账" in said["none"]
    assert (content.addressees, content.title) == (("各责任单位",), "关于2026年7月监督情况的通报")
    quiet = compose_oversight(month_of(typed, "2024-01"), Issue("甲", "乙", ("丙",), date(2026, 8, 3)))
    assert [s.part for s in quiet.sections] == ["opening", "lines", "done", "requirements"]
    assert quiet.addressees == ("丙",)
    typed.engine.dispose()
