"""The refusal codes of the design, and which acts will bring those still to come."""

from __future__ import annotations

# Codes that the acts of the step table can give today.
REACHABLE: tuple[str, ...] = (
    "step_not_open",
    "notice_not_served",
    "decision_not_served",
    "statement_period_open",
    "statement_unanswered",
    "decision_incomplete",
    "not_authorised",
    "same_person",
    "basis_not_effective",
    "basis_kind_not_allowed",
    "party_not_in_basis",
    "identifier_invalid",
    "regime_not_in_force",
    "regime_unreviewed",
    "authority_level",
    "measure_not_listed",
    "personal_data_no_ground",
    "restoration_too_early",
    "restoration_excluded",
    "condition_unmet",
    "materials_missing",
    "calendar_unknown",
)

# Codes still to come, with the acts (or the part of the house) that will bring them.
TO_COME: dict[str, tuple[str, ...]] = {
    "hearing_pending": ("request_hearing", "schedule_hearing", "hold_hearing"),
    "recused": ("declare_recusal", "decide_recusal"),
    "regime_stopped": ("set_disposition",),
    "minor": ("open_case and publish under a regime that lists persons by age",),
    "leniency": ("draft_decision under a regime with leniency grounds",),
    "restoration_barred": ("bar_restoration", "find_false_materials"),
    "relisting_barred": ("open_case after revoke_basis, seen across cases",),
    "stay_in_force": ("impose_stay", "lift_stay"),
    "duplicate_command": ("the record itself: the same key with another body",),
}

# Acts that are not tried yet: those of the roads beside the straight one. The
# exploration says nothing of them until they have their plain form and their onlooker.
ACTS_TO_COME: tuple[str, ...] = (
    "request_hearing",
    "schedule_hearing",
    "hold_hearing",
    "collective_discussion",
    "obtain_consent",
    "file_objection",
    "answer_objection",
    "impose_stay",
    "lift_stay",
    "request_materials",
    "supply_materials",
    "accept_restoration",
    "refuse_acceptance",
    "extend_restoration",
    "bar_restoration",
    "find_false_materials",
    "shield_bankruptcy",
    "end_shield",
    "declare_recusal",
    "decide_recusal",
    "hand_over",
    "change_address",
    "appoint_agent",
    "record_succession",
    "set_disposition",
    "announce_calendar",
    "record_returned_mail",
    # What only they, or regimes other than the wages', let the clock do.
    "end_hearing_request_period",
    "lapse_publication",
    "lapse_objection_answer",
    "lapse_restoration_acceptance",
)
STEPS_TO_COME: tuple[str, ...] = ("hearing_pending",)

CODES: tuple[str, ...] = (*REACHABLE, *TO_COME)
