"""The law library: every instrument by its first day in force, and the bundle for a day."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path

from models.law.calendars import calendar_year, statutory_days
from models.law.days import Calendar, CalendarYear, Roll, Unit, calendar_of, calendar_years
from models.law.declared import carrying, decider_of, declared_rows, is_carried, is_missing
from models.law.listing import outside
from models.law.listing_shape import check_editions
from models.law.proceeding_parts import check_parts
from models.law.proceedings import PARTS as PROCEEDINGS
from models.law.proceedings import of_proceedings
from models.law.reading import LawFault, LawMissing, Place, read_yaml
from models.law.regimes import ActRule, Certainty, Citation, Ground, Law, Limit, Period, law_digest
from models.law.reviewing import Value, unreviewed, values_of
from models.law.shapes import PARTS, VALUE, check_shape, check_start
from models.law.standards import check_standards

REGIMES = Path(__file__).resolve().parents[2] / "regimes"


@dataclass(frozen=True, slots=True)
class Words:
    """What a key of the law says in Chinese and English, and where it stands."""

    zh: str
    en: str
    citation: Citation
    source: str
    checked_on: date


@dataclass(frozen=True)
class Instrument:
    """One dated text: its place in the library and what was read of it."""

    id: str
    in_force_on: date
    ends_on: date | None
    place: Place
    digest: str

    @property
    def is_regime(self) -> bool:
        """Whether it is a listing regime (else general law or house rules)."""
        return "regime" in self.place

    @property
    def is_new(self) -> bool:
        """Whether nothing of the kind was law before it (else its text stands for an earlier one not held)."""
        return self.place.inner("in_force").get("nothing_before") is True

    def stands(self, on: date) -> bool:
        """Whether it is law on a day: the first text held stands for those before it, none for one repealed."""
        return (self.in_force_on <= on or not self.is_new) and (self.ends_on is None or on <= self.ends_on)

    @cached_property
    def values(self) -> tuple[Value, ...]:
        """Every value of it that two people must confirm before a real case stands on it."""
        return values_of(self)

    def cite(self, key: str, value: Place) -> Citation:
        """The citation of one value; a value without an article is refused."""
        article = value.need("article")
        if not isinstance(article, str):
            value.fault(f"write the article in quotes: YAML reads it as {article!r}", "article")
        if not article.strip():
            value.fault("“article” is blank", "article")
        # A basis in another instrument names it; every other value stands in this one.
        holder = value if "instrument" in value else self.place.inner("instrument")
        short = holder.text("instrument" if "instrument" in value else "short")
        return Citation(key, short, article, self.certainty(value))

    def certainty(self, value: Place) -> Certainty:
        """The value's certainty, else the file's."""
        holder = value if "certainty" in value else self.place
        word = holder.text("certainty")
        try:
            return Certainty(word)
        except ValueError:
            holder.fault(f"certainty “{word}” is not one of {', '.join(Certainty)}", "certainty")

    def words(self, key: str, value: Place) -> Words:
        """The words of one value."""
        source = value if "source" in value else self.place
        checked = value if "checked_on" in value else self.place
        zh = value.text("zh")
        return Words(
            zh,
            str(value.get("en") or zh),
            self.cite(key, value),
            source.text("source"),
            checked.day("checked_on"),
        )

    def force_words(self) -> Words:
        """Since when the text is in force, in words."""
        force = self.place.inner("in_force")
        zh, en = f"自{self.in_force_on}起施行", f"in force since {self.in_force_on}"
        cited = self.cite("in_force", force)
        return Words(zh, en, cited, self.place.text("source"), self.place.day("checked_on"))


def read_text(file: Path) -> Instrument:
    """One law file, read and checked by itself."""
    place = read_yaml(file)
    kinds = [k for k in ("regime", "general") if k in place]
    if len(kinds) != 1:
        place.fault("a law file says either “regime” or “general”")
    check_shape(place, regime=kinds[0] == "regime")
    place.need("in_force")
    force = place.inner("in_force")
    on = force.day("since")
    if file.stem != on.isoformat():
        force.fault(f"the file is named {file.stem} but is in force since {on.isoformat()}", "since")
    until = force.day("until") if force.get("until") is not None else None
    if until is not None and until < on:
        force.fault("“until” lies before “since”", "until")
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    found = Instrument(place.text(kinds[0]), on, until, place, digest)
    _check(found)
    return found


def _check(found: Instrument) -> None:
    """Read every value once, so that a broken file is refused when it is loaded."""
    place = found.place
    for part in ("title", "instrument", "in_force", "reviewed"):
        place.need(part)
    place.text("source")
    place.day("checked_on")
    found.cite("in_force", place.inner("in_force"))
    place.inner("instrument").text("issuer")
    place.inner("title").text("zh")
    list(_periods(found))
    list(_limits(found))
    list(_words(found))
    list(_declared(found))
    list(_acts(found))
    check_parts(found)
    if found.is_regime:
        _check_regime(found)


def _check_regime(found: Instrument) -> None:
    place = found.place
    place.need("leans_on")
    for part, topic in PARTS.items():
        if not is_missing(place, part, topic):
            place.need(part)
    for row in place.rows("grounds"):
        if not row.words("basis"):
            row.fault("a ground needs at least one kind of basis document", "basis")
    for name in ("rank", "category", "levels", "decider"):
        if name in place:
            found.cite(name, place.inner(name))
    for name in ("parties", "recipients"):
        for key, value in place.items_inner(name):
            found.cite(f"{name}.{key}", value)
    _check_parties(place.inner("parties"))


def _check_parties(parties: Place) -> None:
    listed, principal = (parties.inner(k).words("value") for k in ("listed", "principal"))
    for role in principal:
        if role not in listed:
            parties.fault(f"the principal role “{role}” is not among those listed", "principal")


def _periods(found: Instrument) -> Iterator[tuple[Period, Place]]:
    for key, value in found.place.items_inner("periods"):
        value.only("amount", "unit", "from", "roll", "grounds", *VALUE)
        check_start(key, value)
        word, roll = value.text("unit"), value.text("roll")
        if word not in tuple(Unit):
            value.fault(f"the unit “{word}” is not one of {', '.join(Unit)}", "unit")
        if roll not in tuple(Roll):
            value.fault(f"“roll” is “{roll}”, not one of {', '.join(Roll)}", "roll")
        counted = value.whole("amount"), Unit(word), value.text("from"), Roll(roll)
        yield Period(key, *counted, found.cite(key, value), value.words("grounds")), value


def _limits(found: Instrument) -> Iterator[Limit]:
    for key, value in found.place.items_inner("limits"):
        value.only("amount", *VALUE)
        yield Limit(key, value.whole("amount"), found.cite(key, value))


_LISTS = ("measures", "channels", "materials", "notice_parts", "decision_parts", "service_methods", "personal_grounds")


def _words(found: Instrument) -> Iterator[tuple[str, Words]]:
    place = found.place
    for key, value in (
        *place.items_inner("rules"),
        *place.items_inner("switches"),
        *place.items_inner("limits"),
    ):
        yield key, found.words(key, value)
    yield "in_force", found.force_words()
    if decider_of(place):
        yield "decider", found.words("decider", place.inner("decider"))
    for key, value in place.items_inner("periods"):
        # A rule of the same name may stand beside a period: a deadline asks for the period.
        yield f"periods.{key}", found.words(f"periods.{key}", value)
        yield key, found.words(key, value)
    for name in ("grounds", *_LISTS):
        seen: set[str] = set()
        for row in place.rows(name):
            key = row.text("code" if name == "grounds" else "id")
            if key in seen:
                row.fault(f"“{key}” stands twice in “{name}”")
            seen.add(key)
            yield f"{name}.{key}", found.words(f"{name}.{key}", row)


def _declared(found: Instrument) -> Iterator[tuple[str, Words]]:
    """What the file declares and nothing applies; it travels with no case."""
    for key, row in declared_rows(found.place):
        yield key, found.words(key, row)


def _acts(found: Instrument) -> Iterator[ActRule]:
    for act, value in found.place.items_inner("acts"):
        value.only("roles", "apart_from", *VALUE)
        roles = value.words("roles")
        if not roles:
            value.fault("an act needs at least one role", "roles")
        yield ActRule(act, roles, value.words("apart_from"), found.cite(f"acts.{act}", value))


class Lawbook:
    """All law files under a folder, read and checked once."""

    def __init__(self, root: Path = REGIMES) -> None:
        """Read every law file; a fault names file and line."""
        self.root = root
        self.instruments: dict[str, list[Instrument]] = {}
        for file in sorted(root.rglob("*.yaml")):
            if file.relative_to(root).parts[0] in ("calendar", "forms"):
                continue
            found = read_text(file)
            versions = self.instruments.setdefault(found.id, [])
            if any(v.in_force_on == found.in_force_on for v in versions):
                raise LawFault(file, 1, f"“{found.id}” of {found.in_force_on} is there twice")
            versions.append(found)
        for versions in self.instruments.values():
            versions.sort(key=lambda v: v.in_force_on)
            for version in versions:
                self._check_leaning(version)
        # Catalogue, measures list and standards say nothing the law they stand on forbids (49号（七）（九）).
        held = {name: [v.place for v in versions] for name, versions in self.instruments.items()}
        texts = [place for places in held.values() for place in places]
        check_editions(texts)
        check_standards(texts, held)

    def _check_leaning(self, text: Instrument) -> None:
        """What a text leans on is held, and is general law."""
        parts = (text.place, *(text.place.inner(part) for part in PROCEEDINGS))
        for part, name in [(place, name) for place in parts for name in place.words("leans_on")]:
            held = self.instruments.get(name)
            if not held:
                part.fault(f"no law “{name}” is held", "leans_on")
            if held[0].is_regime:
                part.fault(f"“{name}” is a regime: only general law can be leant on", "leans_on")

    def carries_a_list(self, regime: str, on: date) -> bool:
        """Whether the regime's rank is one that may hold the standard of a list (49号 part 7)."""
        own = self.instrument(regime, on).place.inner("rank").get("value")
        return own in carrying([text.place for text in self.bundle(regime, on)])

    @property
    def regimes(self) -> tuple[str, ...]:
        """The ids of the listing regimes held."""
        return tuple(sorted(i for i, v in self.instruments.items() if v[0].is_regime))

    def instrument(self, name: str, on: date) -> Instrument:
        """The text of that name in force on a day (the earliest for a day before all)."""
        versions = self.instruments.get(name)
        if not versions:
            raise LawMissing(f"no law “{name}” is held (held: {', '.join(sorted(self.instruments))})")
        return next((v for v in reversed(versions) if v.in_force_on <= on), versions[0])

    def bundle(self, regime: str, on: date, local: tuple[str, ...] = ()) -> tuple[Instrument, ...]:
        """The regime first, local supplements, then the law it leans on, as in force on a day."""
        first = self.instrument(regime, on)
        if not first.is_regime:
            raise LawMissing(f"“{regime}” is no listing regime (regimes: {', '.join(self.regimes)})")
        joined = (self.instrument(name, on) for name in local)
        theirs = (name for text in joined if text.stands(on) for name in text.place.words("leans_on"))
        names = dict.fromkeys((*local, *theirs, *first.place.words("leans_on")))
        found = (self.instrument(name, on) for name in names)
        # A list that is law no longer goes on in its last text: it burdens nobody, but relief needs its rules.
        return (first, *(text for text in found if text.stands(on)))

    def law(self, regime: str, on: date, local: tuple[str, ...] = (), confirmed: frozenset[str] = frozenset()) -> Law:
        """The values of a regime on a day; reviewed where the record holds a confirmation of each of them."""
        bundle = self.bundle(regime, on, local)
        # A list of too low a rank waits for a higher basis that two people can confirm (49号 part 7).
        return _law(bundle, len(unreviewed(bundle, confirmed)) + (not is_carried([t.place for t in bundle])))

    def words(self, regime: str, on: date, local: tuple[str, ...] = ()) -> dict[str, Words]:
        """The words of every key of the bundle; the regime's own go first."""
        found: dict[str, Words] = {}
        for text in self.bundle(regime, on, local):
            for key, words in (*_words(text), *_declared(text)):
                found.setdefault(key, words)
        return found

    def local_of(self, law: Law, on: date) -> tuple[str, ...]:
        """The local supplements a pinned law was made with: what it cites beyond the regime's own bundle."""
        own = [*(text.id for text in self.bundle(law.regime, on)), *of_proceedings(self.instruments)]
        cited = [c.instrument for c in law.citations]
        others = [self.instrument(name, on) for name in self.instruments if name not in own]
        found = [t for t in others if not t.is_regime and t.place.inner("instrument").text("short") in cited]
        brought = [name for t in found for name in t.place.words("leans_on")]
        return tuple(t.id for t in found if t.id not in brought)

    @cached_property
    def _announced(self) -> tuple[CalendarYear, ...]:
        return tuple(calendar_year(f) for f in sorted((self.root / "calendar").glob("*.yaml")))

    @cached_property
    def _statutory(self) -> dict[int, tuple[date, ...]]:
        return statutory_days(self.root / "calendar" / "statutory")

    def calendar(self, known_until: int | None = None) -> Calendar:
        """The calendars held; years after `known_until` count as not announced."""
        return calendar_years(self._announced, self._statutory, known_until)

    def calendar_for(self, first: int, last: int, known_until: int | None = None) -> Calendar:
        """The years a case needs, as it carries them."""
        whole = self.calendar(known_until)
        held = [y for y in whole.years if first <= y.year <= last]
        return calendar_of(held)


