"""What goes wrong with errands: a process that dies at a named point, a world that does not answer, an errand twice."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable

from desk.living.looping import WorkerDied
from models.contracts.errands import RecordReply, RecordRequest

UNREACHED, UNHEARD, TWICE = "unreached", "unheard", "twice"
# One more than the points of the longest transaction: the last dies when the reply is on its way.
POINTS = 13


class Faults:
    """The faults armed for the errands to come."""

    def __init__(self, do: Callable[[str, RecordRequest], RecordReply]) -> None:
        """Nothing is armed."""
        self.met: Counter[str] = Counter()
        self.of_the_house: list[str] = []
        self.server_too = False
        self.lost_server = False
        self._do = do
        self._die_in: int | None = None
        self._trouble: deque[str] = deque()

    def arm_death(self, points: int, *, server_too: bool) -> None:
        """The worker dies after so many points more."""
        self._die_in, self.server_too = points, server_too

    def arm(self, *trouble: str) -> None:
        """The next tries of errands meet these."""
        self._trouble.extend(trouble)

    def calm(self) -> None:
        """Nothing goes wrong any more."""
        self._die_in = None
        self._trouble.clear()

    def point(self, name: str) -> None:
        """A named point of the transaction is reached."""
        if self._die_in is None:
            return
        if self._die_in > 0:
            self._die_in -= 1
            return
        self._die(name)

    def errand(self, name: str, request: RecordRequest) -> RecordReply:
        """Do an errand, or what the armed fault makes of it."""
        trouble = self._trouble.popleft() if self._trouble else ""
        if trouble:
            self.met[f"errand {trouble}"] += 1
        if trouble == UNREACHED:
            raise ConnectionError(name)
        reply = self._done(name, request)
        if trouble == TWICE:
            reply = self._done(name, request)
        if trouble == UNHEARD:
            raise ConnectionError(name)
        self.point("answered")
        return reply

    def _done(self, name: str, request: RecordRequest) -> RecordReply:
        try:
            return self._do(name, request)
        except OSError:
            raise
        except Exception as fault:
            self.of_the_house.append(f"{name}: {fault.__context__ or fault!r}")
            raise

    def _die(self, name: str) -> None:
        self._die_in = None
        self.lost_server = self.lost_server or self.server_too
        self.met[f"{'server and worker' if self.server_too else 'worker'} died at {name}"] += 1
        raise WorkerDied(name)
