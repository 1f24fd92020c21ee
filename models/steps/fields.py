"""The fields of each act: what it must say, and of what kind."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a field holds; a text never leaves the record."""

    TEXT = "text"
    # A text that leaves the record only as a digest: one document is told from another, no more.
    MARK = "mark"
    WORD = "word"
    WORDS = "words"
    DAY = "day"
    FLAG = "flag"
    PLACE = "place"
    PLACES = "places"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Field:
    """One field of an act; an inner field belongs to a place of the same name."""

    name: str
    kind: Kind
    required: bool = True
    among: tuple[str, ...] = ()
    inner: tuple[Field, ...] = ()
    longest: int = 0
    may_be_blank: bool = False


# Room in the record, not law.
PARTY_ID, ROLE, CODE = 16, 32, 64


def _f(name: str, kind: Kind = Kind.TEXT, *, must: bool = True, among: tuple[str, ...] = (), longest: int = 0) -> Field:
    return Field(name, kind, must, among, (), longest)


_DAY, _WORD, _WORDS, _FLAG = Kind.DAY, Kind.WORD, Kind.WORDS, Kind.FLAG
_BASIS = Field(
    "basis",
    Kind.PLACE,
    inner=(
        _f("kind", _WORD),
        _f("number", Kind.MARK),
        _f("issuer"),
        _f("issued_on", _DAY),
        _f("served_on", _DAY, must=False),
        _f("effective_on", _DAY, must=False),
        _f("performance_due_on", _DAY, must=False),
        _f("parties", _WORDS),
        _f("status", _WORD, must=False, among=("proposed", "final")),
        _f("penalties", _WORDS, must=False),
        _f("conduct_ended_on", _DAY, must=False),
    ),
)
_SIGNED_BASIS = Field(
    "basis",
    Kind.PLACE,
    required=False,
    inner=(_f("number", Kind.MARK), _f("issued_on", _DAY), _f("penalties", _WORDS)),
)
_PARTIES = Field(
    "parties",
    Kind.PLACES,
    inner=(
        _f("id", _WORD, longest=PARTY_ID),
        _f("kind", _WORD, among=("organisation", "person")),
        _f("role", _WORD, longest=ROLE),
        _f("name"),
        _f("uscc", must=False, longest=CODE),
        _f("id_number", must=False, longest=CODE),
        _f("born", _DAY, must=False),
    ),
)
# An empty ground is a legal question: whoever names a person without one is refused for that.
_PERSONAL = Field(
    "personal",
    Kind.PLACES,
    required=False,
    inner=(_f("party", _WORD), Field("ground", _WORD, required=False, may_be_blank=True)),
)
# What an officer finds against early removal, by the law's own items.
_FOUND = (_f("excluded", _WORDS, must=False), _f("conditions_unmet", _WORDS, must=False))
_BY_PARTY = _f("by_party", _WORD, longest=PARTY_ID)
_FOR_PARTY = _f("by_party", _WORD, must=False, longest=PARTY_ID)

