"""A case file being told: its events, and what must come of them by the law's own words."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from desk.branching.day_by_day import after
from desk.branching.setting import Setting
from desk.casefile import ADVANCE, CaseFile, case_of
from models.law.reading import Place

PRINCIPAL, LINKED = "p1", "p2"
ALL_POSTS = "every-post"
_ORGANISATION = "91140100MA0TE6049X"
_REGION, _ORDER = "140100", "001"
_AN_HOUR, _NINE = 60, 9
_CHECKS = "10X98765432"
_PLACES = len(_REGION) + len("19800101") + len(_ORDER)


def identity_number(born: date) -> str:
    """An invented identity number of a day of birth, with its check (GB 11643)."""
    body = f"{_REGION}{born:%Y%m%d}{_ORDER}"
    total = sum(int(digit) * 2 ** (_PLACES - place) for place, digit in enumerate(body))
    return body + _CHECKS[total % len(_CHECKS)]


def organisation(role: str, name: str = PRINCIPAL) -> dict[str, Any]:
    """A unit of the case."""
    return {"id": name, "kind": "organisation", "role": role, "name": "示例有限公司", "uscc": _ORGANISATION}


def person(role: str, born: date, name: str = LINKED) -> dict[str, Any]:
    """A natural person of the case."""
    return {"id": name, "kind": "person", "role": role, "name": "张示例", "id_number": identity_number(born)}


@dataclass
class Tale:
    """One branch: the setting it is told in, and the file so far."""

    branch: str
    at: Setting
    day: date = field(init=False)
    parties: list[dict[str, Any]] = field(init=False)
    events: list[dict[str, Any]] = field(default_factory=list)
    refused: list[dict[str, Any]] = field(default_factory=list)
    deadlines: list[dict[str, Any]] = field(default_factory=list)
    documents: list[str] = field(default_factory=list)
    expect: dict[str, Any] = field(default_factory=dict)
    minute: int = 0

    def __post_init__(self) -> None:
        """The case begins on the day of its setting, with one subject."""
        self.day = self.at.day
        self.parties = [organisation(self.at.principal)]

    @property
    def name(self) -> str:
        """The branch and where it is played."""
        return f"{self.at.name}/{self.branch}"

    def go(self, day: date) -> None:
        """Go on to a later day."""
        if day > self.day:
            self.day, self.minute = day, 0

    def act(self, act: str, code: str = "", by: str = "", **said: Any) -> None:
        """One act of the day; with a code it must be refused with it."""
        hour, minute = divmod(self.minute, _AN_HOUR)
        at = f"{self.day} {_NINE + hour:02}:{minute:02}"
        self.minute += 1
        self.events.append({"at": at, "by": by or self.at.hand(act), "act": act, **said})
        if code:
            self.refused.append({"act": act, "at": at, "code": code})

    def advance(self, day: date) -> None:
        """Let the clock run to a day."""
        self.go(day)
        self.events.append({"at": f"{self.day} {_NINE:02}:00", "act": ADVANCE})
        self.minute = 1

    def counts(self, key: str, start_on: date, kind: str = "", *, threshold: bool = False, **whose: str) -> date | None:
        """Expect the deadline that the law's period sets from a day; none where there is no such period."""
        period = self.at.period(key)
        if period is None:
            return None
        due, doubtful = self.at.counting.last(period, start_on)
        row = {"kind": kind or key, **whose}
        held = [d for d in self.deadlines if {k: d.get(k) for k in ("kind", "party", "channel")} != _key(row)]
        first_day = after(due) if threshold else due
        self.deadlines = [*held, {**row, "due": first_day, "provisional": doubtful}]
        return first_day

    def due(self, kind: str) -> date:
        """The day a deadline is expected on."""
        due: date = next(d["due"] for d in self.deadlines if d["kind"] == kind and "channel" not in d)
        return due

    def ends(self, step: str, **more: Any) -> Tale:
        """Where the case must stand at the end."""
        self.expect.update(step=step, **more)
        return self

    def content(self) -> dict[str, Any]:
        """The file, as it is written."""
        officers = {post: [post] for post in self.at.posts}
        expect = {**self.expect, "refused": self.refused, "deadlines": self.deadlines, "documents": self.documents}
        return {
            "case": self.name,
            "title": f"{self.at.regime}：{self.branch}",
            "regime": self.at.regime,
            **({"local": self.at.local} if self.at.local else {}),
            "authority": {"name": "示例市主管部门", "level": self.at.level, "region": _REGION},
            "officers": {**officers, ALL_POSTS: list(self.at.posts)},
            "parties": self.parties,
            "events": self.events,
            "expect": expect,
        }

    def case(self) -> CaseFile:
        """The file as it is read, without a file."""
        return case_of(_placed(self.content(), Path(f"{self.name}.yaml")))

    def write(self, folder: Path) -> Path:
        """Write the file, for a person to read and to play."""
        file = folder / f"{self.name}.yaml"
        file.parent.mkdir(parents=True, exist_ok=True)
        text = yaml.safe_dump(self.content(), allow_unicode=True, sort_keys=False, width=10**6)
        file.write_text(text, encoding="utf-8")
        return file


def _key(row: dict[str, Any]) -> dict[str, Any]:
    return {k: row.get(k) for k in ("kind", "party", "channel")}


def _placed(value: Any, file: Path) -> Any:
    if isinstance(value, list):
        return [_placed(v, file) for v in value]
    if not isinstance(value, dict):
        return value
    place = Place(file, 1)
    place.update({k: _placed(v, file) for k, v in value.items()})
    return place
