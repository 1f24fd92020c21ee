"""The papers of an edition: gathered from the record, said in the template's words, refused by missing part.

A part that cannot be said in full is left blank, and the printer refuses the paper by that part's name.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, select

from activities.gathering import Order
from activities.phrasing import Unsaid, articles, day, items, joined, text
from models.law.compiling import compilation_bundle
from models.law.days import law_day
from models.law.edition_content import REMOVE, ROWS, Content
from models.law.edition_rules import CATALOGUE, SUPPLEMENT, EditionLaw
from models.law.lawbook import Lawbook
from models.law.reading import Place, read_yaml
from models.records.acts import Act
from models.records.list_editions import EditionState
from models.records.papers import EDITION_KINDS, PaperContent, PaperSection, PaperUnknown
from models.steps.edition_fields import LETTER_NUMBERS
from models.steps.edition_fold import apply
from models.tables import schema as t
from models.tables.edition_schema import list_edition
from models.tables.edition_texts import EditionTexts, edition_texts
from models.tables.packing import unpack
from models.tables.proceedings import pinned_text

_TEMPLATE = Path(__file__).parent / "templates" / "edition.yaml"
# The rule each paper rests on.
_RULES = {
    "proposal_call": "compilation.proposals",
    "edition_consultation": "compilation.consultation",
    "edition_submission": "compilation.approval",
    "edition_explanation": "compilation.renewal",
    "edition_notice": "compilation.publication",
    "edition_revocation": "compilation.withdrawal",
    "amendment_proposal": "compilation.amend_law",
}
_GROUP = 16
_COLUMNS = ("content", "object", "basis", "body", "shared", "public", "collected_by", "under")


@dataclass(frozen=True, slots=True)
class Letter:
    """What a paper is made of: the act that signs it, what was said before, the texts as they stood."""

    kind: str
    own: Act
    after: EditionState
    texts: EditionTexts
    said: dict[str, dict[str, Any]]
    body: dict[str, Any]
    authority: str
    law: EditionLaw
    names: dict[str, str]

    @property
    def mode(self) -> str:
        """Real, training or rehearsal."""
        return self.after.mode

    @property
    def made_on(self) -> date:
        """The day of the act that signs it."""
        return law_day(self.own.at)

    def cited(self, key: str) -> str:
        """A rule, by the name of its text and its articles."""
        held = self.law.citation(key)
        return articles((replace(held, article=held.article.replace("、", ",")),), self.names)

    def due(self, kind: str) -> tuple[date, date]:
        """The first and the last day of a deadline of the file."""
        found = [(d.start_on, d.due) for d in self.after.deadlines if d.kind == kind]
        if not found:
            raise Unsaid
        return found[-1]


@cache
def _words() -> Place:
    return read_yaml(_TEMPLATE)


def gather_edition(connection: Connection, order: Order, book: Lawbook) -> Letter:
    """What the record holds for one paper of an act, as it stood then."""
    file = connection.execute(select(list_edition).where(list_edition.c.id == order.case_id)).one()
    asked = select(t.act.c.content).where(t.act.c.case_id == order.case_id).order_by(t.act.c.version)
    commands = select(t.command.c.key, t.command.c.body).where(t.command.c.case_id == order.case_id)
    bodies = {row.key: json.loads(row.body) for row in connection.execute(commands)}
    state, said = EditionState(order.case_id, file.mode), dict[str, dict[str, Any]]()
    for content in connection.execute(asked).scalars():
        act = unpack(Act, content)
        state = apply(state, act)
        said[_name(act)] = bodies.get(act.key, {})
        if act.key != order.key:
            continue
        if order.kind not in EDITION_KINDS or order.kind not in act.documents:
            raise PaperUnknown("kind", order.kind)
        law, on = unpack(EditionLaw, pinned_text(connection, file.law_version)), law_day(file.opened_at)
        texts = edition_texts(connection, state)
        return Letter(
            order.kind, act, state, texts, said, bodies[act.key], file.authority, law, _names(book, law, on)
        )
    raise LookupError(order.key)


def _name(act: Act) -> str:
    """An act by its name, and by what of the file it speaks of."""
    of = next((act.facts[name] for name in ("proposal", "comment", "amendment") if act.facts.get(name)), "")
    return f"{act.act}.{of}" if of else act.act


def _names(book: Lawbook, law: EditionLaw, on: date) -> dict[str, str]:
    """Each text by its title and number."""
    found = {}
    for held in compilation_bundle(book, law.notice, on):
        short = held.place.inner("instrument").text("short")
        title = held.place.inner("title").text("zh").partition("（")[0]
        found[short] = short if short == f"《{title}》" else f"《{title}》（{short}）"
    return found


def series_of(letter: Letter) -> str:
    """The word before a paper's number."""
    return str(_words().inner("modes")[letter.mode]) + _form(letter.kind).text("word")


