"""What an officer found against early removal, as the refusal and the decision tell it: in the law's own words."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from desk.casefile import CaseFile
from tests.papers.lives import lacks, paper, played, without
from tests.papers.recorded import given, part

CRIMINAL, COMMITMENT = "restoration_exclusion.criminal", "restoration_condition.commitment"


def finding(act: str, by: str = "", **said: Any) -> CaseFile:
    """The wage case up to its last act of that name, which says something more."""
    case = given("W1")
    last = [n for n, e in enumerate(case.events) if e.act == act][-1]
    event = case.events[last]
    actor = replace(event.by, id=by, roles=("case-officer",)) if by else event.by
    changed = replace(event, by=actor, body={**event.body, **said})
    return replace(case, events=(*case.events[:last], changed))


def test_the_refusal_at_the_counter_names_each_item_found_and_no_other_reason() -> None:
    case = finding("apply_restoration", "li", excluded=[CRIMINAL], conditions_unmet=[COMMITMENT])
    content = paper([f for f in played(case) if f.kind == "refusal_notice"][-1])
    reasons = part(content, "reasons")
    assert "《办法》第十三条第（二）项规定：因涉嫌拒不支付劳动报酬犯罪正在刑事诉讼期间" in reasons
    assert "你单位具有上述不得提前移出的情形" in reasons
    assert "《办法》第十二条第（三）项规定：作出不再拖欠农民工工资书面信用承诺。经核实，上述条件尚未具备" in reasons
    assert "再次发生拖欠" not in reasons
    options = part(content, "options")
    assert "上述情形消除后" in options
    assert "仍坚持本次申请的" in options


def test_the_decision_that_refuses_names_what_was_found() -> None:
    case = finding("decide_restoration", outcome="refuse", reasons="尚在刑事诉讼期间", excluded=[CRIMINAL])
    facts = [f for f in played(case) if f.kind == "restoration_decision"][-1]
    reasons = part(paper(facts), "reasons")
    assert "第十三条第（二）项规定" in reasons
    assert reasons.index("具有上述不得提前移出的情形") < reasons.index("经核实，本机关认为：尚在刑事诉讼期间")
    assert lacks(without(facts, CRIMINAL)) == ("reasons",)
