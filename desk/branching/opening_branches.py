"""The branches at the door: the law in force, the authority, the ground, the basis document, the parties."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from desk.branching.day_by_day import after
from desk.branching.road import basis, opened
from desk.branching.setting import Setting, setting_on
from desk.branching.tale import LINKED, PRINCIPAL, Tale, organisation, person
from models.law.days import Unit
from models.law.lawbook import Lawbook

_UNMET = "condition_unmet"


def branches(s: Setting) -> Iterator[Tale]:
    """Every way through the door, and every refusal at it."""
    yield from _levels(s)
    if not s.opens:
        yield opened(Tale("open.no-rule", s), _closed(s)).ends("none")
        for each in s.grounds():
            yield opened(Tale("open.no-rule.ground", each), _closed(s)).ends("none")
        return
    yield opened(Tale("open.foreign-ground", s), _UNMET, (s.known.foreign("grounds", _codes(s)),)).ends("none")
    yield from _parties(s)
    for each in s.grounds():
        yield from _documents(each)
        yield from _penalties(each)
        yield from _narrowed(each)


def _closed(s: Setting) -> str:
    """Why no case of this list is opened at all: somebody else decides on it, or no rule of it is held."""
    return "authority_level" if s.law.decider else _UNMET


def _narrowed(s: Setting) -> Iterator[Tale]:
    """Where a ground names whom it lists, or who decides on it: each role and level of the list on that ground."""
    held = s.law.ground(s.ground)
    for role in s.law.principal_roles if held and held.roles else ():
        t = Tale(f"open.on-ground.{role}", s)
        t.parties = [organisation(role)]
        yield opened(t) if s.lists(role) else opened(t, "party_not_in_basis").ends("none")
    for level in s.law.levels if held and held.levels else ():
        t = Tale("open.on-ground.level", replace(s, level=level))
        yield opened(t) if held and level in held.levels else opened(t, "authority_level").ends("none")


def _codes(s: Setting) -> tuple[str, ...]:
    return tuple(g.code for g in s.law.grounds)


def in_force(book: Lawbook, s: Setting) -> Iterator[Tale]:
    """The day before the list is law, and its first day."""
    first = s.law.in_force_on
    before = setting_on(book, s.known, s.regime, after(first, -1))
    code = "regime_not_in_force" if before.law.holds("opening") and not s.law.decider else _closed(s)
    yield opened(Tale("open.before-in-force", before), code).ends("none")
    if s.opens:
        yield opened(Tale("open.first-day-in-force", setting_on(book, s.known, s.regime, first)))


def _levels(s: Setting) -> Iterator[Tale]:
    for level in s.known.levels:
        t = Tale("open.level", replace(s, level=level))
        if s.opens and level in s.law.levels:
            yield opened(t)
        elif s.law.holds("opening") and level not in s.law.levels:
            yield opened(t, "authority_level").ends("none")
        else:
            yield opened(t, _closed(s)).ends("none")


def _documents(s: Setting) -> Iterator[Tale]:
    """Each kind of document any list knows; and each day on which the right one does not count yet."""
    held = s.law.ground(s.ground)
    allowed = held.basis_kinds if held else ()
    for kind in s.known.kinds:
        t = Tale("open.kind", replace(s, kind=kind))
        yield opened(t) if kind in allowed else opened(t, "basis_kind_not_allowed").ends("none")
    late = "basis_not_effective"
    yield opened(Tale("open.basis-not-yet-effective", s), late, effective_on=after(s.day)).ends("none")
    yield opened(Tale("open.basis-effective-today", s), effective_on=s.day)
    yield opened(Tale("open.basis-never-effective", s), late, effective_on=None).ends("none")
    yield opened(Tale("open.basis-period-runs", s), late, performance_due_on=s.day).ends("none")
    if s.law.says("basis-period-ended"):
        yield opened(Tale("open.basis-period-missing", s), late, performance_due_on=None).ends("none")
    proposed = Tale("open.basis-proposed", s)
    if s.law.says("notice-merged"):
        yield opened(proposed, status="proposed", effective_on=None, penalties=None)
    else:
        yield opened(proposed, late, status="proposed").ends("none")


def _penalties(s: Setting) -> Iterator[Tale]:
    """Where a list asks for a heavy penalty: each that is, and one that is not."""
    if not s.law.says("heavy-penalty-only"):
        return
    exempt = s.law.says(f"heavy-penalty-not-for-{s.ground}")
    for penalty in s.known.penalties:
        t = Tale(f"open.penalty.{penalty}", s)
        if exempt or penalty in s.law.heavy_penalties:
            yield opened(t, penalties=[penalty])
        else:
            yield opened(t, _UNMET, penalties=[penalty]).ends("none")


def _parties(s: Setting) -> Iterator[Tale]:
    law, outside = s.law, "party_not_in_basis"
    for role in s.known.roles:
        t = Tale(f"open.principal.{role}", s)
        t.parties = [organisation(role)]
        listed = role in law.principal_roles and s.lists(role)
        yield opened(t) if listed else opened(t, outside).ends("none")
        for named in (True, False):
            yield _linked(s, role, named=named)
    yield from _ages(s)
    t = Tale("open.code-not-valid", s)
    t.parties[0]["uscc"] = t.parties[0]["uscc"][::-1]
    yield opened(t, "identifier_invalid").ends("none")
    t = Tale("open.party-twice", s)
    t.parties *= 2
    yield opened(t, _UNMET).ends("none")
    t = Tale("open.principal-not-in-basis", s)
    yield opened(t, outside, parties=[LINKED]).ends("none")


def _linked(s: Setting, role: str, *, named: bool) -> Tale:
    t = Tale(f"open.linked.{role}.{'named' if named else 'with-unit'}", s)
    t.parties.append(person(role, date(s.day.year - _grown(s), 1, 1)))
    parties = [PRINCIPAL, *((LINKED,) if named else ())]
    if s.lists(role) and (named or s.law.says("parties-listed-with-unit")):
        return opened(t, parties=parties)
    return opened(t, "party_not_in_basis", parties=parties).ends("none")


def _grown(s: Setting) -> int:
    """An age beyond any the law spares."""
    liable = s.period("minority")
    return 2 * liable.amount if liable and liable.unit is Unit.YEAR else s.day.year - s.counting.years[0].year + 1


def _ages(s: Setting) -> Iterator[Tale]:
    """Whoever reaches the age on the document's day answers; a day younger does not."""
    liable = s.period("minority")
    if liable is None:
        return
    full = basis(Tale("", s))["issued_on"]
    born = full.replace(year=full.year - liable.amount)
    for branch, day, code in (("of-age", born, ""), ("under-age", after(born), "minor")):
        t = Tale(f"open.{branch}", s)
        t.parties = [person(s.principal, day, PRINCIPAL)]
        yield opened(t, code) if not code else opened(t, code).ends("none")
