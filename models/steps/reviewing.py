"""The review of law judged: two people of the posts named confirm values as they stand in the gazette."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from models.law.reviewing import Value
from models.records.acts import Refused
from models.records.commands import Actor
from models.steps.judging import No, unmet

ACT = "confirm_law"
_CITE = "house.reviewed-law"


@dataclass(frozen=True, slots=True)
class Seen:
    """Where two people have read the values: the gazette's number, the page, and its day."""

    gazette: str
    page: str
    gazette_on: date


def refuse_review(
    people: tuple[Actor, Actor], values: tuple[Value, ...], seen: Seen, posts: tuple[str, ...], today: date
) -> Refused | None:
    """Why two people may not confirm these values (house rule H-8)."""
    no = _refuse_people(people, posts) or _refuse_seen(seen, today) or _refuse_values(values)
    return None if no is None else Refused(no.code, ACT, "", no.cite, no.detail)


def _refuse_people(people: tuple[Actor, Actor], posts: tuple[str, ...]) -> No | None:
    if people[0].id == people[1].id:
        return No("same_person", _CITE)
    if all(any(post in posts for post in person.roles) for person in people):
        return None
    return No("not_authorised", "house.roles", {"roles": list(posts)})


def _refuse_seen(seen: Seen, today: date) -> No | None:
    for name, said in (("gazette", seen.gazette), ("page", seen.page)):
        if not said.strip():
            return No("condition_unmet", "house.fields", {"what": "field", "field": name, "fault": "missing"})
    return unmet(_CITE, "day_in_future", on=seen.gazette_on.isoformat()) if seen.gazette_on > today else None


def _refuse_values(values: tuple[Value, ...]) -> No | None:
    unread = [v.key for v in values if not v.is_read]
    return unmet(_CITE, "value_not_read", value=unread) if unread else None
