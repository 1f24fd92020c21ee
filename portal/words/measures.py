"""Words of the review of measures: its acts, steps, papers, fields, and why something is refused."""

# ruff: noqa: E501 - a row of a table stays one line
# fmt: off

from __future__ import annotations

Pair = tuple[str, str]

ACTS: dict[str, Pair] = {
    "propose_measure": ("提出措施", "Propose a measure"),
    "withdraw_measure": ("撤回", "Withdraw"),
    "find_impact": ("认定影响", "Find the impact"),
    "request_opinion": ("征求司法部门意见", "Ask the judicial department"),
    "give_opinion": ("出具意见", "Give the opinion"),
    "consent_measure": ("同意", "Consent"),
    "refuse_consent": ("不同意", "Refuse consent"),
    "obtain_upper_consent": ("登记上级答复", "Enter the answer from above"),
    "issue_measure": ("印发", "Issue"),
    "enter_import": ("录入国家规定", "Enter national law"),
    "confirm_import": ("核对录入", "Confirm the entry"),
    "record_incident": ("登记舆情事件", "Record an incident"),
    "answer_incident": ("处置并答复舆情事件", "Answer an incident"),
    "dispose_cases": ("处理在办案件", "Choose for the running cases"),
    "notify_incident": ("一案例一通报", "One case, one notice"),
    "open_report": ("建立报送事项", "Open a report"),
    "sign_report": ("分管领导审签", "Sign the report"),
    "file_report": ("报送", "File the report"),
}
CLOCK_ACTS: dict[str, Pair] = {
    "pass_impact_finding": ("影响认定逾期", "The time to find the impact passed"),
    "pass_opinion": ("司法部门意见逾期", "The time for the opinion passed"),
    "pass_consent": ("答复是否同意逾期", "The time to consent or refuse passed"),
    "pass_upper_consent": ("上级逾期未答复", "The one above has not answered in time"),
    "pass_incident_answer": ("舆情处置逾期", "The incident was not answered in time"),
    "pass_report": ("报送逾期", "The report was not filed in time"),
}
STEPS: dict[str, Pair] = {
    "proposed": ("已提出", "Proposed"),
    "weighed": ("已认定影响", "Impact found"),
    "opinion_requested": ("已征求司法部门意见", "Opinion asked for"),
    "opinion_given": ("司法部门已出具意见", "Opinion given"),
    "consented": ("同级已同意，待上级同意", "Consented; waits for the one above"),
    "cleared": ("可以印发", "Cleared for issue"),
    "issued": ("已印发", "Issued"),
    "ended": ("已停止", "Ended"),
    "refused": ("不同意", "Refused"),
    "withdrawn": ("已撤回", "Withdrawn"),
    "import_entered": ("已录入待核对", "Entered, to be confirmed"),
    "imported": ("录入已核对", "Import confirmed"),
    "reporting": ("待审签", "To be signed"),
    "report_signed": ("已审签待报送", "Signed, to be filed"),
    "reported": ("已报送", "Filed"),
}
PAPERS: dict[str, Pair] = {
    "opinion_request": ("征求意见函", "Request for an opinion"),
    "measure_consent": ("同意函", "Consent"),
    "measure_refusal": ("不同意函", "Refusal of consent"),
    "upper_request": ("报请上级同意的请示", "Request to the commission above"),
    "incident_notice": ("舆情事件通报", "Notice of an incident"),
}
POSTS: dict[str, Pair] = {
    "issuing-officer": ("出台部门经办人", "Officer of the issuing department"),
    "issuing-head": ("出台部门负责人", "Head of the issuing department"),
    "commission-officer": ("发展改革部门经办人", "Officer of the development and reform commission"),
    "commission-head": ("发展改革部门负责人", "Head of the development and reform commission"),
    "commission-leader": ("分管领导", "Leader in charge"),
    "judicial-officer": ("司法部门经办人", "Officer of the judicial department"),
}
DEADLINES: dict[str, Pair] = {
    "impact_finding": ("影响认定期限", "Time to find the impact"),
    "opinion": ("司法部门意见期限", "Time for the opinion"),
    "consent": ("答复是否同意的期限", "Time to consent or refuse"),
    "upper_consent": ("上级答复期限", "Time for the one above"),
    "incident_answer": ("舆情处置期限", "Time to answer an incident"),
    "report": ("报送日", "Day of the report"),
}
FIELDS: dict[str, Pair] = {
    "title": ("文件名称", "Title"),
    "department": ("出台部门", "Issuing department"),
    "level": ("层级", "Level"),
    "kind": ("奖励或者惩戒", "Reward or penalty"),
    "open_report.kind": ("报送单位类别", "Kind of body"),
    "object": ("对象", "Whom it concerns"),
    "trigger": ("基于什么", "What it hangs on"),
    "text": ("文本的摘要值", "Digest of the text"),
    "instrument": ("对应的条文文件", "Law file it becomes"),
    "bases": ("依据", "Basis"),
    "bases.rank": ("文件层级", "Rank"),
    "bases.number": ("文件名称、文号", "Document"),
    "bases.provision": ("条款", "Provision"),
    "list_item": ("惩戒措施清单事项", "Item of the measures list"),
    "heavier": ("在规定之外增设或者加重", "Adds to the law or is heavier"),
    "obliges": ("要求金融机构、信用服务机构、行业协会商会、新闻媒体惩戒", "Has banks, credit services, associations or media punish"),
    "reason": ("理由", "Reason"),
    "reasons": ("理由", "Reasons"),
    "impact": ("影响", "Impact"),
    "of": ("司法部门", "Judicial department"),
    "finding": ("结论", "Finding"),
    "on": ("日期", "Day"),
    "document": ("文号或者文本", "Document"),
    "upper_document": ("请示的文号", "Number of the request to the commission above"),
    "outcome": ("答复", "Answer"),
    "by_body": ("答复单位", "By which body"),
    "in_force_on": ("施行日期", "First day in force"),
    "rank": ("文件层级", "Rank"),
    "incident": ("事件名称", "Name of the incident"),
    "plan": ("在办案件清单摘要值", "Digest of the cases shown"),
    "others": ("其余案件如何处理", "What happens to all others"),
    "groups": ("成组处理", "Together"),
    "groups.by": ("按", "By"),
    "groups.name": ("环节或者名单", "Step or list"),
    "groups.disposition": ("如何处理", "What happens to them"),
    "cases": ("逐案处理", "Case by case"),
    "cases.case": ("案件", "Case"),
    "cases.disposition": ("如何处理", "What happens to it"),
    "source": ("来源", "Source"),
    "description": ("情况", "What happened"),
    "to": ("通报对象", "To whom"),
    "accountability": ("建议追究出台部门责任", "The issuing department is to be held to account"),
    "body": ("报送单位", "Reporting body"),
    "proof": ("报送证明", "Proof"),
}
CHOICES: dict[str, dict[str, Pair]] = {
    "kind": {"penalty": ("惩戒", "penalty"), "reward": ("奖励", "reward"), "department": ("部门", "department"), "territory": ("县（市、区）", "county or district")},
    "object": {"person": ("个人", "persons"), "organisation": ("单位", "organisations"), "both": ("个人和单位", "both")},
    "trigger": {"conduct": ("具体的失信行为", "a concrete act of dishonesty"), "score": ("信用分", "a credit score"), "record": ("信用记录", "a record")},
    "impact": {"large": ("较大", "large"), "ordinary": ("一般", "ordinary")},
    "finding": {
        "lawful": ("有依据、合法", "lawful"), "no-basis": ("没有依据", "without a basis"), "unlawful": ("不合法", "unlawful"),
        "kept": ("措施维持", "kept"), "corrected": ("已纠正", "corrected"), "stopped": ("停止执行", "stopped"),
    },
    "outcome": {"consented": ("同意", "consented"), "refused": ("不同意", "refused")},
    "rank": {
        "law": ("法律", "law"), "administrative-regulation": ("行政法规", "administrative regulation"),
        "central-policy": ("党中央、国务院政策文件", "central policy document"), "local-regulation": ("地方性法规", "local regulation"),
        "judicial-interpretation": ("司法解释", "judicial interpretation"), "departmental-rule": ("部门规章", "departmental rule"),
        "normative-document": ("规范性文件", "normative document"),
    },
    "level": {
        "nation": ("国家", "nation"), "province": ("省", "province"), "city": ("市", "city"), "county": ("县", "county"),
        "zone": ("开发区", "zone"), "township": ("乡镇、街道", "township"),
    },
    "groups.by": {"step": ("环节", "step"), "list": ("名单", "list")},
    "cases.disposition": {
        "keep": ("继续办理", "goes on"), "revise": ("停止，待修订", "stops until revised"),
        "legislate": ("停止，待立法", "stops until there is law"), "abolish": ("停止办理", "stops for good"),
    },
}  # fmt: skip
CHOICES["others"] = CHOICES["groups.disposition"] = CHOICES["cases.disposition"]

