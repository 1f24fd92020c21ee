"""Where a branch is played: the list, its law on a day, and one ground with its basis document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from desk.branching.day_by_day import DayByDay
from models.law.days import Calendar
from models.law.lawbook import Lawbook
from models.law.regimes import Law, Period
from models.records.commands import ANY_OFFICER, PARTY

# What a local text declares of catalogues and consultations, and no act of a case asks for.
_DECLARED = "local."


@dataclass(frozen=True)
class Vocabulary:
    """All that any list names, so that what one list does not know can be tried on it."""

    grounds: tuple[str, ...]
    kinds: tuple[str, ...]
    levels: tuple[str, ...]
    roles: tuple[str, ...]
    measures: tuple[str, ...]
    channels: tuple[str, ...]
    penalties: tuple[str, ...]
    leniencies: tuple[str, ...]

    def foreign(self, name: str, own: tuple[str, ...]) -> str:
        """One word of another list that this list does not have."""
        words: tuple[str, ...] = getattr(self, name)
        return next(word for word in words if word not in own)


@dataclass(frozen=True)
class Setting:
    """A list under its law on a day, with the ground, the kind of basis and the level of the case."""

    regime: str
    local: str
    day: date
    law: Law
    calendar: Calendar
    counting: DayByDay
    known: Vocabulary
    needs: tuple[tuple[str, tuple[str, ...]], ...]
    ground: str = ""
    kind: str = ""
    level: str = ""

    @property
    def name(self) -> str:
        """The place of a branch: list, supplement, day, ground and level."""
        return "/".join(w for w in (self.regime, self.local, str(self.day), self.ground, self.kind, self.level) if w)

    @cached_property
    def rules(self) -> tuple[object, ...]:
        """All that an act can be judged by, without where it stands: with the same rules go the same branches."""
        law = self.law
        names = dict.fromkeys(p.name for p in law.periods)
        held = (self.period(name) for name in names)
        periods = tuple((p.name, p.amount, p.unit, p.start, p.roll) for p in held if p is not None)
        limits = tuple((x.key, x.amount) for x in law.limits)
        words = (law.measures, law.channels, law.default_channels, law.materials, law.service_methods)
        cited = tuple(sorted(c.key for c in law.citations if not c.key.startswith(_DECLARED)))
        return (tuple(sorted(periods)), limits, words, law.personal_grounds, tuple(sorted(law.switches)), cited)

    @cached_property
    def posts(self) -> tuple[str, ...]:
        """Every post the law gives an act to; there is one officer of each."""
        named = (r for a in self.law.acts for r in a.roles if r not in (PARTY, ANY_OFFICER))
        return tuple(dict.fromkeys(named))

    def hand(self, act: str) -> str:
        """Who does an act: the party itself where it may, else the officer of its first post."""
        rule = self.law.act_rule(act)
        role = rule.roles[0] if rule else ANY_OFFICER
        return "p1" if role == PARTY else role

    def needed(self, method: str) -> tuple[str, ...]:
        """What a way of service needs besides its proof."""
        return dict(self.needs)[method]

    def period(self, key: str) -> Period | None:
        """The period of that name on the ground of the case: its own row, else the plain one."""
        rows = [p for p in self.law.periods if p.name == key]
        own = next((p for p in rows if self.ground in p.grounds), None)
        return own or next((p for p in rows if not p.grounds), None)

    def lists(self, role: str) -> bool:
        """Whether the ground lists a party of that role."""
        held = self.law.ground(self.ground)
        return role in (held.roles if held and held.roles else self.law.roles_listed)

    @property
    def principal(self) -> str:
        """The role of the subject on this ground."""
        return next((role for role in self.law.principal_roles if self.lists(role)), self.law.principal_roles[0])

    @property
    def linked(self) -> tuple[str, ...]:
        """The roles of those whom the ground lists with the subject."""
        return tuple(role for role in self.law.roles_listed if self.lists(role))

    @property
    def opens(self) -> bool:
        """Whether a case of this list can be opened at all."""
        return self.law.holds("opening") and bool(self.law.grounds) and not self.law.decider

    @property
    def tells(self) -> bool:
        """Whether the notice can be written and starts a window."""
        return self.opens and self.law.holds("notice") and bool(self.law.measures) and bool(self.windows)

    @property
    def decides(self) -> bool:
        """Whether a decision to list can be drafted: nobody is listed without a known end."""
        return self.tells and self.law.holds("decision") and self.period("publication_end") is not None

    @property
    def windows(self) -> tuple[Period, ...]:
        """The party's windows after the notice: to state, and to ask for a hearing where there is one."""
        keys = ("statement_period", *(("hearing_request",) if self.law.says("hearing") else ()))
        return tuple(p for p in map(self.period, keys) if p is not None)

    @property
    def agrees(self) -> bool:
        """Whether the level above must agree."""
        return self.law.says(f"agreement-of-level-above-{self.level}")

    def on_ground(self, code: str, kind: str = "") -> Setting:
        """The same on another ground."""
        held = self.law.ground(code)
        return replace(self, ground=code, kind=kind or (held.basis_kinds[0] if held else self.known.kinds[0]))

    def grounds(self) -> Iterator[Setting]:
        """The same on each ground of the list."""
        for ground in self.law.grounds:
            yield self.on_ground(ground.code)


