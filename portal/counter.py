"""One counter: everything its pages need, and how a page is made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

from fastapi import Request
from fastapi.templating import Jinja2Templates
from sqlalchemy.exc import SQLAlchemyError
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.responses import Response

from models.law.days import law_day
from models.law.lawbook import Lawbook, Words
from models.law.reading import LawFault
from models.law.reminding import near
from models.law.text_files import MOST_BYTES as TEXT_BYTES
from models.law.text_files import file_digest
from models.sheets.arriving import MOST_BYTES
from portal.choosing import Offer
from portal.filling import FILE_OF, anchor
from portal.opening_law import called
from portal.reading import CaseFile, PartyRow, Reader
from portal.sessions import Doorkeeper, Visitor, comes_from_here, is_own_form
from portal.settings import Settings
from portal.temporal import Courier
from portal.wording import Lang, Speech, masked_name, masked_number
from portal.writing import Writer

LANG_COOKIE = "lang"
# A form told again in the other language keeps what was typed; with its faults where they were shown.
RETELL, WITH_FAULTS = "retell", "faults"
_MOST_BYTES = 256 * 1024
_MOST_FIELDS = 400
_FORM = "application/x-www-form-urlencoded"
_WITH_FILE = "multipart/form-data"
_TEMPLATES = Path(__file__).parent / "templates"


class Problem(Exception):
    """A page that cannot be given, with its status and a sentence in both languages."""

    def __init__(self, status: int, zh: str, en: str) -> None:
        """Keep the status and the sentences."""
        super().__init__(en)
        self.status, self.zh, self.en = status, zh, en


class NotSignedIn(Exception):
    """Somebody who must sign in first."""


@dataclass(slots=True)
class Counter:
    """The parts of a counter."""

    settings: Settings
    reader: Reader
    writer: Writer
    courier: Courier
    door: Doorkeeper
    book: Lawbook
    clock: Callable[[], datetime]
    log: Callable[..., None]
    # The kinds of proceedings served beside the listing, for the menu and the worklist.
    kinds: tuple[Any, ...] = ()
    _templates: Jinja2Templates = field(default_factory=lambda: _made_templates())  # noqa: PLW0108 - it stands below
    _words: dict[tuple[str, str], dict[str, Words]] = field(default_factory=dict)

    def now(self, case: CaseFile | None = None) -> datetime:
        """The legal instant: a rehearsal's clock is its own."""
        offset = timedelta(seconds=case.offset if case else 0)
        return self.clock().astimezone(UTC) - offset

    @property
    def near(self) -> int:
        """How many working days before its last day a deadline is shown as coming near."""
        return near(self.book, law_day(self.clock()))

    def visitor(self, request: Request) -> Visitor:
        """Who is signed in; nobody is sent to the door."""
        found = self.door.visitor(request.cookies.get(self.door.cookie))
        if found is None:
            raise NotSignedIn
        return found

    def case(self, case_id: str) -> CaseFile:
        """A case of the record."""
        found = self.reader.case(case_id)
        if found is None:
            raise Problem(404, "没有这一案件。", "There is no such case.")
        return found

    def note(self, visitor: Visitor, case_id: str, what: str) -> None:
        """Write who looks before anything is shown; where that fails, nothing is shown."""
        try:
            self.writer.note_access(visitor.id, case_id, what, self.clock())
        except SQLAlchemyError as fault:
            sentences = ("查阅登记暂时不能写入，不能显示。", "The look-up cannot be recorded now, so nothing is shown.")
            raise Problem(503, *sentences) from fault

    def law_words(self, case: CaseFile, on: date | None = None) -> dict[str, Words]:
        """The words of the edition by which a case is judged on a day, today where none is named; read once."""
        opened_on = law_day(case.opened_at)
        edition = case.law.on(on or law_day(self.now(case)))
        day = max(opened_on, edition.since)
        key = (case.law.version, day.isoformat())
        if key not in self._words:
            words = self.book.words(case.regime, day, self.book.local_of(case.law, opened_on))
            self._words[key] = {f"regime.{case.regime}": called(self.book.instrument(case.regime, day)), **words}
        return self._words[key]

    def speech(self, request: Request, case: CaseFile | None = None) -> Speech:
        """The language of this visitor, with the words of the case's law and its parties."""
        lang = lang_of(request)
        if case is None:
            return Speech(lang)
        names = party_names(self.reader.parties(case.id)), self.reader.names()
        return Speech(lang, self.law_words(case), *names, partial(self.law_words, case))

    def offer(self, case: CaseFile) -> Offer:
        """What there is to choose from in a case."""
        return Offer(case.state, case.law.on(law_day(self.now(case))), self.reader.officers())

    async def posted(self, request: Request, *, files: bool = True) -> dict[str, list[str]]:
        """A posted form: from a page of ours, of a decent size; `files`: whether a text may come as its file."""
        if not comes_from_here(request.headers):
            raise Problem(403, "这张表单不是从本系统的页面发来的。", "This form was not sent from a page of ours.")
        sent_as = request.headers.get("content-type", "").partition(";")[0].strip()
        if sent_as == _WITH_FILE and files:
            return await self._with_digests(request)
        if sent_as != _FORM:
            raise Problem(415, "不能接收这种格式。", "A form of this format is not taken.")
        body = bytearray()
        async for chunk in request.stream():
            body += chunk
            if len(body) > _MOST_BYTES:
                raise Problem(413, "表单内容过长。", "The form is too long.")
        try:
            text = body.decode("utf-8")
            found = parse_qs(text, keep_blank_values=True, max_num_fields=_MOST_FIELDS, errors="strict")
        except ValueError as fault:
            raise Problem(400, "表单无法读取。", "The form cannot be read.") from fault
        return {name: [v.replace("\r\n", "\n") for v in values] for name, values in found.items()}

    async def _with_digests(self, request: Request) -> dict[str, list[str]]:
        """A posted form in which a text's file stands for its digest: the file itself is not kept."""
        length = request.headers.get("content-length", "")
        if not length.isdigit() or int(length) > TEXT_BYTES + _MOST_BYTES:
            most = TEXT_BYTES // (1024 * 1024)
            raise Problem(413, f"文件超过{most} MB，不予读取。", f"The file has more than {most} MB: it is not read.")
        try:
            async with request.form(max_files=1, max_fields=_MOST_FIELDS) as form:
                posted = {k: [v.replace("\r\n", "\n") for v in form.getlist(k) if isinstance(v, str)] for k in form}
                files = [(k, v.filename or "", await v.read()) for k, v in form.items() if isinstance(v, UploadFile)]
            for field, name, content in files:
                if name:
                    # A law file is parsed for its digest: no other page waits for that.
                    posted[field.removesuffix(FILE_OF)] = [await run_in_threadpool(file_digest, name, content)]
        except HTTPException as fault:
            raise Problem(400, "表单无法读取。", "The form cannot be read.") from fault
        except LawFault as fault:
            raise Problem(422, f"不是完整的条文文件：{fault}", f"It is no whole law file: {fault}") from fault
        return {k: v for k, v in posted.items() if v}

    async def uploaded(self, request: Request) -> tuple[dict[str, list[str]], tuple[str, bytes]]:
        """A posted form with one file: from a page of ours, its size known before a byte of it is read."""
        if not comes_from_here(request.headers):
            raise Problem(403, "这张表单不是从本系统的页面发来的。", "This form was not sent from a page of ours.")
        if request.headers.get("content-type", "").partition(";")[0].strip() != _WITH_FILE:
            raise Problem(415, "不能接收这种格式。", "A form of this format is not taken.")
        length = request.headers.get("content-length", "")
        if not length.isdigit() or int(length) > MOST_BYTES + _MOST_BYTES:
            most = MOST_BYTES // (1024 * 1024)
            raise Problem(413, f"文件超过{most} MB，不予读取。", f"The file has more than {most} MB: it is not read.")
        try:
            async with request.form(max_files=1, max_fields=_MOST_FIELDS) as form:
                posted = {k: [v for v in form.getlist(k) if isinstance(v, str)] for k in form}
                file = next((v for v in form.values() if isinstance(v, UploadFile)), None)
                found = (file.filename or "", await file.read()) if file is not None else ("", b"")
        except HTTPException as fault:
            raise Problem(400, "表单无法读取。", "The form cannot be read.") from fault
        if not found[0]:
            raise Problem(400, "没有选择文件。", "No file was chosen.")
        return {k: v for k, v in posted.items() if v}, found

    def check_token(self, visitor: Visitor, posted: dict[str, list[str]]) -> None:
        """Refuse a form without the token of this session."""
        if not is_own_form(visitor, "".join(posted.pop("csrf", ()))):
            raise Problem(
                403,
                "表单的校验标记不符，什么也没有办理。请返回原页面，刷新后再提交。",
                "The form's token does not fit this session; nothing was done. Go back, reload and send again.",
            )

    def page(
        self, request: Request, template: str, *, status: int = 200, speech: Speech | None = None, **of: Any
    ) -> Response:
        """A page in the visitor's language."""
        speech = speech or self.speech(request)
        shown = {
            "s": speech,
            "t": speech.t,
            "lang": speech.lang,
            "authority": self.settings.authority,
            "masked_name": masked_name,
            "masked_number": masked_number,
            "visitor": of.pop("visitor", None),
            "path": request.url.path,
            "kinds": self.kinds,
            # Where the file's own page is, and what a file is called: a case, unless a page says otherwise.
            "home": f"/case/{of['case'].id}" if of.get("case") else "/",
            "thing": speech.t("案件", "case"),
            **of,
        }
        return self._templates.TemplateResponse(request, template, shown, status_code=status)


def _made_templates() -> Jinja2Templates:
    made = Jinja2Templates(_TEMPLATES)
    made.env.filters["anchor"] = anchor
    return made


def lang_of(request: Request) -> Lang:
    """The language asked for, else the one remembered, else Chinese."""
    asked = request.query_params.get("lang") or request.cookies.get(LANG_COOKIE)
    return "en" if asked == "en" else "zh"


def party_names(parties: tuple[PartyRow, ...]) -> dict[str, str]:
    """The parties by their id in the file."""
    return {p.id: p.name for p in parties}
