"""The common road of the tales: opened, told, heard, decided, served, shown."""

from __future__ import annotations

from datetime import date
from typing import Any

from desk.branching.day_by_day import after
from desk.branching.tale import PRINCIPAL, Tale

SHOWN = "published"
NUMBER = "示字〔演练〕1号"
REASONS = "事实清楚"
BODY = "示例市人民政府"


def basis(t: Tale, **other: Any) -> dict[str, Any]:
    """The basis document the ground needs: in force, its own period over, heavy where that is asked."""
    yesterday = after(t.at.day, -1)
    due = {"performance_due_on": yesterday} if t.at.law.says("basis-period-ended") else {}
    heavy = {"penalties": [t.at.law.heavy_penalties[0]]} if t.at.law.heavy_penalties else {}
    held = {"kind": t.at.kind, "number": NUMBER, "issuer": "示例机关", "issued_on": yesterday}
    said = {**held, "effective_on": yesterday, **due, **heavy, "parties": [PRINCIPAL], **other}
    return {k: v for k, v in said.items() if v is not None}


def opened(t: Tale, code: str = "", grounds: tuple[str, ...] = (), **other: Any) -> Tale:
    """Open the case; the time to decide runs from the end of the basis document's own period."""
    document = basis(t, **other)
    t.act("open_case", code, grounds=list(grounds or (t.at.ground,)), basis=document)
    if not code:
        t.expect["step"] = "opened"
        if "performance_due_on" in document:
            t.counts("decision", document["performance_due_on"])
    return t


def notified(t: Tale, measures: tuple[str, ...] = (), **said: Any) -> Tale:
    """Draft and sign the notice."""
    t.act("draft_notice", facts="事由", measures=list(measures or t.at.law.measures), **said)
    t.act("approve_notice")
    t.documents.append("notice")
    t.expect["step"] = "notice_approved"
    return t


def served(t: Tale, document: str, code: str = "", method: str = "direct", **said: Any) -> Tale:
    """Serve a paper today."""
    on = said.pop("served_on", t.day)
    t.act("record_service", code, document=document, method=method, on=on, proof="送达回证", **said)
    return t


def told(t: Tale) -> Tale:
    """Serve the notice on everybody today: each party's windows run."""
    served(t, "notice")
    return windows(t, t.day)


def windows(t: Tale, served_on: date) -> Tale:
    """What the service of the notice starts."""
    for party in t.parties:
        for period in t.at.windows:
            t.counts(period.key, served_on, party=party["id"])
    t.expect["step"] = "statement_period"
    return t


def last_window(t: Tale) -> date:
    """The last day of the party's windows."""
    keys = [period.key for period in t.at.windows]
    due: date = max(d["due"] for d in t.deadlines if d["kind"] in keys)
    return due


def heard(t: Tale) -> Tale:
    """Let the windows end."""
    t.advance(after(last_window(t)))
    t.expect["step"] = "statement_closed"
    return t


def to_drafting(branch_of: Tale, **other: Any) -> Tale:
    """All as far as a decision may be drafted."""
    return heard(told(notified(opened(branch_of, **other))))


def drafted(t: Tale, code: str = "", outcome: str = "list", **said: Any) -> Tale:
    """Draft the decision."""
    lists = {"measures": list(t.at.law.measures)} if outcome == "list" else {}
    t.act("draft_decision", code, outcome=outcome, **{"reasons": REASONS, **lists, **said})
    if not code:
        t.expect["step"] = "decision_drafted"
    return t


def reviewed(t: Tale, outcome: str = "list", *, discussed: bool = False, agreed: bool = True) -> Tale:
    """All that goes before the signature: review, discussion, the agreement of the level above."""
    t.act("legal_review", opinion="pass")
    if discussed or t.at.law.says("collective-discussion"):
        t.act("collective_discussion", on=t.day, attended=["head"], outcome=outcome, record="笔录")
    if agreed and t.at.agrees and outcome == "list":
        t.act("obtain_consent", on=t.day, by_body=BODY, document="示函1号")
    t.expect["step"] = "legal_reviewed"
    return t


def signed(t: Tale, outcome: str = "list", **said: Any) -> Tale:
    """Sign the decision: its day is the day of listing, and all that counts from it runs."""
    t.act("approve_decision", **said)
    t.documents.append("decision")
    if outcome != "list":
        return t.ends("not_listed")
    if t.at.law.says("two-papers-together"):
        t.documents.append("restoration_notice")
    for kind in ("service", "publication"):
        t.counts(kind, t.day)
    _counted_from(t, "decision-made")
    _floor(t)
    return t.ends("decided")


def _counted_from(t: Tale, event: str) -> None:
    """The end of the listing and the first day of an application, where they count from that event of today."""
    for key in ("publication_end", "restoration_earliest"):
        period = t.at.period(key)
        if period is not None and period.start == event:
            t.counts(key, t.day, threshold=key == "restoration_earliest")


def _floor(t: Tale) -> None:
    if t.at.law.says("credit-china-floor") and "credit-china" in t.at.law.channels:
        t.counts("restoration_floor", t.day, "restoration_earliest", threshold=True, channel="credit-china")


def to_decision(t: Tale, **other: Any) -> Tale:
    """All as far as the signed decision to list."""
    return signed(reviewed(drafted(to_drafting(t, **other))))


def decision_told(t: Tale) -> Tale:
    """Serve the decision today: the remedies of each party run."""
    served(t, "decision")
    for party in t.parties:
        for remedy in ("reconsideration", "litigation"):
            t.counts(remedy, t.day, party=party["id"])
    return t.ends("decision_served")


def shown(t: Tale, *channels: str) -> Tale:
    """Show the listing."""
    named: dict[str, Any] = {"channels": list(channels)} if channels else {}
    t.act("publish", **named)
    _counted_from(t, SHOWN)
    t.expect["published"] = [
        {"channel": c, "from": t.day, "until": t.due("publication_end")} for c in channels or t.at.law.default_channels
    ]
    return t.ends("listed")


def to_listing(t: Tale, **other: Any) -> Tale:
    """All as far as the listing shown on the channels that the list names first."""
    return shown(decision_told(to_decision(t, **other)))


def taken_down(t: Tale, step: str = "removed") -> Tale:
    """Confirm the three legs at every recipient today."""
    law = t.at.law
    rows = t.expect["published"]
    legs = [("publication", row["channel"]) for row in rows]
    legs += [("sharing", r) for r in law.sharing_recipients]
    legs += [("measures", r) for r in law.measure_recipients]
    for leg, recipient in legs:
        t.act("confirm_leg", leg=leg, recipient=recipient, on=t.day)
    t.expect["published"] = [{**row, "until": t.day} for row in rows]
    return t.ends(step, legs={leg: t.day for leg, _ in legs})
