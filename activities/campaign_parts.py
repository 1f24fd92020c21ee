"""The parts of a campaign's papers, each said from the record."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from activities.campaign_gathering import CampaignFacts
from activities.phrasing import Template, Unsaid, day, joined, lines, sentence, text
from models.records.campaigns import STANDING, Item, Ledger, Unit
from models.records.commands import as_day

Builder = Callable[[CampaignFacts, Template], Iterator[str]]


def _opening(f: CampaignFacts, w: Template) -> Iterator[str]:
    number = str(f.body.get("paper") or "").strip()
    paper = w.sentence("own_number").format(number=text(number)) if number else ""
    yield w.sentence(f"{f.kind}.opening").format(notice=f.notice, paper=paper)


def _unit(f: CampaignFacts) -> Unit:
    if f.unit is None:
        raise Unsaid
    return f.unit


def _contact(f: CampaignFacts, w: Template) -> Iterator[str]:
    others = (("mobile", "手机号码"), ("email", "电子邮箱"))
    more = "".join(f"；{label}：{text(f.body[k])}" for k, label in others if f.body.get(k))
    said = {k: text(f.body.get(k)) for k in ("name", "post", "phone")}
    yield w.sentence("contact").format(**said, more=more)


def _counted(w: Template, ledger: Ledger) -> str:
    return "，".join(f"{w.word('dispositions', name)}{n}条" for name, n in ledger.counts if n or name != "unread")


def _figures(f: CampaignFacts, w: Template) -> Iterator[str]:
    unit = _unit(f)
    if unit.ledger is None:
        yield w.sentence("no_ledger")
        return
    yield w.sentence("figures").format(rows=unit.ledger.rows, counts=_counted(w, unit.ledger))
    below = f.state.below(unit.id)
    filed = [f"{f.name(u.id)}（{f.state.rolled_up(u.id)}条）" for u in below if u.ledger]
    if filed:
        yield w.sentence("included").format(units=joined(filed))
    missing = [f.name(u.id) for u in below if u.ledger is None]
    if missing:
        yield w.sentence("not_included").format(units=joined(missing))


def _faults(f: CampaignFacts, w: Template) -> Iterator[str]:
    ledger = _unit(f).ledger
    count = len(ledger.faults) if ledger else 0
    yield w.sentence("faults").format(count=count) if count else w.sentence("no_faults")


def _all_figures(f: CampaignFacts, w: Template) -> Iterator[str]:
    filed = [u for u in f.state.units if u.ledger]
    total: dict[str, int] = {}
    for unit in filed:
        for name, n in unit.ledger.counts if unit.ledger else ():
            total[name] = total.get(name, 0) + n
    counts = "，".join(f"{w.word('dispositions', name)}{n}条" for name, n in total.items() if n or name != "unread")
    rows = sum(u.ledger.rows for u in filed if u.ledger)
    yield w.sentence("reported").format(filed=len(filed), rows=rows, counts=counts)


def _missing(f: CampaignFacts, w: Template) -> Iterator[str]:
    missing = [f.name(u) for u in f.own.facts.get("missing") or ()]
    yield w.sentence("missing").format(units=joined(missing)) if missing else w.sentence("no_missing")


def _exception_opening(f: CampaignFacts, w: Template) -> Iterator[str]:
    if f.state.reported_on is None:
        raise Unsaid
    cited = f.words.get("campaign.closes") or f.words["cleanup.closed"]
    yield w.sentence("ledger_exception.opening").format(
        on=day(f.state.reported_on), article=str(cited.citation), unit=f.name(_unit(f).id),
        change=w.word("changes", str(f.own.facts["change"])),
    )  # fmt: skip


def _reason(f: CampaignFacts, _: Template) -> Iterator[str]:
    yield sentence(f.body.get("reason"))


def _planned(f: CampaignFacts, w: Template) -> Iterator[str]:
    """The items this plan brings, one a paragraph, as they were said."""
    for n, item in enumerate(f.body["items"], start=1):
        due = as_day(item["due"])
        if due is None:
            raise Unsaid
        more = w.sentence("item_channel").format(channel=text(item["channel"])) if item.get("channel") else ""
        whose = item.get("in_name_of")
        more += w.sentence("item_name").format(whose=w.word("names_of", whose)) if whose else ""
        disposition = w.word("dispositions", item["disposition"])
        yield w.sentence("item").format(
            number=n, document=text(item["document"]), disposition=disposition, due=day(due), more=more
        )


def _plan_requirements(_: CampaignFacts, w: Template) -> Iterator[str]:
    yield w.sentence("requirements.plan")


def _item(f: CampaignFacts) -> Item:
    found = f.state.item(_unit(f).id, str(f.own.facts.get("item", "")))
    if found is None:
        raise Unsaid
    return found


def _item_document(f: CampaignFacts, w: Template) -> Iterator[str]:
    yield w.sentence("document").format(document=text(f.document(_item(f).document)))


def _proposal(f: CampaignFacts, w: Template) -> Iterator[str]:
    item = _item(f)
    yield w.sentence("proposal").format(disposition=w.word("dispositions", item.disposition), due=day(item.due))


def _abolished(f: CampaignFacts, w: Template) -> Iterator[str]:
    item, on = _item(f), as_day(f.own.facts["on"])
    if on is None:
        raise Unsaid
    channel = text(item.channel or f.body.get("channel"))
    yield w.sentence("abolition_effect").format(on=day(on), channel=channel)


def _to_be_abolished(f: CampaignFacts, w: Template) -> Iterator[str]:
    yield w.sentence("abolition_draft.effect").format(channel=text(str(f.own.facts.get("channel") or "")))


def _progress(f: CampaignFacts, w: Template) -> Iterator[str]:
    """Item by item: of the lead's own papers every unit's, of a unit's its own and those below it."""
    held = [u.id for u in f.state.under(_unit(f).id)]
    items = [i for i in f.state.items if i.unit in held]
    if not items:
        yield w.sentence("no_items")
    for n, i in enumerate(items, start=1):
        document = text(f.document(i.document))
        if i.done and i.done_on:
            outcome = w.word("outcomes", i.done)
            yield w.sentence("done").format(number=n, document=document, outcome=outcome, on=day(i.done_on))
        else:
            disposition = w.word("dispositions", i.disposition)
            yield w.sentence("to_do").format(number=n, document=document, disposition=disposition, due=day(i.due))


