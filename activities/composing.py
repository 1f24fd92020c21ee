"""Papers made from the record: `compose` turns facts into a paper, and nothing else goes in.

Every number of days, article and measure comes from the law's data, every name
and reason from the record. A part that cannot be said in full is left blank,
and the printer refuses the paper by that part's name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from activities import listing_parts as before
from activities import removal_parts as after
from activities.phrasing import Form, Unsaid, day, masked, template, text
from activities.writing import PaperFacts, Subject, Writer
from models.records.papers import PaperContent, PaperIncomplete, PaperSection, PaperUnknown

Builder = Callable[[Writer], Iterator[str]]

_PARTS: dict[str, dict[str, Builder]] = {
    "notice": {
        "facts": before.notice_facts,
        "basis": before.notice_basis,
        "measures": before.notice_measures,
        "rights": before.notice_rights,
        "leniency": before.notice_leniency,
    },
    "decision.list": {
        "facts": before.decision_facts,
        "basis": before.decision_basis,
        "measures": before.decision_measures,
        "removal": before.decision_removal,
        "remedies": before.decision_remedies,
    },
    "decision.not_list": {
        "facts": before.no_listing_facts,
        "reasons": before.no_listing_reasons,
        "basis": before.no_listing_basis,
    },
    "statement_answer": {
        "statement": before.answer_statement,
        "finding": before.answer_finding,
        "basis": before.answer_basis,
    },
    "restoration_decision.grant": {
        "facts": after.restoration_facts,
        "reasons": after.restoration_reasons,
        "basis": after.grant_basis,
        "effect": after.grant_effect,
    },
    "restoration_decision.refuse": {
        "facts": after.restoration_facts,
        "reasons": after.restoration_reasons,
        "basis": after.refuse_basis,
        "remedies": after.refuse_remedies,
    },
    "refusal_notice": {
        "facts": after.refusal_facts,
        "reasons": after.refusal_reasons,
        "options": after.refusal_options,
        "remedies": after.refusal_remedies,
    },
    "revocation": {
        "facts": after.revocation_facts,
        "basis": after.revocation_basis,
        "effect": after.revocation_effect,
    },
}
_OPENING = "opening"
_OF_DECISION = ("decision.list", "decision.not_list", "statement_answer")
_OF_REMOVAL = ("restoration_decision.grant", "restoration_decision.refuse", "refusal_notice", "revocation")


def form_of(facts: PaperFacts) -> Form:
    """The form the paper takes: its kind, and for a decision its outcome."""
    name = facts.kind
    if facts.kind == "decision":
        name += f".{facts.state.decision.outcome}" if facts.state.decision else ""
    elif facts.kind == "restoration_decision":
        name += f".{facts.own.body.get('outcome', '')}"
    if name not in _PARTS:
        raise PaperUnknown("kind", name)
    return template(facts.law.regime).form(name)


def series_of(facts: PaperFacts) -> str:
    """The word before a paper's number; a training or rehearsal paper takes none of the real series."""
    return template(facts.law.regime).word("modes", facts.mode) + form_of(facts).word


def symbol_of(series: str, year: int, number: int) -> str:
    """The document number (文号), as GB/T 9704 writes it."""
    return f"{series}〔{year}〕{number}号"


def required(facts: PaperFacts, content: PaperContent) -> tuple[str, ...]:
    """The parts the paper may not lack: the law's for its kind, else the house's, and every part begun."""
    form = form_of(facts)
    by_law = {"notice": facts.law.notice_parts, "decision.list": facts.law.decision_parts}
    begun = (section.part for section in content.sections)
    return tuple(dict.fromkeys((*(by_law.get(form.name) or form.parts), *begun)))