def compose_edition(letter: Letter, symbol: str = "") -> PaperContent:
    """The paper under the number it was given, else under this: the same record gives the same paper."""
    form, blanks = _form(letter.kind), dict(_blanks(letter))
    # The explanation goes with another letter of the same act and bears a number of its own.
    typed = "" if letter.kind == "edition_explanation" else letter.body.get(LETTER_NUMBERS[letter.kind])
    return PaperContent(
        kind=letter.kind,
        mode=letter.mode,
        authority=letter.authority,
        symbol=str(typed or symbol),
        serial="",
        title=form.text("title").format_map(blanks),
        addressees=(_to(letter),),
        meta=tuple(_particulars(letter)),
        sections=tuple(
            PaperSection(r.text("part"), r.text("heading"), _says(r.text("says"), blanks)) for r in form.rows("parts")
        ),
        made_on=letter.made_on,
        copies_to="",
    )


def required_parts(kind: str) -> tuple[str, ...]:
    """The parts a paper may not lack (H-168)."""
    return tuple(row.text("part") for row in _form(kind).rows("parts"))


def _form(kind: str) -> Place:
    return _words().inner("letters").inner(kind)


def _says(sentence: str, blanks: dict[str, str]) -> tuple[str, ...]:
    try:
        return (sentence.format_map(blanks),)
    except KeyError:
        return ()


def _to(letter: Letter) -> str:
    to = _form(letter.kind).text("to")
    return text(letter.body["to"]) if to == "to" else _words().text(to)


def _particulars(letter: Letter) -> Iterator[tuple[str, str]]:
    labels, state = _words().inner("labels"), letter.after
    yield labels.text("file"), state.edition_id
    yield labels.text("of"), _words().inner("of").inner(state.scope).text(state.of)
    if letter.kind == "proposal_call":
        if state.before:
            yield labels.text("before"), _in_groups(state.before)
    elif letter.kind != "amendment_proposal":
        yield labels.text("text"), _in_groups(_digest(state))


def _blanks(letter: Letter) -> Iterator[tuple[str, str]]:
    """What can be said; a blank that cannot is left out, and its part with it."""
    state, body, said = letter.after, letter.body, letter.said
    makers: dict[str, Callable[[], str]] = {
        "title": lambda: text(letter.texts.opening["title"]),
        "lead": lambda: text(letter.texts.opening["lead"]),
        "rule": lambda: letter.cited(_RULES[letter.kind]),
        "basis_rule": lambda: letter.cited(f"compilation.basis_ranks.{_basis(state)}"),
        "heavier_rule": lambda: letter.cited("compilation.not_heavier"),
        "ranks": lambda: joined(_words().inner("ranks").text(r) for r in letter.law.ranks_for(_basis(state))),
        "before": lambda: _before(letter),
        "proposals_due": lambda: day(letter.due("entry_proposals")[1]),
        "asked": lambda: joined(_words().inner("circles").text(who) for who in state.asked),
        "consult_on": lambda: day(letter.due("edition_consultation")[0]),
        "consult_due": lambda: day(letter.due("edition_consultation")[1]),
        "send_to": lambda: text(body["send_to"]),
        "channel": lambda: text(body["channel"]),
        "changes": lambda: _changes(letter),
        "left": lambda: _left_out(letter),
        "comments": lambda: _comments(letter),
        "proposed": lambda: str(len(state.proposals)),
        "taken": lambda: str(len(state.taken())),
        "planned_on": lambda: _day(state.planned_on),
        # The digest itself stands at the head; a paper without one lacks this part.
        "text": lambda: _digest(state)[:0],
        "by_body": lambda: text(said["approve_edition"]["by_body"]),
        "approval_number": lambda: text(said["approve_edition"]["document"]),
        "in_force_on": lambda: _day(state.in_force_on),
        "revoked_on": lambda: _day(state.ended_on),
        "reasons": lambda: text(body["reasons"]),
        **_amendment(letter),
    }
    for name, make in makers.items():
        try:
            yield name, make()
        except (Unsaid, KeyError):
            continue