def _summary_figures(f: CampaignFacts, w: Template) -> Iterator[str]:
    yield from _all_figures(f, w) if _unit(f).id == f.state.root else _figures(f, w)


def _stops(f: CampaignFacts, w: Template) -> Iterator[str]:
    held = [s for s in f.state.stops if s.standing in STANDING]
    if not held or _unit(f).id != f.state.root:
        yield w.sentence("no_stops")
        return
    for stop in held:
        yield w.sentence("stops").format(document=text(f.document(stop.document)), standing="停止执行")


def _late(f: CampaignFacts, w: Template) -> Iterator[str]:
    """What was late, done since or not: a summary hides nothing that the record holds."""
    held = [u.id for u in f.state.under(_unit(f).id)]
    late = [d for d in f.state.dues if d.late and d.unit in held]
    if not late:
        yield w.sentence("no_late")
    for d in late:
        yield w.sentence("late").format(unit=f.name(d.unit), what=w.word("whats", d.what), due=day(d.due))


def _lines(f: CampaignFacts, w: Template) -> Iterator[str]:
    """Every line of the notice, those that name nobody too."""
    for n, (line, units) in enumerate(f.own.facts["lines"].items(), start=1):
        names = joined(f.name(u) for u in units) or w.sentence("none")
        yield w.sentence("line").format(number=n, line=w.word("lines", line), units=names)


def _notice_requirements(_: CampaignFacts, w: Template) -> Iterator[str]:
    yield w.sentence("requirements.notice")


def _interview(f: CampaignFacts, w: Template) -> Iterator[str]:
    yield w.sentence("interview_record.opening").format(
        unit=f.name(_unit(f).id), on=day(_on(f)), with_whom=text(f.body.get("with"))
    )


