"""The worlds that are explored: each one focus, each exhaustive within the bounds said here.

One product of every act with every other has no end that a machine could reach.
So each world names the acts that are tried in it; within them everything is
tried: every order, every person the law can tell apart, every phase of every
deadline. Side roads that touch each other stand in one world. The same
situation met in two worlds of one law is counted once.

Bounds of every world: one calendar (the days of the first path to a situation
stand for all), one announcement of a year, the people of `people` (one case
officer stands in for the head, and the file goes between two officers), and
the parties named here. What no case can take (a code the law has not, a party
unknown, a day to come) is tried in one situation of eight, in turn.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from desk.exploring.people import (
    CASE_OFFICER,
    HATS,
    MANY_HATS,
    OFFENDER,
    OTHER_OFFENDER,
    PERSON,
    UNIT,
)
from models.records.cases import Party
from models.records.commands import Actor

FIRST_DAY = date(2025, 9, 23)
# After the first day of Order 36, so that bar, shield and the Credit China floor are law.
UNDER_ORDER_36 = date(2026, 4, 7)
WAGES, MARKET = "mohrss-wages", "samr-serious-illegal"
LOCAL = ("huangshi",)

_OPENING = ("open_case", "draft_notice", "approve_notice", "record_service")
_DECIDING = ("draft_decision", "legal_review", "approve_decision")
_WAIVING = (*_OPENING, "waive_statement", *_DECIDING)
_UNDECIDED = (
    *_WAIVING, "return_notice", "file_statement", "answer_statement", "record_cure",
    "extend_decision", "terminate_case",
)  # fmt: skip
_SHOWING = ("publish", "confirm_leg")
_LEAVING = (*_SHOWING, "record_correction_of_conduct", "apply_restoration", "decide_restoration", "revoke_basis")
_LISTED = (*_LEAVING, "record_violation", "record_remedy")
_HEARING = ("request_hearing", "schedule_hearing", "hold_hearing")
_OBJECTING = ("file_objection", "answer_objection")
_STAY = ("impose_stay", "lift_stay")
_SHIELD = ("shield_bankruptcy", "end_shield")
_ACCEPTING = (
    "request_materials", "supply_materials", "accept_restoration", "refuse_acceptance", "extend_restoration",
    "pre_review",
)  # fmt: skip
_PERSONS = ("declare_recusal", "decide_recusal", "hand_over")
_PARTIES = ("change_address", "appoint_agent", "record_succession")
_DEPUTISED = (*HATS, CASE_OFFICER.id)
_COMPLAINING = ("file_complaint", "answer_complaint", "confirm_undoing")


@dataclass(frozen=True, slots=True)
class World:
    """Whose case is explored under which law, and how wide.

    `openers` are the officers who may open the case: where one alone opens it,
    who drafted the notice tells nothing new to the legal review. `announced`
    are the documents for which an announcement is tried, `fine` says which
    canonical form is used, `only` keeps to these acts (all, where empty), and
    `people` says that every fitting person is tried at every act, because who
    acts is what the world is about.
    """

    name: str
    parties: tuple[Party, ...]
    openers: tuple[Actor, ...]
    announced: tuple[str, ...] = ()
    fine: bool = True
    only: tuple[str, ...] = ()
    regime: str = WAGES
    on: date = FIRST_DAY
    local: tuple[str, ...] = ()
    level: str = "province"
    mode: str = "training"
    proposed: bool = False
    people: bool = False
    hats: tuple[str, ...] = HATS
    lent: tuple[str, ...] = ()

    @property
    def described(self) -> list[dict[str, Any]]:
        """The parties as `open_case` names them."""
        return [{"id": p.id, "kind": p.kind, "role": p.role} for p in self.parties]


def _wages(name: str, parties: tuple[Party, ...] = (UNIT,), **more: Any) -> World:
    return World(f"wages: {name}", parties, more.pop("openers", (CASE_OFFICER,)), **more)


def _market(name: str, parties: tuple[Party, ...] = (OFFENDER,), **more: Any) -> World:
    openers = more.pop("openers", (CASE_OFFICER,))
    return World(f"market: {name}", parties, openers, regime=MARKET, on=UNDER_ORDER_36, **more)


_BOTH_OPEN = (MANY_HATS, CASE_OFFICER)
_ALL_ANNOUNCED = ("notice", "statement_answer", "decision")
ALONE = _wages("the unit alone", openers=_BOTH_OPEN, announced=_ALL_ANNOUNCED, only=(*_UNDECIDED, *_LISTED))
WITH_PERSON = _wages(
    "unit with one person", (UNIT, PERSON), openers=(MANY_HATS,), announced=("notice", "decision"), fine=False,
    only=(*_UNDECIDED, *_LISTED),
)  # fmt: skip
TESTED: tuple[World, ...] = (
    ALONE,
    _wages(
        "mail comes back",
        announced=("notice",),
        only=(*_WAIVING, "file_statement", "answer_statement", "record_returned_mail", *_SHOWING, "revoke_basis"),
    ),
    _wages("objection, stay, revocation", local=LOCAL, only=(*_WAIVING, *_LEAVING, *_OBJECTING, *_STAY)),
    _wages(
        "shield, stay, bar, false papers",
        on=UNDER_ORDER_36,
        lent=("uncorrected-stay-listed",),
        only=(*_WAIVING, *_LEAVING, *_STAY, *_SHIELD, "bar_restoration", "find_false_materials"),
    ),
    _wages(
        "counted from the day it is shown",
        lent=("counted-from-showing",),
        only=(*_WAIVING, *_SHOWING, "apply_restoration", "decide_restoration", "find_false_materials"),
    ),
    _wages("complaints", local=LOCAL, only=(*_WAIVING, *_SHOWING, *_COMPLAINING, "revoke_basis")),
    _wages(
        "persons",
        people=True,
        hats=_DEPUTISED,
        openers=_BOTH_OPEN,
        only=(*_WAIVING, "publish", *_PERSONS, "appoint_deputy"),
    ),
    _wages(
        "a year is announced",
        only=(
            *_UNDECIDED,
            *_SHOWING,
            "apply_restoration",
            "record_correction_of_conduct",
            "revoke_basis",
            "announce_calendar",
            "announce_law",
        ),
    ),
    _wages("succession and clean-up", only=(*_WAIVING, *_LEAVING, *_PARTIES, "set_disposition", "terminate_case")),
    _wages("a second case", mode="rehearsal", only=(*_WAIVING, *_SHOWING, "revoke_basis")),
    _market(
        "hearing",
        openers=_BOTH_OPEN,
        announced=("notice", "hearing_notice"),
        only=(*_WAIVING, "file_statement", "answer_statement", *_HEARING, "record_returned_mail"),
    ),
    _market(
        "hearing of two",
        (OFFENDER, OTHER_OFFENDER),
        fine=False,
        only=(*_WAIVING, "answer_statement", *_HEARING, *_SHOWING),
    ),
    _market(
        "proposed, grave, agreed",
        level="county",
        proposed=True,
        openers=_BOTH_OPEN,
        only=(
            *_WAIVING,
            "file_statement",
            "answer_statement",
            "collective_discussion",
            "obtain_consent",
            *_SHOWING,
            "revoke_basis",
        ),
    ),
    _market(
        "restoration",
        local=LOCAL,
        lent=("restoration_extension",),
        only=(*_WAIVING, *_LEAVING, *_ACCEPTING, *_STAY, "bar_restoration", "find_false_materials", "record_violation"),
    ),
    _market(
        "objection, stay, complaint",
        lent=("objection_answer",),
        local=LOCAL,
        only=(*_WAIVING, *_SHOWING, *_OBJECTING, *_STAY, *_COMPLAINING, "revoke_basis"),
    ),
    _market(
        "persons at the hearing",
        people=True,
        hats=_DEPUTISED,
        openers=_BOTH_OPEN,
        only=(*_WAIVING, *_HEARING, *_PERSONS),
    ),
)
# Wide worlds in which many side roads stand together: walked at night, to a bound.
DEEP: tuple[World, ...] = (
    WITH_PERSON,
    _wages(
        "all that befalls a listing counted from the day it is shown",
        lent=("counted-from-showing",),
        only=(*_WAIVING, *_LEAVING, *_STAY, "find_false_materials"),
    ),
    _wages(
        "all that befalls a listing",
        local=LOCAL,
        on=UNDER_ORDER_36,
        only=(
            *_WAIVING,
            *_LISTED,
            *_OBJECTING,
            *_STAY,
            *_SHIELD,
            *_COMPLAINING,
            "bar_restoration",
            "find_false_materials",
        ),
    ),
    _market(
        "all that befalls a listing",
        local=LOCAL,
        lent=("restoration_extension", "uncorrected-stay-listed"),
        only=(
            *_WAIVING,
            *_LISTED,
            *_OBJECTING,
            *_STAY,
            *_SHIELD,
            *_ACCEPTING,
            "bar_restoration",
            "find_false_materials",
        ),
    ),
    _market(
        "all that befalls a hearing",
        openers=_BOTH_OPEN,
        announced=("notice", "hearing_notice", "statement_answer"),
        only=(
            *_WAIVING,
            "file_statement",
            "answer_statement",
            *_HEARING,
            "record_returned_mail",
            "collective_discussion",
            "record_succession",
            "set_disposition",
            "announce_calendar",
        ),
    ),
    _wages(
        "mail and succession of two",
        (UNIT, PERSON),
        announced=("notice", "decision"),
        fine=False,
        only=(
            *_WAIVING,
            "file_statement",
            "answer_statement",
            "record_returned_mail",
            "record_succession",
            *_SHOWING,
            "revoke_basis",
        ),
    ),
)
WORLDS = (*TESTED, *DEEP)
