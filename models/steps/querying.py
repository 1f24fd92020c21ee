"""Whether a query may be shown: asked before anything is read, and by the same rules when the register is examined."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from models.law.protection_rules import ProtectionLaw
from models.records.commands import Actor
from models.records.protection import ProtectionState
from models.steps.judging import No

CLASS = "serious-dishonesty"


@dataclass(frozen=True, slots=True)
class Query:
    """A query as it is asked: who, for what, and whether it is the subject's own data."""

    by: Actor
    purpose: str
    own: bool = False


def refuse_query(query: Query, held: ProtectionState | None, law: ProtectionLaw, today: date) -> No | None:
    """Nothing without a post and, save for a subject's own data, a permission that stands (49号 part 13, H-203)."""
    rule = law.act_rule("query_own" if query.own else "query")
    if rule is None or not any(role in rule.roles for role in query.by.roles):
        return No("not_authorised", "protection.query", {"roles": list(rule.roles) if rule else []})
    if query.own:
        return None
    permission = held.permission if held is not None else None
    if held is None or permission is None or permission.holder != query.by.id:
        return No("permission_missing", "protection.query")
    if held.step != "permission_granted":
        return No("permission_missing", "protection.query", {"step": held.step})
    # The clock may not have come to its last day yet.
    if today > permission.until:
        return No("permission_missing", "protection.permission_longest", {"until": permission.until.isoformat()})
    if query.purpose not in permission.purposes:
        return No("beyond_permission", "protection.query", {"purposes": list(permission.purposes)})
    if CLASS not in permission.scope:
        return No("beyond_permission", "protection.query", {"scope": [CLASS]})
    return None
