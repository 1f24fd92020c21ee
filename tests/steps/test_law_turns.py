"""Law that changes in the middle of a case: no name kept longer, no relief shut, by either edition."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from models.law.days import Unit
from models.law.editions import with_changes
from models.law.regimes import Law, law_digest
from models.records.acts import Decided
from tests.steps.telling import BOOK, POSTS, Case, code, decided, listed, noticed, opening, reviewed, with_period

WAGES = BOOK.law("mohrss-wages", date(2026, 6, 2))
SAMR = BOOK.law("samr-serious-illegal", date(2026, 6, 2))
TAX = BOOK.law("sta-tax", date(2026, 6, 2))


def period(law: Law, key: str, **other: Any) -> Law:
    assert law.period(key) is not None
    return replace(law, periods=tuple(replace(p, **other) if p.key == key else p for p in law.periods))


def without(law: Law, *keys: str) -> Law:
    return replace(law, periods=tuple(p for p in law.periods if p.name not in keys))


def apply(case: Case, on: date) -> Any:
    return case.ask(
        "p1",
        "apply_restoration",
        f"{on:%Y-%m-%d} 09:00",
        by_party="p1",
        on=on.isoformat(),
        materials=list(case.law.on(on).materials),
    )


# --- relief refused wrongly -------------------------------------------------------------------------------


def test_a_wait_counted_from_another_event_never_shuts_relief_for_ever() -> None:
    """Listed under “6 months from the correction”; the new text counts from the decision, before any correction."""
    law = with_changes(WAGES, [(date(2026, 9, 1), period(WAGES, "restoration_earliest", start="decision-made"))])
    case = listed(law=law)
    case.do("li", "record_correction_of_conduct", "09-10 10:00", on="2026-09-10", evidence="已支付")
    answer = apply(case, date(2029, 1, 4))
    assert isinstance(answer, Decided), (code(answer), answer.detail)


def test_a_wait_that_is_new_law_binds_no_listing_that_was_told_none() -> None:
    before = without(SAMR, "restoration_earliest")
    law = with_changes(before, [(date(2026, 9, 1), SAMR)])
    case = listed("samr-serious-illegal", law=law)
    answer = apply(case, date(2028, 9, 14))
    assert isinstance(answer, Decided), (code(answer), answer.detail)


def test_a_correction_of_an_earlier_day_starts_the_wait_of_the_listing_s_law() -> None:
    """Corrected before the turn, listed after it: the law of the correction's day knows no such event."""
    before = period(WAGES, "restoration_earliest", start="decision-made")
    law = with_changes(before, [(date(2026, 6, 8), WAGES)])
    case = listed(law=law)
    case.do("li", "record_correction_of_conduct", "06-12 10:00", on="2026-06-07", evidence="已支付")
    assert case.deadline("restoration_earliest") is not None
    answer = apply(case, date(2027, 1, 14))
    assert isinstance(answer, Decided), (code(answer), answer.detail)


def test_a_wait_that_the_new_law_drops_no_longer_bars() -> None:
    law = with_changes(SAMR, [(date(2026, 9, 1), without(SAMR, "restoration_earliest"))])
    case = listed("samr-serious-illegal", law=law)
    answer = apply(case, date(2026, 9, 2))
    assert isinstance(answer, Decided), (code(answer), answer.detail)


# --- a name kept longer -----------------------------------------------------------------------------------


def test_the_law_of_the_conduct_that_counts_from_the_showing_ends_the_listing_earlier() -> None:
    """Conduct's law: 1 year from publication. Decision's law: 3 years from the decision."""
    before = period(WAGES, "publication_end", amount=1, unit=Unit.YEAR, start="published")
    law = with_changes(before, [(date(2026, 6, 8), WAGES)])
    case = listed(law=law)  # decided on 9 June, shown on 11 June
    assert case.due("publication_end") == date(2027, 6, 11), case.due("publication_end")


