"""The branches from the opened case to the end of the party's windows: notice, service, statement, hearing, cure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from desk.branching.day_by_day import after
from desk.branching.road import BODY, drafted, heard, last_window, notified, opened, served, told, windows
from desk.branching.setting import Setting
from desk.branching.tale import ALL_POSTS, PRINCIPAL, Tale
from models.law.regimes import Period

_UNMET = "condition_unmet"
_ENDS = ("basis-fell", "no-successor", "no-jurisdiction")


def branches(s: Setting) -> Iterator[Tale]:
    """Every way from an opened case to a closed hearing of the parties."""
    if not s.opens:
        return
    yield from _undone(s)
    yield from _drafting(s)
    if not s.tells:
        return
    yield from _posts(s)
    yield from _serving(s)
    yield from _stating(s)
    yield from _hearing(s)
    yield from _curing(s)


def _undone(s: Setting) -> Iterator[Tale]:
    """A case that ends before anything is decided."""
    for ground in _ENDS:
        t = opened(Tale(f"terminate.{ground}", s))
        t.act("terminate_case", ground=ground, reason="不再办理")
        yield t.ends("terminated")
    t = opened(Tale("revoke.before-decision", s))
    t.act("revoke_basis", on=t.day, by_body=BODY, document="复决1号")
    yield t.ends("terminated")
    t = opened(Tale("draft.before-notice", s))
    yield drafted(t, "notice_not_served", measures=["none"])
    yield from _extending(s)


def _extending(s: Setting) -> Iterator[Tale]:
    """The time to decide is prolonged once, where the list lets it."""
    period = s.period("decision_extension")
    t = opened(Tale("extend.decision", s))
    if period is None or s.period("decision") is None:
        t.act("extend_decision", _UNMET, reason="情况复杂")
        yield t
        return
    t.act("extend_decision", reason="情况复杂")
    first = t.due("decision")
    t.counts("decision_extension", first, "decision")
    t.deadlines[-1]["provisional"] |= s.counting.last(_held(s, "decision"), after(s.day, -1))[1]
    t.act("extend_decision", _UNMET, reason="情况复杂")
    yield t
    t = opened(Tale("extend.decision.too-late", s))
    t.go(after(t.due("decision")))
    t.act("extend_decision", _UNMET, reason="情况复杂")
    yield t


def _held(s: Setting, key: str) -> Period:
    period = s.period(key)
    if period is None:
        raise LookupError(key)
    return period


def _drafting(s: Setting) -> Iterator[Tale]:
    """Each measure of the list told by itself; none, a foreign one, and a merging the list does not know."""
    known = s.law.holds("notice")
    foreign = s.known.foreign("measures", s.law.measures)
    for branch, measures, code in (("none", [], _UNMET), ("foreign", [foreign], "measure_not_listed")):
        t = opened(Tale(f"notice.measure.{branch}", s))
        t.act("draft_notice", code if known else _UNMET, facts="事由", measures=measures)
        yield t
    for measure in s.law.measures:
        t = opened(Tale(f"notice.measure.{measure}", s))
        t.act("draft_notice", "" if known else _UNMET, facts="事由", measures=[measure])
        yield t.ends("notice_drafted" if known else "opened")
    t = opened(Tale("notice.merged", s))
    merges = s.law.says("notice-merged")
    t.act("draft_notice", "" if merges else _UNMET, facts="事由", measures=list(s.law.measures), merged_with="罚告1号")
    yield t.ends("notice_drafted" if merges else "opened")
    if merges:
        t = opened(Tale("notice.not-merged-on-proposed-basis", s), status="proposed", effective_on=None, penalties=None)
        t.act("draft_notice", _UNMET, facts="事由", measures=list(s.law.measures))
        yield t


def _posts(s: Setting) -> Iterator[Tale]:
    """Two people at the notice, and the head's return."""
    t = opened(Tale("notice.same-person", s))
    t.act("draft_notice", by=ALL_POSTS, facts="事由", measures=list(s.law.measures))
    rule = s.law.act_rule("approve_notice")
    apart = rule is not None and "draft_notice" in rule.apart_from
    t.act("approve_notice", "same_person" if apart else "", by=ALL_POSTS)
    yield t.ends("notice_drafted" if apart else "notice_approved")
    t = opened(Tale("notice.returned", s))
    t.act("draft_notice", facts="事由", measures=list(s.law.measures))
    t.act("return_notice", reason="事由不清")
    t.expect["step"] = "opened"
    yield notified(t)
    yield from _wrong_posts(s, "approve_notice", {})
    yield from _wrong_posts(s, "draft_notice", {"facts": "事由", "measures": list(s.law.measures)})


