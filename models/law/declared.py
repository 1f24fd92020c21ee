"""What a law file declares beside the rules that are applied: its rank and basis, and where it stops.

Three ways to stop are kept apart: `silent` (the text was read and has no rule), `unread` (nobody has read
what it says), `unapplied` (it was read, and no act carries it out as it stands).  None of them is a rule
that `decide` could apply by mistake.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from models.law.days import Unit
from models.law.ranks import RANKS
from models.law.reading import Place

# What a listing rule may speak of: the subjects that can be silent, unread or unapplied.
TOPICS = (
    "grounds", "category", "levels", "parties", "agreement", "opening", "notice", "statement_period", "hearing",
    "statement_answer", "decision", "decision_parts", "service", "publication_when", "channels",
    "publication_end", "publication_content", "masking", "measures", "sharing", "recipients",
    "restoration_earliest",
    "restoration_conditions", "restoration_exclusion", "materials", "restoration_acceptance",
    "restoration_decision", "restoration_extension", "restoration_verification", "restoration_bar",
    "removal_effect", "expiry", "uncorrected", "revocation", "correction", "objection_after_listing",
    "false_materials", "relisting", "remedies", "transition", "in_force", "local_regulation",
    "catalogue", "measures_list",
)  # fmt: skip

# Why no act carries out what was read.
REASONS = (
    "another-start",
    "by-channel",
    "another-limit",
    "another-route",
    "another-body",
    "day-of-month",
    "no-number",
)

# Who decides on the list; the acts of this service are those of a department.
DEPARTMENT = "department"
DECIDERS = (DEPARTMENT, "government", "court", "enterprise")

UNAPPLIED = ("id", "topic", "why", "amount", "unit", "from", "grounds")
FOUNDED_ON = ("id", "rank", "instrument")

# A topic whose period has another name.
_PERIOD_OF = {"publication_when": "publication", "expiry": "expiry_effect", "revocation": "withdrawal"}
# An edition's own rows travel with no case: what stands outside them does (`models.law.outside`).
_ROWS = (
    "founded_on", "unapplied", "categories", "measure_categories", "listed_measures", "catalogue", "records", "bodies",
    "score_bases", "kept_lists",
)  # fmt: skip


def check_declared(place: Place) -> None:
    """Refuse a word that is none of the vocabulary, and a silence about a period that is held."""
    for name in ("silent", "unread"):
        for topic in place.words(name):
            _among(place, name, topic, TOPICS)
            if _PERIOD_OF.get(topic, topic) in place.inner("periods"):
                place.fault(f"“{name}” names “{topic}”, and a period of it is held", name)
    for topic in place.words("silent"):
        if topic in place.words("unread"):
            place.fault(f"“{topic}” is either silent or unread, not both", "silent")
    for name, known in (("rank", RANKS), ("decider", DECIDERS)):
        if name in place:
            _among(place.inner(name), "value", place.inner(name).text("value"), known)
    for row in place.rows("founded_on"):
        _among(row, "rank", row.text("rank"), RANKS)
        row.text("instrument")
    for row in place.rows("unapplied"):
        _check_unapplied(place, row)


def _check_unapplied(place: Place, row: Place) -> None:
    _among(row, "topic", row.text("topic"), TOPICS)
    _among(row, "why", row.text("why"), REASONS)
    codes = tuple(ground.text("code") for ground in place.rows("grounds"))
    for code in row.words("grounds"):
        _among(row, "grounds", code, codes)
    if "amount" in row:
        row.whole("amount")
        _among(row, "unit", row.text("unit"), tuple(Unit))
        row.text("from")


def _among(place: Place, key: str, word: str, known: tuple[str, ...]) -> None:
    if word not in known:
        place.fault(f"“{key}” is “{word}”, not one of {', '.join(known)}", key)


def decider_of(place: Place) -> str:
    """Who decides on the list where it is no department; empty where it is, as with most lists."""
    found = str(place.inner("decider").get("value") or "")
    return "" if found == DEPARTMENT else found


def is_missing(place: Place, part: str, topic: str) -> bool:
    """Whether a part is left out and the file says so."""
    return part not in place and topic in (*place.words("silent"), *place.words("unread"))


def declared_rows(place: Place) -> Iterator[tuple[str, Place]]:
    """Every declared row with its key; a key that stands twice is refused."""
    for name in _ROWS:
        seen: list[str] = []
        for row in place.rows(name):
            key = row.text("id")
            if key in seen:
                row.fault(f"“{key}” stands twice in “{name}”")
            seen.append(key)
            yield f"{name}.{key}", row


def carrying(bundle: Sequence[Place]) -> tuple[str, ...]:
    """The ranks that may hold the standard of a list (49号 part 7), as the texts of a bundle name them."""
    own = bundle[0].inner("scope").get("value")
    name = "local_list_ranks" if own == "local" else "list_ranks"
    return tuple(rank for place in bundle for rank in place.inner(name).words("value"))


def is_carried(bundle: Sequence[Place]) -> bool:
    """Whether the list's own rank may hold it, or that of a higher basis it names; the list's text stands first."""
    own = bundle[0]
    ranks = (own.inner("rank").get("value"), *(row.text("rank") for row in own.rows("founded_on")))
    return any(rank in carrying(bundle) for rank in ranks)