def vocabulary(book: Lawbook) -> Vocabulary:
    """The words of every list and of the general law, in the order of the files."""
    texts = [text.place for versions in book.instruments.values() for text in versions]
    laws = [book.law(name, text.in_force_on) for name in book.regimes for text in book.instruments[name]]
    rows = [row for place in texts for row in place.rows("grounds")]
    rules = (rule for place in texts for rule in place.inner("rules"))
    return Vocabulary(
        _once(row.text("code") for row in rows),
        _once(kind for row in rows for kind in row.words("basis")),
        _once(level for law in laws for level in law.levels),
        _once(role for law in laws for role in law.roles_listed),
        _once(row.text("id") for place in texts for row in place.rows("measures")),
        _once(row.text("id") for place in texts for row in place.rows("channels")),
        _once((*(p for law in laws for p in law.heavy_penalties), "warning")),
        _once(r.partition(".")[2] for r in rules if r.startswith(("leniency.", "discretion."))),
    )


def _once(words: Iterator[str] | tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))


def settings(book: Lawbook, regime: str) -> Iterator[Setting]:
    """The list as it stands now, under each local supplement now and at its first, and on every day its law changed."""
    known = vocabulary(book)
    *earlier, latest = epochs(book, regime)
    yield setting_on(book, known, regime, latest)
    for name, versions in book.instruments.items():
        if versions[0].place.file.is_relative_to(book.root / "local") and versions[0].in_force_on <= latest:
            yield setting_on(book, known, regime, latest, name)
            begun = [day for day in earlier if day >= versions[0].in_force_on]
            if begun:
                yield setting_on(book, known, regime, begun[0], name)
    for day in earlier:
        yield setting_on(book, known, regime, day)


def epochs(book: Lawbook, regime: str) -> tuple[date, ...]:
    """The days on which the law of a list changed, as far as the days off of their years are held."""
    first = min(text.in_force_on for text in book.instruments[regime])
    held = book.calendar().years[0].year
    texts = (t for name in (regime, *book.instrument(regime, first).place.words("leans_on"))
             for t in book.instruments[name])  # fmt: skip
    days = [t.in_force_on for t in texts if t.in_force_on >= first and t.in_force_on.year >= held]
    return tuple(sorted(dict.fromkeys(days))) or (date(held, 1, 1),)


def setting_on(book: Lawbook, known: Vocabulary, regime: str, day: date, local: str = "") -> Setting:
    """The list under its law on a day."""
    years = book.calendar().years
    counting = DayByDay(years)
    names = (local,) if local else ()
    law = book.law(regime, day, names)
    methods = (row for text in book.bundle(regime, day, names) for row in text.place.rows("service_methods"))
    needs = tuple((row.text("id"), row.words("needs")) for row in methods)
    calendar = book.calendar_for(years[0].year, years[-1].year)
    found = Setting(regime, local, day, law, calendar, counting, known, needs, level=(*law.levels, "county")[0])
    return found.on_ground(law.grounds[0].code if law.grounds else known.grounds[0])
