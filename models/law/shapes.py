"""The shape of a law file: which keys may stand where, and that no value is left unread.

What nobody reads would be law that nobody applies: a key that is not known here
is refused, and so is a period from an event that no act counts it from.
"""

from __future__ import annotations

from models.law.declared import FOUNDED_ON, UNAPPLIED, check_declared, is_missing
from models.law.listing_shape import INNER as LISTING_INNER
from models.law.listing_shape import ROWS as LISTING_ROWS
from models.law.listing_shape import check_edition
from models.law.narrowing import check_narrowing
from models.law.oversight_shape import check_oversight
from models.law.reading import Place
from models.law.standards import check_standard

VALUE = ("article", "certainty", "source", "checked_on", "zh", "en")
_HEAD = (
    "title", "instrument", "source", "checked_on", "certainty", "reviewed", "in_force",
    "leans_on", "rules", "periods", "limits", "switches", "silent", "unread", "unapplied",
    "founded_on", "rank",
)  # fmt: skip
_REGIME = (
    "regime", "category", "levels", "decider", "parties", "grounds", "measures", "channels",
    "recipients", "materials", "notice_parts", "decision_parts", "heavy_penalties", "scope", "standard", *_HEAD,
)  # fmt: skip
_GENERAL = (
    "general", "service_methods", "personal_grounds", "materials", "acts", "reminders", "near", "categories",
    "list_ranks", "reviewers", "campaign", "review", "oversight", "compilation",
    "honouring", "standards", "protection",
    *LISTING_ROWS, *LISTING_INNER, *_HEAD,
)  # fmt: skip
_INNER = {
    "title": ("zh", "en"),
    "instrument": ("short", "number", "issuer", "promulgated_on", "certainty"),
    "reviewed": ("by", "gazette", "gazette_on"),
    "in_force": ("since", "until", "nothing_before", *VALUE),
    "heavy_penalties": ("value", *VALUE),
    "rank": ("value", *VALUE),
    "category": ("value", *VALUE),
    "levels": ("value", *VALUE),
    "parties": ("listed", "principal"),
    "recipients": ("sharing", "measures"),
    "decider": ("value", *VALUE),
    "list_ranks": ("value", *VALUE),
    "reviewers": ("value", *VALUE),
    "reminders": ("working_days_before", *VALUE),
    "near": ("working_days", *VALUE),
    **LISTING_INNER,
}
# What every regime must hold, or say under this topic that it does not.
PARTS = {
    "grounds": "grounds",
    "measures": "measures",
    "channels": "channels",
    "levels": "levels",
    "parties": "parties",
    "recipients": "recipients",
}
# Lists of values in two tiers, and the rows of the plain lists.
_LISTED = {"parties": _INNER["parties"], "recipients": _INNER["recipients"]}
_ROWS = {
    "grounds": ("code", "basis", "roles", "levels", *VALUE),
    "measures": ("id", "falls_under", *VALUE),
    "channels": ("id", "default", *VALUE),
    "materials": ("id", *VALUE),
    "notice_parts": ("id", *VALUE),
    "decision_parts": ("id", *VALUE),
    "service_methods": ("id", "needs", *VALUE),
    "personal_grounds": ("id", *VALUE),
    "categories": ("id", *VALUE),
    "founded_on": (*FOUNDED_ON, *VALUE),
    "unapplied": (*UNAPPLIED, *VALUE),
    **LISTING_ROWS,
}

