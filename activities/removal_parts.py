"""The parts of the papers on early removal: the decisions on it, and the refusal of an application."""

from __future__ import annotations

from datetime import date

from activities import course_parts as course
from activities.application_parts import APPLY, applicant, course_of_application
from activities.course_parts import Lines
from activities.finding_parts import found, found_first
from activities.listing_parts import linked_article, remedies
from activities.phrasing import Unsaid, day, sentence, text
from activities.writing import Asked, Writer
from models.law.days import law_day
from models.records.commands import as_day
from models.records.deadlines import Deadline
from models.records.proceedings import SHIELD

# --- the decision on an application -------------------------------------------------------


def restoration_opening(w: Writer) -> Lines:
    """Who applied when."""
    on = w.facts.last(APPLY).day()
    yield w.say("restoration_decision.opening", applicant=applicant(w), on=day(on))


def restoration_facts(w: Writer) -> Lines:
    """The listing, the correction, and the application with its materials."""
    yield from course.listed(w)
    yield from course.since_listed(w)
    yield from course_of_application(w)


def restoration_reasons(w: Writer) -> Lines:
    """What was verified, what was found against it, and why it leads to the decision."""
    yield from found(w, w.facts.own.body)
    yield w.say("verified", reasons=sentence(w.facts.own.body.get("reasons")))


def grant_basis(w: Writer) -> Lines:
    """Early removal is granted; the unit's other parties leave with it."""
    keys = ("restoration_conditions", "restoration_decision")
    yield w.say("granting", articles=w.cite(*keys), unit=_leaving(w))
    yield from _leaving_too(w)


def _leaving(w: Writer) -> str:
    """The unit where its other parties follow it by law, else all parties."""
    return w.facts.subjects[0].name if w.facts.law.says("linked-parties-leave-together") else w.facts.names()


def _leaving_too(w: Writer) -> Lines:
    others = tuple(s.id for s in w.facts.subjects[1:])
    if others and w.facts.law.says("linked-parties-leave-together"):
        yield w.say("granting_others", names=w.facts.names(others), article=linked_article(w))


def grant_effect(w: Writer) -> Lines:
    """What is done now, and by when; a channel with a day of its own by that day."""
    yield effect(w, "effect", "removal_effect")
    yield from _effect_apart(w)
    yield from course.undone_by_deceit(w)


def effect(w: Writer, key: str, kind: str, **more: str) -> str:
    """What is done on the own list, and by when."""
    due = next((d for d in w.facts.own.act.opened if d.kind == kind and not d.channel), None)
    if due is None:
        raise Unsaid
    until = "" if due.provisional else w.say("until", day=day(due.due))
    return w.say(key, period=w.length(due), until=until, article=w.cite("removal"), **more)


def _effect_apart(w: Writer) -> Lines:
    for due in w.facts.own.act.opened:
        if due.kind == "removal_effect" and due.channel:
            yield w.say(
                "effect_apart",
                channel=w.words(f"channels.{due.channel}"),
                full=day(due.start_on),
                period=w.length(due),
                article=w.cite("restoration_floor"),
            )


def refuse_basis(w: Writer) -> Lines:
    """Early removal is refused; where only the time is lacking, the day it comes."""
    keys = ("restoration_conditions", "restoration_exclusion", "restoration_decision")
    yield w.say("refusing", articles=w.cite(*keys), applicant=applicant(w))
    earliest = w.facts.deadline("restoration_earliest")
    if earliest and earliest.due > w.facts.last(APPLY).day() and not w.facts.state.violated and _as_told(w, earliest):
        yield _again(w, earliest.due)


def _as_told(w: Writer, earliest: Deadline) -> bool:
    """Whether today's law still counts what was told; where it is shorter the day told is no longer the first."""
    now = w.facts.period(earliest.kind)
    return now is not None and (now.amount, now.unit) == (earliest.amount, earliest.unit)


def refuse_remedies(w: Writer) -> Lines:
    """Both remedies against the refusal."""
    yield from remedies(w, "决定书")


# --- early removal undone for false papers ---------------------------------------------------


def undone_opening(w: Writer) -> Lines:
    """Whose early removal is undone."""
    yield w.say("restoration_undone.opening", names=w.facts.names())


def undone_facts(w: Writer) -> Lines:
    """The listing, the early removal, and what was found."""
    decision, own = w.facts.state.decision, w.facts.own
    if decision is None:
        raise Unsaid
    yield w.say(
        "listed_once",
        day=day(decision.on),
        symbol=w.bracketed("approve_decision"),
        names=w.facts.names(),
    )
    granted = w.facts.last("decide_restoration")
    yield w.say("granted_once", on=day(law_day(granted.act.at)), symbol=w.bracketed("decide_restoration"))
    yield w.say("deceived", on=day(own.day()))
    if own.body.get("reason"):
        yield w.say("considered", reasons=sentence(own.body["reason"]))


def undone_basis(w: Writer) -> Lines:
    """The rule, and that the early removal is undone."""
    article = w.cite("false_materials")
    yield w.say("undoing", article=article, words=w.words("false_materials"), symbol=w.bracketed("decide_restoration"))


def undone_effect(w: Writer) -> Lines:
    """The listing revives, and its days are counted anew."""
    opened = w.facts.own.act.opened
    end = next((d for d in opened if d.kind == "publication_end"), None)
    if end is None:
        raise Unsaid
    yield w.say(
        "revived",
        names=w.facts.names(),
        years=w.length(end),
        from_on=day(end.start_on),
        end=day(end.due),
    )
    earliest = next((d for d in opened if d.kind == "restoration_earliest" and not d.channel), None)
    if earliest is not None:
        yield _again(w, earliest.due)


