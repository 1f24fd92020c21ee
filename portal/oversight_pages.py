"""Oversight at the counter: the notice of a month, its figures and charts, the cases and query behind each figure."""

from __future__ import annotations

from collections import Counter as Tally
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Request
from starlette.responses import Response

from models.law.days import law_day
from models.records.cases import MODES
from models.records.oversight import FIGURES, FRESH, STANDING, Asking, Found, LineTold, Notice, is_of
from models.records.told_months import Month, month_before, month_named
from models.tables.oversight import notice_of, units_of
from portal.counter import Counter, Problem, lang_of
from portal.month_kind import MONTH
from portal.month_telling import followed
from portal.oversight_telling import basis_lines, certainty, figure_name, heading, line_name, says, what_name, workbook
from portal.proceeding_wording import ProceedingSpeech
from portal.reading import PAGE
from portal.wording import Speech
from portal.words.places import MODES as MODE_WORDS

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# Where the file of a case found is shown; a review of a measure has no page of its own.
_CAMPAIGNS = ("ledger_not_filed", "rule_not_entered", "new_rule_found", "date_missed")
_REVIEWS = ("incident_found_wrong", "incident_not_handled")
# So many files back the dashboard follows what is owed.
FILES_SHOWN = 12
# A bar's full width, in the units of its drawing.
_FULL = 100


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a chart: its name and address, and of each kind the number and how long it is drawn."""

    name: str
    address: str
    parts: tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a visitor asked for."""

    month: Month
    mode: str
    unit: str

    def query(self, **more: str) -> str:
        """The same in an address."""
        said = {"month": self.month.name, "mode": self.mode, **({"unit": self.unit} if self.unit else {}), **more}
        return urlencode(said)


def routes(counter: Counter) -> APIRouter:
    """The pages of oversight: for who is signed in; they name files and units, no party."""
    router = APIRouter()

    @router.get("/oversight")
    def month(request: Request) -> Response:
        visitor, wanted = counter.visitor(request), _wanted(counter, request)
        speech, notice = Speech(lang_of(request)), _notice(counter, wanted)
        units = counter.reader.ask(lambda connection: units_of(connection, wanted.mode))
        return counter.page(
            request, "oversight.html", speech=speech, visitor=visitor, wanted=wanted, notice=notice, units=units,
            title=heading(speech, notice), basis=basis_lines(speech, notice), bars=_bars(speech, wanted, notice),
            modes=[(mode, speech.t(*MODE_WORDS[mode])) for mode in MODES], figures=FIGURES, **_words(speech),
            followed=counter.reader.ask(lambda connection: followed(connection, wanted.mode, FILES_SHOWN)),
            other=wanted.query(lang=_other(speech)), m=ProceedingSpeech(speech.lang, own=MONTH.said.vocabulary),
        )  # fmt: skip

    @router.get("/oversight/month.xlsx")
    def month_file(request: Request) -> Response:
        counter.visitor(request)
        wanted = _wanted(counter, request)
        speech, notice = Speech(lang_of(request)), _notice(counter, wanted)
        name = quote(f"{heading(speech, notice)}.xlsx")
        told = {"Content-Disposition": f"attachment; filename*=UTF-8''{name}"}
        return Response(workbook(speech, notice), media_type=_XLSX, headers=told)

    @router.get("/oversight/line/{line_id}")
    def one_line(request: Request, line_id: str) -> Response:
        visitor, wanted = counter.visitor(request), _wanted(counter, request)
        speech, notice = Speech(lang_of(request)), _notice(counter, wanted, line_id)
        line = next((told for told in notice.lines if told.line.id == line_id), None)
        of = request.query_params.get("of", FRESH)
        figure = line.figure(of) if line is not None else None
        if line is None or figure is None:
            raise Problem(404, "没有这一数字。", "There is no such figure.")
        cases = [f for f in line.cases if is_of(f, of, wanted.month)]
        first = _page(request, len(cases))
        return counter.page(
            request, "oversight_line.html", speech=speech, visitor=visitor, wanted=wanted, line=line, figure=figure,
            cases=cases[first : first + PAGE], first=first, count=len(cases), step=PAGE, bars=_by_unit(speech, cases),
            askings=_askings(speech, line, figure.asking), title=heading(speech, notice), **_words(speech),
            place=_place(line),
            other=wanted.query(of=of, lang=_other(speech)),
        )  # fmt: skip

    return router