CODES: dict[str, Pair] = {
    "measure_unreviewed": ("适用的地方规定没有经过出台前审查，不能用于真实案件。", "A local text that applies was not issued after a review of measures, so it cannot be used for a real case."),
    "measure_unconsented": ("尚未取得应有的同意，不得印发。", "It lacks a consent and may not be issued."),
    "opinion_missing": ("对社会有较大影响，须先有司法部门意见。", "Its impact is large: the judicial department's opinion comes first."),
    "basis_missing": ("没有写明所需的依据。", "It names no basis of the kind that is needed."),
    "text_differs": ("文本与征得同意或者录入的文本不一致。", "The text is not the one that was consented to or entered."),
    "low_score": ("不得以低信用分为由，对个人实施惩戒。", "No penalty on an individual for a low credit score."),
}
CODES_BY_RULE: dict[tuple[str, str], Pair] = {
    ("basis_kind_not_allowed", "review.penalty_basis"): ("该种文件不能作为惩戒措施的依据。", "A document of this kind cannot carry a penalty."),
    ("regime_unreviewed", "review.reviewed"): ("审查所依据的规定尚未经两人核对，不能用于真实的审查。", "The rules of the review have not been confirmed by two people, so they serve no real review."),
    ("measure_not_listed", "review.listed"): ("没有写明当日施行的惩戒措施清单中的事项。", "It names no item of the list of measures in force on the day."),
}
CONDITIONS: dict[str, Pair] = {
    "kind_not_reviewed": ("不是需要审查的措施", "this kind of measure is not reviewed"),
    "impact_not_large": ("未认定为影响较大", "its impact was not found large"),
    "day_before_request": ("早于请求意见之日", "the day lies before the opinion was asked for"),
    "day_before_opinion": ("早于司法部门意见之日", "the day lies before the opinion"),
    "day_before_consent": ("早于取得同意之日", "the day lies before a consent"),
    "day_before_incident": ("早于事件之日", "the day lies before the incident"),
    "in_force_before_issue": ("施行日早于印发日", "it would be in force before its issue"),
    "adverse_opinion_unanswered": ("司法部门意见认为没有依据或者不合法，同意须写明理由", "a consent against an adverse opinion needs its reasons"),
    "level_not_above": ("不是上级", "the level is not above"),
    "no_import": ("不是国家规定或者地方性法规，须经审查", "it is neither national law nor a local regulation: it needs the review"),
    "not_concrete_conduct": ("不是基于具体的失信行为事实", "it does not rest on a concrete act of dishonesty"),
    "heavier_than_law": ("在规定之外增设或者加重惩戒", "it adds to what the law sets or makes it heavier"),
    "obliges_others": ("强制要求有关单位惩戒", "it obliges others to punish"),
    "incident_doubled": ("已有同名事件", "an incident of this name is recorded already"),
    "incident_unknown": ("没有这一事件", "no incident of this name is recorded"),
    "incident_answered": ("事件已经答复", "the incident was answered already"),
    "no_stop_of_incident": ("这一事件没有停止措施，或者没有以该措施为依据的规定", "this incident stopped nothing on which cases could rest"),
    "cases_disposed": ("在办案件的处理已经选定", "what happens to the running cases was chosen already"),
    "cases_moved_on": ("列出之后又有案件立案或者办结，请重新选定", "cases were opened or closed since they were shown: choose again"),
    "noticed_already": ("这一事件已经通报", "this case had its notice already"),
    "no_ground_for_notice": ("没有逾期，措施也没有不当", "it was neither late nor was the measure found wrong"),
    "no_report_owed": ("通知没有要求该单位报送", "no report is asked of such a body"),
    "report_not_as_signed": ("不是分管领导审签的文本", "it is not the text that the leader signed"),
}
MISSING: dict[str, Pair] = {
    "same_level_consent": ("还没有同级发展改革部门的同意", "the commission of the same level has not consented"),
    "upper_consent": ("还没有上级发展改革部门的同意", "the commission above has not consented"),
    "opinion": ("还没有司法部门意见", "there is no opinion of the judicial department"),
    "basis": ("没有所需的法律法规依据", "no law or regulation is named as its basis"),
}
PARTICULARS: dict[str, Pair] = {
    "local": ("地方规定", "Local texts"),
    "rank": ("文件层级", "Rank"),
    "incident": ("事件", "Incident"),
    "item": ("所写事项", "Item named"),
    "edition": ("清单版本（施行日）", "Edition, in force since"),
    "open": ("清单有的事项", "Items of the list"),
    "cases": ("在办案件", "Running cases"),
    "finding": ("结论", "Finding"),
    "trigger": ("基于", "Hangs on"),
}

