"""What becomes of a rule of the law files: an act rests on it, an act asks for it, a paper prints it, or it is told."""

from __future__ import annotations

from models.steps.table import TABLE

Pair = tuple[str, str]

# Rules that `decide` asks for by name, beside those that a row of the step table rests on.
ASKED = (
    "basis_document", "catalogue_public", "catalogue_recorded", "local_catalogue",
    "hearing_chair", "hearing_window", "heavy_penalty", "house.calendar", "house.closed",
    "house.fields", "house.identifiers", "house.new-case", "house.publication-after-service",
    "house.recusal-pending", "house.table", "house.three-legs", "jurisdiction", "leniency.minor", "lighter_law",
    "measures_listed", "no_heavier", "notified_content", "personal_publication", "relisting", "service.electronic",
)  # fmt: skip
# Rules that papers print or cite by name.
PRINTED = (
    "hearing_absence", "linked_removal", "listing_period", "litigation_court", "measures", "no_fee", "no_stay",
    "no_stay.litigation",
    "one_remedy_at_a_time", "reconsideration_body", "reconsideration_body.nation", "same_everywhere",
)  # fmt: skip
# Rules of which each list has items of its own, by the acts or pages that take up every one of them.
FAMILIES: dict[str, Pair] = {
    "leniency.": ("拟制决定时核对，具有该情形的不得列入", "asked when a decision is drafted: it spares"),
    "discretion.": ("拟制决定时可以认定，由承办人裁量", "may be found when a decision is drafted, at discretion"),
    "restoration_exclusion.": ("由经办人核实认定，有一项不得准予移出", "found by an officer: any one bars removal"),
    "restoration_condition.": (
        "由经办人核实认定，缺一项不得准予移出",
        "found by an officer: any one lacking bars it",
    ),
    "false_materials.": ("认定虚假材料时办理", "done when papers are found false"),
    "count.": ("逐日说明期限时援引", "cited where a deadline is explained day by day"),
    "house.": ("本系统办理规则", "a rule of the house"),
}
_ASKED: Pair = ("办理时核对", "asked when an act is judged")
_PRINTED: Pair = ("供文书援引", "cited by papers")
# What nobody asks for is said to be so, and to nobody's burden.
TOLD: Pair = ("仅予说明，不自动适用", "told, not applied")


def acts_on(key: str) -> tuple[str, ...]:
    """The acts that rest on a rule."""
    return tuple(dict.fromkeys(r.act for r in TABLE if r.cite == key))


def use_of(key: str) -> Pair:
    """What becomes of a rule that no row of the step table rests on."""
    if key in ASKED:
        return _ASKED
    family = next((said for name, said in FAMILIES.items() if key.startswith(name)), None)
    if family is not None:
        return family
    return _PRINTED if key in PRINTED else TOLD
