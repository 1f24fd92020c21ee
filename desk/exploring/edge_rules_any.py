"""What must hold for every act whatever it is. Each rule answers nothing, or what is broken."""

from __future__ import annotations

from dataclasses import replace

from desk.exploring.paths import Edge
from models.law.days import law_day
from models.law.regimes import Certainty
from models.records.acts import Act
from models.records.commands import CLOCK
from models.steps.machine import row, ways

_NOTED_ONLY = ("record_remedy", "change_address", "announce_law")


def version_grows_by_one(edge: Edge) -> str:
    """Every act is one version more."""
    versions = (edge.before.version, edge.act.version, edge.after.version)
    return "" if versions == (versions[0], versions[0] + 1, versions[0] + 1) else f"versions {versions}"


def move_stands_in_the_table(edge: Edge) -> str:
    """The act leads from where the case stood to where it stands, by a row of the table."""
    act = edge.act
    if (act.step_from, act.step_to) != (edge.before.step, edge.after.step):
        return f"{act.act} says {act.step_from} -> {act.step_to}"
    return "" if act.step_to in ways(act.act, act.step_from) else f"no row {act.act} {act.step_from} -> {act.step_to}"


def row_tells_what_happens(edge: Edge) -> str:
    """The act opens, meets and signs nothing that its row does not name."""
    act = edge.act
    if act.act == "announce_calendar":  # it computes anew whatever runs
        return ""
    found = row(act.act, act.step_from, act.step_to)
    own = {act.facts.get("deadline")} if found.by_clock else set()
    pairs = (
        ("opens", {d.kind for d in act.opened} - set(found.opens)),
        ("meets", {key[0] for key in act.met} - set(found.closes) - own),
        ("signs", set(act.documents) - set(found.documents)),
    )
    return next((f"{act.act} {what} {sorted(more)} beyond its row" for what, more in pairs if more), "")


def act_cites_a_rule(edge: Edge) -> str:
    """Every act rests on an article of the regime, or on a house rule cited as one."""
    try:
        found = edge.law.citation(edge.act.cite)
    except KeyError:
        return f"{edge.act.act} cites {edge.act.cite!r}, which no law file holds"
    house = edge.act.cite.startswith("house.")
    is_office = found.certainty is Certainty.OFFICE
    return "" if house is is_office and found.article else f"{edge.act.cite} is cited as {found.certainty}"


def deadlines_never_shorten(edge: Edge) -> str:
    """A deadline once opened is never moved to an earlier day while it runs, save by a new calendar."""
    if edge.act.act == "announce_calendar":
        return ""
    for new in edge.act.opened:
        for old in edge.before.deadlines:
            if old.key == new.key and new.due < old.due and old.standing == "open":
                return f"{new.kind} moved from {old.due} to {new.due}"
    return ""


def clock_act_bears_its_instant(edge: Edge) -> str:
    """A clock act bears the instant its deadline ended; an act asked for, the legal now."""
    act = edge.act
    if act.by.id != CLOCK:
        return "" if act.at == edge.legal_now else f"{act.act} bears {act.at}, asked at {edge.legal_now}"
    ended = [d for d in edge.before.deadlines if d.kind == act.facts.get("deadline") and d.ends_at == act.at]
    return "" if ended and act.at <= edge.legal_now else f"{act.act} bears {act.at}"


def closed_case_takes_only_the_reopening(edge: Edge) -> str:
    """A closed case takes its last paper's service and a complaint; false papers revive it; nothing else moves it."""
    before, act = edge.before, edge.act.act
    if not before.is_closed or act in _LAST_PAPERS:
        return ""
    revives = act == "find_false_materials" and edge.seen.ground_to_leave == "restoration"
    begins = act == "open_case" and before.mode == "rehearsal" and before.step == "revoked"
    return "" if revives or begins else f"{act} in a case closed at {before.step}"


_LAST_PAPERS = ("record_service", "file_complaint", "answer_complaint", "confirm_undoing")


