"""What stands in a file: steps, deadlines, papers, posts, offices, ways of service, channels."""

# ruff: noqa: E501 - a row of a table stays one line
# fmt: off

from __future__ import annotations

Pair = tuple[str, str]

STEPS: dict[str, Pair] = {
    "none": ("未立案", "Not opened"),
    "opened": ("已立案", "Opened"),
    "notice_drafted": ("告知书待批", "Notice drafted"),
    "notice_approved": ("告知书待送达", "Notice approved"),
    "statement_period": ("陈述申辩期", "Statement period"),
    "statement_received": ("陈述申辩待答复", "Statement received"),
    "hearing_pending": ("听证待举行", "Hearing pending"),
    "statement_closed": ("陈述申辩已毕", "Statement closed"),
    "decision_drafted": ("决定待法审", "Decision drafted"),
    "legal_reviewed": ("决定待批", "Legally reviewed"),
    "not_listed": ("不予列入", "Not listed"),
    "decided": ("决定待送达", "Decided"),
    "decision_served": ("决定已送达", "Decision served"),
    "listed": ("列入名单", "Listed"),
    "removed": ("已移出", "Removed"),
    "revoked": ("列入已撤销", "Revoked"),
    "terminated": ("终止办理", "Terminated"),
}

# The bar of a case page: stages that gather steps, in the order of the law.
STAGES: tuple[tuple[Pair, tuple[str, ...]], ...] = (
    (("立案", "Opening"), ("opened",)),
    (("告知", "Notice"), ("notice_drafted", "notice_approved")),
    (("陈述申辩", "Statement"), ("statement_period", "statement_received", "hearing_pending", "statement_closed")),
    (("审核决定", "Decision"), ("decision_drafted", "legal_reviewed", "not_listed")),
    (("送达", "Service"), ("decided", "decision_served")),
    (("列入公示", "Listing"), ("listed",)),
    (("移出", "Removal"), ("removed", "revoked")),
)

DEADLINES: dict[str, Pair] = {
    "announcement": ("公告送达期", "Announcement"),
    "statement_period": ("陈述申辩期限", "Statement period"),
    "statement_answer": ("答复期限", "Time to answer"),
    "hearing_request": ("申请听证期限", "Time to ask for a hearing"),
    "publication": ("公示期限", "Time to publish"),
    "objection_answer": ("异议答复期限", "Time to answer the objection"),
    "restoration_acceptance": ("受理期限", "Time to accept"),
    "decision": ("作出决定期限", "Time to decide"),
    "service": ("决定书送达期限", "Time to serve the decision"),
    "publication_end": ("列入期限", "Listing period"),
    "reconsideration": ("申请行政复议期限", "Time for reconsideration"),
    "litigation": ("提起行政诉讼期限", "Time for litigation"),
    "restoration_earliest": ("可以申请提前移出之日", "First day for restoration"),
    "restoration_decision": ("修复决定期限", "Time to decide on restoration"),
    "removal_effect": ("移出办理期限", "Time to carry out the removal"),
    "withdrawal": ("撤出公示期限", "Time to withdraw"),
    "pre_review": ("预审期限", "Time to look it over"),
    "complaint_answer": ("投诉答复期限", "Time to answer the complaint"),
    "undoing": ("恢复信誉期限", "Time to undo the wrong"),
}

STANDINGS: dict[str, Pair] = {
    "open": ("计算中", "running"),
    "met": ("已办", "met"),
    "ended": ("已届满", "ended"),
    "dropped": ("不再适用", "no longer applies"),
}

# Why measures rest for a span of days.
SPANS: dict[str, Pair] = {
    "objection": ("异议核实期间，暂不执行措施", "an objection is verified: measures rest"),
    "complaint": ("投诉核实期间，暂不执行措施", "a complaint is verified: measures rest"),
    "stay": ("停止执行：公示撤下，措施暂停", "execution is stayed: the name is off, measures rest"),
    "shield": ("破产程序临时屏蔽：公示撤下，措施暂停", "shielded in bankruptcy: the name is off, measures rest"),
}

