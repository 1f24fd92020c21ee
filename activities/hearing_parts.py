"""The parts of the hearing's papers: the notice of it, and its record."""

from __future__ import annotations

from activities import course_parts as course
from activities.course_parts import Lines
from activities.phrasing import Unsaid, day, lines, text
from activities.writing import Writer

# --- the notice of the hearing ----------------------------------------------------------


def notice_opening(w: Writer) -> Lines:
    """To which notice and which request the hearing answers."""
    yield w.say("hearing_notice.opening", notice_symbol=w.symbol("approve_notice"))


def notice_matter(w: Writer) -> Lines:
    """Who asked for the hearing, and about what."""
    hearing = w.facts.state.hearing
    parties = hearing.parties if hearing else ()
    for said in w.facts.all_of("request_hearing"):
        if said.act.facts["by_party"] in parties:
            yield from course.asked_for_hearing(w, said)
    yield w.say("hearing_matter")


def notice_session(w: Writer) -> Lines:
    """Day and place, which the law wants told before (Penalty Law art. 64(2))."""
    body = w.facts.own.body
    yield w.say(
        "hearing_session",
        on=day(w.facts.own.day()),
        time=text(body.get("time") or w.template.word("hearing", "time")),
        place=text(body.get("place") or w.template.word("hearing", "place")),
    )


def notice_chair(w: Writer) -> Lines:
    """Who chairs, that it is no investigator of the case, and how to challenge (art. 64(4))."""
    name = w.facts.officers.get(w.facts.own.body["chair"])
    chair = w.say("hearing_chair_named", name=name) if name else w.say("hearing_chair_unnamed")
    yield w.say("hearing_chair", chair=chair, article=w.cite("hearing_chair"))


def notice_rights(w: Writer) -> Lines:
    """What the party may do at the hearing, and what staying away means (art. 64(6))."""
    yield w.say("hearing_rights")
    yield w.say("hearing_stay_away", words=w.words("hearing_absence"), article=w.cite("hearing_absence"))
    yield w.say("hearing_end", article=w.cite("hearing_notice"))


# --- the record of the hearing ------------------------------------------------------------


def record_opening(w: Writer) -> Lines:
    """Where and when the hearing was held, and by whose order."""
    yield w.say(
        "hearing_record.opening",
        on=day(w.facts.own.day()),
        names=w.facts.names(course.invited(w.facts, w.facts.own)),
        notice_symbol=w.symbol("schedule_hearing"),
    )


def record_attendance(w: Writer) -> Lines:
    """Who came, who was excused, who stayed away, and who chaired."""
    facts = w.facts.own.act.facts
    present, excused, absent = tuple(facts["heard"]), tuple(facts["pending"]), course.away(w, w.facts.own)
    if not (present or excused or absent):
        raise Unsaid
    name = w.facts.officers.get(w.facts.last("schedule_hearing").body["chair"])
    chair = w.say("hearing_chair_named", name=name) if name else w.say("hearing_chair_unnamed")
    yield w.say("record_chair", chair=chair, article=w.cite("hearing_chair"))
    if present:
        yield w.say("record_present", names=w.facts.names(present))
    if excused:
        yield w.say("hearing_excused", names=w.facts.names(excused))
    if absent:
        yield w.say("hearing_absent", names=w.facts.names(absent), article=w.cite("hearing_absence"))


def record_matter(w: Writer) -> Lines:
    """What the hearing was about."""
    yield w.say("told", facts=text(w.facts.last("draft_notice").body.get("facts")) + "。")


def record_course(w: Writer) -> Lines:
    """What was said, line by line in the words of the record."""
    said = lines(w.facts.own.body.get("record"))
    yield w.say("record_course")
    yield from said


def record_signing(w: Writer) -> Lines:
    """Signed by those heard after they have read it, or the refusal noted (art. 64(8))."""
    refused = w.facts.own.body.get("signature_refused")
    yield w.say("record_signing", words=w.words("hearing_record"), article=w.cite("hearing_record"))
    if refused:
        yield w.say("record_refused", reason=text(refused))
    else:
        for party in w.facts.own.act.facts["heard"]:
            yield w.say("record_sign_party", name=w.facts.names((party,)))
    yield w.say("record_sign_chair")
