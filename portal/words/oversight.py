"""Words of oversight: the short name of each line, what a query can find, the figures and the counts."""

from __future__ import annotations

Pair = tuple[str, str]

LINES: dict[str, Pair] = {
    "no-ledger": ("未建台账", "No ledger"),
    "rule-not-entered": ("应纳入未纳入", "Rule not entered"),
    "new-rule": ("新出台措施不符", "New rule without basis"),
    "missed-date": ("未按时间节点", "Date missed"),
    "outside-catalogue": ("目录外记录、公开", "Outside the catalogue"),
    "outside-list": ("清单外措施", "Measure outside the list"),
    "without-procedure": ("未按标准和程序", "Without standard or procedure"),
    "restoration-late": ("修复未及时办理", "Restoration not in time"),
    "leak": ("查阅待说明", "Looks to be explained"),
    "leaked": ("信息泄露", "Leaks"),
    "misapplied": ("措施适用不当", "Measure misapplied"),
    "incident-late": ("舆情处置不及时", "Incident handled late"),
}

WHATS: dict[str, Pair] = {
    "contact": ("联系人", "contact person"),
    "ledger": ("台账", "ledger"),
    "plan": ("规范完善方案", "rectification plan"),
    "report": ("工作报告", "progress report"),
    "summary": ("总结报告", "summary"),
    "catalogue": ("目录、清单", "catalogue and list"),
    "lists": ("保留的名单制度", "lists that are kept"),
    "supplement": ("补充目录、清单", "supplements"),
    "renewal": ("名单标准更新", "renewal of standards"),
    "item": ("方案中的事项", "item of the plan"),
    "faults": ("填写问题的认定", "faults to be settled"),
    "rule-not-entered": ("核实发现的问题", "finding of a check"),
    "new-rule": ("核实发现的问题", "finding of a check"),
    "list-not-in-force": ("名单规定当日未施行", "list not in force that day"),
    "basis-outside": ("依据文书不在所列种类之内", "kind of document not named"),
    "channel-outside": ("公示渠道不在规定之内", "channel not allowed"),
    "person-without-ground": ("公示自然人没有依据", "person shown without a ground"),
    "measure-outside": ("措施不在清单之内", "measure not on the list"),
    "notice-missing": ("没有告知书", "no notice"),
    "notice-unserved": ("告知书未送达", "notice not served"),
    "statement-period-open": ("陈述申辩期限未满", "time to state not over"),
    "statement-unanswered": ("陈述申辩未答复", "statement not answered"),
    "hearing-not-held": ("听证未举行", "hearing not held"),
    "review-missing": ("未经法制审核", "no legal review"),
    "same-person": ("拟办和批准为同一人", "drafted and decided by one person"),
    "without-standard": ("没有施行中的认定标准", "no standard in force"),
    "ground-outside": ("事由不在标准之内", "ground not in the standard"),
    "pre_review": ("修复预审到期未办", "look-over not done by its day"),
    "restoration_acceptance": ("修复受理到期未办", "acceptance not done by its day"),
    "restoration_decision": ("修复决定到期未办", "decision not made by its day"),
    "removal_effect": ("移出到期未办完", "removal not done by its day"),
    "beyond-posts": ("岗位与办案无关的查阅", "look beyond the posts held"),
    "number-without-act": ("未办理该案而查看完整号码", "full number without an act in the case"),
    "corrected": ("认定不当，已更正", "found wrong and corrected"),
    "stopped": ("认定不当，已停止", "found wrong and stopped"),
    "reviewed-not-entered": ("经审查印发而未列入台账", "issued after a review, not in the ledger"),
    "basis-uncatalogued": ("依据文书不在全国目录之内", "kind of document outside the national catalogue"),
    "not-made-public": ("全国目录不予公开", "not made public by the national catalogue"),
    "measure-unlisted": ("措施不在全国清单之内", "measure outside the national list"),
    "leak": ("信息泄露", "leak"),
    "tamper": ("信息篡改", "alteration"),
    "loss": ("信息丢失", "loss"),
    "incident_answer": ("舆情到期未处置", "incident not handled by its day"),
}

FIGURES: dict[str, Pair] = {
    "fresh": ("当月新发生", "arose in the month"),
    "standing": ("月末未办结", "standing at its end"),
    "settled": ("当月办结", "put right in it"),
}
