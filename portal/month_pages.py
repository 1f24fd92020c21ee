"""The notice of a month as it was drawn, given out as Excel: figures, cases, and the query beside each figure."""

from __future__ import annotations

from urllib.parse import quote

from fastapi import APIRouter, Request
from starlette.responses import Response

from models.tables.months import frozen
from portal.counter import Counter, Problem, lang_of
from portal.month_kind import MONTH
from portal.oversight_telling import heading, workbook
from portal.wording import Speech

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def routes(counter: Counter) -> APIRouter:
    """What is given out of a month's file."""
    router = APIRouter()

    @router.get("/oversight/months/{month_id}/notice.xlsx")
    def notice_file(request: Request, month_id: str) -> Response:
        visitor, held = counter.visitor(request), MONTH.find(counter, month_id)
        drawn = held.state.notice
        if drawn is None:
            raise Problem(404, "通报还没有生成。", "The notice is not drawn yet.")
        counter.note(visitor, held.id, f"notice:{drawn.digest[:12]}")
        notice = counter.reader.ask(lambda connection: frozen(connection, drawn.digest))
        speech = Speech(lang_of(request))
        told = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(heading(speech, notice))}.xlsx"}
        return Response(workbook(speech, notice), media_type=_XLSX, headers=told)

    return router
