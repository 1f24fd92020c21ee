"""A notice of oversight in words: what a page, a workbook and a terminal show; the same notice, the same bytes."""

from __future__ import annotations

import csv
from io import StringIO

from models.law.lawbook import Words
from models.records.oversight import FIGURES, Added, Asking, LineTold, Notice
from models.sheets.plain_workbooks import PlainSheet, write_sheets
from models.tables.oversight_asking import EDITIONS
from portal.wording import Lang, Speech
from portal.words.acts import ACTS, CLOCK_ACTS
from portal.words.law import CERTAINTIES
from portal.words.oversight import FIGURES as FIGURE_WORDS
from portal.words.oversight import LINES, WHATS
from portal.words.places import MODES

# What one cell of a workbook can hold is limited: a long value is given in pieces, one a row.
_PIECE = 30_000


def line_name(speech: Speech, line: LineTold) -> str:
    """The short name of a line."""
    return speech.t(*LINES.get(line.line.id, (line.line.id, line.line.id)))


def what_name(speech: Speech, what: str) -> str:
    """What a query found; a code without words is shown as it is."""
    return speech.t(*WHATS.get(what, (what, what)))


def figure_name(speech: Speech, of: str) -> str:
    """What a figure counts."""
    return speech.t(*FIGURE_WORDS[of])


def says(speech: Speech, words: Words) -> str:
    """A rule in this language."""
    return speech.t(words.zh, words.en)


def certainty(speech: Speech, words: Words) -> str:
    """How well a rule is known."""
    return speech.t(*CERTAINTIES[words.citation.certainty])


def heading(speech: Speech, notice: Notice) -> str:
    """The title of a notice."""
    month = notice.month.first
    zh, en = f"{month.year}年{month.month}月监督通报", f"Notice of oversight, {notice.month.name}"
    return speech.t(zh, en)


def basis_lines(speech: Speech, notice: Notice) -> tuple[str, ...]:
    """What the notice rests on: for whom, which files, counted up to which act and which look."""
    unit = notice.unit or speech.t("全部单位", "all units")
    mode = speech.t(*MODES[notice.mode])
    first, last = notice.month.first.isoformat(), notice.month.last.isoformat()
    return (
        speech.t(
            f"单位：{unit}　性质：{mode}　起止：{first} 至 {last}", f"Unit: {unit}. Mode: {mode}. {first} to {last}."
        ),
        speech.t(
            f"依据案卷：截至月末的行为 {notice.acts} 条，最后一条为第 {notice.last_act} 条；"
            f"查阅登记至第 {notice.last_look} 条。",
            f"From the record: {notice.acts} acts up to the end of the month, the last of them act {notice.last_act}; "
            f"looks up to number {notice.last_look}.",
        ),
    )


def sheets(speech: Speech, notice: Notice) -> tuple[PlainSheet, ...]:
    """The notice, the cases of each figure, the queries with their values, and the editions they were asked by."""
    return (
        _notice_sheet(speech, notice),
        _case_sheet(speech, notice),
        _query_sheet(speech, notice),
        _editions(speech, notice),
    )


def workbook(speech: Speech, notice: Notice) -> bytes:
    """The notice as an Excel workbook."""
    return write_sheets(sheets(speech, notice))


def figures_csv(speech: Speech, notice: Notice) -> str:
    """The figures alone, a line a row."""
    made = StringIO()
    table = _notice_sheet(speech, notice)
    writer = csv.writer(made, lineterminator="\r\n")
    writer.writerow([title for title, _ in table.columns])
    writer.writerows(table.rows)
    return made.getvalue()


def _notice_sheet(speech: Speech, notice: Notice) -> PlainSheet:
    t = speech.t
    columns = (
        (t("序号", "No."), 6), (t("情形", "Line"), 22), (t("规定", "What the law says"), 44),
        (t("依据", "Article"), 26), (t("把握", "Certainty"), 10), *((figure_name(speech, of), 12) for of in FIGURES),
        (t("如何得出", "How it is found"), 50),
    )  # fmt: skip
    rows = [_line_row(speech, at, line) for at, line in enumerate(notice.lines, start=1)]
    for at, told in enumerate(notice.tallies, start=len(rows) + 1):
        words = told.tally.words
        how = t("当月办理的件数", "acts done in the month")
        rows.append(
            (str(at), says(speech, words), "—", str(words.citation), certainty(speech, words),
             str(told.figure.count), "—", "—", how)
        )  # fmt: skip
    return PlainSheet(t("通报", "Notice"), heading(speech, notice), basis_lines(speech, notice), columns, tuple(rows))


