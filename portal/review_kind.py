"""The review of measures at the counter: what its pages and forms are made from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from models.law.campaign_rules import LEVELS
from models.law.days import law_day
from models.law.measure_rules import MeasureLaw
from models.law.measures import ordering, review_law, review_words
from models.records.deadlines import Deadline, Standing
from models.records.measure_reviews import ReviewState
from models.steps.cleanup_judging import is_above
from models.steps.measure_fields import FIELDS
from models.steps.measure_table import MOVES, OPENINGS, PASSING
from models.tables.measure_reviews import REVIEW as KEPT
from portal.case_choices import cases, groups
from portal.counter import Counter
from portal.law_titles import listed_items, titles
from portal.proceeding_dues import DONE_LATER
from portal.proceeding_kind import (
    Begun,
    Body,
    Choices,
    Forms,
    Kind,
    Lawful,
    Names,
    Offer,
    Pages,
    Said,
    Table,
)
from portal.proceeding_reading import Held
from portal.proceeding_wording import ProceedingSpeech, vocabulary
from portal.review_offering import ReviewOffer, fresh, offer_of
from portal.settings import Settings
from portal.words import measures

ReviewFile = Held[ReviewState, MeasureLaw]
_SOME = "~"
_WEIGHING = ("find_impact", "give_opinion", "consent_measure", "refuse_consent", "issue_measure", "confirm_import")
# What brings a review forward from where it stands; nobody waits for a withdrawal or for an incident.
_FORWARD = {
    "proposed": ("find_impact",),
    "weighed": ("consent_measure", "refuse_consent"),
    "opinion_requested": ("give_opinion",),
    "opinion_given": ("consent_measure", "refuse_consent"),
    "consented": ("obtain_upper_consent",),
    "cleared": ("issue_measure",),
    "import_entered": ("confirm_import",),
    "reporting": ("sign_report",),
    "report_signed": ("file_report",),
}


def _wanted(state: ReviewState) -> tuple[str, ...]:
    large = state.step == "weighed" and state.is_large
    wanted = ("request_opinion",) if large else _FORWARD.get(state.step, ())
    said = ("answer_incident",) if any(not i.finding for i in state.incidents) else ()
    noticed = any(i.asks_for_a_notice and i.noticed_on is None for i in state.incidents)
    disposed = ("dispose_cases",) if state.undisposed() else ()
    return (*wanted, *said, *disposed, *(("notify_incident",) if noticed else ()))


def _is_owed(state: ReviewState, due: Deadline) -> bool:
    """Silence is no consent: a day that passed ends nothing."""
    if due.standing in (Standing.MET, Standing.DROPPED):
        return False
    if due.kind == "incident_answer":
        incident = state.incident(due.matter)
        return incident is not None and not incident.finding
    return state.step in PASSING[due.kind][0]


def _same_text(held: ReviewFile, today: str, _: Mapping[str, str]) -> Iterator[Body]:
    text = held.state.measure.text if held.state.measure else _SOME
    yield {"text": text, "document": _SOME, "on": today, "in_force_on": today}


def _confirmed(held: ReviewFile, _: str, __: Mapping[str, str]) -> Iterator[Body]:
    yield {"text": held.state.measure.text if held.state.measure else _SOME}


def _as_signed(held: ReviewFile, today: str, _: Mapping[str, str]) -> Iterator[Body]:
    signed = held.state.report.signed if held.state.report else ""
    yield {"document": signed or _SOME, "on": today, "proof": _SOME}


def _disposed(held: ReviewFile, _: str, __: Mapping[str, str]) -> Iterator[Body]:
    for stop in held.state.undisposed():
        yield {"incident": stop.id, "plan": stop.plan or _SOME, "others": "abolish"}
    yield {"incident": _SOME, "plan": _SOME, "others": "abolish"}


def _levels_above(offer: Offer) -> Choices:
    measure = offer.state.measure
    found = tuple(level for level in LEVELS if measure is None or is_above(level, measure.level))
    return found or LEVELS[:1]


def _to_be_told(offer: Offer) -> Choices:
    return tuple(i.id for i in offer.state.incidents if i.asks_for_a_notice and i.noticed_on is None)


def _names(counter: Counter, lang: str, _: ReviewFile | None) -> Names:
    """What the codes a review may name are called: measures, and the items of the list of measures of the day."""
    today, at = law_day(counter.now()), lang == "en"
    __, named = titles(counter.book, today)
    listed = listed_items(counter.book, today)
    return {
        "measure": {code: pair[at] for code, pair in named.items()},
        "listed": {code: pair[at] for code, pair in listed.items()},
    }


def _tags(speech: ProceedingSpeech, held: ReviewFile) -> tuple[str, ...]:
    return (speech.t("影响较大", "large impact"),) if held.state.is_large else ()


def _first(settings: Settings) -> dict[str, list[str]]:
    return {"level": [settings.level], "body": [settings.authority]}


_NAMED = {"list_item": "listed", "incident": "incident", "instrument": "instrument", "text": "text"}

REVIEW: Kind[ReviewFile] = Kind(
    kept=KEPT,
    home="/reviews",
    prefix="review",
    look="review",
    table=Table(
        FIELDS,
        OPENINGS,
        MOVES,
        wanted=_wanted,
        bodies={
            "issue_measure": _same_text,
            "dispose_cases": _disposed,
            "confirm_import": _confirmed,
            "file_report": _as_signed,
        },
    ),
    lawful=Lawful(ordering, review_law, review_words, "measure-house", label=("审查依据", "Reviewed under")),
    said=Said(
        vocabulary(measures, _NAMED),
        measures.GROUPS,
        thing=("审查", "review"),
        menu=("措施审查", "Reviews"),
        title=("信用措施审查", "Review of measures"),
        heading=("信用措施审查", "Review of measures before they exist"),
        subject=("措施", "Measure"),
        file=("信用措施审查", "Review of a measure"),
    ),
    begun=Begun(first=_first),
    forms=Forms(
        choices={
            "propose_measure.list_item": lambda o: tuple(o.names["listed"]) or None,
            "dispose_cases.incident": lambda o: tuple(s.id for s in o.state.undisposed()),
            "obtain_upper_consent.level": _levels_above,
            "answer_incident.incident": lambda o: tuple(i.id for i in o.state.incidents if not i.finding),
            "notify_incident.incident": _to_be_told,
        },
        not_today=("issue_measure.in_force_on", "record_incident.on"),
        given=("plan",),
        digested=("propose_measure.text", "issue_measure.text", "enter_import.text", "confirm_import.text"),
        own={"cases": cases, "groups": groups},
        offer=offer_of,
        bare=lambda held, _: ReviewOffer(held),
        fresh=fresh,
        weighing=_WEIGHING,
    ),
    pages=Pages(file="review.html", act="review_act.html", tags=_tags),
    names=_names,
    is_owed=_is_owed,
    ended=DONE_LATER,
)