def _wrong_posts(s: Setting, act: str, said: dict[str, Any]) -> Iterator[Tale]:
    rule = s.law.act_rule(act)
    for post in s.posts:
        if rule is not None and post not in rule.roles:
            t = opened(Tale(f"post.{act}.{post}", s))
            t.act(act, "not_authorised", by=post, **said)
            yield t


def _serving(s: Setting) -> Iterator[Tale]:
    """Each way of service, with and without what it needs; the windows run from each."""
    for method in s.law.service_methods:
        needed = s.needed(method)
        if needed:
            t = notified(opened(Tale(f"serve.notice.{method}.bare", s)))
            yield served(t, "notice", _UNMET, method)
        t = notified(opened(Tale(f"serve.notice.{method}", s)))
        given = {"consent": "送达地址确认书", "unknown_whereabouts": "查找记录"}
        served(t, "notice", "", method, **{name: given[name] for name in needed})
        yield _announced(t) if method == "announcement" else windows(t, t.day)
    others = [m for m in s.law.service_methods if not s.needed(m)]
    t = notified(opened(Tale("serve.notice.announcement.all-tried", s)))
    served(t, "notice", "", "announcement", tried=others)
    yield _announced(t)
    for method in others:
        t = notified(opened(Tale(f"serve.notice.announcement.untried-{method}", s)))
        yield served(t, "notice", _UNMET, "announcement", tried=[m for m in others if m != method])
    t = notified(opened(Tale("serve.notice.unknown-way", s)))
    yield served(t, "notice", _UNMET, "telegram")
    for branch, on in (("tomorrow", after(s.day)), ("before-paper", after(s.day, -1))):
        t = notified(opened(Tale(f"serve.notice.{branch}", s)))
        yield served(t, "notice", _UNMET, served_on=on)
    yield served(told(notified(opened(Tale("serve.notice.twice", s)))), "notice", _UNMET)
    t = opened(Tale("serve.notice.unwritten", s))
    yield served(t, "notice", "step_not_open")


def _announced(t: Tale) -> Tale:
    """An announcement is service when its days have passed; the windows run from then."""
    complete = t.counts("announcement", t.day, party=PRINCIPAL)
    if complete is None:
        return t
    t.advance(after(complete))
    return windows(t, complete)


def _stating(s: Setting) -> Iterator[Tale]:
    """Silence, waiver, and statements on each side of the window's end."""
    t = told(notified(opened(Tale("window.runs", s))))
    t.go(last_window(t))
    yield drafted(t, "statement_period_open")
    yield heard(told(notified(opened(Tale("window.ends", s)))))
    t = told(notified(opened(Tale("window.waived", s))))
    t.act("waive_statement", by_party=PRINCIPAL, on=t.day)
    yield t.ends("statement_closed")
    yield from _statements(s)
    for finding in ("adopted", "partly", "rejected"):
        t = _stated(told(notified(opened(Tale(f"statement.{finding}", s)))))
        t.act("answer_statement", finding=finding, reasons="已复核")
        t.documents.append("statement_answer")
        t.advance(after(last_window(t)))
        yield t.ends("statement_closed")


def _stated(t: Tale, on: date | None = None, **said: Any) -> Tale:
    t.act("file_statement", by_party=PRINCIPAL, on=on or t.day, text="陈述", **said)
    t.counts("statement_answer", on or t.day, party=PRINCIPAL)
    return t.ends("statement_received")


