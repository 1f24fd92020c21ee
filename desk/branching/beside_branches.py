"""The branches beside the road: recusal, hand-over, agents, succession, returned mail, a regime cleaned up."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from desk.branching.day_by_day import after
from desk.branching.road import (
    decision_told,
    drafted,
    notified,
    opened,
    served,
    shown,
    to_decision,
    to_drafting,
    told,
    windows,
)
from desk.branching.setting import Setting
from desk.branching.tale import ALL_POSTS, LINKED, PRINCIPAL, Tale, person

_UNMET = "condition_unmet"
_KEEP = "keep"
_DISPOSITIONS = (_KEEP, "revise", "legislate", "abolish")
_OFFICER = "case-officer"


def branches(s: Setting) -> Iterator[Tale]:
    """What may happen beside the road, each with what it bars."""
    if not s.tells:
        return
    yield from _cleaned_up(s)
    yield from _recusing(s)
    yield from _succeeding(s)
    yield from _agents(s)
    yield from _returned(s)
    t = opened(Tale("hand-over", s))
    t.act("hand_over", to="another-officer")
    t.act("draft_notice", "not_authorised", facts="事由", measures=list(s.law.measures))
    yield t
    for role in s.linked:
        yield _two_windows(s, role)


def _cleaned_up(s: Setting) -> Iterator[Tale]:
    """A rule that is not kept burdens nobody from then on; relief goes on."""
    for disposition in _DISPOSITIONS:
        code = "" if disposition == _KEEP else "regime_stopped"
        t = opened(Tale(f"clean-up.{disposition}.notice", s))
        t.act("set_disposition", document="文件", disposition=disposition)
        t.act("draft_notice", code, facts="事由", measures=list(s.law.measures))
        yield t.ends("opened" if code else "notice_drafted")
        if not s.decides:
            continue
        for outcome in ("list", "not_list"):
            t = to_drafting(Tale(f"clean-up.{disposition}.{outcome}", s))
            t.act("set_disposition", document="文件", disposition=disposition)
            yield drafted(t, code if outcome == "list" else "", outcome)
        t = decision_told(to_decision(Tale(f"clean-up.{disposition}.show", s)))
        t.act("set_disposition", document="文件", disposition=disposition)
        if code:
            t.act("publish", code)
            yield t
        else:
            yield shown(t)


def _recusing(s: Setting) -> Iterator[Tale]:
    """Whoever is doubted burdens nobody until the head has decided, and nobody at all once recused."""
    said: dict[str, Any] = {"facts": "事由", "measures": list(s.law.measures)}
    t = opened(Tale("recuse.pending", s))
    t.act("declare_recusal", of=_OFFICER, reason="利害关系")
    t.act("draft_notice", _UNMET, **said)
    yield t
    for outcome, code in (("recused", "recused"), ("refused", "")):
        t = opened(Tale(f"recuse.{outcome}", s))
        t.act("declare_recusal", of=_OFFICER, reason="利害关系")
        t.act("decide_recusal", of=_OFFICER, outcome=outcome)
        t.act("draft_notice", code, **said)
        yield t.ends("opened" if code else "notice_drafted")
    t = opened(Tale("recuse.by-oneself", s))
    t.act("declare_recusal", of=ALL_POSTS, reason="利害关系")
    t.act("decide_recusal", "same_person", by=ALL_POSTS, of=ALL_POSTS, outcome="refused")
    yield t
    t = opened(Tale("recuse.a-party", s))
    t.act("declare_recusal", _UNMET, by=_OFFICER, of=PRINCIPAL, reason="利害关系")
    yield t


def _succeeding(s: Setting) -> Iterator[Tale]:
    """Nobody is burdened where the subject is gone and no one succeeds."""
    for successor, code in (("", _UNMET), ("承继人", "")):
        t = opened(Tale(f"succeed.{'known' if successor else 'nobody'}", s))
        t.act("record_succession", by_party=PRINCIPAL, on=t.day, **({"successor": successor} if successor else {}))
        t.act("draft_notice", code, facts="事由", measures=list(s.law.measures))
        yield t.ends("opened" if code else "notice_drafted")


def _agents(s: Setting) -> Iterator[Tale]:
    """As many agents as the law lets a party have, and one more only in place of the earlier."""
    most = s.law.limit("agents")
    if most is None:
        return
    ways: tuple[tuple[str, dict[str, Any]], ...] = (("one-too-many", {}), ("anew", {"revokes_earlier": True}))
    for branch, said in ways:
        t = opened(Tale(f"agents.{branch}", s))
        for number in range(most.amount):
            t.act("appoint_agent", by_party=PRINCIPAL, agent=f"代理人{number}", power_of_attorney="授权委托书")
        code = "" if said else _UNMET
        t.act("appoint_agent", code, by_party=PRINCIPAL, agent="又一人", power_of_attorney="授权书", **said)
        yield t


def _returned(s: Setting) -> Iterator[Tale]:
    """Mail that came back was not served: the windows fall, and nothing is shown."""
    t = notified(opened(Tale("mail-back.notice", s)))
    served(t, "notice", "", "mail")
    t.go(after(t.day))
    t.act("record_returned_mail", document="notice", to=PRINCIPAL, on=t.day)
    yield drafted(t, "notice_not_served").ends("notice_approved")
    t = told(notified(opened(Tale("mail-back.notice.served-again", s))))
    t.go(after(t.day))
    t.act("record_returned_mail", document="notice", to=PRINCIPAL, on=t.day)
    yield told(t)
    if s.decides:
        t = decision_told(to_decision(Tale("mail-back.decision", s)))
        t.act("record_returned_mail", document="decision", to=PRINCIPAL, on=t.day)
        t.act("publish", "decision_not_served")
        yield t.ends("decided")


def _two_windows(s: Setting, role: str) -> Tale:
    """Each party has its own windows, from its own service; the notice is not served before all have it."""
    t = Tale(f"two-parties.{role}", s)
    t.parties.append(person(role, date(s.counting.years[0].year - 40, 1, 1)))
    notified(opened(t, parties=[PRINCIPAL, LINKED]))
    everybody = t.parties
    served(t, "notice", to=PRINCIPAL)
    t.parties = everybody[:1]
    windows(t, t.day)
    drafted(t, "notice_not_served")
    # A working day between them, so that the windows do not end together.
    t.go(s.counting.working_from(after(s.counting.working_from(t.day))))
    served(t, "notice", to=LINKED)
    t.parties = everybody[1:]
    windows(t, t.day)
    t.parties = everybody
    first = min(d["due"] for d in t.deadlines if d.get("party") == PRINCIPAL)
    t.go(after(first))
    return drafted(t, "statement_period_open")
