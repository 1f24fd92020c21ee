"""The law file an edition would become, given out as text: a person enters it, no program does."""

from __future__ import annotations

from urllib.parse import quote

from fastapi import APIRouter, Request
from starlette.responses import Response

from models.law.days import law_day
from models.tables.edition_texts import file_of
from portal.counter import Counter, Problem
from portal.edition_kind import EDITION
from portal.edition_reading import EditionFile
from portal.proceeding_deciding import standing

_YAML = "application/yaml; charset=utf-8"


def routes(counter: Counter) -> APIRouter:
    """The file, for officers at any step and for anybody once it is published."""
    router = APIRouter()

    @router.get(EDITION.home + "/{edition_id}/law.yaml")
    def own_file(request: Request, edition_id: str) -> Response:
        visitor, held = counter.visitor(request), EDITION.find(counter, edition_id)
        counter.note(visitor, held.id, "law-file")
        return _given(counter, held)

    @router.get("/catalogues/{edition_id}/law.yaml")
    def published_file(edition_id: str) -> Response:
        held = EDITION.find(counter, edition_id)
        if held.mode != "real" or held.state.published_on is None:
            raise Problem(404, *EDITION.said.missing)
        return _given(counter, held)

    return router


def _given(counter: Counter, held: EditionFile) -> Response:
    now = EDITION.now(counter, held)
    if held.texts is None or not held.version:
        raise Problem(404, *EDITION.said.missing)
    state = standing(EDITION, held, now).state
    text = file_of(state, held.texts, str(held.said.get("lead") or held.authority), law_day(now), number=held.number)
    name = f"{state.instrument}-{(state.in_force_on or state.planned_on or law_day(now)).isoformat()}.yaml"
    disposition = f"attachment; filename*=UTF-8''{quote(name)}"
    return Response(text, media_type=_YAML, headers={"Content-Disposition": disposition})
