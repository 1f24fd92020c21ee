"""The parts of the papers after a listing: restoration, refusal of an early application, revocation."""

from __future__ import annotations

from activities.listing_parts import Lines, remedies
from activities.phrasing import Unsaid, day, sentence, text
from activities.writing import Asked, Writer
from models.records.commands import as_day
from models.records.deadlines import Deadline


def listed(w: Writer) -> Lines:
    """The listing that stands: when, by which paper, until when."""
    decision, end = w.facts.state.decision, w.facts.deadline("publication_end")
    if decision is None or end is None:
        raise Unsaid
    yield w.say("listed", day=day(decision.on), symbol=_bracketed(w), names=w.facts.names(), end=day(end.due))


def _bracketed(w: Writer) -> str:
    """The decision's number where it has one: relief does not wait for it."""
    made = w.facts.made.get(w.facts.last("approve_decision").act.key)
    return f"（{made.symbol}）" if made else ""


def course(w: Writer) -> Lines:
    """What has happened since the listing: correction, and any new violation."""
    corrected = w.facts.all_of("record_correction_of_conduct")
    for said in corrected:
        yield w.say("corrected", on=day(said.day()), evidence=text(said.body.get("evidence")))
    if not corrected:
        yield w.say("not_corrected")
    for said in w.facts.all_of("record_violation"):
        yield w.say("violated", on=day(said.day()), description=sentence(said.body.get("description")))


# --- the restoration decision -----------------------------------------------------------


def restoration_facts(w: Writer) -> Lines:
    """The listing, the correction, and the application with its materials."""
    yield from listed(w)
    yield from course(w)
    applied = w.facts.last("apply_restoration")
    yield w.say(
        "applied",
        applicant=applicant(w),
        on=day(applied.day()),
        materials=w.named("materials", tuple(applied.body["materials"])),
    )


def applicant(w: Writer) -> str:
    """Who applied."""
    return w.facts.names((w.facts.last("apply_restoration").body["by_party"],))


def restoration_reasons(w: Writer) -> Lines:
    """What was verified, and why it leads to the decision."""
    yield w.say("verified", reasons=sentence(w.facts.own.body.get("reasons")))


def grant_basis(w: Writer) -> Lines:
    """Early removal is granted; the unit's other parties leave with it."""
    unit, *others = w.facts.subjects
    keys = ("restoration_conditions", "restoration_decision")
    yield w.say("granting", articles=w.cite(*keys), unit=unit.name)
    if others and w.facts.law.says("linked-parties-leave-together"):
        yield w.say("granting_others", names=w.facts.names(tuple(s.id for s in others)))


def grant_effect(w: Writer) -> Lines:
    """What is done now, and by when."""
    yield _effect(w, "effect", "removal_effect")
    yield w.say("false_materials", words=w.words("false_materials"), article=w.cite("false_materials"))


def _effect(w: Writer, key: str, kind: str) -> str:
    due = next((d for d in w.facts.own.act.opened if d.kind == kind), None)
    if due is None:
        raise Unsaid
    until = "" if due.provisional else w.say("until", day=day(due.due))
    return w.say(key, period=w.period(kind), until=until, article=w.cite("removal"))


def refuse_basis(w: Writer) -> Lines:
    """Early removal is refused; where only the time is lacking, the day it comes."""
    keys = ("restoration_conditions", "restoration_exclusion", "restoration_decision")
    yield w.say("refusing", articles=w.cite(*keys), applicant=applicant(w))
    earliest = w.facts.deadline("restoration_earliest")
    if earliest and earliest.due > w.facts.last("apply_restoration").day() and not w.facts.state.violated:
        yield _again(w, earliest)


def refuse_remedies(w: Writer) -> Lines:
    """Both remedies against the refusal."""
    yield from remedies(w, "决定书")


# --- an application refused at the counter ------------------------------------------------


def refusal_facts(w: Writer) -> Lines:
    """The listing that stands and what has happened since."""
    yield from listed(w)
    yield from course(w)


def _asked(w: Writer) -> Asked:
    if w.facts.asked is None:
        raise Unsaid
    return w.facts.asked


def refusal_reasons(w: Writer) -> Lines:
    """The condition that is not met, in the law's words, and the earliest day."""
    asked = _asked(w)
    if asked.refused.code == "restoration_excluded":
        key = "restoration_exclusion.violation"
        yield w.say("excluded", article=w.cite(key), words=w.words(key))
        return
    earliest = w.facts.deadline("restoration_earliest")
    if earliest is None:
        key = "restoration_condition.corrected"
        yield w.say("correction_missing", article=w.cite(key), words=w.words(key))
        return
    if asked.refused.detail.get("earliest_on") != earliest.due.isoformat():
        raise Unsaid
    yield w.say(
        "too_early",
        article=w.cite("restoration_earliest"),
        words=w.words("restoration_earliest"),
        since=day(earliest.start_on),
        earliest=day(earliest.due),
        on=asked_on(w),
    )


def asked_on(w: Writer) -> str:
    """The day of the refused application."""
    on = as_day(_asked(w).body.get("on"))
    if on is None:
        raise Unsaid
    return day(on)


def refusal_options(w: Writer) -> Lines:
    """What the applicant may do: apply again, correct first, or insist on a decision."""
    code, earliest = _asked(w).refused.code, w.facts.deadline("restoration_earliest")
    if code != "restoration_excluded" and earliest is not None:
        yield _again(w, earliest)
    elif code != "restoration_excluded":
        yield w.say("correct_first")
    yield w.say(
        "insist",
        period=w.period("restoration_decision"),
        articles=w.cite("restoration_decision", "remedies"),
    )


def _again(w: Writer, earliest: Deadline) -> str:
    return w.say(
        "again",
        earliest=day(earliest.due),
        materials=w.named("materials", w.facts.law.materials),
        article=w.cite("restoration_application"),
    )


def refusal_remedies(w: Writer) -> Lines:
    """Both remedies against the refusal."""
    yield from remedies(w, "告知书")


# --- the revocation ---------------------------------------------------------------------


def revocation_facts(w: Writer) -> Lines:
    """The listing, and how its basis document fell."""
    yield from listed(w)
    basis, own = w.facts.last("open_case").body["basis"], w.facts.own
    yield w.say(
        "revoked",
        document=w.template.word("basis_kinds", basis["kind"]),
        document_number=text(basis["number"]),
        on=day(own.day()),
        by_body=text(own.body.get("by_body")),
        revoking=text(own.body.get("document")),
    )


def revocation_basis(w: Writer) -> Lines:
    """The listing is revoked."""
    yield w.say("revoking", articles=w.cite("revocation"), symbol=_bracketed(w))


def revocation_effect(w: Writer) -> Lines:
    """What is taken down, and by when; a listing never shown has nothing to take down."""
    if any(d.kind == "withdrawal" for d in w.facts.own.act.opened):
        yield _effect(w, "effect_revoked", "withdrawal")
    else:
        yield w.say("effect_never_shown")
