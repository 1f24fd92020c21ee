"""Papers of a campaign made from the record: every part under its name, a part that cannot be said left blank.

What a unit files bears the unit's name and goes to the lead; what the lead issues goes to the units or above.
Every day, article and name comes from the record and the notice as law.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from activities.campaign_gathering import CampaignFacts
from activities.campaign_parts import PARTS
from activities.phrasing import TEMPLATES, Form, Template, Unsaid
from models.law.reading import read_yaml
from models.records.papers import CLEANUP_UNADDRESSED, PaperContent, PaperSection, PaperUnknown

_OPENING = "opening"
# What a unit files itself; everything else is the lead's.
_OF_UNIT = (
    "contact_form", "ledger_submission", "rectification_plan", "clean_up_proposal", "abolition_draft",
    "abolition_notice", "quarterly_report", "summary_report",
)  # fmt: skip
_MOST_NAMED = 8
_ALL = "各责任单位"

Builder = Callable[[CampaignFacts, Template], Iterator[str]]


def cleanup_template() -> Template:
    """The words of the campaign's papers."""
    return Template((read_yaml(TEMPLATES / "cleanup.yaml"),))


def series_of(facts: CampaignFacts) -> str:
    """The word before a paper's number; a training or rehearsal paper takes none of the real series."""
    words = cleanup_template()
    return words.word("modes", facts.mode) + words.form(facts.kind).word


def required(facts: CampaignFacts, _content: PaperContent) -> tuple[str, ...]:
    """The parts the paper may not lack."""
    return cleanup_template().form(facts.kind).parts


def compose(facts: CampaignFacts, symbol: str) -> PaperContent:
    """The paper of these facts under this number: the same facts give the same paper."""
    if facts.kind not in PARTS:
        raise PaperUnknown("kind", facts.kind)
    words = cleanup_template()
    form = words.form(facts.kind)
    issuer = _issuer(facts)
    return PaperContent(
        kind=facts.kind,
        mode=facts.mode,
        authority=issuer,
        symbol=symbol,
        serial="",
        title=_title(facts, form),
        addressees=() if facts.kind in CLEANUP_UNADDRESSED else _addressees(facts, words),
        meta=(),
        sections=tuple(
            PaperSection(part, "" if part == _OPENING else words.word("headings", part), _said(builder, facts, words))
            for part, builder in PARTS[facts.kind].items()
        ),
        made_on=facts.made_on,
        copies_to="",
    )


def _title(facts: CampaignFacts, form: Form) -> str:
    month = str(facts.own.facts.get("month", ""))
    said = f"{month[:4]}年{int(month[5:])}月" if month else ""
    return form.title.format(month=said)


def _issuer(facts: CampaignFacts) -> str:
    unit = facts.unit
    if facts.kind in _OF_UNIT and unit is not None:
        return facts.name(unit.id)
    return facts.name(facts.state.root) or facts.authority


def _addressees(facts: CampaignFacts, words: Template) -> tuple[str, ...]:
    """A unit's paper goes to the one above it, a proposal to Party committee or government, the lead's to units."""
    unit = facts.unit
    if facts.kind == "clean_up_proposal" and unit is not None:
        item = facts.state.item(unit.id, str(facts.own.facts["item"]))
        level = {"nation": "国务院"}.get(unit.level, "")
        return (level or f"本级{words.word('names_of', item.in_name_of)}",) if item and item.in_name_of else ()
    if facts.kind == "ledger_report":
        return (words.word("above", str(facts.own.facts["to"])),)
    if facts.kind in _OF_UNIT and unit is not None:
        return (facts.name(unit.parent),) if unit.parent else _above(facts, unit.level, words)
    if unit is not None:
        return (facts.name(unit.id),)
    return _everybody(facts)


def _above(facts: CampaignFacts, level: str, words: Template) -> tuple[str, ...]:
    """Whom the lead itself reports to: where its ledgers close, else the next level above."""
    next_above = {"county": "city", "zone": "city", "city": "province"}.get(level)
    found = facts.law.closes[0] if facts.law.closes else next_above
    return (words.word("above", found or "nation"),)


def _everybody(facts: CampaignFacts) -> tuple[str, ...]:
    names = [facts.name(u.id) for u in facts.state.below(facts.state.root)]
    return tuple(names) if 0 < len(names) <= _MOST_NAMED else (_ALL,)


def _said(builder: Builder, facts: CampaignFacts, words: Template) -> tuple[str, ...]:
    """The paragraphs of a part: all of them, or none."""
    try:
        return tuple(builder(facts, words))
    except Unsaid:
        return ()
