"""The parts of the notice on restoration (信用修复告知书), which goes out with the listing decision."""

from __future__ import annotations

from activities.application_parts import free_of_charge
from activities.course_parts import Lines
from activities.listing_parts import removal_conditions, removal_procedure
from activities.phrasing import day, items
from activities.writing import Writer
from models.records.deadlines import Deadline
from models.steps.lighter import UNCORRECTED_STAYS

_PERIOD = "restoration_earliest"


def guidance_opening(w: Writer) -> Lines:
    """With which decision the notice goes out, and by which rule."""
    yield w.say("restoration_notice.opening", symbol=w.bracketed("approve_decision"), names=w.facts.names())


def reminder_opening(w: Writer) -> Lines:
    """That the first day has come, where a local rule has subjects reminded of it."""
    symbol, article = w.bracketed("approve_decision"), w.cite("restoration-reminder")
    yield w.say("restoration_notice.reminder.opening", symbol=symbol, names=w.facts.names(), article=article)


def guidance_earliest(w: Writer) -> Lines:
    """The first day of an application, own list and channels; where it counts from a correction, how."""
    held = [d for d in w.facts.state.deadlines if d.kind == _PERIOD]
    own = next((d for d in held if not d.channel), None)
    if own is None and w.is_counted_from_showing(_PERIOD):
        since = w.counted_from(_PERIOD)
        yield w.say("earliest_when_shown", since=since, period=w.period(_PERIOD), article=w.cite(_PERIOD))
    elif own is None:
        yield w.say("earliest_later", words=w.words(_PERIOD), article=w.cite(_PERIOD))
    else:
        yield _from(w, "earliest", own, _PERIOD)
    for apart in (d for d in held if d.channel):
        channel = w.words(f"channels.{apart.channel}")
        yield _from(w, "earliest_apart", apart, "restoration_floor", channel=channel)
    end = w.facts.deadline("publication_end")
    if end is not None:
        stays = w.facts.law.says(UNCORRECTED_STAYS)
        yield w.say("earliest_stays" if stays else "earliest_never", end=day(end.due), article=w.cite("expiry"))


def _from(w: Writer, key: str, held: Deadline, rule: str, **more: str) -> str:
    since, earliest = day(held.start_on), day(held.due)
    return w.say(key, since=since, period=w.length(held), earliest=earliest, article=w.cite_by(held, rule), **more)


def guidance_conditions(w: Writer) -> Lines:
    """What early removal needs, and what excludes it."""
    yield from removal_conditions(w)


def guidance_materials(w: Writer) -> Lines:
    """What is handed in, and that nothing more may be asked for."""
    materials = items(w.words(f"materials.{key}") for key in w.facts.law.materials)
    yield w.say("guidance_materials", items=materials, article=w.cite("restoration_application"))


def guidance_procedure(w: Writer) -> Lines:
    """From the application to the decision and the end of publication."""
    yield from removal_procedure(w)
    if w.facts.period("pre_review"):
        yield w.say("pre_review", period=w.period("pre_review"), article=w.cite("pre_review"))
    yield w.say("guidance_effect", period=w.period("removal_effect"), article=w.cite("removal"))
    yield w.say("guidance_refused", article=w.cite("remedies"))


def guidance_where(w: Writer) -> Lines:
    """Where to apply for which channel, and that it costs nothing."""
    yield w.say("guidance_where", channels=w.named("channels", w.facts.law.channels))
    yield free_of_charge(w) + w.say("guidance_beware")


PARTS = {
    "earliest": guidance_earliest,
    "conditions": guidance_conditions,
    "materials": guidance_materials,
    "procedure": guidance_procedure,
    "where": guidance_where,
}