def _wanted(counter: Counter, request: Request) -> Wanted:
    """The month asked for, else the last that is over; a month that is not over is not told."""
    today = law_day(counter.now())
    asked, mode = request.query_params.get("month"), request.query_params.get("mode", MODES[0])
    month = month_named(asked) if asked else month_before(today)
    if month is None:
        raise Problem(400, "月份应写成2026-10这样的形式。", "Write the month like 2026-10.")
    if not month.is_over(today):
        raise Problem(400, "该月尚未结束，不能通报。", "That month is not over yet: it cannot be told.")
    if mode not in MODES:
        raise Problem(400, "没有这种案件性质。", "There is no such mode.")
    return Wanted(month, mode, request.query_params.get("unit", ""))


def _notice(counter: Counter, wanted: Wanted, only: str = "") -> Notice:
    return counter.reader.ask(
        lambda connection: notice_of(connection, counter.book, wanted.month, wanted.mode, wanted.unit, only)
    )


def _words(speech: Speech) -> dict[str, Any]:
    """How the templates say lines, figures and rules."""
    return {
        "line_name": lambda line: line_name(speech, line),
        "figure_name": lambda of: figure_name(speech, of),
        "what_name": lambda what: what_name(speech, what),
        "says": lambda words: says(speech, words),
        "sure": lambda words: certainty(speech, words),
    }


def _other(speech: Speech) -> str:
    return speech.other.lang


def _bars(speech: Speech, wanted: Wanted, notice: Notice) -> tuple[Bar, ...]:
    """A bar a line for what arose and one for what stands, all by one measure."""
    shown = (FRESH, STANDING)
    counted = [(line, [(of, f.count) for of in shown if (f := line.figure(of)) is not None]) for line in notice.lines]
    most = max((count for _, parts in counted for _, count in parts), default=0)
    return tuple(
        Bar(
            line_name(speech, line),
            f"/oversight/line/{line.line.id}?{wanted.query(of=FRESH)}",
            tuple((of, count, _long(count, most)) for of, count in parts),
        )
        for line, parts in counted
    )


def _by_unit(speech: Speech, cases: Sequence[Found]) -> tuple[Bar, ...]:
    """How many cases each unit has, the most first."""
    counted = Tally(f.unit for f in cases)
    most = max(counted.values(), default=0)
    ordered = sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))[:PAGE]
    return tuple(Bar(unit or speech.t("未列名", "unnamed"), "", ((FRESH, n, _long(n, most)),)) for unit, n in ordered)


def _long(count: int, most: int) -> int:
    """How long a bar is drawn; what is there at all can be seen."""
    return max(1, count * _FULL // most) if count else 0


def _place(line: LineTold) -> str:
    """The address before a file's id; empty where it has no page."""
    if line.line.query in _REVIEWS:
        return ""
    return "/cleanup/" if line.line.query in _CAMPAIGNS else "/case/"


def _askings(speech: Speech, line: LineTold, counting: Asking) -> tuple[tuple[str, Asking], ...]:
    return (
        (speech.t("这一数字的查询", "The query of this figure"), counting),
        (speech.t("案件名单的查询", "The query of the cases"), line.asking),
    )


def _page(request: Request, count: int) -> int:
    """The first row of the page asked for."""
    asked = request.query_params.get("from", "0")
    first = int(asked) if asked.isascii() and asked.isdigit() else 0
    return first if first < count else 0