def _verification(f: CampaignFacts, w: Template) -> Iterator[str]:
    by_body = text(f.body["by_body"]) if f.body.get("by_body") else ""
    way = w.sentence(f.own.act).format(by_body=by_body)
    yield w.sentence("verification_record.opening").format(unit=f.name(_unit(f).id), on=day(_on(f)), way=way)


def _on(f: CampaignFacts) -> Any:
    on = as_day(f.own.facts.get("on"))
    if on is None:
        raise Unsaid
    return on


def _record(f: CampaignFacts, _: Template) -> Iterator[str]:
    yield from lines(f.body.get("record"))


def _findings(f: CampaignFacts, w: Template) -> Iterator[str]:
    found = f.body.get("findings") or ()
    if not found:
        yield w.sentence("no_findings")
    for n, one in enumerate(found, start=1):
        line = w.word("lines", one["line"])
        yield w.sentence("finding").format(number=n, document=text(one["document"]), line=line)


def _stop_opening(f: CampaignFacts, w: Template) -> Iterator[str]:
    rule = f.words.get("campaign.stops_at_once") or f.words["cleanup.two-people"]
    yield w.sentence("stop_notice.opening").format(article=str(rule.citation), says=text(rule.zh))


def _stop_document(f: CampaignFacts, w: Template) -> Iterator[str]:
    stop = f.state.stop(str(f.own.facts["stop"]))
    if stop is None:
        raise Unsaid
    yield w.sentence("document").format(document=text(f.document(stop.document)))


def _stop_effect(f: CampaignFacts, w: Template) -> Iterator[str]:
    stop = f.state.stop(str(f.own.facts["stop"]))
    if stop is None:
        raise Unsaid
    disposition = w.word("dispositions", stop.disposition)
    yield w.sentence("stop_effect").format(disposition=disposition, on=day(f.made_on))


def _stop_cases(f: CampaignFacts, w: Template) -> Iterator[str]:
    stop = f.state.stop(str(f.own.facts["stop"]))
    if stop is None or not stop.cases:
        yield w.sentence("stop_no_cases")
        return
    yield w.sentence("stop_cases").format(count=stop.cases, others=w.word("choices", str(f.own.facts["others"])))


def _resume_opening(_: CampaignFacts, w: Template) -> Iterator[str]:
    yield w.sentence("resume_notice.opening")


def _resume_effect(f: CampaignFacts, w: Template) -> Iterator[str]:
    yield w.sentence("resume_effect").format(on=day(f.made_on))


PARTS: dict[str, dict[str, Builder]] = {
    "contact_form": {"opening": _opening, "contact": _contact},
    "ledger_submission": {"opening": _opening, "figures": _figures, "faults": _faults},
    "ledger_report": {"opening": _opening, "figures": _all_figures, "missing": _missing},
    "ledger_exception": {"opening": _exception_opening, "reason": _reason, "figures": _figures},
    "rectification_plan": {"opening": _opening, "items": _planned, "requirements": _plan_requirements},
    "clean_up_proposal": {"opening": _opening, "document": _item_document, "proposal": _proposal},
    "abolition_draft": {
        "opening": _opening, "document": _item_document, "grounds": _reason, "effect": _to_be_abolished,
    },
    "abolition_notice": {"opening": _opening, "document": _item_document, "effect": _abolished},
    "quarterly_report": {"opening": _opening, "figures": _figures, "items": _progress},
    "summary_report": {
        "opening": _opening, "figures": _summary_figures, "items": _progress, "stops": _stops, "late": _late,
    },
    "monthly_notice": {"opening": _opening, "lines": _lines, "requirements": _notice_requirements},
    "interview_record": {"opening": _interview, "record": _record},
    "verification_record": {"opening": _verification, "record": _record, "findings": _findings},
    "stop_notice": {
        "opening": _stop_opening, "document": _stop_document, "effect": _stop_effect, "cases": _stop_cases,
    },
    "resume_notice": {"opening": _resume_opening, "document": _stop_document, "effect": _resume_effect},
}  # fmt: skip