def nothing_is_deleted(edge: Edge) -> str:
    """Papers, showings and deadlines stay in the file whatever happens (general law 12.5, no. 8)."""
    before, after = edge.before, edge.after
    if edge.act.act == "open_case":
        return ""
    held = {d.key for d in after.deadlines}
    gone = [d.kind for d in before.deadlines if d.key not in held]
    fewer = len(after.shown) < len(before.shown) or after.papers[: len(before.papers)] != before.papers
    return f"{edge.act.act} deleted {gone or 'papers or showings'}" if gone or fewer else ""


def a_person_signs(edge: Edge) -> str:
    """Every paper that decides is signed by an officer, none by the clock and none by a party (12.5, no. 6)."""
    by, signed = edge.act.by, [d for d in edge.act.documents if d not in _TELLING]
    return f"{by.id} signed {signed}" if signed and (by.id == CLOCK or by.is_party) else ""


# What only tells a party its rights decides nothing.
_TELLING = ("restoration_notice",)


def a_filing_changes_only_the_file(edge: Edge) -> str:
    """A review or suit filed hides nothing and moves nothing; so with an address, and new law (12.5, no. 7)."""
    # New law keeps whom the law it replaces had the listing shared with: a note, that they undo it too.
    same = replace(edge.after, version=edge.before.version, recipients=edge.before.recipients)
    return "" if same == edge.before else f"{edge.act.act} changed the case"


def listing_rests_on_the_law(edge: Edge) -> str:
    """Every ground and measure stands in the law of the case (12.5, no. 1)."""
    facts, law = edge.act.facts, edge.law
    unknown = [m for m in facts.get("measures") or () if m not in law.measures]
    unknown += [g for g in facts.get("grounds") or () if law.ground(g) is None]
    return f"{edge.act.act} rests on {unknown}" if unknown else ""


def minors_are_never_listed(edge: Edge) -> str:
    """No party below the age of liability (Penalty Law art. 30, by analogy)."""
    liable = edge.law.period("minority")
    young = [p["id"] for p in edge.act.facts["parties"] if liable and p.get("age", liable.amount) < liable.amount]
    return f"opened against {young}" if young else ""


def relisting_needs_another_ground(edge: Edge) -> str:
    """After a revocation never on the same document, on the same ground only for new facts (Reconsideration 64)."""
    facts = edge.act.facts
    told = [(e["mark"], tuple(e["grounds"]), e["procedural"]) for e in facts.get("earlier") or ()]
    for mark, grounds, procedural in (*edge.seen.earlier, *told):
        same = any(g in grounds for g in facts["grounds"])
        if mark == facts["basis"]["number"] or (same and not procedural and not facts.get("new_facts")):
            return f"listed again on {mark} {grounds}"
    return ""


def opened_on_an_effective_document(edge: Edge) -> str:
    """The document is effective and its own period over, or only proposed where the notices are merged."""
    basis, today = edge.act.facts["basis"], law_day_of(edge.act)
    if basis.get("status") == "proposed":
        return "" if edge.law.says("notice-merged") else "opened on a proposal"
    late = basis.get("effective_on") and basis["effective_on"] <= today
    over = not basis.get("performance_due_on") or basis["performance_due_on"] < today
    return "" if late and over else f"opened on {basis.get('effective_on')}, due {basis.get('performance_due_on')}"


def law_day_of(act: Act) -> str:
    """The civil day of an act, as facts spell it."""
    return law_day(act.at).isoformat()


ANY = (
    version_grows_by_one,
    move_stands_in_the_table,
    row_tells_what_happens,
    act_cites_a_rule,
    deadlines_never_shorten,
    clock_act_bears_its_instant,
    closed_case_takes_only_the_reopening,
    nothing_is_deleted,
    a_person_signs,
    listing_rests_on_the_law,
)
OF_ACTS = (
    (a_filing_changes_only_the_file, _NOTED_ONLY),
    (minors_are_never_listed, ("open_case",)),
    (relisting_needs_another_ground, ("open_case",)),
    (opened_on_an_effective_document, ("open_case",)),
)