def test_the_law_of_the_decision_that_counts_from_the_showing_ends_the_listing_earlier() -> None:
    """Conduct's law: 3 years from the decision. Decision's law, lighter: 1 year from publication."""
    after = period(WAGES, "publication_end", amount=1, unit=Unit.YEAR, start="published")
    law = with_changes(WAGES, [(date(2026, 6, 8), after)])
    case = listed(law=law)
    assert case.due("publication_end") == date(2027, 6, 11), case.due("publication_end")


def test_a_listing_revived_lasts_no_longer_than_the_law_of_the_conduct_says() -> None:
    law = with_changes(WAGES, [(date(2026, 9, 1), period(WAGES, "publication_end", amount=10))])
    case = listed(law=law)
    case.do("li", "record_correction_of_conduct", "06-11 10:00", on="2026-06-11", evidence="凭证")
    assert isinstance(apply(case, date(2026, 12, 14)), Decided)
    case.do("qian", "decide_restoration", "2026-12-16 09:00", outcome="grant", reasons="合格")
    case.do("qian", "find_false_materials", "2026-12-17 09:00", serious=True, on="2026-12-17")
    assert case.due("publication_end") == date(2029, 12, 17), case.due("publication_end")


def test_uncorrected_stay_listed_is_a_burden_that_new_law_cannot_lay_on_old_conduct() -> None:
    new = replace(WAGES, switches=(*WAGES.switches, "uncorrected-stay-listed"))
    law = with_changes(
        period(WAGES, "publication_end", amount=3, unit=Unit.MONTH),
        [(date(2026, 9, 1), period(new, "publication_end", amount=3, unit=Unit.MONTH))],
    )
    case = listed(law=law)  # ends on 9 September
    case.do("li", "impose_stay", "09-11 09:00", on="2026-09-11", document="裁定", by_body="某院")
    assert case.state.removal == "expiry"


def test_expiry_on_the_eve_of_a_change_is_judged_by_the_law_of_its_last_day() -> None:
    short = period(WAGES, "publication_end", amount=3, unit=Unit.MONTH)
    new = replace(short, switches=(*WAGES.switches, "uncorrected-stay-listed"))
    law = with_changes(short, [(date(2026, 9, 10), new)])
    case = listed(law=law)
    assert case.due("publication_end") == date(2026, 9, 9)
    case.do("li", "impose_stay", "09-11 09:00", on="2026-09-11", document="裁定", by_body="某院")
    assert case.state.removal == "expiry"


def test_every_recipient_a_name_was_shared_with_has_a_leg_to_confirm() -> None:
    more = replace(WAGES, sharing_recipients=(*WAGES.sharing_recipients, "bank-union"))
    law = with_changes(more, [(date(2026, 9, 1), WAGES)])
    case = listed(law=law)  # shown, and shared with all recipients of that day
    case.do("li", "revoke_basis", "09-02 09:00", on="2026-09-02", by_body="某院", document="判决")
    assert ("sharing", "bank-union") in [(x.leg, x.recipient) for x in case.state.legs]


def test_every_recipient_of_today_has_a_leg_though_the_annulment_lies_before_the_change() -> None:
    more = replace(WAGES, sharing_recipients=(*WAGES.sharing_recipients, "bank-union"))
    law = with_changes(WAGES, [(date(2026, 6, 10), more)])
    case = listed(law=law)  # shown on 11 June: shared with bank-union too
    case.do("li", "revoke_basis", "06-15 09:00", on="2026-06-09", by_body="某院", document="判决")
    assert ("sharing", "bank-union") in [(x.leg, x.recipient) for x in case.state.legs]


def test_no_listing_is_signed_whose_end_the_law_of_the_day_no_longer_knows() -> None:
    """Draft under the old law; the law announced before the signature has no end on any day."""
    case = reviewed()
    case.law = without(WAGES, "publication_end")  # what announce_law does
    answer = case.ask("qian", "approve_decision", "06-09 09:00")
    assert not isinstance(answer, Decided) or case.deadline("publication_end") is not None, "listed without an end"


