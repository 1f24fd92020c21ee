"""The parts of the papers while an application for early removal is handled: what is missing, and its acceptance."""

from __future__ import annotations

from activities.course_parts import Lines
from activities.phrasing import Unsaid, day, items, sentence
from activities.writing import Said, Writer
from models.law.days import law_day
from models.records.commands import as_day
from models.records.deadlines import Deadline

APPLY = "apply_restoration"
_ACCEPTANCE, _DECISION, _PRE_REVIEW = "restoration_acceptance", "restoration_decision", "pre_review"

# --- the course of an application ---------------------------------------------------------


def applicant(w: Writer) -> str:
    """Who applied."""
    return w.facts.names((w.facts.last(APPLY).act.facts["by_party"],))


def course_of_application(w: Writer) -> Lines:
    """The application with its materials, and what was asked for, supplied and accepted since."""
    yield _applied(w)
    tells = {_PRE_REVIEW: _asked_for, "request_materials": _asked_for, "supply_materials": _supplied}
    tells["accept_restoration"] = _accepted
    since = w.facts.said.index(w.facts.last(APPLY)) + 1
    for said in w.facts.said[since:-1]:
        tell = tells.get(said.act.act)
        if tell is not None:
            yield from tell(w, said)


def _applied(w: Writer) -> str:
    applied = w.facts.last(APPLY)
    handed_in = tuple(applied.body.get("materials") or ())
    on, who = day(applied.day()), applicant(w)
    if not handed_in:
        return w.say("applied_bare", applicant=who, on=on)
    return w.say("applied", applicant=who, on=on, materials=w.named("materials", handed_in))


def _asked_for(w: Writer, said: Said) -> Lines:
    if said.act.documents:
        materials = w.named("materials", tuple(said.act.facts["missing"]))
        yield w.say("asked_for", on=_done_on(said), symbol=_number(w, said), materials=materials)


def _supplied(w: Writer, said: Said) -> Lines:
    on = as_day(said.body.get("on")) or law_day(said.act.at)
    materials = w.named("materials", tuple(said.body["materials"]))
    yield w.say("supplied", applicant=applicant(w), on=day(on), materials=materials)


def _accepted(w: Writer, said: Said) -> Lines:
    yield w.say("accepted", on=_done_on(said), symbol=_number(w, said))


def _done_on(said: Said) -> str:
    return day(law_day(said.act.at))


def _number(w: Writer, said: Said) -> str:
    made = w.facts.paper(said)
    return f"（{made.symbol}）" if made else ""


# --- what is missing ----------------------------------------------------------------------


def missing_opening(w: Writer) -> Lines:
    """Whose application lacks something."""
    yield w.say("materials_notice.opening", on=day(w.facts.last(APPLY).day()))


def missing_received(w: Writer) -> Lines:
    """What has come in; where the local site looked it over first, by which rule and what it found."""
    yield from course_of_application(w)
    own = w.facts.own
    if own.act.act == _PRE_REVIEW:
        yield w.say("returned", article=w.cite(_PRE_REVIEW), reasons=sentence(own.body.get("reason")))


def missing_materials(w: Writer) -> Lines:
    """All that is missing, at once, and nothing that the law does not list."""
    missing = tuple(w.facts.own.act.facts["missing"])
    if not missing or not set(missing) <= set(w.facts.law.materials):
        raise Unsaid
    yield w.say("missing", items=items(w.words(f"materials.{key}") for key in missing))
    yield w.say("missing_all", article=w.cite("restoration_application"))


def missing_period(w: Writer) -> Lines:
    """What becomes of the time: acceptance waits for the materials, a decision without acceptance does not."""
    if not w.facts.period(_ACCEPTANCE):
        held = w.facts.deadline(_DECISION)
        if held is None:
            raise Unsaid
        yield w.say("missing_runs_on", period=w.period(_DECISION), until=_until(w, held), article=w.cite(_DECISION))
        return
    if any(kind == _ACCEPTANCE for kind, *_ in w.facts.own.act.dropped):
        yield w.say("missing_stops")
    yield w.say("missing_anew", period=w.period(_ACCEPTANCE), article=w.cite(_ACCEPTANCE))


def missing_where(w: Writer) -> Lines:
    """Where to hand it in, and that it costs nothing."""
    yield w.say("missing_where")
    yield free_of_charge(w)


def free_of_charge(w: Writer) -> str:
    """That restoration costs nothing, in the rule's words."""
    return w.say("free_of_charge", words=w.words("no_fee"), article=w.cite("no_fee"))


# --- acceptance ---------------------------------------------------------------------------


def acceptance_opening(w: Writer) -> Lines:
    """Whose application is accepted."""
    yield w.say("acceptance_notice.opening", on=day(w.facts.last(APPLY).day()))


def acceptance_application(w: Writer) -> Lines:
    """What came in when, and that it is accepted: as complete, or because the party insisted."""
    yield from course_of_application(w)
    insisted = w.facts.last(APPLY).act.facts.get("bars")
    key = "accepting_insisted" if insisted else "accepting"
    yield w.say(key, words=w.words(_ACCEPTANCE), on=_done_on(w.facts.own), article=w.cite(_ACCEPTANCE))


def acceptance_period(w: Writer) -> Lines:
    """By which day it is decided and by which rule, what a refusal leaves; a day that may still move says so."""
    due = next((d for d in w.facts.own.act.opened if d.kind == _DECISION), None)
    if due is None:
        raise Unsaid
    yield w.say("decided_within", period=w.period(_DECISION), until=_until(w, due), article=w.cite(_DECISION))
    yield w.say("guidance_refused", article=w.cite("remedies"))


def _until(w: Writer, due: Deadline) -> str:
    return w.say("until_provisional" if due.provisional else "until", day=day(due.due))


def acceptance_fee(w: Writer) -> Lines:
    """That it costs nothing."""
    yield free_of_charge(w)
