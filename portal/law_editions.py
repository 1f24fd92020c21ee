"""The pages of the national catalogue and list of measures: one for each edition, as a table of its columns."""

from __future__ import annotations

from itertools import groupby

from fastapi import APIRouter, Request
from starlette.responses import Response

from models.law.regimes import Certainty
from portal.counter import Counter, Problem, lang_of
from portal.law_lines import gaps
from portal.law_listing import MeasureRow, Pair, catalogue_table, editions, list_names, measure_table
from portal.law_pages import asked_day, other_tongue
from portal.wording import Speech
from portal.words.law import CERTAINTIES, RANKS
from portal.words.listing import COLUMN_WORDS, MEASURE_WORDS, POINT_WORDS


def routes(counter: Counter) -> APIRouter:
    """Open to anybody, as all law is."""
    router = APIRouter()

    @router.get("/law/edition/{name}")
    def one_edition(request: Request, name: str) -> Response:
        on = asked_day(counter, request)
        found = next((e for e in editions(counter.book, on) if e.name == name), None)
        if found is None:
            raise Problem(404, "没有这一目录或者清单。", "There is no such catalogue or list.")
        speech = Speech(lang_of(request))
        rows = measure_table(found.text, list_names(counter.book, on))
        return counter.page(
            request, "edition.html", speech=speech,
            visitor=counter.door.visitor(request.cookies.get(counter.door.cookie)),
            on=on, query=other_tongue(request), edition=found, text=found.text,
            force=speech.rule_of(found.text.force_words()), ranks=RANKS,
            measures=_by_category(rows), classes=catalogue_table(found.text), gaps=tuple(gaps(found.text)),
            heads=(MEASURE_WORDS, *COLUMN_WORDS.values()), points=tuple(POINT_WORDS.values()),
            certainties={c.value: CERTAINTIES[c] for c in Certainty},
        )  # fmt: skip

    return router


def _by_category(rows: tuple[MeasureRow, ...]) -> list[tuple[Pair, list[MeasureRow]]]:
    """The rows under the category they stand in, in the order of the list."""
    return [(category, list(held)) for category, held in groupby(rows, key=lambda row: row.category)]