def test_a_name_is_not_shown_without_an_end() -> None:
    """Decided under “3 years from publication”; the law announced before the showing says “from the decision”."""
    shown = period(WAGES, "publication_end", start="published")
    shown = replace(shown, version=law_digest(shown))
    case = decided(law=shown)
    assert case.deadline("publication_end") is None
    rule = WAGES.act_rule("announce_law")
    assert rule
    POSTS["yu"] = rule.roles
    case.do("yu", "announce_law", "06-09 10:00", version=WAGES.version, confirmed_by="lu", announced=WAGES)
    case.do("li", "record_service", "06-10 09:00", document="decision", method="direct", on="2026-06-10", proof="回证")
    answer = case.ask("sun", "publish", "06-11 09:00")
    assert not isinstance(answer, Decided) or case.deadline("publication_end") is not None, "shown without an end"


# --- listed on what the law of the conduct did not list ---------------------------------------------------


def test_a_penalty_too_light_under_the_law_of_the_conduct_lists_nobody() -> None:
    loose = replace(SAMR, switches=tuple(s for s in SAMR.switches if s != "heavy-penalty-only"))
    law = with_changes(SAMR, [(date(2026, 6, 4), loose)])
    case = reviewed("samr-serious-illegal", law=law)
    case.do("li", "obtain_consent", "06-08 10:00", by_body="省局", on="2026-06-08", document="函")
    basis = {"number": "1号", "issued_on": "2026-06-09", "penalties": ["warning"]}
    answer = case.ask("qian", "approve_decision", "06-09 09:00", basis=basis)
    assert not isinstance(answer, Decided), "listed on a penalty that was no ground at the time of the conduct"


def test_a_party_whom_the_ground_did_not_list_at_the_time_of_the_conduct_is_not_listed() -> None:
    ground = WAGES.grounds[0]
    narrow = replace(WAGES, grounds=(replace(ground, roles=("worker-boss",)), *WAGES.grounds[1:]))
    law = with_changes(narrow, [(date(2026, 6, 1), WAGES)])
    case = Case("mohrss-wages", law=law)
    case.ask("li", "open_case", "06-02 09:00", **{**opening(), "grounds": [ground.code]})
    answer = case.ask("li", "draft_notice", "06-02 10:00", facts="事实", measures=["bidding"])
    if isinstance(answer, Decided):
        case.do("qian", "approve_notice", "06-02 15:00")
        case.do(
            "li", "record_service", "06-03 09:00", document="notice", method="direct", on="2026-06-03", proof="回证"
        )
        for party in case.state.parties:
            case.do(party.id, "waive_statement", "06-04 09:00", by_party=party.id, on="2026-06-04")
        answer = case.ask("li", "draft_decision", "06-05 09:00", outcome="list", reasons="理由", measures=["bidding"])
    assert not isinstance(answer, Decided), "listed on a ground that did not list this role"


def test_control_a_short_listing_ends_by_itself_without_any_change() -> None:
    case = listed(law=period(WAGES, "publication_end", amount=3, unit=Unit.MONTH))
    case.do("li", "impose_stay", "09-11 09:00", on="2026-09-11", document="裁定", by_body="某院")
    assert case.state.removal == "expiry"


# --- the clock's day --------------------------------------------------------------------------------------


def test_service_complete_on_the_last_day_of_old_law_opens_the_window_of_old_law() -> None:
    longer = period(WAGES, "statement_period", amount=30)
    law = with_changes(longer, [(date(2026, 7, 4), WAGES)])
    case = noticed(law=law)
    case.do(
        "li",
        "record_service",
        "06-03 09:00",
        document="notice",
        to="p1",
        method="announcement",
        on="2026-06-03",
        proof="公告",
        unknown_whereabouts="下落不明",
    )
    ends = case.deadline("announcement", "p1")
    if ends is None:
        ends = next(d for d in case.state.deadlines if d.kind == "announcement")
    assert ends.due == date(2026, 7, 3), ends.due
    case.ask("li", "draft_notice", "07-06 09:00")
    window = case.deadline("statement_period", "p1")
    assert window is not None
    assert (window.start_on, window.amount) == (date(2026, 7, 3), 30), window