# --- early removal by a court's ruling ---------------------------------------------------------


def reorganised_opening(w: Writer) -> Lines:
    """Whose reorganisation is carried out."""
    yield w.say("restoration_reorganised.opening", names=w.facts.names())


def reorganised_facts(w: Writer) -> Lines:
    """The listing, the shield, and the ruling that the plan is carried out."""
    yield from course.listed(w)
    shielded = w.facts.last("shield_bankruptcy")
    yield w.say("shielded", on=day(shielded.day()), ruling=text(shielded.body.get("ruling")))


def reorganised_reasons(w: Writer) -> Lines:
    """The ruling on which the restoration stands."""
    own = w.facts.own
    spans = [s for s in w.facts.state.suspended if s.ground == SHIELD and s.until == own.day()]
    if not spans:
        raise Unsaid
    yield w.say("carried_out", on=day(own.day()), ruling=text(own.body.get("ruling")))


def reorganised_basis(w: Writer) -> Lines:
    """Early removal follows from the ruling; the unit's other parties leave with it."""
    yield w.say("restoring_by_ruling", articles=w.cite("bankruptcy_shield"), unit=_leaving(w))
    yield from _leaving_too(w)


def reorganised_effect(w: Writer) -> Lines:
    """What is done now, and by when."""
    yield effect(w, "effect", "removal_effect")


# --- an application that is refused -------------------------------------------------------------


def refusal_opening(w: Writer) -> Lines:
    """When the application came in."""
    yield w.say("refusal_notice.opening", on=asked_on(w))


def refusal_facts(w: Writer) -> Lines:
    """The listing that stands and what has happened since."""
    yield from course.listed(w)
    yield from course.since_listed(w)


def _asked(w: Writer) -> Asked | None:
    """What was refused before it stood; nothing where an application that stood is not accepted."""
    return w.facts.asked


def refusal_reasons(w: Writer) -> Lines:
    """The condition that is not met, in the law's words, and the earliest day; else the officer's reason."""
    asked = _asked(w)
    if asked is None:
        article = w.cite("restoration_acceptance", "restoration_application")
        yield w.say("not_accepted", reason=sentence(w.facts.own.body.get("reason")), article=article)
        return
    if not found_first(asked.refused):
        yield _against(w, asked)
    yield from found(w, asked.body)


def _against(w: Writer, asked: Asked) -> str:
    """What the record itself holds against the application."""
    code, earliest = asked.refused.code, w.facts.deadline("restoration_earliest")
    if code == "restoration_excluded":
        key = w.keys("violation")[0]
        return w.say("excluded", article=w.cite(key), words=w.words(key))
    if code == "restoration_barred":
        return w.say("barred", article=w.cite("restoration_bar"), until=day(_barred_until(w)))
    first_on = _first_on(asked)
    if first_on is None and earliest is None:
        key = w.keys("corrected")[0]
        return w.say("correction_missing", article=w.cite(key), words=w.words(key))
    if first_on is None:
        raise Unsaid
    cite = asked.refused.cite
    told = {"article": w.cite(cite), "words": w.words(cite), "earliest": day(first_on), "on": asked_on(w)}
    if earliest is not None and earliest.due == first_on:
        return w.say("too_early", since=day(earliest.start_on), **told)
    # The law of the day of application counts otherwise than what was told with the listing.
    return w.say("too_early_today", **told)


def _first_on(asked: Asked) -> date | None:
    """The first day that the refusal itself names."""
    return as_day(asked.refused.detail.get("earliest_on"))


def _barred_until(w: Writer) -> date:
    until = w.facts.state.barred_until
    if until is None:
        raise Unsaid
    return until


def asked_on(w: Writer) -> str:
    """The day of the refused application."""
    asked = _asked(w)
    on = as_day(asked.body.get("on")) if asked else w.facts.last(APPLY).day()
    if on is None:
        raise Unsaid
    return day(on)


def refusal_options(w: Writer) -> Lines:
    """What the applicant may do: apply again, correct first, or insist on a decision."""
    asked, earliest = _asked(w), w.facts.deadline("restoration_earliest")
    if asked is None:
        yield w.say("apply_anew", materials=w.named("materials", w.facts.law.materials))
        return
    code = asked.refused.code
    if found_first(asked.refused):
        yield w.say("apply_anew", materials=w.named("materials", w.facts.law.materials))
    elif code == "restoration_barred":
        yield w.say("barred_again", until=day(_barred_until(w)))
    elif code != "restoration_excluded" and (first_on := _first_on(asked) or (earliest and earliest.due)):
        yield _again(w, first_on)
    elif code != "restoration_excluded":
        yield w.say("correct_first")
    yield w.say(
        "insist",
        since=w.counted_from("restoration_decision"),
        period=w.period("restoration_decision"),
        articles=w.cite("restoration_decision", "remedies"),
    )


def _again(w: Writer, first_on: date) -> str:
    return w.say(
        "again",
        earliest=day(first_on),
        materials=w.named("materials", w.facts.law.materials),
        article=w.cite("restoration_application"),
    )


def refusal_remedies(w: Writer) -> Lines:
    """Both remedies against the refusal."""
    yield from remedies(w, "告知书")
