"""Honours at the counter: what their pages and forms are made from, and what anybody may read of them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection, select

from models.law.days import law_day
from models.law.honour_rules import ERROR, HonourLaw
from models.law.honours import HOUSE, honour_law, honour_words, honouring, told_rows
from models.records.deadlines import Deadline, Standing
from models.records.honours import EXIT, HONOURED, RECOGNITION, HonourState
from models.steps.honour_exits import needs_hearing
from models.steps.honour_fields import FIELDS
from models.steps.honour_table import MOVES, OPENINGS
from models.tables.honour_schema import honour_file
from models.tables.honours import HONOUR as KEPT
from models.tables.schema import command, party
from portal.counter import Counter
from portal.proceeding_dues import DONE_LATER
from portal.proceeding_kind import Body, Choices, Forms, Kind, Lawful, Names, Offer, Pages, Public, Said, Table
from portal.proceeding_reading import Held
from portal.proceeding_wording import ProceedingSpeech, vocabulary
from portal.wording import masked_name
from portal.words import honours

_SOME = "~"
_PERSON = "person"
_FORWARD = {
    "standard_drafted": ("file_standard",),
    "standard_filed": ("register_filing", "return_filing"),
    "standard_registered": ("publish_standard",),
    "proposed": ("recognise_honour", "refuse_honour"),
    "recognised": ("publish_honour",),
    "benefit_promised": ("supply_papers",),
    "promise_broken": ("supply_papers",),
    "pledged": ("verify_pledge",),
}


@dataclass(frozen=True, slots=True)
class HonourFile(Held[HonourState, HonourLaw]):
    """A file as it stands in the record, with whom it is about; a person only by the first character."""

    who: str = ""
    full_name: str = ""
    number: str = ""

    @property
    def title(self) -> str:
        """The subject and what it is honoured, granted or committed to; of a standard its title."""
        said = self.said.get("title") or self.said.get("matter") or self.said.get("purpose") or self.id
        return f"{self.who} · {said}" if self.who else str(said)

    @property
    def called(self) -> str:
        """What the honour is called, without its subject."""
        return str(self.said.get("title") or self.id)


def _subject(connection: Connection, file_id: str) -> dict[str, Any]:
    row = connection.execute(select(party).where(party.c.case_id == file_id, party.c.place == 0)).first()
    if row is None:
        return {}
    who = masked_name(row.name) if row.kind == _PERSON else row.name
    return {"who": who, "full_name": row.name, "number": row.uscc or row.id_number or ""}


def _wanted(state: HonourState) -> tuple[str, ...]:
    answers = ("answer_objection",) if any(not o.finding for o in state.objections) else ()
    served = ("serve_paper",) if state.unserved() else ()
    deletes = ("confirm_deletion",) if _to_delete(state) else ()
    examined = ("reexamine_honour",) if state.reexamined_for else ()
    forward = _FORWARD.get(state.step, ())
    if state.standard and state.step == "standard_drafted" and state.standard.origin != "own":
        forward = ("publish_standard",)
    if state.step == "recognised" and (state.ground or (state.subject == _PERSON and not state.consent)):
        forward = ()
    return (*_ending(state), *forward, *answers, *examined, *deletes, *served)


def _ending(state: HonourState) -> tuple[str, ...]:
    ground = state.ground
    if ground is None:
        return ()
    unheard = needs_hearing(ground) and not (ground.stated or ground.period_over)
    if not unheard:
        return ("end_honour",)
    return () if ground.told_on else ("notify_removal",)


def _to_delete(state: HonourState) -> tuple[str, ...]:
    gone = state.step == "honour_ended" or state.consent_withdrawn_on is not None
    return state.showing() if gone else ()


def _is_owed(state: HonourState, due: Deadline) -> bool:
    """What was not done in time is still owed until it is done (H-184)."""
    if due.standing in (Standing.MET, Standing.DROPPED):
        return False
    late = {
        "honour_filing": state.step == "standard_drafted",
        "honour_filing_answer": state.step == "standard_filed",
        "honour_recognition": state.step == "proposed",
        "honour_publication": state.step == "recognised",
        "honour_service": due.matter in state.unserved(),
        "honour_objection": any(o.id == due.matter and not o.finding for o in state.objections),
        "honour_removal": state.ground is not None,
        "honour_ending": state.ground is not None,
        "honour_reexamination": bool(state.reexamined_for),
        "honour_deletion": due.matter in _to_delete(state),
        "pledge_verification": state.step == "pledged",
        "promise": state.step in ("benefit_promised", "promise_broken"),
    }
    return late.get(due.kind, due.standing is Standing.OPEN)


def _text(held: HonourFile) -> str:
    return held.state.standard.text if held.state.standard else _SOME


def _published(held: HonourFile, today: str, _: Mapping[str, str]) -> Iterator[Body]:
    yield {"text": _text(held), "on": today, "in_force_on": today, "where": _SOME}


def _after(day: str) -> str:
    return (date.fromisoformat(day) + timedelta(1)).isoformat()


def _recognised(_: HonourFile, today: str, __: Mapping[str, str]) -> Iterator[Body]:
    yield {"until": _after(today), "reasons": _SOME}


def _renewed(held: HonourFile, today: str, _: Mapping[str, str]) -> Iterator[Body]:
    last = held.state.until.isoformat() if held.state.until else today
    yield {"until": _after(max(today, last)), "reasons": _SOME}


def _objected(held: HonourFile, today: str, _: Mapping[str, str]) -> Iterator[Body]:
    against = EXIT if held.state.step == "honour_ended" else RECOGNITION
    said = {"from_whom": _SOME, "on": today, "reasons": _SOME}
    yield {"objection": _SOME, "against": against, "objector": "subject", **said}


def _ended(held: HonourFile, _: str, __: Mapping[str, str]) -> Iterator[Body]:
    way = held.state.ground.exit if held.state.ground else ERROR
    yield {"way": way, "facts": _SOME, "reasons": _SOME, "on_statement": _SOME}


def _shown(held: HonourFile, today: str, _: Mapping[str, str]) -> Iterator[Body]:
    left = [c for c in held.law.channels if c not in held.state.showing()]
    yield {"channels": left or list(held.law.channels), "on": today}


def _brought(held: HonourFile, today: str, _: Mapping[str, str]) -> Iterator[Body]:
    yield {"papers": list(_owed_papers(held.state)) or [_SOME], "on": today}


def _owed_papers(state: HonourState) -> tuple[str, ...]:
    held = state.benefit
    return tuple(p for p in held.missing if p not in held.brought) if held else ()


def _standards(offer: Offer) -> Choices | None:
    return tuple(offer.names.get("standard", ())) or None


def _names(counter: Counter, lang: str, held: HonourFile | None) -> Names:
    """What incentives are called in the law, and standards in the record; papers promised by their own names."""
    book, today = counter.book, law_day(counter.now())
    rows = [row for text in honouring(book) for row in told_rows(book, text, today, "benefits")]
    missing = (held.said.get("missing") or ()) if held else ()
    return {
        "benefit": {row.id: row.words.zh if lang == "zh" else row.words.en for row in rows},
        "standard": counter.reader.ask(_standing_standards),
        "papers": {str(p["id"]): str(p.get("name") or p["id"]) for p in missing},
    }


def _standing_standards(connection: Connection) -> dict[str, str]:
    h, c = honour_file.c, command.c
    asked = select(h.id, c.body).join(command, c.case_id == h.id)
    asked = asked.where(h.step == "standard_published", c.act == "draft_standard", c.outcome == "done")
    return {row.id: _title_in(row.body) for row in connection.execute(asked.order_by(h.id))}


def _title_in(body: str) -> str:
    return str(json.loads(body).get("title", ""))


def _tags(speech: ProceedingSpeech, held: HonourFile) -> tuple[str, ...]:
    state = held.state
    kind = (speech.choice("class", state.kind),) if state.kind else ()
    benefit = (speech.choice("benefit", state.benefit.id).partition("：")[0],) if state.benefit else ()
    form = (speech.choice("form", state.pledge.form),) if state.pledge else ()
    ground = (speech.choice("way", state.ground.exit),) if state.ground else ()
    gone = (speech.choice("way", state.exit.way),) if state.exit else ()
    return (*kind, *benefit, *form, *ground, *gone)


def _is_shown(held: HonourFile) -> bool:
    """A published standard, and an honour that is shown: what is over is gone from here with its exit."""
    state = held.state
    return state.step == "standard_published" or (state.step in HONOURED and bool(state.showing()) and _may(state))


def _may(state: HonourState) -> bool:
    return state.subject != _PERSON or state.consent


def _on_list(counter: Counter, _: Any, __: Any, seen: tuple[HonourFile, ...]) -> dict[str, Any]:
    """Honours whose validity has not ended today, and the standards by which they are given."""
    today = law_day(counter.now())
    held = [f for f in seen if f.state.is_honoured and (f.state.until is None or f.state.until >= today)]
    return {"held": held, "standards": [f for f in seen if f.state.standard]}


_NAMED = {
    "benefit": "benefit", "standard": "standard", "replaces": "standard", "successor": "standard", "papers": "papers",
}  # fmt: skip

_NOTE = (
    "以下主体经认定部门依公布的标准认定，在有效期内；个人经本人同意公示，姓名已脱敏。有异议的，可以向认定部门提出。",
    (
        "Recognised by the bodies named, by published standards, within their validity; persons are shown by consent "
        "and masked. Objections go to the recognising body."
    ),
)

HONOUR: Kind[HonourFile] = Kind(
    kept=KEPT,
    home="/honours",
    prefix="honour",
    look="honour",
    table=Table(
        FIELDS,
        OPENINGS,
        MOVES,
        wanted=_wanted,
        bodies={
            "publish_standard": _published,
            "recognise_honour": _recognised,
            "renew_honour": _renewed,
            "publish_honour": _shown,
            "file_objection": _objected,
            "end_honour": _ended,
            "supply_papers": _brought,
        },
    ),
    lawful=Lawful(honouring, honour_law, honour_words, HOUSE, label=("守信激励依据", "Under")),
    said=Said(
        vocabulary(honours, _NAMED),
        honours.GROUPS,
        thing=("守信激励案卷", "file of honours"),
        menu=("守信激励", "Honours"),
        title=("守信激励", "Honours and incentives"),
        heading=("守信激励：认定、退出、激励和承诺", "Honours, their exits, incentives and commitments"),
        subject=("主体和事项", "Subject and matter"),
        file=("守信激励", "Honours"),
    ),
    forms=Forms(
        choices={
            "propose_honour.standard": _standards,
            "draft_standard.replaces": _standards,
            "grant_benefit.benefit": lambda o: tuple(o.names["benefit"]),
            "publish_honour.channels": lambda o: o.held.law.channels,
            "serve_paper.paper": lambda o: o.state.unserved(),
            "answer_objection.objection": lambda o: tuple(x.id for x in o.state.objections if not x.finding),
            "end_honour.exit": lambda o: (o.state.ground.exit,) if o.state.ground else (),
            "confirm_deletion.channel": lambda o: _to_delete(o.state),
            "supply_papers.papers": lambda o: _owed_papers(o.state),
        },
        not_today=("recognise_honour.until", "renew_honour.until", "publish_standard.in_force_on", "file_objection.on"),
        digested=("draft_standard.text", "publish_standard.text", "make_pledge.text"),
        weighing=("register_filing", "recognise_honour", "review_honour", "reexamine_honour", "verify_pledge"),
    ),
    pages=Pages(desk="honours.html", file="honour.html", tags=_tags),
    public=Public(
        home="/honour-list",
        menu=("守信激励名单", "Honour list"),
        title=("守信激励名单和认定标准", "Honours and their standards"),
        note=_NOTE,
        shown=_is_shown,
        says=("title", "class", "source", "recommended_by", "origin", "document", "parts", "aligned_with"),
        papers=("honour_standard_notice",),
        dues=("validity",),
        list_page="honour_list.html",
        on_list=_on_list,
    ),
    file=HonourFile,
    more=_subject,
    names=_names,
    is_owed=_is_owed,
    ended=DONE_LATER,
)
