"""What a notice of a leak or a consent form must tell: the help beside each such field, and the rule behind it."""

from __future__ import annotations

Pair = tuple[str, str]

# What is left out is refused by the law's own words, and not for its form: so the form says it here.
_PARTS: dict[str, tuple[str, ...]] = {
    "notify_authority": ("kinds", "cause", "harm", "measures", "contact"),
    "notify_subjects": ("kinds", "cause", "harm", "measures", "self_help", "contact"),
    "ask_consent": ("handler", "contact", "purpose", "method", "retention"),
}
_SETS = {
    "notify_authority": "leak_authority_notice",
    "notify_subjects": "leak_subject_notice",
    "ask_consent": "consent_form",
}
_MUST: Pair = ("必须告知，缺少的不能发出。", "It must be told: without it nothing is sent.")
HELPS: dict[str, Pair] = {f"{act}.{part}": _MUST for act, parts in _PARTS.items() for part in parts}
HELP_RULES: dict[str, str] = {
    f"{act}.{part}": f"protection.sets.{_SETS[act]}" for act, parts in _PARTS.items() for part in parts
}
