"""Oversight of cases: what was recorded, shown or decided outside the rules of its day, what came late, who looked."""

from __future__ import annotations

from typing import Any

from sqlalchemy import CompoundSelect, Select, String, and_, cast, func, literal, or_, true, union_all

from models.steps.table import TABLE
from models.tables.asking_json import law_day, members, under
from models.tables.oversight_asking import (
    Asked,
    acts_of_cases,
    allowed,
    day_of,
    edition_rows,
    finding,
    first_day,
    listing_ended,
    other,
    said_in,
    there_is,
)
from models.tables.schema import access, account, act, case_file, deadline

_F = case_file.c
# What ends it when a removal from the list was not carried out in time.
_GONE = ("removed", "revoked")
_REMOVAL = "removal_effect"
_FULL_NUMBER = "id_number:%"


def recorded_outside(asked: Asked) -> CompoundSelect[Any]:
    """Recorded or shown outside what the list's rules of that day allow (49号 part 9)."""
    own = (_not_in_force(asked), _other_basis(asked), _other_channel(asked), _no_ground(asked))
    return union_all(*own, _uncatalogued(asked), _not_public(asked))


def _not_in_force(asked: Asked) -> Select[Any]:
    opened, joined, mine = acts_of_cases(asked, "open_case")
    edition = edition_rows(asked, "regime")
    rows = joined.outerjoin(edition, allowed(edition, day_of(opened), _F.regime))
    found = finding(
        rows, opened.c.case_id, _F.authority, "list-not-in-force", detail=_F.regime, since=day_of(opened),
        until=listing_ended(asked, opened), seq=opened.c.seq,
    )  # fmt: skip
    return found.where(*mine, edition.c.name.is_(None))


def _other_basis(asked: Asked) -> Select[Any]:
    """The document a case rests on is of a kind that none of its grounds names on that day."""
    opened, joined, mine = acts_of_cases(asked, "open_case")
    edition = edition_rows(asked, "basis")
    kind = said_in(opened, "facts.basis.kind")
    grounds = members(opened.c.content, "facts.grounds", "g")
    asked_for = grounds.c.value + " " + kind
    named = there_is(edition.join(grounds, true()), allowed(edition, day_of(opened), asked_for))
    found = finding(
        joined, opened.c.case_id, _F.authority, "basis-outside", detail=kind, since=day_of(opened),
        until=listing_ended(asked, opened), seq=opened.c.seq,
    )  # fmt: skip
    return found.where(*mine, ~named)


def _uncatalogued(asked: Asked) -> Select[Any]:
    """The national catalogue of that day has no class for the kind of document (49号（一）)."""
    opened, joined, mine = acts_of_cases(asked, "open_case")
    edition = edition_rows(asked, "basis-barred")
    kind = said_in(opened, "facts.basis.kind")
    found = finding(
        joined.join(edition, allowed(edition, day_of(opened), kind)), opened.c.case_id, _F.authority,
        "basis-uncatalogued", detail=kind, since=day_of(opened), until=listing_ended(asked, opened), seq=opened.c.seq,
    )  # fmt: skip
    return found.where(*mine)


def _not_public(asked: Asked) -> Select[Any]:
    """Shown although the national catalogue of that day does not make it public (49号（四）)."""
    shown, joined, mine = acts_of_cases(asked, "publish")
    edition = edition_rows(asked, "publication-barred")
    found = finding(
        joined.join(edition, allowed(edition, day_of(shown), "")), shown.c.case_id, _F.authority, "not-made-public",
        since=day_of(shown), until=listing_ended(asked, shown), seq=shown.c.seq,
    )  # fmt: skip
    return found.where(*mine)


def _other_channel(asked: Asked) -> Select[Any]:
    shown, joined, mine = acts_of_cases(asked, "publish")
    channels = members(shown.c.content, "facts.channels", "c")
    edition = edition_rows(asked, "channel")
    rows = joined.join(channels, true()).outerjoin(edition, allowed(edition, day_of(shown), channels.c.value))
    found = finding(
        rows, shown.c.case_id, _F.authority, "channel-outside", detail=channels.c.value, since=day_of(shown),
        until=listing_ended(asked, shown), seq=shown.c.seq,
    )  # fmt: skip
    return found.where(*mine, edition.c.name.is_(None))


def _no_ground(asked: Asked) -> Select[Any]:
    """A person is shown without a ground for it that stands that day (49号（四）)."""
    shown, joined, mine = acts_of_cases(asked, "publish")
    persons = members(shown.c.content, "facts.personal", "p")
    edition = edition_rows(asked, "personal-ground")
    ground = under(persons.c.value, "ground")
    rows = joined.join(persons, true()).outerjoin(edition, allowed(edition, day_of(shown), ground))
    found = finding(
        rows, shown.c.case_id, _F.authority, "person-without-ground", detail=under(persons.c.value, "party"),
        since=day_of(shown), until=listing_ended(asked, shown), seq=shown.c.seq,
    )  # fmt: skip
    return found.where(*mine, edition.c.name.is_(None))


def measures_outside(asked: Asked) -> CompoundSelect[Any]:
    """A decision that lists names a measure outside the list's own rules or the national list of that day."""
    return union_all(_not_of_the_list(asked), _not_national(asked))