FIELDS: dict[str, tuple[Field, ...]] = {
    "open_case": (
        _f("grounds", _WORDS),
        _BASIS,
        _PARTIES,
        _f("level", _WORD),
        _f("new_facts", must=False),
    ),
    "draft_notice": (_f("facts"), _f("measures", _WORDS), _f("merged_with", must=False)),
    "approve_notice": (),
    "return_notice": (_f("reason"),),
    "record_service": (
        _f("document", _WORD),
        _f("to", _WORD, must=False),
        _f("method", _WORD),
        _f("on", _DAY),
        _f("proof"),
        _f("consent", must=False),
        _f("tried", _WORDS, must=False),
        _f("unknown_whereabouts", must=False),
    ),
    "file_statement": (_BY_PARTY, _f("on", _DAY), _f("posted_on", _DAY, must=False), _f("text")),
    "waive_statement": (_BY_PARTY, _f("on", _DAY)),
    "answer_statement": (
        _f("finding", _WORD, among=("adopted", "partly", "rejected")),
        _f("reasons"),
        _f("to", _WORD, must=False),
    ),
    "record_cure": (_f("on", _DAY), _f("evidence"), _f("commitment", _FLAG)),
    "extend_decision": (_f("reason"),),
    "draft_decision": (
        _f("outcome", _WORD, among=("list", "not_list")),
        _f("reasons", must=False),
        _f("measures", _WORDS, must=False),
        _f("leniency", _WORD, must=False),
        _f("grave", _FLAG, must=False),
    ),
    "legal_review": (_f("opinion", _WORD, among=("pass", "return")), _f("reason", must=False)),
    "approve_decision": (_SIGNED_BASIS,),
    "publish": (_f("channels", _WORDS, must=False), _PERSONAL),
    "record_correction_of_conduct": (_f("on", _DAY), _f("evidence")),
    "apply_restoration": (
        _BY_PARTY,
        _f("on", _DAY),
        _f("materials", _WORDS),
        _f("insist", _FLAG, must=False),
        *_FOUND,
    ),
    "decide_restoration": (_f("outcome", _WORD, among=("grant", "refuse")), _f("reasons"), *_FOUND),
    "confirm_leg": (
        _f("leg", _WORD, among=("publication", "sharing", "measures")),
        _f("recipient", _WORD),
        _f("on", _DAY),
    ),
    "revoke_basis": (_f("on", _DAY), _f("by_body"), _f("document"), _f("procedural", _FLAG, must=False)),
    "record_violation": (_f("on", _DAY), _f("description")),
    "request_hearing": (_BY_PARTY, _f("on", _DAY), _f("posted_on", _DAY, must=False)),
    "schedule_hearing": (_f("on", _DAY), _f("chair", _WORD), _f("time", must=False), _f("place", must=False)),
    "hold_hearing": (
        _f("on", _DAY),
        _f("record"),
        _f("attended", _WORDS),
        _f("excused", _WORDS, must=False),
        _f("signature_refused", must=False),
    ),
    "collective_discussion": (
        _f("on", _DAY),
        _f("attended", _WORDS),
        _f("outcome", _WORD, among=("list", "not_list")),
        _f("record"),
    ),
    "obtain_consent": (_f("on", _DAY), _f("by_body"), _f("document")),
    "file_objection": (_BY_PARTY, _f("on", _DAY), _f("claims")),
    "answer_objection": (
        _f("finding", _WORD, among=("upheld", "corrected", "revoked")),
        _f("reasons", must=False),
        Field("corrections", Kind.PLACE, required=False, inner=(_f("facts", must=False), _f("name", must=False))),
    ),
    "impose_stay": (_f("on", _DAY), _f("by_body"), _f("document")),
    "lift_stay": (_f("on", _DAY), _f("by_body"), _f("document")),
    "request_materials": (_f("missing", _WORDS),),
    "supply_materials": (_FOR_PARTY, _f("on", _DAY, must=False), _f("materials", _WORDS)),
    "accept_restoration": (_f("reason", must=False),),
    "refuse_acceptance": (_f("reason"),),
    "extend_restoration": (_f("reason"),),
    "find_false_materials": (_f("on", _DAY), _f("serious", _FLAG), _f("reason", must=False)),
    "declare_recusal": (_f("of", _WORD), _f("reason")),
    "decide_recusal": (
        _f("of", _WORD, must=False),
        _f("outcome", _WORD, among=("recused", "grant", "refused", "refuse")),
    ),
    "set_disposition": (
        _f("document"),
        _f("disposition", _WORD, among=("keep", "revise", "legislate", "abolish")),
    ),
    "record_returned_mail": (_f("document", _WORD, must=False), _f("to", _WORD), _f("on", _DAY)),
    "change_address": (_f("address"), _FOR_PARTY, _f("on", _DAY, must=False)),
    "appoint_agent": (
        _FOR_PARTY,
        _f("agent"),
        _f("power_of_attorney"),
        _f("revokes_earlier", _FLAG, must=False),
    ),
    "record_succession": (_f("successor", must=False), _FOR_PARTY, _f("on", _DAY, must=False)),
    "shield_bankruptcy": (_f("ruling"), _f("on", _DAY)),
    "end_shield": (
        _f("ruling"),
        _f("on", _DAY),
        _f("outcome", _WORD, must=False, among=("completed", "failed")),
    ),
    "bar_restoration": (_f("until", _DAY), _f("reason")),
    "hand_over": (_f("to", _WORD), _f("of", _WORD, must=False)),
    "appoint_deputy": (
        _f("of", _WORD),
        _f("to", _WORD),
        _f("roles", _WORDS),
        _f("from", _DAY),
        _f("until", _DAY),
    ),
    "pre_review": (
        _f("opinion", _WORD, among=("pass", "return")),
        _f("reason", must=False),
        _f("missing", _WORDS, must=False),
    ),
    "file_complaint": (
        _FOR_PARTY,
        _f("by_body", must=False),
        _f("on", _DAY),
        _f("measure", _WORD, must=False),
        _f("recipient", must=False),
        _f("claims"),
    ),
    "answer_complaint": (
        _f("finding", _WORD, among=("upheld", "wrongful")),
        _f("reasons"),
        _f("undo", _WORDS, must=False),
    ),
    "confirm_undoing": (_f("recipient", _WORD), _f("on", _DAY)),
    "announce_calendar": (
        _f("confirmed_by", _WORD),
        _f("year", Kind.NUMBER),
        _f("off", _WORDS),
        _f("working", _WORDS),
        _f("notice", _WORD),
    ),
    "announce_law": (_f("confirmed_by", _WORD), _f("version", _WORD)),
    "record_remedy": (
        _f("kind", _WORD, among=("reconsideration", "litigation")),
        _f("body"),
        _f("on", _DAY),
        _f("document", must=False),
    ),
    "terminate_case": (
        _f("ground", _WORD, among=("basis-fell", "no-successor", "no-jurisdiction")),
        _f("reason"),
    ),
}

LEGAL_PARTIES = Field(
    "parties",
    Kind.PLACES,
    inner=(
        _f("id", _WORD),
        _f("kind", _WORD),
        _f("role", _WORD),
        _f("fault", must=False),
        _f("age", Kind.NUMBER, must=False),
    ),
)
# What the record knows of earlier listings of the unit: added by the transaction, never by a sender.
EARLIER = Field(
    "earlier",
    Kind.PLACES,
    required=False,
    inner=(_f("mark", _WORD), _f("grounds", _WORDS), _f("procedural", _FLAG)),
)
# Which clean-up has stopped what the act rests on: added by the transaction too.
STOPS = Field(
    "stops",
    Kind.PLACES,
    required=False,
    inner=(_f("document", _WORD), _f("disposition", _WORD), _f("measures", _WORDS, must=False)),
)
# The acts that may burden a party: asked of the stops where they are written.
ASK_THE_STOPS = ("open_case", "draft_notice", "approve_notice", "draft_decision", "approve_decision", "publish")
