"""What may be chosen in a field of an act: the law's lists, the case's own parties and papers, its officers."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from models.law.regimes import Law
from models.records.cases import CaseState
from models.records.commands import ANY_OFFICER, PARTY
from models.steps.authority import CASE_OFFICER
from models.steps.finding import items
from models.steps.forms import FIELDS, Field
from models.steps.listed import measures_open

Choices = tuple[str, ...]
MUST_SPARE, MAY_SPARE = "leniency.", "discretion."


@dataclass(frozen=True, slots=True)
class Officer:
    """Somebody who may be named in an act: an account with the posts it holds."""

    id: str
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Offer:
    """What there is to choose from: the case, its law, and the officers of the house."""

    state: CaseState
    law: Law
    officers: tuple[Officer, ...] = ()

    def holding(self, roles: Iterable[str]) -> Choices:
        """The officers who hold one of these posts and are not recused here."""
        asked = tuple(roles)
        return tuple(
            o.id for o in self.officers if any(r in asked for r in o.roles) and not self.state.is_recused(o.id)
        )

    def doing(self, act: str) -> Choices:
        """The officers who may do an act, without those whom an earlier task bars from it."""
        rule = self.law.act_rule(act)
        if rule is None:
            return ()
        return tuple(o for o in self.holding(rule.roles) if not any(self.state.did(t, o) for t in rule.apart_from))


def choices(act: str, field: Field, offer: Offer, *, path: str = "") -> Choices | None:
    """The codes to choose from; None where a field is typed freely."""
    name = path or field.name
    make = _BY_ACT.get(f"{act}.{name}") or (None if field.among else _BY_FIELD.get(name))
    return make(offer) if make else field.among or None


def field_of(act: str, name: str) -> Field:
    """The field of an act by its name."""
    return next(f for f in FIELDS[act] if f.name == name)


def asked(act: str, field: Field, offer: Offer) -> bool:
    """Whether a field is asked for in this case at all: nobody is asked what the law of the case does not know."""
    if field.required:
        return True
    if f"{act}.{field.name}" == "approve_decision.basis":
        return offer.state.basis.proposed
    if field.name == "merged_with":
        return offer.law.says("notice-merged")
    return choices(act, field, offer) != ()


def servable(state: CaseState) -> Choices:
    """The papers of a case that can be served, the latest first."""
    return tuple(dict.fromkeys(p.kind for p in reversed(state.papers)))


def persons(state: CaseState) -> Choices:
    """The natural persons among the parties."""
    return tuple(p.id for p in state.parties if p.kind == "person")


def heard(state: CaseState) -> Choices:
    """The parties of a hearing that is to be held."""
    return state.hearing.parties if state.hearing else ()


def recipients(law: Law) -> Choices:
    """Wherever a listing is shown, shared or carried out."""
    return tuple(dict.fromkeys((*law.channels, *law.sharing_recipients, *law.measure_recipients)))


def _parties(offer: Offer) -> Choices:
    return tuple(p.id for p in offer.state.parties)


def _addressees(offer: Offer) -> Choices:
    return ("all", *_parties(offer))


def _awaiting(offer: Offer) -> Choices:
    return ("all", *dict.fromkeys(s.party for s in offer.state.statements if not s.answered))


def _everybody(offer: Offer) -> Choices:
    return tuple(o.id for o in offer.officers)


def _challenged(offer: Offer) -> Choices:
    return tuple(r.person for r in offer.state.recusals if not r.outcome)


def _handlers(offer: Offer) -> Choices:
    """Who has the case now, then whoever else has prepared a paper in it."""
    state = offer.state
    now = state.handler or state.hand("open_case")
    case_officers = offer.holding((CASE_OFFICER,))
    return tuple(dict.fromkeys((now, *(h.person for h in state.hands if h.person in case_officers))))


def _successors(offer: Offer) -> Choices:
    state = offer.state
    now = state.handler or state.hand("open_case")
    return tuple(o for o in offer.holding((CASE_OFFICER,)) if o != now)


def _posts(offer: Offer) -> Choices:
    held = (r for rule in offer.law.acts for r in rule.roles)
    return tuple(dict.fromkeys(r for r in held if r not in (PARTY, ANY_OFFICER)))


def _spared(offer: Offer) -> Choices:
    """The grounds on which this law spares from listing, or lets it be spared."""
    keys = (c.key for c in offer.law.citations)
    found = (key.partition(".")[2] for key in keys if key.startswith((MUST_SPARE, MAY_SPARE)))
    return tuple(dict.fromkeys(found))


def _supplied(offer: Offer) -> Choices:
    application = offer.state.application
    return (application.requested if application else ()) or offer.law.materials


_Make = Callable[[Offer], Choices]
_BY_FIELD: dict[str, _Make] = {
    "measures": lambda o: measures_open(o.law, o.state),
    "measure": lambda o: o.law.measures,
    "method": lambda o: o.law.service_methods,
    "tried": lambda o: tuple(m for m in o.law.service_methods if m not in ("announcement", "electronic")),
    "by_party": _parties,
    "channels": lambda o: o.law.channels,
    "materials": lambda o: o.law.materials,
    "missing": lambda o: o.law.materials,
    "leniency": _spared,
    "excluded": lambda o: items(o.law, "excluded"),
    "conditions_unmet": lambda o: items(o.law, "conditions_unmet"),
    "of": _everybody,
    "roles": _posts,
    "basis.penalties": lambda o: o.law.heavy_penalties,
}
_BY_ACT: dict[str, _Make] = {
    "record_service.document": lambda o: servable(o.state),
    "record_service.to": _addressees,
    "answer_statement.to": _awaiting,
    "draft_decision.measures": lambda o: o.state.measures_told,
    "schedule_hearing.chair": lambda o: o.doing("hold_hearing"),
    "hold_hearing.attended": lambda o: heard(o.state),
    "hold_hearing.excused": lambda o: heard(o.state),
    "collective_discussion.attended": _everybody,
    "confirm_leg.recipient": lambda o: tuple(dict.fromkeys(x.recipient for x in o.state.legs if x.on is None)),
    "supply_materials.materials": _supplied,
    "decide_recusal.of": _challenged,
    "decide_recusal.outcome": lambda _: ("recused", "refused"),
    "hand_over.to": _successors,
    "hand_over.of": _handlers,
    "appoint_deputy.to": _everybody,
    "record_returned_mail.document": lambda o: tuple(dict.fromkeys(s.document for s in reversed(o.state.services))),
    "record_returned_mail.to": lambda o: tuple(dict.fromkeys(s.party for s in o.state.services)),
    "answer_complaint.undo": lambda o: recipients(o.law),
    "confirm_undoing.recipient": lambda o: tuple(u.recipient for u in o.state.undoings if u.on is None),
}