def _not_national(asked: Asked) -> Select[Any]:
    """The national list of that day has no item for it, or none that may follow any ground of the case."""
    decided, joined, mine = acts_of_cases(asked, "approve_decision")
    measures = members(decided.c.content, "facts.measures", "m")
    edition = edition_rows(asked, "measure-barred")
    opened, same = other(decided, "opened", "open_case")
    grounds, barred = members(opened.c.content, "facts.grounds", "g"), edition.alias("barred")
    of = barred.c
    held = and_(
        of.regime == _F.regime,
        of.name == measures.c.value + " " + grounds.c.value,
        of.since <= day_of(decided),
        day_of(decided) < of.until,
    )
    ways = grounds.outerjoin(barred, held)
    free = there_is(ways, of.name.is_(None))
    wholly = there_is(edition, allowed(edition, day_of(decided), measures.c.value))
    found = finding(
        joined.join(opened, same).join(measures, true()), decided.c.case_id, _F.authority, "measure-unlisted",
        detail=measures.c.value, since=day_of(decided), until=listing_ended(asked, decided), seq=decided.c.seq,
    )  # fmt: skip
    return found.where(*mine, decided.c.step_to == "decided", or_(wholly, ~free))


def _not_of_the_list(asked: Asked) -> Select[Any]:
    """The list's own rules of that day do not have it."""
    decided, joined, mine = acts_of_cases(asked, "approve_decision")
    measures = members(decided.c.content, "facts.measures", "m")
    edition = edition_rows(asked, "measure")
    rows = joined.join(measures, true()).outerjoin(edition, allowed(edition, day_of(decided), measures.c.value))
    found = finding(
        rows, decided.c.case_id, _F.authority, "measure-outside", detail=measures.c.value, since=day_of(decided),
        until=listing_ended(asked, decided), seq=decided.c.seq,
    )  # fmt: skip
    return found.where(*mine, decided.c.step_to == "decided", edition.c.name.is_(None))


def restoration_not_handled(asked: Asked) -> CompoundSelect[Any]:
    """A last day of restoration passed: by the clock's own act, or, where the clock has not acted, by the deadline."""
    lapses = [_lapsed(asked, kind) for kind in asked.watches]
    return union_all(*lapses, _not_yet_lapsed(asked))


def _lapsed(asked: Asked, kind: str) -> Select[Any]:
    lapsed = act.alias("a")
    joined = lapsed.join(case_file, _F.id == lapsed.c.case_id)
    due = said_in(lapsed, "facts.due")
    later, same = other(lapsed, "handled", *_handling(kind))
    after = and_(same, later.c.version > lapsed.c.version)
    wanted = [later.c.step_to.in_(_GONE)] if kind == _REMOVAL else []
    done = first_day(asked, later, after, *wanted)
    found = finding(joined, lapsed.c.case_id, _F.authority, kind, since=due, until=done, seq=lapsed.c.seq)
    return found.where(lapsed.c.act == f"lapse_{kind}", asked.is_of(_F.mode), due <= asked.until)


def _handling(kind: str) -> tuple[str, ...]:
    """The acts by which the table lets such a deadline be met."""
    return tuple(dict.fromkeys(row.act for row in TABLE if kind in row.closes and not row.by_clock))


def _not_yet_lapsed(asked: Asked) -> Select[Any]:
    d = deadline.c
    joined = deadline.join(case_file, _F.id == d.case_id)
    due = cast(d.due, String)
    found = finding(joined, d.case_id, _F.authority, d.kind, since=due, seq=literal(0))
    return found.where(asked.watched(d.kind), d.standing == "open", asked.is_of(_F.mode), due <= asked.until)


def looks_without_ground(asked: Asked) -> CompoundSelect[Any]:
    """Looks that nothing in the record explains (49号（十三）): to be explained, not yet a leak."""
    return union_all(_beyond_posts(asked), _number_without_act(asked))


def _beyond_posts(asked: Asked) -> Select[Any]:
    """A case looked at by an account none of whose posts handles cases, or by one that is not known."""
    posts = members(account.c.roles, "", "post")
    mine = account.c.id == access.c.account
    handles = there_is(account.join(posts, true()), mine, asked.watched(posts.c.value))
    return _looks(asked, "beyond-posts").where(~handles)


def _number_without_act(asked: Asked) -> Select[Any]:
    """A number opened in full by an account that has done nothing in that case up to the month's end."""
    same = and_(act.c.case_id == access.c.case_id, act.c.actor == access.c.account)
    explained = there_is(act, same, law_day(act.c.at) <= asked.until)
    return _looks(asked, "number-without-act").where(access.c.what.like(_FULL_NUMBER), ~explained)


def _looks(asked: Asked, what: str) -> Select[Any]:
    """One row an account, case and day: looking twice is one look to be explained."""
    on = law_day(access.c.at)
    joined = access.join(case_file, _F.id == access.c.case_id)
    first = func.min(access.c.id)
    found = finding(joined, access.c.case_id, _F.authority, what, detail=access.c.account, since=on, seq=first)
    return found.where(asked.is_of(_F.mode), on <= asked.until).group_by(
        access.c.case_id, _F.authority, access.c.account, on
    )
