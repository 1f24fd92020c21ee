"""The ledger at the counter: the table in either form with its faults, a file brought in, files given out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from models.law.days import law_day
from models.law.ledger_forms import LedgerForm
from models.law.ledger_reading import read_forms
from models.records.campaigns import AFTER_REPORTING
from models.records.commands import Actor, Command
from models.records.ledgers import LedgerRow
from models.sheets.arriving import read_sheet
from models.sheets.faults import SheetFault
from models.sheets.headers import ORIGIN
from models.sheets.workbook_writing import write_workbook
from models.sheets.writing import table_of, write_csv
from models.steps.cleanup_fields import campaign_part
from models.steps.ledgers import read_ledger
from models.tables.ledger_keeping import ADD, NEW, REPLACE, ImportAsked, ImportRefused, waiting_ledger
from models.tables.ledger_pages import Asked, UnitRow, fault_counts, ledger_count, ledger_page
from models.tables.ledgers import document_digest, held_documents, ledger_rows, unit_ledger
from portal.campaign_kind import CAMPAIGN
from portal.campaign_reading import CampaignFile
from portal.counter import Counter, Problem, lang_of
from portal.filling import whole
from portal.ledger_telling import fault_words, row_words
from portal.proceeding_deciding import judged, standing
from portal.proceeding_wording import ProceedingSpeech
from portal.sessions import Visitor
from portal.words import cleanup, ledgers

_A_PAGE = 50
_WAYS = (NEW, REPLACE, ADD)
_KINDS = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}
# By which act a file's rows are filed: whoever may do neither brings none.
_FILED_BY = ("file_ledger", "except_ledger")


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of the table with the faults that are said of it, each with where it is settled."""

    label: str
    value: str
    faults: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the table."""

    unit: str
    place: int
    turn: int
    struck: bool
    cells: tuple[Cell, ...]
    settled: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Filter:
    """What of a ledger is shown: of a unit, with those below it, of a disposition, with a fault, in a form."""

    unit: str
    below: bool
    disposition: str
    fault: str
    form: str
    page: int

    def query(self, **changed: Any) -> str:
        """The same as an address asks for it, something changed."""
        told = {
            "unit": self.unit, "below": "1" if self.below else "", "disposition": self.disposition,
            "fault": self.fault, "form": self.form, "page": str(self.page or ""), **changed,
        }  # fmt: skip
        return urlencode({k: v for k, v in told.items() if v not in ("", 0)})


def routes(counter: Counter) -> APIRouter:
    """The pages of the ledger."""
    router = APIRouter()

    @router.get("/cleanup/{campaign_id}/ledger")
    def ledger(request: Request, campaign_id: str) -> Response:
        visitor, held = counter.visitor(request), CAMPAIGN.find(counter, campaign_id)
        return _ledger_page(counter, request, visitor, held, {})

    @router.post("/cleanup/{campaign_id}/ledger")
    async def upload(request: Request, campaign_id: str) -> Response:
        visitor = await run_in_threadpool(counter.visitor, request)
        posted, file = await counter.uploaded(request)
        counter.check_token(visitor, posted)
        held = await run_in_threadpool(CAMPAIGN.find, counter, campaign_id)
        name, content = file
        return await run_in_threadpool(_upload, counter, request, visitor, held, posted, name, content)

    @router.get("/cleanup/{campaign_id}/ledger.{kind}")
    def download(request: Request, campaign_id: str, kind: str) -> Response:
        visitor, held = counter.visitor(request), CAMPAIGN.find(counter, campaign_id)
        if kind not in _KINDS:
            raise Problem(404, "没有这种格式。", "There is no such format.")
        asked = _filter(request, held)
        counter.note(visitor, held.id, f"ledger-file:{asked.unit}")
        return _file(counter, request, held, asked, kind, with_faults=request.query_params.get("faults") == "1")

    return router


def _filter(request: Request, held: CampaignFile) -> Filter:
    q, forms = request.query_params, read_forms()
    unit = q.get("unit", "")
    fault = q.get("fault", "")
    disposition = q.get("disposition", "")
    return Filter(
        unit if held.state.unit(unit) else held.state.root,
        q.get("below") == "1" or not held.state.unit(unit),
        disposition if disposition in (*cleanup.CHOICES["disposition"], "none") else "",
        fault if fault in (*cleanup.FAULTS, "any") else "",
        q.get("form", "") if q.get("form", "") in forms else next(iter(forms)),
        whole(q.get("page", "0"), 0),
    )


def _units(held: CampaignFile, asked: Filter) -> tuple[str, ...]:
    if not asked.below:
        return (asked.unit,)
    return tuple(u.id for u in held.state.under(asked.unit))


def _ledger_page(
    counter: Counter, request: Request, visitor: Visitor, held: CampaignFile, told: dict[str, Any], status: int = 200
) -> Response:
    asked, ask = _filter(request, held), counter.reader.ask
    counter.note(visitor, held.id, f"ledger:{asked.unit}")
    speech, forms = CAMPAIGN.speech(counter, request, held), read_forms()
    units = _units(held, asked)
    meant = Asked(held.id, units, None if not asked.disposition else asked.disposition.replace("none", ""), asked.fault)
    count = ask(lambda connection: ledger_count(connection, meant))
    rows = ask(lambda connection: ledger_page(connection, meant, asked.page * _A_PAGE, _A_PAGE))
    may = {f for u in held.state.units for f in (u.ledger.faults if u.ledger else ())}
    shown = {
        "asked": asked,
        "form": forms[asked.form],
        "forms": forms,
        "units": [(u.id, held.name(u.id)) for u in held.state.units],
        "lines": [_line(speech, held, r, forms, asked.form) for r in rows],
        "titles": _titles(speech, forms[asked.form], [r.stored.row for r in rows], forms),
        "count": count,
        "pages": -(-count // _A_PAGE),
        "faults": ask(lambda connection: fault_counts(connection, held.id, units)),
        "fault_word": lambda code: speech.t(*cleanup.FAULTS.get(code, (code, code))),
        "summary": ask(lambda connection: unit_ledger(connection, held.id, asked.unit)),
        "filed": held.state.unit(asked.unit),
        "may_bring": not _refusals(counter, held, visitor, asked.unit),
        "is_closed": held.state.step in AFTER_REPORTING,
        "waits": ask(lambda connection: waiting_ledger(connection, held.id, asked.unit)),
        "ways": [(w, speech.t(*_WAY_WORDS[w])) for w in _WAYS],
        "open_faults": may,
        **told,
    }
    return CAMPAIGN.page(counter, request, "cleanup_ledger.html", speech, visitor, held, status=status, **shown)


_WAY_WORDS = {
    NEW: ("新建（该单位还没有台账）", "new: the unit has no ledger yet"),
    REPLACE: ("以本文件代替原有各行", "in place of the rows held"),
    ADD: ("在原有各行之外增补", "beside the rows held"),
}


def _titles(
    speech: ProceedingSpeech, form: LedgerForm, rows: list[LedgerRow], forms: dict[str, LedgerForm]
) -> tuple[str, ...]:
    return tuple(_title(speech, title, forms) for title in table_of(form, rows, forms).titles)


def _title(speech: ProceedingSpeech, printed: str, forms: dict[str, LedgerForm]) -> str:
    """A column's title as printed, or what it asks in English."""
    found = next((c for form in forms.values() for c in form.columns if c.zh == printed), None)
    if found is None:
        return speech.t("原行（格数与样式不符）", "The row as it came") if printed == ORIGIN else printed
    return speech.t(found.zh, found.en)