# The event each period is counted from by the act that opens it. A regime whose law counts from
# another event needs that act to learn it first; until then its file is refused, not misread.
STARTS = {
    "statement_period": ("notice-served",),
    "statement_answer": ("statement-received",),
    "decision": ("order-period-ended",),
    "decision_extension": ("decision-deadline",),
    "service": ("decision-made",),
    "announcement": ("announcement-issued",),
    "publication_end": ("decision-made", "published"),
    "reconsideration": ("decision-served",),
    "litigation": ("decision-served",),
    "hearing_request": ("notice-served",),
    "hearing_lead": ("hearing-notice-served",),
    "minority": ("birth",),
    "publication": ("decision-made",),
    "objection_answer": ("objection-received",),
    "restoration_floor": ("decision-made",),
    "restoration_earliest": ("correction-while-listed", "decision-made", "published"),
    "restoration_acceptance": ("application-received",),
    "restoration_extension": ("restoration-deadline",),
    "pre_review": ("application-received",),
    "complaint_answer": ("complaint-received",),
    "undoing": ("complaint-answered",),
    "restoration_decision": ("application-received", "application-accepted"),
    "removal_effect": ("early-removal-decided",),
    "expiry_effect": ("listing-expired",),
    "withdrawal": ("listing-revoked", "basis-annulled"),
    "fault_settlement": ("ledger-filed",),
    "impact_finding": ("measure-proposed",),
    "opinion": ("opinion-requested",),
    "consent": ("file-complete",),
    "upper_consent": ("reported-up",),
    "incident_answer": ("incident-recorded",),
    "leak_stop": ("leak-found",),
    "authority_notice": ("leak-found",),
    "leak_assessment": ("leak-found",),
    "subject_notice": ("leak-assessed",),
    "leak_remedy": ("leak-assessed",),
    "leak_referral": ("leak-assessed",),
    "consent_longest": ("consent-given",),
    "conduct_minor_longest": ("document-made",),
    "conduct_general_shortest": ("document-made",),
    "conduct_general_longest": ("document-made",),
    "conduct_statement": ("conduct-notified",),
    "conduct_objection": ("conduct-objected",),
    "permission_longest": ("permission-asked",),
    "register_review": ("register-reviewed",),
    "register_settlement": ("register-drawn",),
    "consent_answer": ("consent-asked",),
    "erasure": ("consent-ended",),
    "entry_proposals": ("edition-opened",),
    "edition_consultation": ("consultation-opened",),
    "edition_approval": ("edition-submitted",),
    "edition_publication": ("edition-approved",),
    "edition_entry": ("edition-published",),
    "law_amendment": ("amendment-proposed",),
    "honour_filing": ("standard-adopted",),
    "honour_filing_answer": ("standard-filed",),
    "honour_recognition": ("honour-proposed",),
    "honour_publication": ("honour-recognised",),
    "honour_service": ("paper-made",),
    "honour_objection": ("honour-objected",),
    "honour_statement": ("removal-notice-served",),
    "honour_removal": ("removal-ordered",),
    "honour_ending": ("removal-ground-found",),
    "honour_reexamination": ("standard-changed",),
    "honour_deletion": ("honour-ended",),
    "pledge_verification": ("pledge-made",),
    "standard_publication": ("standard-adopted",),
    "evaluation": ("standard-in-force",),
    "follow_up": ("evaluation-filed",),
    "notice_issue": ("month-ended",),
    "notice_answer": ("notice-issued",),
    "dispute": ("answer-received",),
    "interview_call": ("answer-day-passed",),
    "interview_lead": ("interview-asked",),
    "measure_check": ("measure-reported",),
    "incident_notice": ("incident-opened",),
    "referral": ("accountability-opened",),
    "referral_answer": ("referred",),
}


def check_shape(place: Place, *, regime: bool) -> None:
    """Refuse a key that is not known where it stands, and a list of values that says nothing."""
    place.only(*(_REGIME if regime else _GENERAL))
    for name, allowed in _INNER.items():
        place.inner(name).only(*allowed)
    for name, allowed in _ROWS.items():
        for row in place.rows(name):
            row.only(*allowed)
            _check_english(row)
    for name in ("rules", "switches"):
        for _, value in place.items_inner(name):
            value.only(*VALUE)
            _check_english(value)
    for _, value in place.items_inner("periods"):
        _check_english(value)
    _check_plain(place)
    if regime:
        _check_values(place)
    check_narrowing(place)


def _check_english(value: Place) -> None:
    if "en" in value:
        value.text("en")


def _check_plain(place: Place) -> None:
    place.words("leans_on")
    check_declared(place)
    check_edition(place)
    check_standard(place)
    check_oversight(place)
    review = place.inner("reviewed")
    if review.words("by"):
        review.fault("two people confirm law in the record (`duecourse law confirm`), not in its file", "by")
    for name, holder in (("gazette_on", review), ("promulgated_on", place.inner("instrument"))):
        if holder.get(name) is not None:
            holder.day(name)
    for row in place.rows("channels"):
        if not isinstance(row.get("default", False), bool):
            row.fault(f"“default” must be true or false, not {row['default']!r}", "default")
    for row in place.rows("service_methods"):
        row.words("needs")
    if "reminders" in place and not place.inner("reminders").counts("working_days_before"):
        place.fault("“reminders” needs at least one number of working days", "reminders")
    if "near" in place:
        place.inner("near").whole("working_days")


def _check_values(place: Place) -> None:
    for name, inner in _LISTED.items():
        if is_missing(place, name, PARTS[name]):
            continue
        for key in inner:
            place.inner(name).need(key)
            _check_list(place.inner(name).inner(key))
    if not is_missing(place, "levels", PARTS["levels"]):
        place.need("levels")
        _check_list(place.inner("levels"))


def _check_list(value: Place) -> None:
    value.only("value", *VALUE)
    if not value.words("value"):
        value.fault("“value” must name at least one", "value")


def check_start(key: str, value: Place) -> None:
    """Refuse a period whose start no act gives."""
    start = value.text("from")
    known = STARTS.get(key.partition(".")[0])
    if known is None:
        value.fault(f"no act opens a period “{key}” (known: {', '.join(sorted(STARTS))})")
    if start not in known:
        value.fault(f"“{key}” cannot be counted from “{start}”: the acts count it from {' or '.join(known)}", "from")
