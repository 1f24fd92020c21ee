"""Who takes part in a life: the officers of one authority with their posts, and the parties."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Any

from models.law.identifiers import identity_number_fault, uscc_fault
from models.law.regimes import Law
from models.records.cases import CaseState
from models.records.commands import ANY_OFFICER, PARTY, Actor

POSTS: dict[str, tuple[str, ...]] = {
    "li": ("case-officer",),
    "wang": ("case-officer",),
    "zhao": ("legal-reviewer",),
    "qian": ("head",),
    "tang": ("head",),
    "he": ("hearing-chair",),
    "ma": ("hearing-chair",),
    "sun": ("publisher",),
    "zhou": ("restoration-officer",),
    "yue": ("calendar-keeper",),
    "duan": ("case-officer", "head", "legal-reviewer"),
}
HEADS, CHAIRS = ("qian", "tang"), ("he", "ma")
_PEOPLE = (
    ("legal-representative", "赵示例", "14010019850203002"),
    ("responsible-person", "孙示例", "14010019790814003"),
)
_NAME = "示例工程有限公司"
_CODE = "91140100MA0TE{:03}"
_CHECKS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def unit_code(number: int) -> str:
    """A valid unit code of an invented unit."""
    head = _CODE.format(number)
    found = (f"{head}{own}{whole}" for own in "0123456789X" for whole in _CHECKS)
    return next((code for code in found if uscc_fault(code) is None), "")


def parties(number: int, law: Law, rng: Random) -> list[dict[str, Any]]:
    """The unit, and where the regime lists persons with it, up to two of them."""
    role, code = law.principal_roles[0], unit_code(number)
    unit = {"id": "p1", "kind": "organisation", "role": role, "name": _NAME, "uscc": code}
    listed = [p for p in _PEOPLE if p[0] in law.roles_listed]
    persons = listed[: rng.choice((0, 0, 1, 1, 2))]
    return [
        unit,
        *(
            {"id": f"p{n}", "kind": "person", "role": role, "name": name, "id_number": _identity(number)}
            for n, (role, name, number) in enumerate(persons, start=2)
        ),
    ]


def _identity(stem: str) -> str:
    return next(stem + last for last in "0123456789X" if identity_number_fault(stem + last) is None)


@dataclass(frozen=True, slots=True)
class Cast:
    """Who may be asked to do an act in a case as it stands."""

    law: Law
    state: CaseState

    def somebody(self, act: str, rng: Random) -> Actor:
        """Somebody whom the act's rule lets; where there is nobody, a case officer who will be told so."""
        rule = self.law.act_rule(act)
        roles = rule.roles if rule else ()
        if PARTY in roles and self.state.parties and rng.random() < 1 / 2:
            return Actor(rng.choice(self.state.parties).id, (PARTY,))
        apart = rule.apart_from if rule else ()
        fit = [Actor(who, posts) for who, posts in POSTS.items() if self._fits(who, posts, roles, apart)]
        strange = [Actor(r, (r,)) for r in roles if r not in (PARTY, ANY_OFFICER)]
        return rng.choice(fit or strange or [Actor("li", POSTS["li"])])

    def _fits(self, who: str, posts: tuple[str, ...], roles: tuple[str, ...], apart: tuple[str, ...]) -> bool:
        if self.state.is_recused(who) or who in self.state.relieved:
            return False
        return (ANY_OFFICER in roles or any(p in roles for p in posts)) and not any(
            self.state.did(task, who) for task in apart
        )

    def anybody(self, rng: Random) -> Actor:
        """Anybody at all, a stranger too."""
        who = rng.choice((*POSTS, "p1", "p2", "p9", ""))
        return Actor(who, POSTS.get(who, (PARTY,) if who else ()))