def _statements(s: Setting) -> Iterator[Tale]:
    t = told(notified(opened(Tale("statement.last-day", s))))
    t.go(last_window(t))
    _stated(t)
    t.go(after(t.day))
    yield drafted(t, "statement_unanswered")
    t = heard(told(notified(opened(Tale("statement.late", s)))))
    t.act("file_statement", by_party=PRINCIPAL, on=t.day, text="陈述")
    yield t
    t = heard(told(notified(opened(Tale("statement.posted-in-time", s)))))
    yield _stated(t, posted_on=last_window(t))
    t = told(notified(opened(Tale("statement.answer-lapses", s))))
    _stated(t)
    owed = s.period("statement_answer")
    if owed is not None:
        t.advance(after(s.counting.last(owed, t.day)[0]))
        yield t
    t = told(notified(opened(Tale("statement.by-another", s))))
    t.act("file_statement", "not_authorised", by=PRINCIPAL, by_party="p9", on=t.day, text="陈述")
    yield t
    t = told(notified(opened(Tale("waive.late", s))))
    t.go(after(last_window(t)))
    t.act("waive_statement", _UNMET, by_party=PRINCIPAL, on=t.day)
    yield t.ends("statement_closed")
    t = notified(opened(Tale("waive.before-notice", s)))
    t.act("waive_statement", "notice_not_served", by_party=PRINCIPAL, on=t.day)
    yield t


def _hearing(s: Setting) -> Iterator[Tale]:
    """Asked for in time or late; told long enough before; held, missed or excused."""
    if not s.law.says("hearing"):
        t = told(notified(opened(Tale("hearing.none", s))))
        t.act("request_hearing", _UNMET, by_party=PRINCIPAL, on=t.day)
        yield t
        return
    t = told(notified(opened(Tale("hearing.late", s))))
    t.go(after(last_window(t)))
    t.act("request_hearing", _UNMET, by_party=PRINCIPAL, on=t.day)
    yield t.ends("statement_closed")
    t = _asked(Tale("hearing.pending", s))
    t.go(after(t.day))
    yield drafted(t, "hearing_pending")
    t = _asked(Tale("hearing.withdrawn", s))
    t.act("waive_statement", by_party=PRINCIPAL, on=t.day)
    yield t.ends("statement_closed")
    lead = s.counting.last(_held(s, "hearing_lead"), _asked(Tale("", s)).day)[0]
    t = _asked(Tale("hearing.lead-too-short", s))
    t.act("schedule_hearing", _UNMET, on=lead, chair="hearing-chair")
    yield t
    ways: tuple[tuple[str, dict[str, Any], str], ...] = (
        ("attended", {"attended": [PRINCIPAL]}, "statement_received"),
        ("absent", {"attended": []}, "statement_closed"),
        ("excused", {"attended": [], "excused": [PRINCIPAL]}, "hearing_pending"),
    )
    for branch, said, step in ways:
        t = _asked(Tale(f"hearing.{branch}", s))
        t.act("schedule_hearing", on=after(lead), chair="hearing-chair")
        served(t, "hearing_notice")
        t.documents.extend(["hearing_notice", "hearing_record"])
        t.go(after(lead))
        t.act("hold_hearing", on=t.day, record="听证笔录", **said)
        yield t.ends(step)


def _asked(t: Tale) -> Tale:
    told(notified(opened(t)))
    t.go(t.due("hearing_request"))
    t.act("request_hearing", by_party=PRINCIPAL, on=t.day)
    return t.ends("hearing_pending")


def _curing(s: Setting) -> Iterator[Tale]:
    """Correction before the decision, with the commitment and without it."""
    for commitment in (True, False):
        t = heard(told(notified(opened(Tale(f"cure.{'committed' if commitment else 'bare'}", s)))))
        code = "" if s.law.holds("cure") and commitment else _UNMET
        t.act("record_cure", code, on=t.day, evidence="凭证", commitment=commitment)
        yield t
