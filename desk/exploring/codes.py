"""The refusal codes of the design: those that `decide` gives, and the one that is the record's own."""

from __future__ import annotations

REACHABLE: tuple[str, ...] = (
    "step_not_open",
    "notice_not_served",
    "decision_not_served",
    "statement_period_open",
    "statement_unanswered",
    "hearing_pending",
    "decision_incomplete",
    "not_authorised",
    "same_person",
    "recused",
    "basis_not_effective",
    "basis_kind_not_allowed",
    "party_not_in_basis",
    "identifier_invalid",
    "regime_not_in_force",
    "regime_stopped",
    "regime_unreviewed",
    "authority_level",
    "measure_not_listed",
    "personal_data_no_ground",
    "minor",
    "leniency",
    "restoration_too_early",
    "restoration_excluded",
    "restoration_barred",
    "condition_unmet",
    "materials_missing",
    "calendar_unknown",
    "relisting_barred",
    "stay_in_force",
)

# The same key with another body: told by the record, before `decide` is asked.
OF_THE_RECORD: tuple[str, ...] = ("duplicate_command",)

CODES: tuple[str, ...] = (*REACHABLE, *OF_THE_RECORD)