def _line(
    speech: ProceedingSpeech, held: CampaignFile, found: UnitRow, forms: dict[str, LedgerForm], shown: str
) -> Line:
    """A row in the form shown; a fault stands under the cell it is about, the whole row's under the first."""
    row, form, own = found.stored.row, forms[shown], forms[found.stored.row.form]
    table = table_of(form, [row], forms)
    values = next(iter(table.lines))
    fields = (*form.fields, *(f for f in own.fields if f not in form.fields and row.value(f)))
    by_field: dict[str, list[tuple[str, str]]] = {}
    for fault, name in zip(row.faults, found.stored.faults, strict=True):
        at = fault.field if fault.field in fields else ""
        to = f"{CAMPAIGN.home_of(held)}/act/settle_fault?unit={quote(found.unit)}&fault={quote(name)}"
        by_field.setdefault(at or fields[0], []).append((speech.t(*fault_words(own, fault)), to))
    cells = tuple(
        Cell(_title(speech, title, forms), value, tuple(by_field.get(fields[n] if n < len(fields) else "", ())))
        for n, (title, value) in enumerate(zip(table.titles, values, strict=True))
    )
    names = speech.officers
    settled = tuple(
        speech.t(
            f"{names.get(s.by, s.by)} {law_day(s.at)}：{ledgers.WAYS[s.way.value][0]}。{s.reason}",
            f"{names.get(s.by, s.by)} {law_day(s.at)}: {ledgers.WAYS[s.way.value][1]}. {s.reason}",
        )
        for s in row.settled
    )
    return Line(found.unit, row.place, found.stored.turn, row.struck, cells, settled)