def compose(facts: PaperFacts, symbol: str) -> PaperContent:
    """The paper of these facts under this number: the same facts give the same paper."""
    form, words = form_of(facts), template(facts.law.regime)
    to = _addressees(facts)
    writer = Writer(facts, words, form.name, to)
    opening = PaperSection(_OPENING, "", _said(_opening, writer))
    sections = (
        PaperSection(part, _heading(writer, part), _said(builder, writer))
        for part, builder in _PARTS[form.name].items()
    )
    return PaperContent(
        kind=facts.kind,
        mode=facts.mode,
        authority=facts.authority,
        symbol=symbol,
        serial="",
        title=form.title.format(list=facts.instruments.list_name),
        addressees=tuple(subject.name for subject in to),
        meta=_particulars(writer),
        sections=(opening, *sections),
        made_on=facts.made_on,
        copies_to="",
    )


def _said(builder: Builder, writer: Writer) -> tuple[str, ...]:
    """The paragraphs of a part: all of them, or none."""
    try:
        return tuple(builder(writer))
    except Unsaid:
        return ()


def _addressees(facts: PaperFacts) -> tuple[Subject, ...]:
    """To whom a paper goes: an answer to those who stated, a refusal to who applied, all else to all."""
    if facts.kind == "statement_answer":
        ids = tuple(facts.own.act.facts["answered"])
    elif facts.asked is not None:
        ids = (facts.asked.body["by_party"],)
    else:
        return facts.subjects
    return tuple(s for s in facts.subjects if s.id in ids)


def _opening(w: Writer) -> Iterator[str]:
    key, blanks = f"{w.form}.opening", {}
    if w.form == "statement_answer":
        blanks = {"notice_symbol": w.symbol("approve_notice")}
    elif w.facts.kind == "restoration_decision":
        key = "restoration_decision.opening"
        on = w.facts.last("apply_restoration").day()
        blanks = {"applicant": after.applicant(w), "on": day(on)}
    elif w.form == "refusal_notice":
        blanks = {"on": after.asked_on(w)}
    elif w.form in ("decision.list", "revocation"):
        blanks = {"names": w.facts.names()}
    yield w.say(key, **blanks)


def _heading(w: Writer, part: str) -> str:
    """The heading of a part: the law's own words where it names the part."""
    by_law = {"notice": "notice_parts", "decision.list": "decision_parts"}.get(w.form)
    try:
        return w.words(f"{by_law}.{part}") if by_law else w.template.word("headings", f"{w.form}.{part}")
    except Unsaid:
        pass
    try:
        return w.template.word("headings", f"{w.form}.{part}")
    except Unsaid:
        return w.template.word("headings", part)


def _particulars(w: Writer) -> tuple[tuple[str, str], ...]:
    try:
        return tuple(_meta(w))
    except Unsaid:
        raise PaperIncomplete(("meta",)) from None


def _meta(w: Writer) -> Iterator[tuple[str, str]]:
    principal = w.facts.subjects[0]
    shown = w.to if w.form == "statement_answer" else w.facts.subjects
    for subject in shown:
        yield from _who(w, subject, is_principal=subject == principal)
    opened = w.facts.last("open_case").body["basis"]
    yield _label(w, "basis"), text(opened["number"])
    earlier = [("approve_notice", "notice")] if w.form in _OF_DECISION else []
    earlier += [("approve_decision", "decision")] if w.form in _OF_REMOVAL else []
    for act, label in earlier:
        made = w.facts.made.get(w.facts.last(act).act.key)
        if made is not None:
            yield _label(w, label), made.symbol


def _who(w: Writer, subject: Subject, *, is_principal: bool) -> Iterator[tuple[str, str]]:
    """A unit by name and full code; a person by name and masked number, for the paper goes to others too."""
    label = _label(w, "principal") if is_principal else w.template.word("roles", subject.role)
    if subject.kind == "organisation":
        yield label, subject.name
        yield _label(w, "uscc"), subject.uscc
    else:
        yield label, _label(w, "identity").format(name=subject.name, number=masked(subject.id_number))


def _label(w: Writer, key: str) -> str:
    return w.template.word("labels", key)
