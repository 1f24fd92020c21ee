"""Who acts in an exploration: one person a post, one person of three posts, the parties, and nobody."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from models.records.cases import Party
from models.records.commands import PARTY, Actor

# Two people at every paper: this one holds three posts and so can meet `same_person`.
MANY_HATS = Actor("li", ("case-officer", "head", "legal-reviewer"))
CASE_OFFICER = Actor("wang", ("case-officer",))
HEAD = Actor("qian", ("head",))
REVIEWER = Actor("zhao", ("legal-reviewer",))
PUBLISHER = Actor("sun", ("publisher",))
RESTORER = Actor("zhou", ("restoration-officer",))
NOBODY = Actor("")
STRANGER = Actor("p9", (PARTY,))
OFFICERS = (CASE_OFFICER, MANY_HATS, HEAD, REVIEWER, PUBLISHER, RESTORER)

UNIT = Party("p1", "organisation", "employer")
PERSON = Party("p2", "person", "legal-representative")


def hat(person: str) -> str:
    """The person as far as the two-people rules can tell persons apart.

    Only a head or a reviewer can be barred by an earlier task; every other
    person is one like another.
    """
    return person if person in (MANY_HATS.id, HEAD.id) else "another"


@dataclass(frozen=True, slots=True)
class World:
    """Whose case is explored, and how wide.

    `openers` are the officers who may open the case: where one alone opens it,
    who drafted the notice tells nothing new to the legal review. `announced`
    are the documents for which an announcement is tried, `fine` says which
    canonical form is used, and `only` keeps to these acts (all, where empty).
    """

    name: str
    parties: tuple[Party, ...]
    openers: tuple[Actor, ...]
    announced: tuple[str, ...]
    fine: bool = True
    only: tuple[str, ...] = ()

    @property
    def people(self) -> tuple[Actor, ...]:
        """Everybody who tries every act: each post, each party, a stranger, nobody."""
        return (*OFFICERS, *(Actor(p.id, (PARTY,)) for p in self.parties), STRANGER, NOBODY)

    @property
    def described(self) -> list[dict[str, Any]]:
        """The parties as `open_case` names them."""
        return [{"id": p.id, "kind": p.kind, "role": p.role} for p in self.parties]


ALONE = World("unit alone", (UNIT,), (MANY_HATS, CASE_OFFICER), ("notice", "statement_answer", "decision"))
WITH_PERSON = World("unit with one person", (UNIT, PERSON), (MANY_HATS,), ("notice", "decision"), fine=False)
WORLDS = (ALONE, WITH_PERSON)