# --- faults -----------------------------------------------------------------------------------------------


def test_a_prolongation_for_other_grounds_only_is_refused_and_no_fault() -> None:
    """`restoration_extension` held for the other ground, and a rule of that name stands for all."""
    base = with_period(WAGES, "restoration_extension", "decision_extension")
    rows = tuple(
        replace(p, key="restoration_extension.other", grounds=("HRSS-5-2",)) if p.key == "restoration_extension" else p
        for p in base.periods
    )
    law = replace(base, periods=rows)
    case = listed(law=law)
    case.do("li", "record_correction_of_conduct", "06-11 10:00", on="2026-06-11", evidence="凭证")
    assert isinstance(apply(case, date(2026, 12, 14)), Decided)
    case.ask("qian", "extend_restoration", "2026-12-16 09:00", reason="复杂")


# --- reviewed law -----------------------------------------------------------------------------------------


def test_what_is_posted_in_the_window_is_heard_though_the_law_of_the_entry_has_no_statement() -> None:
    """Opened under A, posted in time, entered under B."""
    law = with_changes(WAGES, [(date(2026, 6, 8), without(WAGES, "statement_period"))])
    case = noticed(law=law)
    case.do("li", "record_service", "06-03 09:00", document="notice", method="direct", on="2026-06-03", proof="回证")
    case.do("p1", "file_statement", "06-09 09:00", by_party="p1", on="2026-06-09", text="异议", posted_on="2026-06-09")
    assert case.acts[-1].facts["in_time"]


def test_a_late_posted_application_is_asked_for_no_material_of_a_later_law() -> None:
    law = with_changes(WAGES, [(date(2026, 12, 20), replace(WAGES, materials=(*WAGES.materials, "promise")))])
    case = listed(law=law)
    case.do("li", "record_correction_of_conduct", "06-11 10:00", on="2026-06-11", evidence="凭证")
    answer = case.ask(
        "p1", "apply_restoration", "2026-12-21 09:00", by_party="p1", on="2026-12-18", materials=list(WAGES.materials)
    )
    assert isinstance(answer, Decided), answer
    answer = case.ask("qian", "decide_restoration", "2026-12-22 09:00", outcome="grant", reasons="合格")
    assert isinstance(answer, Decided), answer


def test_a_listing_revived_under_law_that_knows_no_end_has_one_all_the_same() -> None:
    """Random play, seed 1068: the law announced knows no end; the name is shown again for ever."""
    law = with_changes(WAGES, [(date(2026, 12, 17), without(WAGES, "publication_end"))])
    case = listed(law=law)
    case.do("li", "record_correction_of_conduct", "06-11 10:00", on="2026-06-11", evidence="凭证")
    assert isinstance(apply(case, date(2026, 12, 14)), Decided)
    case.do("qian", "decide_restoration", "2026-12-16 09:00", outcome="grant", reasons="合格")
    for leg in case.state.legs:
        case.do("sun", "confirm_leg", "2026-12-16 10:00", leg=leg.leg, recipient=leg.recipient, on="2026-12-16")
    case.ask("qian", "find_false_materials", "2026-12-17 09:00", serious=True, on="2026-12-17")
    ends = [d for d in case.state.deadlines if d.kind == "publication_end" and d.standing == "open"]
    assert case.state.step != "listed" or ends, [(s.channel, s.since, s.until) for s in case.state.shown]