def _line_row(speech: Speech, at: int, line: LineTold) -> tuple[str, ...]:
    law, found = line.line.law, line.line.found
    counted = ((f.count if (f := line.figure(of)) else None) for of in FIGURES)
    return (
        str(at),
        line_name(speech, line),
        says(speech, law),
        str(law.citation),
        certainty(speech, law),
        *("—" if count is None else str(count) for count in counted),
        speech.t(f"{found.zh}（{found.citation.article}）", f"{found.en} ({found.citation.article})"),
    )


def _case_sheet(speech: Speech, notice: Notice) -> PlainSheet:
    t = speech.t
    columns = (
        (t("情形", "Line"), 22), (t("案卷编号", "File"), 26), (t("单位", "Unit"), 34), (t("问题", "What"), 30),
        (t("具体", "About"), 24), (t("自", "Since"), 12), (t("至", "Until"), 12), (t("记录序号", "Entry"), 10),
    )  # fmt: skip
    rows = tuple(
        (
            line_name(speech, line), f.place, f.unit, what_name(speech, f.what), f.detail, f.since,
            f.until or t("未办结", "standing"), str(f.seq or "—"),
        )
        for line in notice.lines
        for f in line.cases
    )  # fmt: skip
    said = t("每一行由“查询”页中该情形的查询得出。", "Each row comes from the query of its line on the next sheet.")
    return PlainSheet(t("名单", "Cases"), t("涉及的案件和单位", "Cases and units concerned"), (said,), columns, rows)


def _query_sheet(speech: Speech, notice: Notice) -> PlainSheet:
    t = speech.t
    columns = (
        (t("数字", "Figure"), 34),
        (t("结果", "Result"), 10),
        (t("查询或者取值", "Query, or a value given to it"), 140),
    )
    rows: list[tuple[str, ...]] = []
    for line in notice.lines:
        name = line_name(speech, line)
        for figure in line.figures:
            rows += _asked(f"{name}：{figure_name(speech, figure.of)}", str(figure.count), figure.asking)
        rows += _asked(f"{name}：{t('名单', 'cases')}", str(len(line.cases)), line.asking)
    for told in notice.tallies:
        rows += _asked(says(speech, told.tally.words), str(told.figure.count), told.figure.asking)
    said = t("以冒号开头的名称是取值，列在查询之下。", "Names after a colon are values, given below their query.")
    return PlainSheet(
        t("查询", "Queries"), t("各数字的查询", "The query of each figure"), (said,), columns, tuple(rows)
    )


def _asked(name: str, result: str, asking: Asking) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = [(name, result, asking.sql)]
    for given, value in asking.given:
        # The editions stand on a sheet of their own.
        if not given.startswith(EDITIONS):
            pieces = [value[at : at + _PIECE] for at in range(0, len(value), _PIECE)] or [""]
            rows += [("", "", f":{given} = {piece}") for piece in pieces]
    return rows


def _editions(speech: Speech, notice: Notice) -> PlainSheet:
    t = speech.t
    columns = (
        (t("名单", "List"), 30), (t("自", "Since"), 12), (t("至（不含）", "Until (not included)"), 12),
        (t("种类", "Kind"), 18), (t("名称", "Name"), 40),
    )  # fmt: skip
    rows = tuple((e.regime, e.since, e.until, e.kind, e.name) for e in notice.editions)
    said = t("取值 :editions_… 的内容：各名单各日允许的措施、渠道、事由和依据文书。", "What stands behind :editions_…")
    return PlainSheet(t("版本", "Editions"), t("查询所用的规定版本", "The editions asked by"), (said,), columns, rows)


def added_lines(speech: Speech, added: tuple[Added, ...]) -> list[str]:
    """What was entered later for the month or before it, one act a line."""
    words = {**ACTS, **CLOCK_ACTS}
    return [
        speech.t(
            f"第{a.seq}条 {a.place} {words.get(a.act, (a.act, a.act))[0]}，记为{a.day}，{a.entered_on}录入",
            f"act {a.seq}, {a.place}, {words.get(a.act, (a.act, a.act))[1]}, for {a.day}, entered on {a.entered_on}",
        )
        for a in added
    ]


def in_language(lang: Lang) -> Speech:
    """A language without the words of any one case."""
    return Speech(lang)
