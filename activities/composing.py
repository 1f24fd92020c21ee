"""Papers made from the record: `compose` turns facts into a paper, and nothing else goes in.

Every number of days, article and measure comes from the law's data, every name
and reason from the record. A part that cannot be said in full is left blank,
and the printer refuses the paper by that part's name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from activities import application_parts as applying
from activities import course_parts as course
from activities import guidance_parts as guidance
from activities import hearing_parts as hearing
from activities import listing_parts as before
from activities import objection_parts as against
from activities import removal_parts as after
from activities.phrasing import Form, Unsaid, template
from activities.writing import PaperFacts, Said, Subject, Writer
from models.records.commands import CLOCK
from models.records.papers import UNADDRESSED, PaperContent, PaperIncomplete, PaperSection, PaperUnknown
from models.steps.drafting import LIST

Builder = Callable[[Writer], Iterator[str]]

_PARTS: dict[str, dict[str, Builder]] = {
    "notice": {
        "opening": before.notice_opening,
        "subject": before.subject,
        "listed-on": before.notice_listed_on,
        "facts": before.notice_facts,
        "basis": before.notice_basis,
        "shown": before.content_shown,
        "measures": before.notice_measures,
        "rights": before.notice_rights,
        "other": before.notice_other,
        "leniency": before.notice_leniency,
    },
    "hearing_notice": {
        "opening": hearing.notice_opening,
        "matter": hearing.notice_matter,
        "session": hearing.notice_session,
        "chair": hearing.notice_chair,
        "rights": hearing.notice_rights,
    },
    "hearing_record": {
        "opening": hearing.record_opening,
        "attendance": hearing.record_attendance,
        "matter": hearing.record_matter,
        "course": hearing.record_course,
        "signing": hearing.record_signing,
    },
    "statement_answer": {
        "opening": before.answer_opening,
        "statement": before.answer_statement,
        "finding": before.answer_finding,
        "basis": before.answer_basis,
    },
    "decision.list": {
        "opening": before.decision_opening,
        "subject": before.subject,
        "listed-on": before.decision_listed_on,
        "facts": before.decision_facts,
        "basis": before.decision_basis,
        "shown": before.content_shown,
        "measures": before.decision_measures,
        "removal": before.decision_removal,
        "remedies": before.decision_remedies,
    },
    "decision.not_list": {
        "opening": before.no_listing_opening,
        "facts": before.no_listing_facts,
        "reasons": before.no_listing_reasons,
        "basis": before.no_listing_basis,
    },
    "restoration_notice": {"opening": guidance.guidance_opening, **guidance.PARTS},
    "restoration_notice.reminder": {"opening": guidance.reminder_opening, **guidance.PARTS},
    "objection_answer": {
        "opening": against.answer_opening,
        "objection": against.answer_objection,
        "finding": against.answer_finding,
        "meanwhile": against.answer_meanwhile,
        "basis": against.answer_basis,
    },
    "correction": {
        "opening": against.correction_opening,
        "facts": against.correction_facts,
        "corrections": against.correction_content,
        "basis": against.correction_basis,
        "effect": against.correction_effect,
    },
    "complaint_answer": {
        "opening": against.complaint_opening,
        "complaint": against.complaint_matter,
        "finding": against.complaint_finding,
        "effect": against.complaint_effect,
    },
    "revocation": {
        "opening": against.revocation_opening,
        "facts": against.revocation_facts,
        "basis": against.revocation_basis,
        "effect": against.revocation_effect,
    },
    "materials_notice": {
        "opening": applying.missing_opening,
        "received": applying.missing_received,
        "missing": applying.missing_materials,
        "period": applying.missing_period,
        "where": applying.missing_where,
    },
    "acceptance_notice": {
        "opening": applying.acceptance_opening,
        "application": applying.acceptance_application,
        "period": applying.acceptance_period,
        "fee": applying.acceptance_fee,
    },
    "restoration_decision.grant": {
        "opening": after.restoration_opening,
        "facts": after.restoration_facts,
        "reasons": after.restoration_reasons,
        "basis": after.grant_basis,
        "effect": after.grant_effect,
    },
    "restoration_decision.refuse": {
        "opening": after.restoration_opening,
        "facts": after.restoration_facts,
        "reasons": after.restoration_reasons,
        "basis": after.refuse_basis,
        "remedies": after.refuse_remedies,
    },
    "restoration_decision.undone": {
        "opening": after.undone_opening,
        "facts": after.undone_facts,
        "basis": after.undone_basis,
        "effect": after.undone_effect,
        "remedies": after.refuse_remedies,
    },
    "restoration_decision.reorganised": {
        "opening": after.reorganised_opening,
        "facts": after.reorganised_facts,
        "reasons": after.reorganised_reasons,
        "basis": after.reorganised_basis,
        "effect": after.reorganised_effect,
    },
    "refusal_notice": {
        "opening": after.refusal_opening,
        "facts": after.refusal_facts,
        "reasons": after.refusal_reasons,
        "options": after.refusal_options,
        "remedies": after.refusal_remedies,
    },
}
_OPENING = "opening"
# The law of a list names the parts of these two forms itself.
_PARTS_BY_LAW = {"notice": "notice_parts", "decision.list": "decision_parts"}
# Parts written only where the law of the list names them; leniency also where its papers know the rule.
_WHERE_NAMED = ("subject", "listed-on", "shown", "leniency", "other")
# The table of particulars names the paper before: the notice, and after the listing its decision.
_AFTER_NOTICE = ("hearing_notice", "hearing_record", "statement_answer", "decision.list", "decision.not_list")
# Papers that go to some of the parties name no other.
_NARROW = (
    "statement_answer",
    "hearing_notice",
    "hearing_record",
    "objection_answer",
    "complaint_answer",
    "materials_notice",
    "acceptance_notice",
)
_TO_APPLICANT = ("refusal_notice", "materials_notice", "acceptance_notice")
_RESTORING = {"find_false_materials": "undone", "end_shield": "reorganised"}


def form_of(facts: PaperFacts) -> Form:
    """The form the paper takes: its kind, and for a decision its outcome or its ground."""
    name = facts.kind
    if facts.kind == "decision":
        name += f".{facts.state.decision.outcome}" if facts.state.decision else ""
    elif facts.kind == "restoration_decision":
        own = facts.own.act
        name += f".{_RESTORING.get(own.act) or own.facts.get('outcome', '')}"
    elif facts.kind == "restoration_notice" and facts.own.act.by.id == CLOCK:
        name += ".reminder"
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
    begun = (section.part for section in content.sections)
    return tuple(dict.fromkeys((*(_named(facts, form.name) or form.parts), *begun)))


def _named(facts: PaperFacts, form: str) -> tuple[str, ...]:
    """The parts that the law of the list names for this form."""
    by_law: tuple[str, ...] = getattr(facts.law, _PARTS_BY_LAW[form]) if form in _PARTS_BY_LAW else ()
    return by_law


def _written(w: Writer) -> Iterator[tuple[str, Builder]]:
    """The parts this paper has, in order."""
    named = (*_named(w.facts, w.form), *(("leniency",) if w.keys("leniency") else ()))
    for part, builder in _PARTS[w.form].items():
        if part in named or part not in _WHERE_NAMED:
            yield part, builder


def compose(facts: PaperFacts, symbol: str) -> PaperContent:
    """The paper of these facts under this number: the same facts give the same paper."""
    form, words = form_of(facts), template(facts.law.regime)
    to = _addressees(facts)
    writer = Writer(facts, words, form.name, to)
    sections = (
        PaperSection(part, _heading(writer, part), _said(builder, writer)) for part, builder in _written(writer)
    )
    return PaperContent(
        kind=facts.kind,
        mode=facts.mode,
        authority=facts.authority,
        symbol=symbol,
        serial="",
        title=form.title.format(list=facts.instruments.list_name),
        addressees=tuple(subject.name for subject in to) if facts.kind not in UNADDRESSED else (),
        meta=_particulars(writer),
        sections=tuple(sections),
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
    """To whom a paper goes: an answer to those it answers, a hearing's to those who asked, all else to all."""
    own, hearing = facts.own.act, facts.state.hearing
    ids: tuple[str, ...] = tuple(s.id for s in facts.subjects)
    if facts.asked is not None:
        ids = (facts.asked.body["by_party"],)
    elif facts.kind == "statement_answer":
        ids = tuple(own.facts["answered"])
    elif facts.kind in _TO_APPLICANT:
        ids = (facts.last(applying.APPLY).act.facts["by_party"],)
    elif facts.kind == "hearing_notice":
        ids = hearing.parties if hearing else ()
    elif facts.kind == "hearing_record":
        ids = course.invited(facts, facts.own)
    elif facts.kind == "objection_answer":
        ids = _speakers(facts.since("file_objection", after=own.act))
    elif facts.kind == "complaint_answer":
        return _complainants(facts)
    return tuple(s for s in facts.subjects if s.id in ids)