def _refusals(counter: Counter, held: CampaignFile, visitor: Visitor, unit: str) -> bool:
    """Whether this officer may do neither of the acts by which a ledger is filed."""
    now = CAMPAIGN.now(counter, held)
    state = standing(CAMPAIGN, held, now)
    actor = Actor(visitor.id, visitor.roles)
    for act in _FILED_BY:
        said = {"unit": unit, "digest": "-", "change": "add", "reason": "-"}
        refused = judged(CAMPAIGN, state, Command("assumed", act, actor, campaign_part(act, said)), now)
        # Into a closed ledger the unit lays a file ready; the lead's head approves it.
        if refused is None or refused.code == "ledger_closed":
            return False
    return True


def _upload(
    counter: Counter, request: Request, visitor: Visitor, held: CampaignFile, posted: dict[str, list[str]],
    name: str, content: bytes,
) -> Response:  # fmt: skip
    """Take a file in: every row, every fault named; or one sentence why nothing of it is taken."""
    asked = _filter(request, held)
    way = "".join(posted.get("way", ()))
    if _refusals(counter, held, visitor, asked.unit):
        raise Problem(403, "您不能为该单位导入台账。", "You may not bring in this unit's ledger.")
    forms = read_forms()
    try:
        arrived = read_sheet(content, forms)
        there = (
            counter.reader.ask(lambda connection: held_documents(connection, held.id, asked.unit))
            if way == ADD else {}
        )  # fmt: skip
        rows = tuple(read_ledger(forms, arrived.form, arrived.rows, lambda n: there.get(document_digest(n) or "")))
        begun = counter.writer.keep_ledger(
            ImportAsked(
                held.id, asked.unit, name, arrived.sha256, arrived.sheet, arrived.form.id, len(arrived.rows),
                way if way in _WAYS else NEW, visitor.id, CAMPAIGN.now(counter, held).replace(microsecond=0),
                exception=posted.get("exception") == ["1"],
            ),
            rows,
        )  # fmt: skip
    except SheetFault as bad:
        told: dict[str, Any] = {"not_taken": (bad.zh, bad.en)}
        return _ledger_page(counter, request, visitor, held, told, 422)
    except ImportRefused as bad:
        zh, en = ledgers.UPLOAD_REFUSED.get(bad.code) or ledgers.REFUSED[bad.code]
        return _ledger_page(counter, request, visitor, held, {"not_taken": (zh, en)}, 409)
    told = {"taken": len(rows), "faulty": sum(len(r.faults) for r in rows), "before": begun, "file_name": name}
    return _ledger_page(counter, request, visitor, held, told)


def _file(
    counter: Counter, request: Request, held: CampaignFile, asked: Filter, kind: str, *, with_faults: bool
) -> Response:
    """The ledger in a form, as a file; with its faults as a last column where that is asked."""
    forms, units = read_forms(), _units(held, asked)
    stored = counter.reader.ask(lambda connection: ledger_rows(connection, held.id, *units))
    rows = tuple(s.row for s in stored if not s.row.struck)
    if not rows:
        raise Problem(404, "没有这样的台账。", "There is no such ledger.")
    form, english = forms[asked.form], lang_of(request) == "en"
    said = (lambda row: row_words(forms, row, form)[english]) if with_faults else None
    table = table_of(form, rows, forms, said)
    made = write_csv(table) if kind == "csv" else write_workbook(table, held.name(asked.unit))
    named = quote(f"{held.name(asked.unit)}-台账-{asked.form}.{kind}")
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{named}"}
    return Response(made, media_type=_KINDS[kind], headers=headers)