def test_a_refusal_cites_a_rule_that_stands_in_the_edition_of_its_day() -> None:
    """Told under a row for some grounds; the new text has one row for all."""
    plain = WAGES.period("restoration_earliest")
    assert plain
    key = "restoration_earliest.grave"
    cited = (replace(plain.citation, key=key), replace(plain.citation, key=f"periods.{key}"))
    rows = tuple(replace(p, key=key, grounds=("HRSS-5-1",)) if p is plain else p for p in WAGES.periods)
    before = replace(WAGES, periods=rows, citations=(*WAGES.citations, *cited))
    law = with_changes(before, [(date(2026, 9, 1), WAGES)])
    case = listed(law=law)
    case.do("li", "record_correction_of_conduct", "06-11 10:00", on="2026-06-11", evidence="凭证")
    answer = apply(case, date(2026, 9, 2))
    assert not isinstance(answer, Decided)
    assert law.on(date(2026, 9, 2)).holds(answer.cite), answer.cite


def test_an_application_waits_for_no_acceptance_that_the_law_has_dropped() -> None:
    """The time to accept lapses under law without acceptance: the time to decide runs from then."""
    before = with_period(WAGES, "restoration_acceptance", "service")
    law = with_changes(before, [(date(2026, 12, 15), WAGES)])
    case = listed(law=law)
    case.do("li", "record_correction_of_conduct", "06-11 10:00", on="2026-06-11", evidence="凭证")
    on = "2026-12-14"
    materials = list(WAGES.materials)
    case.do("p1", "apply_restoration", f"{on} 09:00", by_party="p1", on=on, materials=materials)
    case.ask("li", "record_violation", "2026-12-28 09:00", on="2036-01-01")
    lapsed, runs = case.deadline("restoration_acceptance"), case.deadline("restoration_decision")
    assert lapsed is not None
    assert runs is not None
    assert runs.start_on == lapsed.due


def test_a_listing_that_stays_for_lack_of_correction_ends_with_it_under_the_law_of_the_conduct_too() -> None:
    short = period(WAGES, "publication_end", amount=3, unit=Unit.MONTH)
    stays = replace(short, switches=(*WAGES.switches, "uncorrected-stay-listed"))
    law = with_changes(stays, [(date(2026, 10, 1), short)])
    case = listed(law=law)
    case.do("li", "record_correction_of_conduct", "10-12 09:00", on="2026-06-20", evidence="凭证")
    assert case.state.removal == "expiry"


def test_a_level_that_the_ground_of_the_conduct_did_not_know_lists_nobody() -> None:
    ground = WAGES.grounds[0]
    narrow = replace(WAGES, grounds=(replace(ground, levels=("province",)), *WAGES.grounds[1:]))
    law = with_changes(narrow, [(date(2026, 6, 1), WAGES)])
    case = noticed(law=law)
    case.do("li", "record_service", "06-03 09:00", document="notice", method="direct", on="2026-06-03", proof="回证")
    for party in case.state.parties:
        case.do(party.id, "waive_statement", "06-04 09:00", by_party=party.id, on="2026-06-04")
    refused = case.refuses("li", "draft_decision", "06-05 09:00", outcome="list", reasons="理由", measures=["bidding"])
    assert (refused.code, refused.cite) == ("authority_level", "lighter_law")


def test_whom_a_replaced_law_had_the_name_shared_with_still_undoes_it() -> None:
    """The law announced no longer names a recipient; the listing was shared with it all the same."""
    more = replace(WAGES, sharing_recipients=(*WAGES.sharing_recipients, "bank-union"))
    more = replace(more, version=law_digest(more))
    case = listed(law=more)
    rule = WAGES.act_rule("announce_law")
    assert rule
    POSTS["yu"] = rule.roles
    case.do("yu", "announce_law", "06-12 10:00", version=WAGES.version, confirmed_by="lu", announced=WAGES)
    case.do("li", "revoke_basis", "06-15 09:00", on="2026-06-15", by_body="某院", document="判决")
    assert ("sharing", "bank-union") in [(x.leg, x.recipient) for x in case.state.legs]