def _speakers(said: tuple[Said, ...]) -> tuple[str, ...]:
    return tuple(one.act.facts["by_party"] for one in said)


def _complainants(facts: PaperFacts) -> tuple[Subject, ...]:
    """The parties that complained, and the bodies that reported."""
    said = facts.since("file_complaint", after=facts.own.act.act)
    parties = tuple(s for s in facts.subjects if s.id in _speakers(said))
    bodies = dict.fromkeys(str(one.body["by_body"]) for one in said if not one.act.facts["by_party"])
    return (*parties, *(Subject("", "organisation", "", name) for name in bodies))


def _heading(w: Writer, part: str) -> str:
    """The heading of a part: the law's own words where it names the part."""
    by_law = f"{_PARTS_BY_LAW.get(w.form)}.{part}"
    if part == _OPENING:
        return ""
    if by_law in w.facts.words:
        return w.words(by_law)
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
    shown = w.facts.subjects
    if w.facts.kind in _NARROW:
        # A body that reported must know whom its report is about.
        shown = tuple(s for s in w.to if s.id) or (principal,)
    for subject in shown:
        yield from course.particulars(w, subject)
    yield w.label("basis"), course.basis_number(w)
    act, label = ("approve_notice", "notice") if w.form in _AFTER_NOTICE else ("approve_decision", "decision")
    if w.form == "notice" or not w.facts.has(act) or (label == "decision" and not _listed(w)):
        return
    made = w.facts.paper(w.facts.last(act))
    if made is not None:
        yield w.label(label), made.symbol


def _listed(w: Writer) -> bool:
    return w.facts.state.decision is not None and w.facts.state.decision.outcome == LIST