def _amendment(letter: Letter) -> dict[str, Callable[[], str]]:
    """What a proposal to change the law says: the text, where it is too weak, the change, and where it goes."""
    proposed = letter.said.get(f"propose_amendment.{letter.body.get('amendment')}", {})
    return {
        "law": lambda: text(proposed["law"]).strip("《》"),
        "provision": lambda: text(proposed["provision"]),
        "amender": lambda: text(proposed["department"]),
        "weakness": lambda: text(proposed["weakness"]),
        "change": lambda: text(proposed["change"]),
        "law_rank": lambda: _words().inner("ranks").text(proposed["rank"]),
        "forum": lambda: _words().inner("forums").text(letter.own.facts["forum"]),
    }


def _basis(state: EditionState) -> str:
    return SUPPLEMENT if state.scope == SUPPLEMENT else state.of or CATALOGUE


def _day(on: date | None) -> str:
    if on is None:
        raise Unsaid
    return day(on)


def _digest(state: EditionState) -> str:
    """The digest of what the edition says, on its way to the approval or approved."""
    return text(state.text or state.digest())


def _in_groups(digest: str) -> str:
    """A digest in groups, so that a line can end between two."""
    return " ".join(digest[first : first + _GROUP] for first in range(0, len(digest), _GROUP))


def _before(letter: Letter) -> str:
    return _words().text("held" if letter.after.before else "first")


def _changes(letter: Letter) -> str:
    """Each entry that differs, what it said and what it says."""
    return items(_change(*found) for found in letter.texts.changes) or _words().text("none")


def _change(key: str, how: str, was: Content, now: Content) -> str:
    part, *path = key.split("/")
    named = f"{_words().inner('changes').text(how)}{_words().inner('parts').text(part)}“{_called(now or was, path)}”"
    if how == REMOVE:
        return named
    said = _columns(now, part)
    return f"{named}：{said}" + (f"（原为：{_columns(was, part)}）" if was else "") if said else named


def _called(entry: Content, path: list[str]) -> str:
    return str(entry.get("zh") or (entry.get("content") or {}).get("zh") or path[-1])


def _columns(entry: Content, part: str) -> str:
    """What the columns of an entry say, as far as they were read; what it is called stands before them."""
    words, found = _words().inner("columns"), []
    for name in _COLUMNS[1:] if part == ROWS else _COLUMNS:
        held = entry.get(name)
        said = held.get("zh") if isinstance(held, dict) else held
        if said and said != "unread":
            found.append(f"{words.text(name)}：{str(said).rstrip('。')}")
    return "，".join(found)


def _left_out(letter: Letter) -> str:
    """Each proposal that was not taken in, and why."""
    state, told = letter.after, []
    for held in state.proposals:
        if held.finding in ("", "taken"):
            continue
        body, settled = letter.texts.proposals[held.id], letter.said.get(f"settle_entry.{held.id}", {})
        finding = _words().inner("findings").text(held.finding)
        told.append(f"{text(body['department'])}建议“{held.id}”，{finding}（{text(settled['reasons'])}）")
    return items(told) or _words().text("no_others")


def _comments(letter: Letter) -> str:
    """Each comment, from which circle, and what was answered."""
    words, told = _words(), []
    for held in letter.after.comments:
        answer = letter.said.get(f"answer_comment.{held.id}", {})
        reasons = f"（{text(answer['reasons'])}）" if answer else ""
        who = words.inner("circles").text(held.of)
        told.append(f"{who}意见“{held.id}”，{words.inner('answers')[held.finding]}{reasons}")
    return items(told) or words.text("no_comments")
