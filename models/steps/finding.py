"""What an officer finds against early removal: exclusions and conditions that the law names and no act can tell.

Whether a subject is under criminal proceedings, or has undone the harm, stands in no act of the case: it is found,
item by item of the law's own list, and every item found bars the removal by its own article.
"""

from __future__ import annotations

from models.law.regimes import Law
from models.steps.judging import Context, No, unmet

EXCLUSION, CONDITION = "restoration_exclusion", "restoration_condition"
# The whole rule, where the law does not number its items.
_WHOLE = {EXCLUSION: EXCLUSION, CONDITION: "restoration_conditions"}
EXCLUDED, CONDITIONS_UNMET = "excluded", "conditions_unmet"
_RULES = {EXCLUDED: EXCLUSION, CONDITIONS_UNMET: CONDITION}


def items(law: Law, field: str) -> tuple[str, ...]:
    """The rules that may be found under a field: the law's items, else the rule as a whole where it is held."""
    rule = _RULES[field]
    numbered = tuple(c.key for c in law.citations if c.key.startswith(f"{rule}."))
    whole = _WHOLE[rule]
    return numbered or ((whole,) if law.holds(whole) else ())


def refuse_unknown(ctx: Context) -> No | None:
    """Only what the law itself names can be found."""
    for field in _RULES:
        unknown = [key for key in ctx.command.words(field) if key not in items(ctx.law, field)]
        if unknown:
            return unmet(_WHOLE[_RULES[field]], "finding_unknown", found=unknown)
    return None


def found_against(ctx: Context) -> tuple[No, ...]:
    """What was found against early removal, each by the article it stands in."""
    excluded = ctx.command.words(EXCLUDED)
    lacking = ctx.command.words(CONDITIONS_UNMET)
    return (
        *(No("restoration_excluded", key, {"why": "found"}) for key in excluded),
        *(unmet(key, "condition_found_unmet") for key in lacking),
    )
