"""Each invariant of the exploration meets a seeded fault, and names it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from desk.exploring import answer_rules, state_rules, walking, whole_rules
from desk.exploring.answer_rules import DOOR_ALIKE, MERGED_ALIKE
from desk.exploring.edge_rules import EDGE_RULES
from desk.exploring.exploration import laws_of
from desk.exploring.findings import Findings
from desk.exploring.paths import Node
from desk.exploring.seeing import Seen
from desk.exploring.worlds import FIRST_DAY, WORLDS
from models.law.days import Calendar, start_of
from models.law.regimes import Certainty, Law
from models.records.cases import CaseState
from models.records.deadlines import deadline
from models.steps import (
    authority,
    barring,
    changing,
    deciding,
    drafting,
    fold,
    hearing,
    opening,
    publishing,
    restoring,
    stating,
)
from models.steps.judging import Context
from models.steps.table import TABLE
from tests.explore.conftest import Explore
from tests.explore.seeding import (
    Patch,
    Seed,
    always,
    changed,
    dropping,
    facts,
    folded,
    never,
    refusing,
    unchanged,
)
from tests.explore.seeds_beside import (
    accepted_when_filed,
    always_barred,
    apply_and_extend,
    calendar_ends_what_runs,
    clock_signs,
    copy_comes_down_at_once,
    ends_a_day_early,
    excused_is_everybody,
    lifted_and_left_dark,
    odd_acts_refused,
    only_the_publication_ends,
    papers_burnt,
    pending_is_recused,
    refused_by_the_count,
    remedy_violates,
    stay_ends_before_it_began,
    stayed_and_left_shown,
)
from tests.explore.seeds_road import (
    announcement_serves_at_once,
    answer_ends_the_window,
    answers_vary,
    any_answer_meets_all,
    anybody_asks,
    cites_nothing,
    clock_late,
    clock_waits_for_its_timer,
    closed_case_goes_on,
    deadlines_heaped,
    draft_kept,
    everything_open,
    extension_shortens,
    hearing_skipped,
    left_on_the_channel,
    measures_unchecked,
    moves_beside_the_table,
    no_row_for_the_end,
    nothing_bars,
    one_channel_forgotten,
    one_served_stands_for_all,
    one_waives_for_all,
    published_after_leaving,
    refusal_acts,
    removed_at_the_first_leg,
    statement_leaves_draft,
    statement_taken_as_answered,
    unknown_code,
    unknown_rule,
    version_stands_still,
    windows_from_the_day_before,
)

CASES: list[tuple[str, Seed, str, dict[str, Any]]] = [
    ("way_out_or_clock", lambda p: refusing(p, "draft_decision"), "decision", {}),
    ("closed_case_is_still", lambda p: p.setattr(fold, "_at_rest", lambda s: s), "notice", {}),
    (
        "fold_of_acts_is_the_state",
        lambda p: p.setattr(walking, "apply", apply_and_extend),
        "notice",
        {"thorough": True},
    ),
    ("removed_only_when_every_leg_is_confirmed", removed_at_the_first_leg, "listing", {}),
    ("nothing_is_shown_after_removal", left_on_the_channel, "revocation", {}),
    ("statement_period_from_own_service", windows_from_the_day_before, "notice", {}),
    ("one_deadline_a_key", deadlines_heaped, "notice", {}),
    ("draft_stands_only_while_preparing", draft_kept, "decision", {}),
    ("nothing_heard_is_passed_over", statement_leaves_draft, "hearing", {}),
    ("decision_holds_no_measure_untold", measures_unchecked, "decision", {}),
    ("decision_stands_where_it_should", lambda p: folded(p, "approve_decision", lambda s, _: s), "decision", {}),
    (
        "announcement_runs_while_service_is_pending",
        lambda p: p.setattr(Context, "announced", lambda *_: ()),
        "notice",
        {"announced": ("notice",)},
    ),
    ("two_tellings_agree", announcement_serves_at_once, "notice", {"announced": ("notice",)}),
    ("version_grows_by_one", version_stands_still, "notice", {}),
    ("move_stands_in_the_table", moves_beside_the_table, "notice", {}),
    ("row_tells_what_happens", lambda p: changed(p, "approve_notice", documents=("decision",)), "notice", {}),
    ("act_cites_a_rule", cites_nothing, "notice", {}),
    ("deadlines_never_shorten", extension_shortens, "notice", {}),
    ("publish_only_after_lawful_decision", one_served_stands_for_all, "listing", {"pair": True}),
    ("nothing_published_after_ground_to_leave", published_after_leaving, "listing", {}),
    ("draft_only_after_hearing_the_parties", hearing_skipped, "decision", {}),
    ("restoration_never_early_nor_after_violation", nothing_bars, "violation", {}),
    ("waiver_only_by_the_party", one_waives_for_all, "hearing", {"pair": True}),
    ("statement_in_time_waits", statement_taken_as_answered, "hearing", {}),
    ("answer_is_given_before_it_is_told", any_answer_meets_all, "hearing", {}),
    ("window_ends_by_expiry_or_waiver_only", answer_ends_the_window, "hearing", {}),
    ("clock_act_bears_its_instant", clock_late, "decision", {}),
    ("legs_cover_every_channel", one_channel_forgotten, "revocation", {}),
    ("refusal_has_a_stable_code", unknown_code, "decision", {}),
    ("refusal_cites_a_rule", unknown_rule, "decision", {}),
    ("refused_command_changes_nothing", refusal_acts, "notice", {}),
    ("refusal_names_what_is_open", everything_open, "notice", {}),
    ("post_is_asked_first", anybody_asks, "notice", {}),
    ("decide_never_fails", no_row_for_the_end, "notice", {}),
    ("decide_is_deterministic", answers_vary, "notice", {}),
    ("decide_settles_first", clock_waits_for_its_timer, "decision", {"thorough": True}),
    ("closed_case_takes_only_the_reopening", closed_case_goes_on, "revocation", {}),
    ("nothing_is_deleted", papers_burnt, "listing", {}),
    ("a_person_signs", clock_signs, "notice", {}),
    ("a_filing_changes_only_the_file", remedy_violates, "revocation", {}),
    ("listing_rests_on_the_law", lambda p: never(p, stating, "refuse_measures"), "notice", {"thorough": True}),
    ("minors_are_never_listed", lambda p: never(p, opening, "_refuse_parties"), "notice", {}),
    ("relisting_needs_another_ground", lambda p: never(p, opening, "_refuse_relisting"), "notice", {}),
    ("opened_on_an_effective_document", lambda p: never(p, opening, "_refuse_basis"), "notice", {}),
    ("no_decision_while_a_hearing_pends", lambda p: always(p, "hearing_pending", False), "oral", {}),  # noqa: FBT003
    ("a_pending_hearing_holds_the_road", lambda p: unchanged(p, "request_hearing"), "oral", {}),
    ("defence_makes_nothing_heavier", measures_unchecked, "decision", {}),
    ("hearing_is_held_by_an_outsider", lambda p: never(p, authority, "_same_person"), "oral", {}),
    ("hearing_keeps_its_lead", lambda p: never(p, hearing, "_refuse_lead"), "oral", {}),
    ("absence_without_excuse_ends_the_hearing", excused_is_everybody, "oral", {}),
    ("who_came_to_the_hearing_has_stated", lambda p: facts(p, "hold_hearing", heard=[]), "oral", {}),
    ("returned_notice_serves_nobody", lambda p: unchanged(p, "record_returned_mail"), "mail", {}),
    ("extended_once_and_before_the_end", lambda p: unchanged(p, "extend_decision"), "notice", {}),
    ("consent_before_listing", lambda p: never(p, drafting, "_refuse_agreement"), "county", {}),
    ("grave_cases_are_discussed", lambda p: never(p, drafting, "_refuse_undiscussed"), "county", {}),
    ("listed_on_a_penalty_in_force", lambda p: never(p, drafting, "_refuse_unsigned"), "county", {}),
    (
        "what_was_decided_rests_on_nothing_proposed",
        lambda p: never(p, drafting, "_refuse_unsigned"),
        "county",
        {},
    ),
    ("leniency_spares", lambda p: never(p, drafting, "_refuse_leniency"), "oral", {}),
    ("leaving_undoes_every_leg", only_the_publication_ends, "revocation", {}),
    ("a_person_is_named_only_on_a_ground", lambda p: never(p, publishing, "_refuse_persons"), "stay", {}),
    ("nothing_is_published_under_a_stay", lambda p: always(p, "is_hidden", False), "stay", {}),  # noqa: FBT003
    ("a_stay_is_told_only_while_it_lasts", lambda p: always(p, "is_hidden", True), "stay", {}),  # noqa: FBT003
    ("a_stay_moves_no_period", lambda p: dropping(p, "impose_stay", "publication_end"), "stay", {}),
    ("what_was_hidden_comes_back", lifted_and_left_dark, "stay", {}),
    ("nothing_is_shown_under_a_stay", stayed_and_left_shown, "stay", {}),
    ("hidden_is_what_was_seen_hidden", lambda p: unchanged(p, "impose_stay"), "stay", {}),
    ("spans_never_overlap", stay_ends_before_it_began, "stay", {}),
    ("nothing_comes_back_after_leaving", published_after_leaving, "listing", {}),
    (
        "an_objection_suspends_only_by_local_rule",
        lambda p: facts(p, "file_objection", suspends=True),
        "objection",
        {},
    ),
    ("an_answer_ends_the_rest", lambda p: unchanged(p, "answer_objection"), "objection", {}),
    ("acceptance_stops_its_clock", lambda p: changed(p, "accept_restoration", met=()), "acceptance", {}),
    (
        "a_request_for_papers_stops_the_clock",
        lambda p: changed(p, "request_materials", dropped=()),
        "acceptance",
        {},
    ),
    ("granted_only_when_accepted_and_complete", accepted_when_filed, "acceptance", {}),
    ("nothing_found_against_is_granted", lambda p: never(p, restoring, "found_against", ()), "listing", {}),
    ("a_bar_holds_until_its_day", lambda p: unchanged(p, "bar_restoration"), "bar", {}),
    ("a_bar_is_told_only_while_it_lasts", always_barred, "listing", {}),
    ("only_the_principal_applies", lambda p: never(p, authority, "_not_this_party"), "listing", {"pair": True}),
    ("linked_parties_leave_together", left_on_the_channel, "listing", {}),
    (
        "false_papers_restore_and_restart",
        lambda p: changed(p, "find_false_materials", opened=()),
        "false papers",
        {},
    ),
    ("expires_at_its_maximum", ends_a_day_early, "revocation", {}),
    ("the_copy_waits_for_its_floor", copy_comes_down_at_once, "copy", {}),
    ("one_application_at_a_time", lambda p: unchanged(p, "apply_restoration"), "listing", {}),
    ("nothing_left_to_undo_is_over", lambda p: changed(p, "confirm_leg", to="listed"), "listing", {}),
    ("clocks_of_an_application_need_one", lambda p: changed(p, "decide_restoration", met=()), "listing", {}),
    ("recused_person_acts_no_more", lambda p: never(p, authority, "_recused"), "persons", {}),
    ("nobody_decides_on_itself", lambda p: never(p, authority, "_same_person"), "persons", {}),
    (
        "relieved_officer_acts_no_more",
        lambda p: never(p, authority, "_handed_over", False),  # noqa: FBT003
        "persons",
        {},
    ),
    (
        "whose_recusal_is_asked_lays_no_burden",
        lambda p: never(p, barring, "burdens", False),  # noqa: FBT003
        "persons",
        {},
    ),
    (
        "nothing_burdens_whom_nobody_succeeds",
        lambda p: never(p, barring, "burdens", False),  # noqa: FBT003
        "cleanup",
        {},
    ),
    (
        "a_stopped_regime_burdens_nobody",
        lambda p: never(p, barring, "burdens", False),  # noqa: FBT003
        "cleanup",
        {},
    ),
    ("relief_is_never_stopped", lambda p: never(p, barring, "burdens", True), "cleanup", {}),  # noqa: FBT003
    ("a_pending_recusal_stops_nobody", pending_is_recused, "persons", {}),
    ("replanning_cuts_nothing_short", lambda p: p.setattr(changing, "_OWN", ()), "calendar", {}),
    ("replanning_moves_only_what_runs", calendar_ends_what_runs, "calendar", {}),
    (DOOR_ALIKE, refused_by_the_count, "notice", {}),
    (MERGED_ALIKE, odd_acts_refused, "notice", {"thorough": True}),
]


@pytest.mark.parametrize(("rule", "seed", "stretch", "how"), CASES, ids=[c[0] for c in CASES])
def test_a_seeded_fault_is_caught(
    rule: str, seed: Seed, stretch: str, how: dict[str, Any], explore: Explore, monkeypatch: Patch
) -> None:
    seed(monkeypatch)
    found = explore(stretch, until=rule, **how)
    assert found.broken[rule], found.broken
    assert found.examples[rule]


def _one_person_may_do_all(law: Law) -> Law:
    return replace(law, acts=tuple(replace(a, apart_from=()) for a in law.acts))


@pytest.mark.parametrize(
    ("rule", "stretch"), [("two_people_at_every_paper", "decision"), ("filing_and_granting_apart", "listing")]
)
def test_a_law_that_lets_one_person_do_all_is_caught(rule: str, stretch: str, explore: Explore) -> None:
    found = explore(stretch, until=rule, lawful=_one_person_may_do_all, people=True)
    assert found.broken[rule], found.broken


def test_a_law_without_a_period_to_take_down_is_caught(explore: Explore) -> None:
    def silent(law: Law) -> Law:
        return replace(law, periods=tuple(p for p in law.periods if p.key != "withdrawal"))

    found = explore("revocation", until="leaving_starts_its_clock", lawful=silent)
    assert found.broken["leaving_starts_its_clock"]


def test_a_house_rule_cited_as_law_is_caught(explore: Explore, monkeypatch: Patch) -> None:
    monkeypatch.setattr(deciding, "row", lambda *_: replace(TABLE[0], cite="house.roles"))

    def mistaken(law: Law) -> Law:
        def as_law(c: Any) -> Any:
            return replace(c, certainty=Certainty.VERBATIM) if c.key == "house.roles" else c

        return replace(law, citations=tuple(as_law(c) for c in law.citations))

    found = explore("notice", until="act_cites_a_rule", lawful=mistaken)
    assert found.broken["act_cites_a_rule"]


def _stand(state: CaseState, seen: Seen | None = None) -> state_rules.Stand:
    return state_rules.Stand(Node(state, seen or Seen(), start_of(FIRST_DAY)), 0)


def test_an_overdue_deadline_is_caught(law: Law, calendar: Calendar) -> None:
    period = law.period("decision")
    assert period is not None
    runs = deadline(period, FIRST_DAY, calendar, kind="decision")
    late = replace(runs, due=FIRST_DAY - timedelta(days=1))
    state = CaseState("c", "training", step="opened", deadlines=(runs,))
    assert state_rules.no_deadline_is_overdue(_stand(state)) == ""
    told = state_rules.no_deadline_is_overdue(_stand(replace(state, deadlines=(late,))))
    assert told == "['decision'] ended before now and still run"


def test_an_unknown_step_is_caught() -> None:
    assert state_rules.step_is_known(_stand(CaseState("c", "training", step="limbo"))) == "step limbo"
    assert state_rules.step_is_known(_stand(CaseState("c", "training", step="opened"))) == ""


def test_rules_of_reach_name_what_was_never_met(law: Law) -> None:
    found = Findings()
    assert "code materials_missing was never given" in list(whole_rules.every_code_is_reached(found, [law]))
    assert "expire_listing never went through" in list(whole_rules.every_act_is_reached(found, [law]))
    assert "step removed was never reached" in list(whole_rules.every_step_is_reached(found, [law]))
    assert len(whole_rules.rows_never_taken(found)) == len(TABLE)


def test_a_row_that_cites_no_article_is_named() -> None:
    laws = laws_of(WORLDS)
    assert list(whole_rules.every_row_cites_a_rule(Findings(), laws)) == []
    bare = [replace(law, citations=tuple(c for c in law.citations if c.key != "publication")) for law in laws]
    assert "publish cites 'publication', which no law file holds" in list(
        whole_rules.every_row_cites_a_rule(Findings(), bare)
    )


def test_a_machine_beside_the_table_is_named(monkeypatch: Patch) -> None:
    assert list(whole_rules.machine_is_the_table(Findings(), [])) == []
    publish = next(r for r in TABLE if r.act == "publish")
    others = tuple(r for r in TABLE if r != publish)
    monkeypatch.setattr(whole_rules, "TABLE", (*others, replace(TABLE[0], act="publish"), TABLE[0]))
    named = "\n".join(whole_rules.machine_is_the_table(Findings(), []))
    assert "the machine lacks ('publish', 'none', 'opened')" in named
    assert "the table lacks" in named
    assert "twice" in named


def test_every_invariant_has_its_seeded_fault() -> None:
    seeded = {c[0] for c in CASES} | {
        "two_people_at_every_paper",
        "filing_and_granting_apart",
        "leaving_starts_its_clock",
        "no_deadline_is_overdue",
        "step_is_known",
    }
    asked = (answer_rules.decide_is_deterministic, answer_rules.decide_settles_first)
    rules = (*state_rules.STATE_RULES, *EDGE_RULES, *answer_rules.REFUSAL_RULES, *asked)
    assert sorted((*(r.__name__ for r in rules), walking.NEVER_FAILS, DOOR_ALIKE, MERGED_ALIKE)) == sorted(seeded)