LIGHTS: dict[str, Pair] = {
    "normal": ("正常", "In time"),
    "near": ("临期", "Due soon"),
    "over": ("超期", "Overdue"),
}

MODES: dict[str, Pair] = {
    "real": ("真实案件", "Real case"),
    "training": ("训练案件", "Training case"),
    "rehearsal": ("演练案件", "Rehearsal case"),
}

PAPERS: dict[str, Pair] = {
    "notice": ("列入告知书", "Notice"),
    "statement_answer": ("陈述申辩答复书", "Answer to the statement"),
    "decision": ("决定书", "Decision document"),
    "restoration_decision": ("提前移出（信用修复）决定书", "Restoration decision"),
    "refusal_notice": ("不予受理告知书", "Notice of refusal"),
    "revocation": ("撤销列入决定书", "Revocation"),
    "hearing_notice": ("听证通知书", "Notice of the hearing"),
    "hearing_record": ("听证笔录", "Record of the hearing"),
    "objection_answer": ("异议核实反馈书", "Answer to the objection"),
    "correction": ("更正书", "Correction"),
    "complaint_answer": ("投诉核实答复书", "Answer to the complaint"),
    "materials_notice": ("一次性补正告知书", "Notice of what is missing"),
    "acceptance_notice": ("信用修复受理通知书", "Notice of acceptance"),
    "restoration_notice": ("信用修复告知书", "Notice on restoration"),
}

POSTS: dict[str, Pair] = {
    "case-officer": ("承办人", "case officer"),
    "head": ("负责人", "head"),
    "legal-reviewer": ("法制审核员", "legal reviewer"),
    "hearing-chair": ("听证主持人", "hearing chair"),
    "publisher": ("公示专员", "publisher"),
    "restoration-officer": ("信用修复专员", "restoration officer"),
    "calendar-keeper": ("日历维护员", "calendar keeper"),
    "auditor": ("审计员", "auditor"),
    "any-officer": ("任一工作人员", "any officer"),
    "party": ("当事人", "party"),
}