def _law(bundle: tuple[Instrument, ...], unconfirmed: int) -> Law:
    regime = bundle[0]
    place = regime.place
    periods: dict[str, Period] = {}
    citations: dict[str, Citation] = {}
    acts: dict[str, ActRule] = {}
    limits: dict[str, Limit] = {}
    for text in bundle:
        for period, _ in _periods(text):
            periods.setdefault(period.key, period)
        for key, words in _words(text):
            citations.setdefault(key, words.citation)
        for rule in _acts(text):
            acts.setdefault(rule.act, rule)
        for limit in _limits(text):
            limits.setdefault(limit.key, limit)

    def ids(name: str) -> tuple[str, ...]:
        return tuple(row.text("id") for text in bundle for row in text.place.rows(name))

    grounds = tuple(
        Ground(r.text("code"), r.words("basis"), regime.cite(r.text("code"), r), r.words("roles"), r.words("levels"))
        for r in place.rows("grounds")
    )
    law = Law(
        regime=regime.id,
        version="",
        in_force_on=regime.in_force_on,
        ends_on=regime.ends_on,
        reviewed=not unconfirmed,
        unreviewed=unconfirmed,
        grounds=grounds,
        roles_listed=place.inner("parties").inner("listed").words("value"),
        principal_roles=place.inner("parties").inner("principal").words("value"),
        levels=place.inner("levels").words("value"),
        measures=ids("measures"),
        channels=ids("channels"),
        default_channels=tuple(r.text("id") for r in place.rows("channels") if r.get("default") is True),
        sharing_recipients=place.inner("recipients").inner("sharing").words("value"),
        measure_recipients=place.inner("recipients").inner("measures").words("value"),
        materials=ids("materials"),
        personal_grounds=ids("personal_grounds"),
        service_methods=ids("service_methods"),
        notice_parts=ids("notice_parts"),
        decision_parts=ids("decision_parts"),
        heavy_penalties=place.inner("heavy_penalties").words("value"),
        switches=tuple(dict.fromkeys(s for text in bundle for s in text.place.inner("switches"))),
        periods=tuple(periods.values()),
        citations=tuple(citations.values()),
        acts=tuple(acts.values()),
        limits=tuple(limits.values()),
        outside=outside([text.place for text in bundle]),
        decider=decider_of(place),
    )
    return replace(law, version=law_digest(law))
