"""Who acts in an exploration: one person a post, one person of several posts, the parties, and nobody."""

from __future__ import annotations

from models.law.regimes import ActRule
from models.records.cases import Party
from models.records.commands import ANY_OFFICER, PARTY, Actor

# Two people at every paper: this one holds several posts and so can meet `same_person`.
MANY_HATS = Actor("li", ("case-officer", "head", "legal-reviewer", "hearing-chair", "restoration-officer"))
CASE_OFFICER = Actor("wang", ("case-officer",))
HEAD = Actor("qian", ("head",))
REVIEWER = Actor("zhao", ("legal-reviewer",))
PUBLISHER = Actor("sun", ("publisher",))
RESTORER = Actor("zhou", ("restoration-officer",))
CHAIR = Actor("wu", ("hearing-chair",))
KEEPER = Actor("zheng", ("calendar-keeper",))
NOBODY = Actor("")
STRANGER = Actor("p9", (PARTY,))
OFFICERS = (CASE_OFFICER, MANY_HATS, HEAD, REVIEWER, PUBLISHER, RESTORER, CHAIR, KEEPER)

UNIT = Party("p1", "organisation", "employer")
PERSON = Party("p2", "person", "legal-representative")
OFFENDER = Party("p1", "organisation", "offender")
OTHER_OFFENDER = Party("p2", "person", "offender")


HATS = (MANY_HATS.id, HEAD.id)


def hat(person: str, hats: tuple[str, ...] = HATS) -> str:
    """The person as far as the two-people rules can tell persons apart.

    Only a person of two posts, a head, or who stands in for one can be barred
    by an earlier task; every other person is one like another.
    """
    return person if person in hats else "another"


def fits(actor: Actor, rule: ActRule | None) -> bool:
    """Whether the actor's post may do the act at all."""
    if rule is None:
        return False
    return any(r in rule.roles or (r != PARTY and ANY_OFFICER in rule.roles) for r in actor.roles)
