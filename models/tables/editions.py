"""Editions of catalogue and measures list in the record: how they are kept."""

from __future__ import annotations

from typing import Any

from models.contracts.editions import EDITION_WAY
from models.law.edition_rules import EditionLaw
from models.records.acts import Act
from models.records.list_editions import EditionState
from models.steps.edition_deciding import decide_edition, settle_edition
from models.steps.edition_fields import LETTER_NUMBERS, edition_faults, edition_part
from models.steps.edition_fold import apply
from models.steps.edition_table import ACTS
from models.tables.edition_schema import list_edition
from models.tables.proceeding_schema import proceeding_due
from models.tables.proceedings import SHARED_DUES, FileKind, Rows, due_rows

# Papers that stand beside a letter and bear no number of their own.
_UNNUMBERED = ("edition_explanation",)


def _to_print(act: Act) -> tuple[str, ...]:
    """Those of its letters that bear no number yet: the others the office has sent itself."""
    return tuple(k for k in act.documents if k in _UNNUMBERED or not act.facts.get(LETTER_NUMBERS[k]))


def _rows(state: EditionState) -> Rows:
    return {proceeding_due: due_rows(state.edition_id, state.deadlines)}


def _columns(state: EditionState) -> dict[str, Any]:
    return {
        "of": state.of,
        "scope": state.scope,
        "instrument": state.instrument,
        "before_sha256": state.before,
        "text_sha256": state.text,
        "effect_sha256": state.effect,
        "published_on": state.published_on,
        "in_force_on": state.in_force_on,
        "entered_on": state.entered_on,
    }


EDITION: FileKind[EditionState, EditionLaw] = FileKind(
    way=EDITION_WAY,
    table=list_edition,
    dues=SHARED_DUES,
    state=EditionState,
    law=EditionLaw,
    law_kind="edition",
    acts=ACTS,
    form=edition_faults,
    part=edition_part,
    decide=decide_edition,
    settle=settle_edition,
    apply=apply,
    rows=_rows,
    columns=_columns,
    papers=_to_print,
)
