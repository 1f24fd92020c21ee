"""One life from its seed alone: a unit, its case, sometimes a second one, and all that goes wrong meanwhile."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from random import Random
from traceback import extract_tb
from typing import Any

from desk.living.chapter import Chapter
from desk.living.faults import POINTS, TWICE, UNHEARD, UNREACHED
from desk.living.house import House, book
from desk.living.looping import Diverged, Endless
from desk.living.people import parties
from desk.living.reading import Broken
from models.contracts.listing import ROLL
from models.law.days import SHANGHAI, Calendar, start_of
from models.law.editions import case_law
from models.law.regimes import Law
from models.tables.receiving import Opening

_DAY = date.resolution
_REGIMES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("mohrss-wages", ()),
    ("mohrss-wages", ("huangshi",)),
    ("samr-serious-illegal", ()),
)
_OPENED = ("2024-02-05", "2024-09-20", "2025-01-20", "2025-09-23", "2026-02-11", "2026-06-02")
_MODES = ("training",) * 99 + ("real",)
# How long a life may be told, in ticks of its world, and how many more once its case is closed;
# a real case is refused while the law has not been confirmed, again and again.
_LONGEST, _AFTER, _REAL = 80, 3, 4
_TROUBLE, _TOGETHER, _RELAY = 0.2, 0.06, 0.12


@dataclass(slots=True)
class Lived:
    """What one life showed."""

    number: int
    broken: list[Broken] = field(default_factory=list)
    story: list[str] = field(default_factory=list)
    acts: Counter[str] = field(default_factory=Counter)
    steps: Counter[str] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    runs: int = 0


def live(house: House, seed: int, number: int) -> Lived:
    """Live a life; the same seed and number live the same one, whatever else lives in the house."""
    rng = Random(f"{seed}/{number}")  # noqa: S311 - lots that can be drawn again, no secrets
    regime, local = rng.choices(_REGIMES, (4, 1, 3))[0]
    opened = datetime.fromisoformat(rng.choice(_OPENED)).replace(hour=rng.randrange(8, 18), tzinfo=SHANGHAI)
    law, calendar = _pinned(regime, local, opened.date(), rng.choice((9, 9, 9, 3)))
    whole = parties(number % 1000, law, rng)
    lived = Lived(number)
    opened, document, mode = opened.astimezone(UTC), "示令字第1号", rng.choice(_MODES)
    for nth in range(2):
        case_id = f"{mode}-{seed}-{number}-{nth}"
        opening = Opening(case_id, mode, "示例机关", "county", "140121", law, calendar, opened)
        chapter = Chapter(house, opening, whole, document, rng)
        _Telling(chapter).tell()
        _keep(lived, chapter)
        if chapter.onlooker.state.step != "revoked" or rng.random() < 1 / 2:
            break
        opened = chapter.now
        document = rng.choice((document, "示令字第2号"))
    return lived


@lru_cache(maxsize=64)
def _pinned(regime: str, local: tuple[str, ...], on: date, years: int) -> tuple[Law, Calendar]:
    return case_law(book(), regime, on, local), book().calendar_for(on.year - 1, on.year + years)


def _place(fault: BaseException) -> str:
    """The line of the house where a fault arose."""
    last = extract_tb(fault.__traceback__)[-1]
    return f"{last.filename}:{last.lineno}"


def _keep(lived: Lived, chapter: Chapter) -> None:
    lived.broken += chapter.onlooker.broken
    lived.story += [f"— {chapter.case_id} —", *chapter.story]
    lived.acts.update(act.act for act in chapter.onlooker.acts)
    lived.steps[chapter.onlooker.state.step] += 1
    lived.faults.update(chapter.faults.met)
    lived.refused.update(chapter.refused)
    lived.runs += chapter.server.runs


class _Telling:
    """The order of things in a chapter: what is drawn by lot, tick after tick."""

    def __init__(self, chapter: Chapter) -> None:
        self.chapter, self.rng = chapter, chapter.rng
        self.waits = False
        self.timers_late = False

    def tell(self) -> None:
        """Until the case has been closed for a while, or the longest life is over."""
        closed = 0
        try:
            for _ in range(_REAL if self.chapter.opening.mode == "real" else _LONGEST):
                self._tick()
                closed += self.chapter.onlooker.account.is_closed
                if closed > _AFTER or self.chapter.onlooker.broken:
                    break
            self.chapter.rest()
        except Diverged as diverged:
            self.chapter.onlooker.hold("a_run_made_again_does_the_same", str(diverged))
        except Endless as endless:
            self.chapter.onlooker.hold("everything_comes_to_rest", f"{endless} is asked for without end")
        except Exception as fault:  # noqa: BLE001 - told with its story, and the next life begins
            self.chapter.onlooker.hold("nothing_fails_otherwise_than_it_may", f"{fault!r} at {_place(fault)}")

    def _tick(self) -> None:
        rng, chapter = self.rng, self.chapter
        if rng.random() < _TROUBLE:
            self._trouble()
        self._time_passes()
        if rng.random() < 1 / 2:
            self._world_goes_on()
        if rng.random() < _TOGETHER:
            chapter.faults.met["two at once"] += 1
            chapter.act_together()
        else:
            self.waits = not chapter.act()
        self._world_goes_on()
        chapter.onlooker.look()

    def _world_goes_on(self) -> None:
        rng, chapter = self.rng, self.chapter
        server = chapter.server
        if not (server.is_up and server.has_worker) and rng.random() < 1 / 3:
            server.is_up = server.has_worker = True
            chapter.tell("Temporal and worker are there again")
        if self.timers_late:
            self.timers_late = rng.random() < 1 / 2
        else:
            chapter.fire()
        for sent in tuple(chapter.waiting.values()):
            if rng.random() < 1 / 4:
                chapter.send(sent)
        if rng.random() < _RELAY:
            chapter.relay()

    # Time.

    def _time_passes(self) -> None:
        rng, chapter = self.rng, self.chapter
        away = not (chapter.server.is_up and chapter.server.has_worker)
        if away and rng.random() < 1 / 3:
            chapter.wait(rng.randrange(1, 120) * _DAY)
        lot = rng.random()
        if self.waits or lot < 1 / 12:
            self._to_next()
        elif lot < 1 / 4:
            chapter.wait(rng.randrange(1, 5) * _DAY)
        else:
            chapter.wait(timedelta(seconds=rng.randrange(1, 6 * 60 * 60)))

    def _to_next(self) -> None:
        """To the first instant at which something happens by itself, a little before or after."""
        state, running = self.chapter.onlooker.state, self.chapter.onlooker.account.running
        nearest = min((d.ends_at for d in running.values()), default=self.chapter.now + _DAY)
        hearing = state.hearing
        if state.hearing_pending and hearing is not None and hearing.on is not None:
            nearest = min(nearest, start_of(hearing.on) + timedelta(hours=9))
        second = timedelta(seconds=1)
        late = self.rng.choice((-second, 0 * second, 0 * second, second, timedelta(hours=30), 9 * _DAY))
        self.chapter.wait_until(nearest + late)

    # Trouble.

    def _trouble(self) -> None:
        name, make = self.rng.choice(_TROUBLES)
        make(self)
        self.chapter.tell(f"trouble: {name}")
        if name not in _COUNTED_WHEN_MET:
            self.chapter.faults.met[name] += 1

    def worker_dies(self) -> None:
        self.chapter.faults.arm_death(self.rng.randrange(POINTS), server_too=False)

    def both_die(self) -> None:
        self.chapter.faults.arm_death(self.rng.randrange(POINTS), server_too=True)

    def errands_fail(self) -> None:
        kinds = (UNREACHED, UNHEARD, TWICE)
        self.chapter.faults.arm(*(self.rng.choice(kinds) for _ in range(self.rng.randrange(1, 5))))

    def wiped(self) -> None:
        self.chapter.server.wipe()
        if self.rng.random() < 1 / 2:
            self.chapter.rebuild()

    def run_lost(self) -> None:
        self.chapter.server.lose_worker()

    def server_down(self) -> None:
        self.chapter.server.is_up = False

    def worker_down(self) -> None:
        self.chapter.server.has_worker = False
        self.chapter.server.lose_worker()

    def timer_late(self) -> None:
        self.timers_late = True

    def sent_again(self) -> None:
        if self.chapter.sent:
            self.chapter.send(self._earlier())

    def forged(self) -> None:
        if self.chapter.sent:
            self.chapter.forge(self._earlier())

    def counter_dies(self) -> None:
        sent = self.chapter.make("change_address")
        if self.chapter.receive(sent):
            self.chapter.waiting[sent.key] = sent

    def answer_lost(self) -> None:
        self.chapter.answer_lost = True

    def rolled(self) -> None:
        self._signal(ROLL)

    def told_for_nothing(self) -> None:
        self._signal("catch_up")

    def _signal(self, name: str) -> None:
        if self.chapter.server.is_up and self.chapter.server.is_running:
            self.chapter.server.signal(name)
            self.chapter.bury()

    def _earlier(self) -> Any:
        return self.rng.choice(tuple(self.chapter.sent.values()))


_TROUBLES: tuple[tuple[str, Callable[[_Telling], None]], ...] = (
    ("worker dies", _Telling.worker_dies),
    ("worker dies", _Telling.worker_dies),
    ("server and worker die", _Telling.both_die),
    ("server and worker die", _Telling.both_die),
    ("errands fail", _Telling.errands_fail),
    ("errands fail", _Telling.errands_fail),
    ("Temporal wiped", _Telling.wiped),
    ("run made again from its history", _Telling.run_lost),
    ("Temporal down", _Telling.server_down),
    ("worker down", _Telling.worker_down),
    ("timer late", _Telling.timer_late),
    ("command sent again", _Telling.sent_again),
    ("key with another body", _Telling.forged),
    ("counter dies after receiving", _Telling.counter_dies),
    ("answer lost", _Telling.answer_lost),
    ("new run asked for", _Telling.rolled),
    ("told to catch up for nothing", _Telling.told_for_nothing),
)
_COUNTED_WHEN_MET = ("worker dies", "server and worker die", "errands fail", "answer lost")
