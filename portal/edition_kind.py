"""Editions of catalogue and measures list at the counter: what their pages and forms are made from."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from models.law.compiling import compilation_law, compilation_words, compiling
from models.law.days import law_day
from models.law.edition_content import CLASSES, ITEMS, REMOVE, digest_of
from models.law.edition_content import PARTS as CONTENT_PARTS
from models.law.edition_rules import KEPT, SUPPLEMENT
from models.records.commands import Actor
from models.records.deadlines import Deadline, Standing
from models.records.list_editions import ADOPTED, LEFT_OUT, PARTLY, EditionState
from models.steps.edition_fields import FIELDS
from models.steps.edition_table import MOVES, OPENINGS
from models.tables.editions import EDITION as KEPT_AS
from portal.counter import Counter
from portal.edition_reading import (
    EditionFile,
    differences_of,
    digest_in_files,
    editions_held,
    named_in_law,
    read_edition,
)
from portal.filling import Posted
from portal.law_titles import titles
from portal.proceeding_kind import (
    Begun,
    Body,
    Choices,
    Forms,
    Kind,
    Lawful,
    Names,
    Offer,
    Pages,
    Public,
    Said,
    Table,
)
from portal.proceeding_wording import ProceedingSpeech, vocabulary
from portal.settings import Settings
from portal.wording import Speech
from portal.words import editions

_SOME = "~"
_SHORT = 12
_PUBLIC_STEPS = (
    "consulting", "consulted", "submitted", "approved", "published", "in_force", "revoked", "replaced",
)  # fmt: skip
# What brings an edition forward from where it stands.
_FORWARD = {
    "submitted": ("approve_edition",),
    "approved": ("publish_edition",),
    "consulted": ("submit_edition",),
}
# Times that only end: nobody is late when they are over.
_ONLY_ENDS = ("entry_proposals", "edition_consultation", "in_force")
# Acts over whose form the differences and the effect lie open.
_WEIGHING = ("gather_entries", "begin_consultation", "submit_edition", "approve_edition", "publish_edition")


def _wanted(state: EditionState) -> tuple[str, ...]:
    amending = ("send_amendment",) if any(a.sent_on is None for a in state.amendments) else ()
    entering = ("enter_edition",) if state.step in ("published", "in_force") and state.entered_on is None else ()
    own = _FORWARD.get(state.step, ())
    if state.step == "collecting":
        calling = state.running("entry_proposals") is not None
        own = ("settle_entry",) if state.open_proposals() else () if calling else ("gather_entries",)
    if state.step == "gathered":
        own = ("submit_edition",) if state.asks_nobody else ("begin_consultation",)
    if any(not c.finding for c in state.comments):
        own = ("answer_comment",)
    return (*own, *entering, *amending)


def _is_owed(state: EditionState, due: Deadline) -> bool:
    """Silence is no approval: a day that passed stays owed until what it was for is done."""
    if due.standing in (Standing.MET, Standing.DROPPED) or state.is_closed:
        return False
    return {
        "entry_proposals": due.standing is Standing.OPEN,
        "edition_consultation": due.standing is Standing.OPEN,
        "in_force": due.standing is Standing.OPEN,
        "edition_approval": state.step == "submitted",
        "edition_publication": state.step == "approved",
        "named_publication": state.published_on is None,
        "edition_entry": state.entered_on is None,
        "law_amendment": any(a.id == due.matter and a.sent_on is None for a in state.amendments),
    }[due.kind]


@dataclass(frozen=True, slots=True)
class DoneLate(Deadline):
    """A day that passed, and what it was for was done later."""

    late: bool = True


def _dues(state: EditionState) -> tuple[Deadline, ...]:
    """The days of an edition: what was done after its day says so; a time for others to speak only ends."""
    return tuple(_done_late(d) if _was_late(state, d) else d for d in state.deadlines)


def _was_late(state: EditionState, due: Deadline) -> bool:
    return due.standing is Standing.ENDED and due.kind not in _ONLY_ENDS and not _is_owed(state, due)


def _done_late(due: Deadline) -> DoneLate:
    said = {f.name: getattr(due, f.name) for f in fields(Deadline)}
    return DoneLate(**{**said, "standing": Standing.MET})


def _text(held: EditionFile) -> str:
    return held.state.text or held.state.digest()


def _consulted(held: EditionFile, today: str, _: Mapping[str, str]) -> Iterator[Body]:
    yield {"on": today, "channel": _SOME, "send_to": _SOME, "asked": list(held.law.asked), "text": _text(held)}


def _submitted(held: EditionFile, today: str, _: Mapping[str, str]) -> Iterator[Body]:
    yield {"text": _text(held), "to": _SOME, "in_force_on": today}


def _approved(held: EditionFile, today: str, _: Mapping[str, str]) -> Iterator[Body]:
    effect = {"effect": held.state.effect} if held.state.effect else {}
    yield {"text": held.state.text, **effect, "by_body": _SOME, "on": today, "document": _SOME}


def _published(held: EditionFile, today: str, _: Mapping[str, str]) -> Iterator[Body]:
    yield {"text": held.state.text, "on": today, "in_force_on": today, "channel": _SOME}


def _entered(held: EditionFile, _: str, __: Mapping[str, str]) -> Iterator[Body]:
    yield {"text": held.state.text}


def _proposed(held: EditionFile, _: str, __: Mapping[str, str]) -> Iterator[Body]:
    """An entry that this edition could take in."""
    state, law = held.state, held.law
    of = SUPPLEMENT if state.scope == SUPPLEMENT else state.of
    part = CONTENT_PARTS[state.of][0]
    categories = law.fields if state.of == KEPT else law.categories
    rank = next(iter(law.ranks_for(of)), "law")
    yield {
        "proposal": _SOME, "department": _SOME, "change": "add", "part": part, "entry": "x", "article": _SOME,
        "zh": _SOME, "category": next(iter(categories), _SOME), "rank": rank, "shared": _SOME, "public": False,
        "collected_by": _SOME, "basis": [{"rank": rank, "number": _SOME, "provision": _SOME}], "reasons": _SOME,
    }  # fmt: skip


def _settled(held: EditionFile, _: str, __: Mapping[str, str]) -> Iterator[Body]:
    state = held.state
    adopted = [c.id for c in state.comments if c.finding in (ADOPTED, PARTLY)]
    for proposal in state.proposals:
        plain = {"proposal": proposal.id, "finding": LEFT_OUT, "reasons": _SOME}
        yield {**plain, "comment": adopted[0]} if adopted and state.step == "consulted" else plain


def _names(counter: Counter, lang: str, _: EditionFile | None) -> Names:
    """What lists of subjects are called, and the editions of today by what they say."""
    today = law_day(counter.now())
    regimes, measures = titles(counter.book, today)
    return {
        "regime": {code: pair[lang == "en"] for code, pair in regimes.items()},
        "measure": {code: pair[lang == "en"] for code, pair in measures.items()},
        "before": editions_held(counter.book, today),
        **named_in_law(counter.book, today, lang),
    }


def _say_before(speech: Speech, code: str) -> str:
    """An edition before by what it is and its digest: nobody reads its data."""
    try:
        held = json.loads(code)
    except ValueError:
        return code
    of = next((of for of, parts in CONTENT_PARTS.items() if parts[0] in held), "")
    pair = editions.CHOICES["of"].get(of, ("", ""))
    return f"{speech.t(*pair)}（{digest_of(held)[:_SHORT]}…）"


def _say_text(_: Speech, code: str) -> str:
    return f"{code[:_SHORT]}…" if len(code) > _SHORT else code


def _open_ones(offer: Offer) -> Choices:
    state = offer.state
    if state.step == "consulted":
        return tuple(p.id for p in state.taken())
    return tuple(p.id for p in state.open_proposals())


def _categories(offer: Offer) -> Choices:
    return tuple(offer.held.law.fields if offer.state.of == KEPT else offer.held.law.categories)


def _keys(part: str) -> Any:
    """The ids of entries of a part: those there are and those proposed."""

    def found(offer: Offer) -> Choices:
        state = offer.state
        held = [e.key for e in state.content()] + [p.entry.key for p in state.proposals if p.change != REMOVE]
        return tuple(dict.fromkeys(key.split("/")[1] for key in held if key.startswith(f"{part}/")))

    return found


def _offer(
    kind: Kind[Any], counter: Counter, speech: ProceedingSpeech, held: EditionFile, _: Actor, act: str, __: Posted
) -> Offer:
    """What there is to choose from, and what the page itself knows: digests are typed by nobody."""
    given = {}
    if act in ("begin_consultation", "submit_edition", "approve_edition", "publish_edition"):
        given["text"] = _text(held)
    if act == "approve_edition" and held.state.effect:
        given["effect"] = held.state.effect
    if act == "enter_edition":
        given["text"] = digest_in_files(counter.book, held.state) or "-"
    return Offer(held, counter.reader.officers(), kind.names(counter, speech.lang, held), given)


def _fresh(act: str, offer: Any, _: date) -> dict[str, list[str]]:
    if offer.held is None:
        return {}
    state, said = offer.state, {name: [value] for name, value in offer.given.items()}
    if act == "begin_consultation":
        said["asked"] = list(offer.held.law.asked)
    if act == "publish_edition" and state.planned_on is not None:
        said["in_force_on"] = [state.planned_on.isoformat()]
    counted = {"propose_entry": ("proposal", state.proposals), "record_comment": ("comment", state.comments)}
    counted["propose_amendment"] = ("amendment", state.amendments)
    if act in counted:
        name, held = counted[act]
        said[name] = [f"{name[0]}{len(held) + 1}"]
    return said


def _in_file(
    counter: Counter, _: Any, speech: ProceedingSpeech, __: Any, held: EditionFile, ___: Any
) -> dict[str, Any]:
    """Differences side by side, proposals and why, comments, the effect, and whether the law files hold it."""
    in_files = digest_in_files(counter.book, held.state)
    return {
        "differs": differences_of(speech, held.texts) if held.texts else (),
        "bodies": held.texts.proposals if held.texts else {},
        "effect": held.effect,
        "digest": _text(held),
        "in_files": "same" if in_files and in_files == held.state.text else "other" if in_files else "",
    }


def _before_form(
    counter: Counter, speech: ProceedingSpeech, held: EditionFile, act: str, *_: Any
) -> dict[str, Any] | None:
    """What who signs must have before the eyes."""
    return _in_file(counter, None, speech, None, held, None) if act in _WEIGHING else None


def _in_public(
    counter: Counter, _: Any, speech: ProceedingSpeech, held: EditionFile, today: date
) -> dict[str, Any]:
    return {**_in_file(counter, None, speech, None, held, today), "effect": None}


def _tags(speech: ProceedingSpeech, held: EditionFile) -> tuple[str, ...]:
    state = held.state
    place = (speech.t("补充版本", "supplement"),) if state.scope == SUPPLEMENT else ()
    return (speech.choice("of", state.of), *place) if state.of else ()


def _headline(_: Counter, speech: ProceedingSpeech, held: EditionFile) -> str:
    """What it is called, in the tongue of the page where it has a name in it."""
    own = held.said.get("title_en") if speech.lang == "en" else None
    return str(own or held.title)


def _first(settings: Settings) -> dict[str, list[str]]:
    return {"lead": [settings.authority], "level": [settings.level]}


_NAMED = {"grounds": "regime", "category": "category", "bodies": "body", "under": "class", "item": "item"}
_CHOICES = {
    "open_edition.before": lambda o: tuple(o.names["before"]),
    "propose_entry.part": lambda o: CONTENT_PARTS[o.state.of],
    "propose_entry.item": _keys(ITEMS),
    "propose_entry.under": _keys(CLASSES),
    "propose_entry.category": _categories,
    "propose_entry.bodies": lambda o: o.held.law.bodies,
    "propose_entry.objects": lambda _: ("organisation", "person"),
    "propose_entry.grounds": lambda o: tuple(o.names["regime"]) or None,
    "propose_entry.shared_with": lambda _: None,
    "withdraw_entry.proposal": lambda o: tuple(p.id for p in o.state.open_proposals()),
    "settle_entry.proposal": _open_ones,
    "settle_entry.comment": lambda o: tuple(c.id for c in o.state.comments if c.finding in (ADOPTED, PARTLY)),
    "begin_consultation.asked": lambda o: o.held.law.asked,
    "answer_comment.comment": lambda o: tuple(c.id for c in o.state.comments if not c.finding),
    "propose_amendment.rank": lambda o: tuple(a.of for a in o.held.law.forums),
    "send_amendment.amendment": lambda o: tuple(a.id for a in o.state.amendments if a.sent_on is None),
    "record_amendment_answer.amendment": lambda o: tuple(
        a.id for a in o.state.amendments if a.sent_on is not None and not a.outcome
    ),
}

EDITION: Kind[EditionFile] = Kind(
    kept=KEPT_AS,
    home="/editions",
    prefix="edition",
    look="edition",
    table=Table(
        FIELDS,
        OPENINGS,
        MOVES,
        wanted=_wanted,
        bodies={
            "propose_entry": _proposed,
            "settle_entry": _settled,
            "begin_consultation": _consulted,
            "submit_edition": _submitted,
            "approve_edition": _approved,
            "publish_edition": _published,
            "enter_edition": _entered,
        },
    ),
    lawful=Lawful(
        compiling, compilation_law, compilation_words, "editions-house", label=("编制依据", "Compiled under")
    ),
    said=Said(
        vocabulary(editions, _NAMED, {"before": _say_before, "text": _say_text, "effect": _say_text}),
        editions.GROUPS,
        thing=("编制事项", "edition"),
        menu=("目录和清单", "Editions"),
        title=("目录和清单的编制", "Editions of catalogue and list"),
        heading=("公共信用信息目录、失信惩戒措施清单的编制", "Editions of the catalogue and the list of measures"),
        subject=("名称", "Edition"),
        file=("目录、清单一版", "Edition"),
    ),
    begun=Begun(first=_first),
    forms=Forms(
        choices=_CHOICES,
        not_today=("submit_edition.in_force_on", "publish_edition.in_force_on", "record_comment.on"),
        given=("text", "effect"),
        offer=_offer,
        fresh=_fresh,
        beside=_before_form,
        weighing=_WEIGHING,
    ),
    pages=Pages(file="edition_file.html", act="edition_act.html", in_file=_in_file, tags=_tags, headline=_headline),
    public=Public(
        home="/catalogues",
        menu=("目录清单公开", "Catalogues and lists"),
        title=("目录和清单：征求意见和公布", "Catalogues and lists: open for comment, and published"),
        note=(
            "公共信用信息目录、失信惩戒措施清单各版的差异，任何人可以查看；征求意见期内任何人可以提出意见。",
            "Anybody may read how each edition differs from the one before, and comment while it is open for comment.",
        ),
        shown=lambda held: held.state.step in _PUBLIC_STEPS,
        says=("of", "scope", "level", "title", "lead"),
        papers=("edition_consultation", "edition_explanation", "edition_notice", "edition_revocation"),
        dues=("edition_consultation", "in_force"),
        acts=("send_comment",),
        file_page="edition_public.html",
        in_file=_in_public,
    ),
    file=EditionFile,
    more=read_edition,
    names=_names,
    dues=_dues,
    is_owed=_is_owed,
)
