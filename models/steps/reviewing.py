"""The review of law judged: two people of the posts named confirm values, and withdraw what was confirmed wrongly."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from datetime import date

from models.law.reviewing import Value
from models.records.acts import Refused
from models.records.commands import Actor
from models.records.reviews import CONFIRM, Proposal, Seen
from models.steps.fields import CODE, ROLE, Field, Kind
from models.steps.forms import faults_in
from models.steps.judging import No, unmet

ACT = "confirm_law"
_CITE = "house.reviewed-law"
_WITHDRAWN = "house.law-withdrawn"
# Room in the record, not law.
_SEEN = (
    Field("gazette", Kind.TEXT, longest=CODE),
    Field("page", Kind.TEXT, longest=ROLE),
    Field("gazette_on", Kind.DAY),
)
_REASON = (Field("reason", Kind.TEXT, longest=256),)


def refuse_review(
    people: tuple[Actor, Actor], values: tuple[Value, ...], seen: Seen, posts: tuple[str, ...], today: date
) -> Refused | None:
    """Why two people may not confirm these values (house rule H-8)."""
    return _dressed(_not_two(people) or _not_this_post(people, posts) or _refuse_seen(seen, today) or _unread(values))


def refuse_proposal(
    by: Actor, values: tuple[Value, ...], seen: Seen, posts: tuple[str, ...], today: date
) -> Refused | None:
    """Why one person may not propose these values as read in the gazette (house rule H-8)."""
    return _dressed(_not_this_post((by,), posts) or _none(values) or _refuse_seen(seen, today) or _unread(values))


def refuse_withdrawal(
    people: tuple[Actor, ...], keys: tuple[str, ...], reason: str, posts: tuple[str, ...]
) -> Refused | None:
    """Why a confirmation may not be withdrawn, or its withdrawal proposed (house rule H-30)."""
    no = _not_two(people) or _not_this_post(people, posts) or _none(keys)
    return _dressed(no or _fault(_REASON, {"reason": reason}))


def refuse_ending(by: Actor, held: Proposal, posts: tuple[str, ...]) -> Refused | None:
    """Why a proposal may not be given up: whoever may propose may do so, while it waits."""
    return _dressed(_not_this_post((by,), posts) or _over(held))


def refuse_second(
    by: Actor, held: Proposal, posts: tuple[str, ...], standing: AbstractSet[str], *, same: bool
) -> Refused | None:
    """Why a proposal may not be confirmed: another person does it, of what was shown and still stands.

    `standing`: the values as they are now, those of the law's files or those confirmed.
    """
    no = _not_this_post((by,), posts) or _over(held)
    if no is None and by.id == held.proposed_by:
        no = No("same_person", _CITE if held.kind == CONFIRM else _WITHDRAWN)
    gone = [value.key for value in held.values if value.sha256 not in standing]
    if no is None and gone:
        no = unmet(_CITE, "value_changed", value=gone)
    return _dressed(no or (None if same else unmet(_CITE, "proposal_differs")))


def _dressed(no: No | None) -> Refused | None:
    return None if no is None else Refused(no.code, ACT, "", no.cite, no.detail)


def _not_two(people: tuple[Actor, ...]) -> No | None:
    return No("same_person", _CITE) if len({person.id for person in people}) < len(people) else None


def _not_this_post(people: tuple[Actor, ...], posts: tuple[str, ...]) -> No | None:
    if all(any(post in posts for post in person.roles) for person in people):
        return None
    return No("not_authorised", "house.roles", {"roles": list(posts)})


def _none(chosen: tuple[object, ...]) -> No | None:
    return None if chosen else unmet(_CITE, "values_missing")


def _over(held: Proposal) -> No | None:
    return unmet(_CITE, "proposal_over") if held.outcome else None


def _refuse_seen(seen: Seen, today: date) -> No | None:
    said = {"gazette": seen.gazette, "page": seen.page, "gazette_on": seen.gazette_on.isoformat()}
    return _fault(_SEEN, said) or _day_to_come(seen, today)


def _day_to_come(seen: Seen, today: date) -> No | None:
    return unmet(_CITE, "day_in_future", on=seen.gazette_on.isoformat()) if seen.gazette_on > today else None


def _fault(fields: tuple[Field, ...], said: Mapping[str, str]) -> No | None:
    for wrong in faults_in(fields, {name: text for name, text in said.items() if text.strip()}):
        return No("condition_unmet", "house.fields", {"what": "field", "field": wrong.field, "fault": wrong.fault})
    return None


def _unread(values: tuple[Value, ...]) -> No | None:
    unread = [v.key for v in values if not v.is_read]
    return unmet(_CITE, "value_not_read", value=unread) if unread else None
