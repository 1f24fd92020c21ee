"""Every act tried in a state: by everybody in its plain form, and in every form the law tells apart.

Commands fall in two parts. Those **at the door** are refused for who asks, for
their form or for the step, whatever else the case holds: no row of the table at
the step, no post for the act, or a fault in the fields. The others are **open**:
what they are answered depends on the case.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from desk.exploring import forms_beside, forms_listed, forms_road
from desk.exploring.forming import DAY, Form, Making, filing, wrong_in_itself
from desk.exploring.people import (
    CASE_OFFICER,
    NOBODY,
    OFFICERS,
    STRANGER,
    fits,
    hat,
)
from desk.exploring.worlds import FIRST_DAY, World
from models.law.days import Calendar, start_of
from models.law.regimes import Law
from models.records.cases import CaseState
from models.records.commands import Actor, Command
from models.steps.forms import legal_faults
from models.steps.machine import ways
from models.steps.table import ACTS

LAST_YEAR_HELD = 2035
OFFICE_HOUR = timedelta(hours=9)
# What no case can take is tried in one state of so many, in turn.
_IN_TURN = 8
_BY_POSTS = ("decide_recusal", "schedule_hearing", "hand_over")


class Trying:
    """What is tried under one law in one world; the law gives the codes, the world the people."""

    def __init__(self, world: World, law: Law, calendar: Calendar) -> None:
        """Commands are made once for each day and step."""
        self.world = world
        self.law = law
        self.calendar = calendar
        self.acts = world.only or ACTS
        self._tasks = {task for rule in law.acts for task in rule.apart_from}
        self._open: dict[tuple[date, str], tuple[tuple[Command, ...], tuple[Command, ...]]] = {}
        self._door: dict[str, tuple[Command, ...]] = {}
        self._fitting = {act: self._those_fitting(act) for act in self.acts}

    def commands(self, state: CaseState, today: date, turn: int | None = None) -> Iterator[Command]:
        """Everything that the case itself must answer; of what no case can take, where a turn is given, a part."""
        known = self._open.get((today, state.step))
        if known is None:
            known = self._open[today, state.step] = self._opened(self.making(today), state.step)
        sound, wrong = known
        yield from sound
        yield from (
            c for n, c in enumerate(wrong) if turn is None or n % _IN_TURN == turn % _IN_TURN or state.step == "none"
        )
        yield from self._named(self._looking_back(state, today), state.step, "back")

    def at_the_door(self, step: str, today: date) -> tuple[Command, ...]:
        """Everything that is refused for who asks, for its form, or for the step."""
        known = self._door.get(step)
        if known is None:
            known = self._door[step] = tuple(self._refused(self.making(today), step))
        return known

    def making(self, today: date) -> Making:
        """What forms are made from on a day."""
        return Making(self.world, self.law, today)

    @property
    def measures(self) -> list[str]:
        """The measures the notice tells."""
        return self.making(FIRST_DAY).measures

    @property
    def untold(self) -> str:
        """A measure of the list that no notice here tells."""
        return self.making(FIRST_DAY).untold

    def matters(self, act: str) -> bool:
        """Whether some rule can ever ask who of those with the post did, or tries, this act."""
        rule = self.law.act_rule(act)
        return act in self._tasks or act in _BY_POSTS or bool(rule and rule.apart_from) or self.world.people

    def _may(self, by: Actor, act: str) -> bool:
        """Whether the person may hold the post, of itself or, where deputies are named, for the head."""
        lent = by is CASE_OFFICER and "appoint_deputy" in self.acts
        return fits(Actor(by.id, (*by.roles, "head")) if lent else by, self.law.act_rule(act))

    def _those_fitting(self, act: str) -> tuple[Actor, ...]:
        fitting = [o for o in OFFICERS if self._may(o, act)]
        if not self.matters(act):
            return tuple(fitting[:1])
        several = {hat(o.id, self.world.hats) if not self.world.people else o.id: o for o in reversed(fitting)}
        return tuple(o for o in fitting if o in several.values())

    def _opened(self, m: Making, step: str) -> tuple[tuple[Command, ...], tuple[Command, ...]]:
        forms = [f for f in (*self._plain(m), *self._other(m, step)) if f.act in self.acts]
        whole = [f for f in forms if not legal_faults(f.act, f.facts)]
        sound = [f for f in whole if not wrong_in_itself(f, m)]
        wrong = [f for f in whole if wrong_in_itself(f, m)]
        return tuple(self._named(sound, step, "form")), tuple(self._named(wrong, step, "wrong"))

    def _plain(self, m: Making) -> Iterator[Form]:
        made = [*forms_road.plain_road(m), *forms_listed.plain_listed(m), *forms_beside.plain_beside(m)]
        yield from made
        own = dict.fromkeys([*(f.act for f in made), "announce_calendar"])
        for act in (a for a in self.acts if a not in own):
            yield from forms_beside.by_its_fields(act, m)

    def _other(self, m: Making, step: str) -> Iterator[Form]:
        yield from forms_road.other_road(m, step)
        yield from forms_listed.other_listed(m)
        yield from forms_beside.other_beside(m)

    def _named(self, forms: Iterator[Form] | list[Form], step: str, kind: str) -> Iterator[Command]:
        for n, form in enumerate(forms):
            if form.act in self.acts and ways(form.act, step):
                for by in form.by or self._fitting[form.act]:
                    if by.is_party or self._may(by, form.act):
                        yield Command(f"{kind}{n}-{form.act}-{by.id}", form.act, by, form.facts)

    def _refused(self, m: Making, step: str) -> Iterator[Command]:
        plain = {f.act: f.facts for f in reversed([*self._plain(m)]) if f.act in self.acts}
        people = (*OFFICERS, *filing(self.world.parties[0].id), STRANGER, NOBODY)
        for act, facts in plain.items():
            for by in people:
                stranger = by is STRANGER or not (by.is_party or self._may(by, act))
                if stranger or not ways(act, step):
                    yield Command(f"door-{act}-{by.id}", act, by, facts)
        faulty = (f for f in self._other(m, step) if f.act in self.acts and legal_faults(f.act, f.facts))
        for n, form in enumerate(faulty):
            for by in (form.by or self._fitting[form.act])[:1]:
                yield Command(f"fault{n}-{form.act}", form.act, by, form.facts)

    def _looking_back(self, state: CaseState, today: date) -> Iterator[Form]:
        """Facts of an earlier day, entered late, and forms that follow from what the case holds."""
        m = self.making(today)
        late = {"statement_period": ("file_statement", {"text": "given"}), "hearing_request": ("request_hearing", {})}
        for d in state.deadlines:
            if d.kind in late and d.due < today:
                act, more = late[d.kind]
                posted = m.by_party(d.party, posted_on=d.due.isoformat(), **more)
                yield Form(act, posted, filing(d.party))
                if d.kind == "hearing_request" and not self.law.period("statement_period"):
                    yield Form("file_statement", {**posted, "text": "given"}, filing(d.party))
        signed = state.paper("notice")
        if signed is not None and signed.on < today and state.step == "notice_approved":
            on = signed.on.isoformat()
            yield Form("record_service", m.service(on=on), (CASE_OFFICER,))
            if "notice" in self.world.announced:
                yield Form("record_service", m.announcement(on=on), (CASE_OFFICER,))
        yield from forms_listed.before_its_time(state)
        yield from forms_beside.hearings(m, state, self.calendar)
        yield from forms_beside.announcements(m, state)


def at_the_start(t: Trying) -> Iterator[tuple[Command, datetime, str]]:
    """Openings on other days and in another mode: before the law's first day, beyond the calendars, for real."""
    by = t.world.openers[0]
    before = t.law.in_force_on - DAY
    beyond = date(LAST_YEAR_HELD, 12, 20)
    for on, mode in ((before, "training"), (beyond, "training"), (t.world.on, "real")):
        at = start_of(on) + OFFICE_HOUR
        yield Command(f"start-{mode}-{on}", "open_case", by, t.making(on).opening()), at, mode
