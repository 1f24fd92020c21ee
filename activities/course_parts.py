"""The course of a case as its papers tell it: basis document, notice, hearing of the parties, listing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

from activities.phrasing import Unsaid, day, joined, masked, sentence, text
from activities.writing import PaperFacts, Said, Subject, Writer
from models.law.days import law_day

Lines = Iterator[str]
PROPOSED = "proposed"


def basis_document(w: Writer) -> Lines:
    """The basis document: who made it against whom, and what it ordered or imposed."""
    opened = w.facts.last("open_case")
    basis = opened.body["basis"]
    if basis.get("status") == PROPOSED:
        yield w.say(
            "basis_proposed",
            issued_on=day(Said(opened.act, basis).day("issued_on")),
            issuer=_issuer(w, basis),
            to=w.facts.names(tuple(basis["parties"])),
            document_number=text(basis["number"]),
        )
        return
    inner = Said(opened.act, basis)
    due = w.say("order_due", due=day(inner.day("performance_due_on"))) if basis.get("performance_due_on") else ""
    yield w.say(
        "order",
        issued_on=day(inner.day("issued_on")),
        issuer=_issuer(w, basis),
        to=w.facts.names(tuple(basis["parties"])),
        document=w.template.word("basis_kinds", basis["kind"]),
        document_number=text(basis["number"]),
        served=w.say("order_served", day=day(inner.day("served_on"))) if basis.get("served_on") else "",
        imposed=penalties(w, basis.get("penalties") or ()),
        due=due,
    )


def penalty_made(w: Writer) -> Lines:
    """The penalty that was only proposed when the case was opened, once it is made."""
    opened, signed = w.facts.last("open_case"), signed_basis(w)
    basis = opened.body["basis"]
    if signed:
        yield w.say(
            "basis_signed",
            issued_on=day(Said(opened.act, signed).day("issued_on")),
            to=w.facts.names(tuple(basis["parties"])),
            document=w.template.word("basis_kinds", basis["kind"]),
            document_number=text(signed["number"]),
            imposed=penalties(w, signed["penalties"]),
        )


def signed_basis(w: Writer) -> Mapping[str, Any]:
    """What the decision said of the penalty that was only proposed before."""
    if not w.facts.has("approve_decision"):
        return {}
    signed: Mapping[str, Any] = w.facts.last("approve_decision").body.get("basis") or {}
    return signed


def basis_number(w: Writer) -> str:
    """The number of the basis document as it stands."""
    return text(signed_basis(w).get("number") or w.facts.last("open_case").body["basis"]["number"])


def penalties(w: Writer, kinds: tuple[str, ...]) -> str:
    """The penalties imposed, where the document says any."""
    return w.say("imposed", penalties=joined(w.template.word("penalties", kind) for kind in kinds)) if kinds else ""


def _issuer(w: Writer, basis: Mapping[str, Any]) -> str:
    issuer = text(basis["issuer"])
    return w.template.word("short", "we") if issuer == w.facts.authority else issuer


def notified(w: Writer) -> Lines:
    """That the notice told what it had to tell, and when it was served on whom."""
    lenient = w.keys("leniency")
    yield w.say(
        "notified",
        day=w.signed_on("approve_notice"),
        symbol=w.symbol("approve_notice"),
        lenient_article=w.cite(*lenient) if lenient else "",
        facts=sentence(w.facts.last("draft_notice").body.get("facts")),
        served=_served(w),
    )


def _served(w: Writer) -> str:
    done = sorted((s for s in w.facts.state.services if s.document == "notice" and not s.pending), key=lambda s: s.on)
    days = [(on, tuple(s.party for s in some)) for on, some in groupby(done, key=lambda s: s.on)]
    if not days:
        raise Unsaid
    said = "，".join(w.say("served_one", day=day(on), names=w.facts.names(ids)) for on, ids in days)
    return w.say("served", served_list=said)


def heard(w: Writer) -> Lines:
    """How each party was heard: what was stated, what was answered, who said nothing or waived."""
    stated: list[str] = []
    for said in w.facts.said:
        tell = _TOLD.get(said.act.act)
        if tell is not None:
            stated.extend(_speakers(said))
            yield from tell(w, said)
    waived = tuple(p for p in w.facts.state.waived if p not in stated)
    silent = tuple(s.id for s in w.facts.subjects if s.id not in stated and s.id not in waived)
    if waived:
        yield w.say("waived", names=w.facts.names(waived))
    if silent and not stated and not waived:
        yield w.say("not_objected")
    elif silent:
        yield w.say("not_objected_others", names=w.facts.names(silent))


def _speakers(said: Said) -> tuple[str, ...]:
    if said.act.act in ("file_statement", "request_hearing"):
        return (said.act.facts["by_party"],)
    return ()


def stated(w: Writer, said: Said) -> Lines:
    """A statement: in time with its text, late with that it was late."""
    party = said.act.facts["by_party"]
    name, on = w.facts.names((party,)), filed_on(w, said)
    if not said.act.facts.get("in_time"):
        yield w.say("objected_late", name=name, on=on)
    else:
        yield w.say("objected", name=name, on=on, text=sentence(said.body.get("text")))


def asked_for_hearing(w: Writer, said: Said) -> Lines:
    """That a hearing was asked for, and when."""
    yield w.say("hearing_asked", name=w.facts.names((said.act.facts["by_party"],)), on=filed_on(w, said))


def filed_on(w: Writer, said: Said) -> str:
    """The day a filing came in; what was posted is in time by the day it was posted."""
    on = day(said.day())
    return w.say("posted", on=on, posted_on=day(said.day("posted_on"))) if said.body.get("posted_on") else on


def was_heard(w: Writer, said: Said) -> Lines:
    """That a hearing was held, who came, who was excused and who stayed away."""
    made = w.facts.paper(said)
    if made is None:
        raise Unsaid
    present, excused, absent = tuple(said.act.facts["heard"]), tuple(said.act.facts["pending"]), away(w, said)
    key = "hearing_held" if present else "hearing_unattended"
    yield w.say(key, on=day(said.day()), symbol=made.symbol, names=w.facts.names(present) if present else "")
    if excused:
        yield w.say("hearing_excused", names=w.facts.names(excused))
    if absent:
        yield w.say("hearing_absent", names=w.facts.names(absent), article=w.cite("hearing_absence"))


def spoke_at_hearing(w: Writer, said: Said) -> Lines:
    """What was said at a hearing: the record of it holds the words."""
    made = w.facts.paper(said)
    if made is None:
        raise Unsaid
    names = w.facts.names(tuple(said.act.facts["heard"]))
    yield w.say("spoke_at_hearing", on=day(said.day()), symbol=made.symbol, names=names)


def away(w: Writer, said: Said) -> tuple[str, ...]:
    """Who was invited to a hearing and neither came nor was excused."""
    facts = said.act.facts
    return tuple(p for p in invited(w.facts, said) if p not in (*facts["heard"], *facts["pending"]))


def invited(facts: PaperFacts, upto: Said) -> tuple[str, ...]:
    """Who had asked for the hearing that was held, and did not withdraw."""
    asked: tuple[str, ...] = ()
    for said in facts.said:
        if said is upto:
            break
        known = said.act.facts
        if said.act.act == "request_hearing":
            asked = (*asked, known["by_party"])
        elif said.act.act == "waive_statement" and known.get("withdraws_hearing"):
            asked = tuple(p for p in asked if p != known["by_party"])
        elif said.act.act == "hold_hearing":
            asked = tuple(known["pending"])
    return asked


def answered(w: Writer, said: Said) -> Lines:
    """What a party was answered, and by which paper."""
    made = w.facts.paper(said)
    if made is None:
        raise Unsaid
    yield w.say(
        "answered",
        day=day(made.on),
        symbol=made.symbol,
        whose=w.facts.names(tuple(said.act.facts["answered"])),
        finding=w.template.word("findings", said.body["finding"]),
        reasons=sentence(said.body.get("reasons")),
    )


_TOLD = {
    "file_statement": stated,
    "request_hearing": asked_for_hearing,
    "hold_hearing": was_heard,
    "answer_statement": answered,
}


def cured(w: Writer) -> Lines:
    """That the withholding was corrected before the decision, and the commitment given."""
    for said in w.facts.all_of("record_cure"):
        yield w.say("cured", on=day(said.day()), evidence=text(said.body.get("evidence")))


def role_and_name(w: Writer, subject: Subject) -> str:
    """A party by its office and name."""
    return w.template.word("roles", subject.role) + text(subject.name)


def particulars(w: Writer, subject: Subject) -> Iterator[tuple[str, str]]:
    """A unit by name and full code; a person by name and masked number, for the paper goes to others too."""
    principal = subject.id == w.facts.subjects[0].id
    label = w.label("principal") if principal else w.template.word("roles", subject.role)
    if subject.kind == "organisation":
        yield label, subject.name
        yield w.label("uscc"), subject.uscc
    else:
        yield label, w.label("identity").format(name=subject.name, number=masked(subject.id_number))


def undone_by_deceit(w: Writer) -> Lines:
    """That early removal got by deceit is undone, where the law of the list says so."""
    if w.facts.law.holds("false_materials"):
        yield w.say("false_materials", words=w.words("false_materials"), article=w.cite("false_materials"))


# --- since the listing ------------------------------------------------------------------


def listed(w: Writer) -> Lines:
    """The listing that stands: when, by which paper, until when."""
    decision, end = w.facts.state.decision, w.facts.deadline("publication_end")
    if decision is None:
        raise Unsaid
    told = {"day": day(decision.on), "symbol": w.bracketed("approve_decision"), "names": w.facts.names()}
    if end is None and w.is_counted_from_showing("publication_end"):
        yield w.say("listed_once", **told)
        return
    if end is None:
        raise Unsaid
    yield w.say("listed", end=day(end.due), **told)
    for said in w.facts.all_of("find_false_materials"):
        on, article = day(law_day(said.act.at)), w.cite("false_materials")
        yield w.say("listed_again", day=on, end=day(end.due), article=article)


def since_listed(w: Writer) -> Lines:
    """What has happened since the listing: correction, and any new violation."""
    corrected = w.facts.all_of("record_correction_of_conduct")
    for said in corrected:
        yield w.say("corrected", on=day(said.day()), evidence=text(said.body.get("evidence")))
    if not corrected:
        yield w.say("not_corrected")
    for said in w.facts.all_of("record_violation"):
        yield w.say("violated", on=day(said.day()), description=sentence(said.body.get("description")))
