"""The parts of the papers that answer what is said against a listing or a measure, and that undo it."""

from __future__ import annotations

from activities import course_parts as course
from activities.course_parts import Lines
from activities.phrasing import Unsaid, day, joined, sentence, text
from activities.removal_parts import effect
from activities.writing import Said, Writer
from models.law.days import law_day
from models.records.proceedings import COMPLAINT, OBJECTION

_ANSWER = "answer_objection"

# --- the answer to an objection -----------------------------------------------------------


def objections(w: Writer) -> tuple[Said, ...]:
    """The objections that this paper's act answers: all since the last answer."""
    return w.facts.since("file_objection", after=_ANSWER)


def answer_opening(w: Writer) -> Lines:
    """Against which listing the objection was made."""
    yield w.say("objection_answer.opening", symbol=w.bracketed("approve_decision"))


def answer_objection(w: Writer) -> Lines:
    """Who objected when, and what was claimed."""
    for said in objections(w):
        yield _objection(w, said)


def _objection(w: Writer, said: Said) -> str:
    name = w.facts.names((said.act.facts["by_party"],))
    return w.say("objection", name=name, on=day(said.day()), claims=sentence(said.body.get("claims")))


def answer_finding(w: Writer) -> Lines:
    """The finding with its reasons, and what is done."""
    body = w.facts.own.body
    yield w.say(f"objection_{body['finding']}")
    if body.get("reasons"):
        yield w.say("objection_reasons", reasons=sentence(body["reasons"]))
    yield from _corrections(w)


def _corrections(w: Writer) -> Lines:
    corrections = w.facts.own.body.get("corrections") or {}
    for name in ("name", "facts"):
        if corrections.get(name):
            yield w.say(f"corrected_{name}", new=text(corrections[name]))


def answer_meanwhile(w: Writer) -> Lines:
    """Whether measures rested while the objection was verified."""
    yield from _rested(w, OBJECTION) or (w.say("not_rested"),)


def _rested(w: Writer, ground: str) -> tuple[str, ...]:
    """From when until when measures rested on that ground; they do not begin again where all is undone."""
    own = w.facts.own
    spans = [s for s in w.facts.state.suspended if s.ground == ground and s.until == law_day(own.act.at)]
    if not spans:
        return ()
    last, over = spans[-1], own.act.step_to == "revoked"
    end = "" if over else w.say("rested_until", until=day(law_day(own.act.at)))
    return (w.say("rested", since=day(last.since), end=end, article=w.cite("objection-suspends-measures")),)


def answer_basis(w: Writer) -> Lines:
    """The rules the answer follows, and the remedies that stay as the decision told them."""
    yield w.say("objection_answering", articles=w.cite("objection", "objection_correction"))
    if w.facts.own.act.step_to != "revoked":
        article, symbol = w.cite("remedies"), w.bracketed("approve_decision")
        yield w.say("objection_remedies", remedies_article=article, symbol=symbol)


# --- the correction ---------------------------------------------------------------------


def correction_opening(w: Writer) -> Lines:
    """Which paper is corrected."""
    yield w.say("correction.opening", symbol=w.bracketed("approve_decision"))


def correction_facts(w: Writer) -> Lines:
    """The listing, and the objection that was found right."""
    yield from course.listed(w)
    yield from answer_objection(w)
    if w.facts.own.body.get("reasons"):
        yield w.say("verified", reasons=sentence(w.facts.own.body["reasons"]))


def correction_content(w: Writer) -> Lines:
    """What is corrected, and that all else stands."""
    yield from _corrections(w)


def correction_basis(w: Writer) -> Lines:
    """The rule, and where the correction is made."""
    yield w.say("correcting", articles=w.cite("objection_correction"), symbol=w.bracketed("approve_decision"))


def correction_effect(w: Writer) -> Lines:
    """All else stands; every channel shows the same."""
    yield w.say("correction_stands")
    yield w.say("correction_shown", article=w.cite("same_everywhere"))


# --- the revocation ---------------------------------------------------------------------