# Choices inside a field, by the field's name and then by the code.
CHOICES: dict[str, dict[str, Pair]] = {
    "role": {
        "employer": ("用人单位", "employer"),
        "legal-representative": ("法定代表人", "legal representative"),
        "responsible-person": ("负有责任的人员", "responsible person"),
        "offender": ("违法主体", "offender"),
        "principal-head": ("主要负责人", "principal head"),
        "taxpayer": ("纳税人", "taxpayer"),
        "withholding-agent": ("扣缴义务人", "withholding agent"),
        "other-tax-party": ("其他涉税当事人", "other party in tax matters"),
        "market-subject": ("文化和旅游市场主体", "culture and tourism market subject"),
        "practitioner": ("从业人员", "practitioner"),
        "enterprise": ("企业", "enterprise"),
        "applicant": ("申请人", "applicant"),
        "ip-agency": ("专利、商标代理机构", "patent or trade mark agency"),
        "judgment-debtor": ("被执行人", "judgment debtor"),
        "insurance-service-body": ("社会保险服务机构", "insurance service body"),
        "insured-person": ("参保及待遇领取人员", "insured person or recipient"),
        "accounting-firm": ("会计师事务所", "accounting firm"),
        "accountant": ("注册会计师", "certified public accountant"),
        "supplier": ("供应商", "supplier"),
        "procurement-agency": ("采购代理机构", "procurement agency"),
        "social-organisation": ("社会组织", "social organisation"),
        "passenger": ("旅客", "passenger"),
        "telecom-operator": ("电信业务经营者", "telecommunications operator"),
        "citizen-called-up": ("应征公民", "citizen called up"),
    },
    "kind": {
        "organisation": ("法人或者非法人组织", "organisation"),
        "person": ("自然人", "natural person"),
        "order-to-pay": ("责令限期支付文书", "order to pay"),
        "penalty-decision": ("行政处罚决定书", "penalty decision"),
        "judgment": ("判决书", "judgment"),
        "award": ("仲裁裁决书", "award"),
        "adjudication": ("行政裁决书", "adjudication"),
        "other-by-law": ("法律规定的其他文书", "another document named by law"),
        "tax-treatment-decision": ("税务处理决定书", "tax treatment decision"),
        "order-to-return": ("责令退回文书", "order to return"),
        "order-to-correct": ("责令改正文书", "order to correct"),
        "finding": ("主管部门的认定文书", "finding of the department"),
        "listing-in-abnormal-directory": ("列入活动异常名录决定", "listing in the directory of abnormal activity"),
        "reconsideration": ("行政复议", "reconsideration"),
        "litigation": ("行政诉讼", "litigation"),
    },
    "status": {"final": ("已作出", "final"), "proposed": ("拟作出", "proposed")},
    "finding": {"adopted": ("采纳", "adopted"), "partly": ("部分采纳", "partly adopted"), "rejected": ("不予采纳", "rejected"), "upheld": ("维持", "upheld"), "corrected": ("更正", "corrected"), "revoked": ("撤销列入", "revoked"), "wrongful": ("措施有误", "wrongful")},
    "outcome": {
        "list": ("列入", "list"),
        "not_list": ("不予列入", "do not list"),
        "grant": ("同意提前移出", "grant"),
        "refuse": ("不予提前移出", "refuse"),
        "recused": ("应当回避", "recused"),
        "refused": ("不予回避", "not recused"),
        "completed": ("执行完毕", "completed"),
        "failed": ("未能执行", "failed"),
    },
    "disposition": {
        "keep": ("保留", "keep"),
        "revise": ("修订", "revise"),
        "legislate": ("提请立法", "legislate"),
        "abolish": ("废止", "abolish"),
    },
    "opinion": {"pass": ("审核通过", "pass"), "return": ("退回", "return")},
    "leg": {
        "publication": ("终止公示", "end of publication"),
        "sharing": ("停止共享和使用", "stop of sharing and use"),
        "measures": ("解除惩戒措施", "lifting of measures"),
    },
    "recipient": {
        "authority-site": ("本部门门户网站", "the authority's own site"),
        "credit-china": ("信用中国网站", "Credit China"),
        "enterprise-credit-system": ("企业信用信息公示系统", "enterprise credit system"),
        "culture-tourism-system": ("全国文化和旅游市场信用管理系统", "culture and tourism credit system"),
        "judgment-debtor-register": ("失信被执行人名单库", "register of judgment debtors"),
        "press-and-boards": ("报刊、广播电视、网络和公告栏", "press and notice boards"),
        "procurement-site": ("中国政府采购网", "government procurement site"),
        "railway-site": ("12306网站", "railway site"),
        "telecom-platform": ("电信业务综合管理平台", "telecommunications platform"),
        "credit-platform": ("信用信息共享平台", "credit platform"),
        "measure-implementers": ("惩戒措施实施单位", "bodies applying the measures"),
    },
    "ground": {
        "basis-fell": ("认定依据失效", "the basis fell"),
        "no-successor": ("主体消灭且无承继", "no successor"),
        "no-jurisdiction": ("没有管辖权", "no jurisdiction"),
    },
    "decider": {"government": ("人民政府", "a people's government"), "court": ("人民法院", "a court"), "enterprise": ("企业", "an enterprise")},
    "level": {"county": ("县级", "county"), "city": ("市级", "city"), "province": ("省级", "province"), "nation": ("国家级", "nation")},
    "to": {"all": ("全部当事人", "all parties")},
    "penalties": {
        "heavy-fine": ("从重处以罚款", "heavy fine"),
        "licence-revoked": ("吊销许可证件、营业执照", "licence revoked"),
        "business-restricted": ("限制开展生产经营活动", "business restricted"),
        "suspended": ("责令停产停业", "suspended"),
        "closed": ("责令关闭", "closed"),
        "occupation-barred": ("限制从业", "barred from the occupation"),
        "other-heavy": ("其他较重处罚", "another heavy penalty"),
    },
    "leniency": {"cure": ("决定前已改正并作出承诺", "corrected before the decision, with a commitment")},
}