# Acts by what they are for, as a review's page shows them.
GROUPS: tuple[tuple[Pair, tuple[str, ...]], ...] = (
    (("审查", "The review"), ("find_impact", "request_opinion", "give_opinion", "consent_measure", "refuse_consent", "obtain_upper_consent", "confirm_import")),
    (("出台", "The measure"), ("issue_measure", "withdraw_measure")),
    (("舆情", "Incidents"), ("record_incident", "answer_incident", "dispose_cases", "notify_incident")),
    (("报送", "The report"), ("sign_report", "file_report")),
)  # fmt: skip
_LETTER = ("本单位已经自行印发的，填文号；不填的，由系统编号打印。", "Its number, where the office has sent it itself; left blank, the house numbers and prints it.")
_DIGEST = ("文本文件的摘要值（SHA-256）：选择文件由系统计算，或者填写 duecourse digest 算出的值；条文文件（.yaml）按其内容计算。", "Digest of the text's file (SHA-256): choose the file, or give what `duecourse digest` prints; a law file (.yaml) has the digest of what it says.")
HELPS: dict[str, Pair] = {
    "propose_measure.text": _DIGEST,
    "enter_import.text": _DIGEST,
    "issue_measure.text": ("须与征得同意的文本一致：请用拟印发的文件重新计算。", "It has to be the text consented to: compute it anew from the file to be issued."),
    "confirm_import.text": ("请由您本人核对来源后重新计算。", "Compute it anew yourself, having compared the source."),
    "list_item": ("惩戒措施必须写明；奖励可以不填。", "A penalty must name one; a reward may leave it out."),
    "instrument": ("印发后在系统中适用的条文文件编号；没有的不填。", "The id of the law file it becomes; blank where there is none."),
    "heavier": ("有此情形的惩戒措施，不能征得同意。", "No penalty of this kind can be consented to."),
    "obliges": ("有此情形的，不能征得同意。", "None of this kind can be consented to."),
    "impact": ("由经办人认定并说明理由，系统不作计算。", "Found by a person with reasons; it is never computed."),
    "consent_measure.reasons": ("司法部门意见认为没有依据或者不合法的，必须写明。", "Needed where the opinion was adverse."),
    "consent_measure.document": _LETTER,
    "consent_measure.upper_document": _LETTER,
    "request_opinion.document": _LETTER,
    "refuse_consent.document": _LETTER,
    "notify_incident.document": _LETTER,
    "file_report.document": ("须是分管领导审签的文本。", "It has to be the text that the leader signed."),
    "in_force_on": ("不得早于印发日期。", "Not before the day of issue."),
    "others": ("没有逐件、成组选定的在办案件，都按此处理；由停止人以外的人选定。", "For every running case chosen neither singly nor with a group; another person than who stopped the measure chooses."),
    "groups": ("同一环节或者同一名单的在办案件一并选定；逐件选定的先于成组选定的。", "All running cases at a step or of a list together; one chosen singly goes before its group."),
}
HELP_RULES: dict[str, str] = {
    "issue_measure.text": "review.same_text",
    "confirm_import.text": "review.import",
    "list_item": "review.listed",
    "heavier": "review.not_heavier",
    "obliges": "review.nobody_obliged",
    "impact": "review.impact",
    "consent_measure.reasons": "review.adverse",
    "file_report.document": "review.report",
    "others": "review.cases",
}
