"""The protection of credit information in the record: how its files are kept."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from models.contracts.protection import PROTECTION_WAY
from models.law.protection_rules import ProtectionLaw
from models.records.acts import Act
from models.records.deadlines import Standing
from models.records.protection import ProtectionState
from models.steps.protection_deciding import decide_protection, settle_protection
from models.steps.protection_fields import LETTER_NUMBERS, protection_faults, protection_part
from models.steps.protection_fold import apply
from models.steps.protection_table import ACTS, AFTER_THE_END
from models.tables.proceeding_schema import proceeding_due
from models.tables.proceedings import SHARED_DUES, FileKind, Rows, due_rows
from models.tables.protection_schema import (
    conduct_record,
    consent,
    leak,
    protection_file,
    query_permission,
    query_register,
)


def _to_print(act: Act) -> tuple[str, ...]:
    """Those of its papers that bear no number yet: the others the office has sent itself."""
    return tuple(kind for kind in act.documents if not act.facts.get(LETTER_NUMBERS.get(kind, "")))


def _rows(state: ProtectionState) -> Rows:
    return {
        proceeding_due: due_rows(state.protection_id, state.deadlines),
        leak: [leak_row(state)] if state.leak else [],
        consent: [consent_row(state)] if state.consent else [],
        query_permission: [permission_row(state)] if state.permission else [],
        query_register: [register_row(state)] if state.register else [],
        conduct_record: [conduct_row(state)] if state.conduct else [],
    }


def leak_row(state: ProtectionState) -> dict[str, Any]:
    """A leak as it is stored."""
    if state.leak is None:
        raise LookupError(state.protection_id)
    held = {k: v for k, v in asdict(state.leak).items() if k != "due_again"}
    late = sorted(d.kind for d in state.deadlines if d.standing is Standing.ENDED)
    dismissed = state.step == "leak_dismissed"
    return {"protection_id": state.protection_id, **held, "dismissed": dismissed, "late": json.dumps(late)}


def consent_row(state: ProtectionState) -> dict[str, Any]:
    """A consent as it is stored."""
    if state.consent is None:
        raise LookupError(state.protection_id)
    held = {k: v for k, v in asdict(state.consent).items() if k != "child"}
    return {"protection_id": state.protection_id, **held, "scope": json.dumps(list(state.consent.scope))}


def permission_row(state: ProtectionState) -> dict[str, Any]:
    """A permission to query as it is stored."""
    if state.permission is None:
        raise LookupError(state.protection_id)
    held = asdict(state.permission)
    listed = {name: json.dumps(list(held[name]), ensure_ascii=False) for name in ("purposes", "scope")}
    return {"protection_id": state.protection_id, **held, **listed}


def register_row(state: ProtectionState) -> dict[str, Any]:
    """The register of a body as it is stored."""
    register = state.register
    if register is None:
        raise LookupError(state.protection_id)
    counts = {"abnormal": len(register.abnormal), "unsettled": len(register.unsettled)}
    return {"protection_id": state.protection_id, **asdict(register), **counts}


def conduct_row(state: ProtectionState) -> dict[str, Any]:
    """A record of conduct as it is stored."""
    if state.conduct is None:
        raise LookupError(state.protection_id)
    kept = ("lenient", "notified_on", "stated", "answered")
    held = {k: v for k, v in asdict(state.conduct).items() if k not in kept}
    return {"protection_id": state.protection_id, **held}


def _columns(state: ProtectionState) -> dict[str, Any]:
    return {"matter": state.matter}


PROTECTION: FileKind[ProtectionState, ProtectionLaw] = FileKind(
    way=PROTECTION_WAY,
    table=protection_file,
    dues=SHARED_DUES,
    state=ProtectionState,
    law=ProtectionLaw,
    law_kind="protection",
    acts=ACTS,
    form=protection_faults,
    part=protection_part,
    decide=decide_protection,
    settle=settle_protection,
    apply=apply,
    rows=_rows,
    columns=_columns,
    papers=_to_print,
    after_the_end=AFTER_THE_END,
)