def revocation_opening(w: Writer) -> Lines:
    """Whose listing is revoked."""
    yield w.say("revocation.opening", names=w.facts.names())


def revocation_facts(w: Writer) -> Lines:
    """The listing, and how its basis document fell or what was found on an objection."""
    yield from course.listed(w)
    own = w.facts.own
    if own.act.act == _ANSWER:
        yield from answer_objection(w)
        yield w.say("objection_right")
        if own.body.get("reasons"):
            yield w.say("objection_reasons", reasons=sentence(own.body["reasons"]))
        return
    basis = w.facts.last("open_case").body["basis"]
    yield w.say(
        "revoked",
        document=w.template.word("basis_kinds", basis["kind"]),
        document_number=course.basis_number(w),
        on=day(own.day()),
        by_body=text(own.body.get("by_body")),
        revoking=text(own.body.get("document")),
    )


def revocation_basis(w: Writer) -> Lines:
    """The listing is revoked: for its basis document fell, or for it was found wrong."""
    key = "objection_correction" if w.facts.own.act.act == _ANSWER else "revocation"
    yield w.say("revoking", articles=w.cite(key), symbol=w.bracketed("approve_decision"))


def revocation_effect(w: Writer) -> Lines:
    """What is taken down, and by when; a listing never shown has nothing to take down."""
    own = w.facts.own.act
    if any(d.kind == "withdrawal" for d in own.opened):
        since = "since_revoked" if own.act == _ANSWER else "since_annulled"
        yield effect(w, "effect_revoked", "withdrawal", since=w.say(since))
    elif own.facts.get("legs"):
        # No day is set for it: it is done at once.
        yield w.say("effect_revoked_at_once", article=w.cite("removal"))
    else:
        yield w.say("effect_never_shown")


# --- the answer to a complaint about a measure ----------------------------------------------


def complaints(w: Writer) -> tuple[Said, ...]:
    """The complaints that this paper's act answers."""
    return w.facts.since("file_complaint", after="answer_complaint")


def complaint_opening(w: Writer) -> Lines:
    """That the complaint was received and looked into."""
    yield w.say("complaint_answer.opening")


def complaint_matter(w: Writer) -> Lines:
    """Who complained when of which measure by whom, and what was claimed."""
    found = complaints(w)
    if not found:
        raise Unsaid
    for said in found:
        body, measure = said.body, said.act.facts.get("measure")
        claims = sentence(body.get("claims"))
        yield w.say("complaint", name=complainant(w, said), on=day(said.day()), claims=claims)
        if measure:
            yield w.say("complaint_measure", words=w.words(f"measures.{measure}"))
        if body.get("recipient"):
            yield w.say("complaint_recipient", name=text(body["recipient"]))


def complainant(w: Writer, said: Said) -> str:
    """A party by its name, else the body that reported."""
    party = said.act.facts.get("by_party")
    return w.facts.names((party,)) if party else text(said.body.get("by_body"))


def complaint_finding(w: Writer) -> Lines:
    """The finding with its reasons."""
    body = w.facts.own.body
    yield w.say(f"complaint_{body['finding']}")
    yield w.say("objection_reasons", reasons=sentence(body.get("reasons")))


def complaint_effect(w: Writer) -> Lines:
    """A wrongful measure is undone and reputation restored where it was harmed; one that stands goes on."""
    if w.facts.own.body["finding"] == "wrongful":
        where = tuple(w.facts.own.body.get("undo") or ())
        yield w.say("complaint_undone", where=joined(_where(w, one) for one in where), article=w.cite("reputation"))
    else:
        yield w.say("complaint_stands")
    yield from _rested(w, COMPLAINT)
    yield w.say("complaint_answering", article=w.cite("complaint"))


def _where(w: Writer, recipient: str) -> str:
    """A channel by its name in the law, any other recipient by the house's word."""
    if recipient in w.facts.law.channels:
        return w.words(f"channels.{recipient}")
    return w.template.word("recipients", recipient)
