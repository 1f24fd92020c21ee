"""Words of the months of oversight: acts, steps, papers, fields, and why something is refused."""

# ruff: noqa: E501 - a row of a table stays one line

from __future__ import annotations

Pair = tuple[str, str]

ACTS: dict[str, Pair] = {
    "draw_notice": ("生成当月通报", "Draw the notice"),
    "redraw_notice": ("重新生成通报", "Draw the notice anew"),
    "confirm_notice": ("核对通报", "Confirm the notice"),
    "issue_notice": ("印发通报", "Issue the notice"),
    "answer_notice": ("登记单位答复", "Enter a unit's answer"),
    "settle_dispute": ("核实异议", "Settle a dispute"),
    "spare_interview": ("不予约谈", "Spare a unit the interview"),
    "ask_interview": ("约谈通知", "Ask to an interview"),
    "hold_interview": ("登记约谈", "Enter an interview"),
    "report_measure": ("登记整改完成", "Report a measure done"),
    "check_measure": ("核查整改", "Check a measure"),
    "open_incident": ("案例立项", "Open an incident"),
    "notify_incident": ("一案例一通报", "One case, one notice"),
    "close_incident": ("案例办结", "Close an incident"),
    "open_accountability": ("追责线索立项", "Open a case for accountability"),
    "drop_accountability": ("线索终止", "Drop it"),
    "refer_accountability": ("移送追责线索", "Refer it"),
    "record_referral_answer": ("登记移送答复", "Enter the answer to a referral"),
    "close_accountability": ("线索办结", "Close it"),
    "close_month": ("月报办结", "Close the month"),
}
CLOCK_ACTS: dict[str, Pair] = {
    "pass_notice_issue": ("通报印发逾期", "The notice did not go out in time"),
    "pass_notice_answer": ("单位逾期未答复", "A unit did not answer in time"),
    "pass_dispute": ("异议核实逾期", "A dispute was not settled in time"),
    "pass_interview_call": ("约谈通知逾期", "The call to an interview is overdue"),
    "pass_interview": ("约谈未如期举行", "The interview was not held that day"),
    "pass_measure": ("整改到期未报", "A measure was not reported by its day"),
    "pass_measure_check": ("整改核查逾期", "A measure was not checked in time"),
    "pass_incident_notice": ("案例通报逾期", "The one notice is overdue"),
    "pass_referral": ("线索移送逾期", "A case was not referred in time"),
    "pass_referral_answer": ("移送逾期未答复", "A referral was not answered in time"),
}
STEPS: dict[str, Pair] = {
    "drawn": ("已生成，待核对", "Drawn, to be confirmed"),
    "confirmed": ("已核对，待印发", "Confirmed, to be issued"),
    "issued": ("已印发，跟踪办理", "Issued, being followed up"),
    "closed": ("已办结", "Closed"),
}
PAPERS: dict[str, Pair] = {
    "month_notice": ("监督通报", "Notice of oversight"),
    "notice_correction": ("更正通报", "Correction of a notice"),
    "interview_letter": ("约谈通知书", "Letter asking to an interview"),
    "interview_minutes": ("约谈记录", "Record of an interview"),
    "case_notice": ("案例通报", "Notice of one case"),
    "referral_letter": ("追责线索移送函", "Letter of referral"),
}
POSTS: dict[str, Pair] = {
    "lead-officer": ("牵头单位经办人", "Officer of the lead"),
    "lead-head": ("牵头单位负责人", "Head of the lead"),
    "unit-officer": ("责任单位经办人", "Officer of a unit"),
}
DEADLINES: dict[str, Pair] = {
    "notice_issue": ("通报印发期限", "Time to issue the notice"),
    "notice_answer": ("单位答复期限", "Time for a unit's answer"),
    "dispute": ("异议核实期限", "Time to settle a dispute"),
    "interview_call": ("约谈通知期限", "Time to ask to an interview"),
    "interview": ("约谈日", "Day of the interview"),
    "measure": ("整改完成日", "Day of a measure"),
    "measure_check": ("整改核查期限", "Time to check a measure"),
    "incident_notice": ("案例通报期限", "Time for the one notice"),
    "referral": ("线索移送期限", "Time to refer or drop"),
    "referral_answer": ("移送答复期限", "Time for the answer to a referral"),
}
FIELDS: dict[str, Pair] = {
    "month": ("月份", "Month"),
    "digest": ("所核对通报的摘要值", "Digest of the notice looked at"),
    "copies_to": ("抄送", "Copies to"),
    "document": ("文号", "Number of the letter"),
    "unit": ("单位", "Unit"),
    "on": ("日期", "Day"),
    "stand": ("对通报的意见", "Stand"),
    "text": ("答复内容", "What it answers"),
    "finding": ("结论", "Finding"),
    "lines": ("更正的情形", "Lines withdrawn"),
    "reasons": ("理由", "Reasons"),
    "interview": ("约谈编号", "Interview"),
    "ground": ("约谈事由", "Ground"),
    "meet_on": ("约谈日期", "Day of the interview"),
    "time": ("时间", "Hour"),
    "place": ("地点", "Place"),
    "with": ("约谈对象（职务）", "With whom (by office)"),
    "attended": ("参加人员（职务）", "Who attended (by office)"),
    "record": ("约谈情况", "What was said"),
    "measures": ("整改措施", "Measures promised"),
    "measures.id": ("编号", "Name"),
    "measures.what": ("内容", "What"),
    "measures.due": ("完成日", "By when"),
    "measure": ("整改措施", "Measure"),
    "proof": ("证明", "Proof"),
    "until": ("重新确定的完成日", "New day"),
    "incident": ("案例编号", "Incident"),
    "kind": ("种类", "Kind"),
    "file": ("案卷编号", "File it stands in"),
    "matter": ("事件名称", "Its name there"),
    "to": ("送", "To"),
    "description": ("案例情况", "What happened"),
    "referral": ("线索编号", "Case"),
    "body": ("受移送单位", "To which body"),
    "outcome": ("答复结果", "Outcome"),
    "answer": ("答复内容", "What it answers"),
}
_LINES: dict[str, Pair] = {
    "no-ledger": ("未建台账", "no ledger"),
    "rule-not-entered": ("应纳入未纳入", "rule not entered"),
    "new-rule": ("新出台措施不符", "new rule without basis"),
    "missed-date": ("未按时间节点", "date missed"),
    "outside-catalogue": ("目录外记录、公开", "outside the catalogue"),
    "outside-list": ("清单外措施", "measure outside the list"),
    "without-procedure": ("未按标准和程序", "without standard or procedure"),
    "restoration-late": ("修复未及时办理", "restoration not in time"),
    "leak": ("查阅待说明", "looks to be explained"),
    "leaked": ("信息泄露", "leak"),
    "misapplied": ("措施适用不当", "measure misapplied"),
    "incident-late": ("舆情处置不及时", "incident handled late"),
}
CHOICES: dict[str, dict[str, Pair]] = {
    "stand": {"accepted": ("无异议", "accepted"), "disputed": ("有异议", "disputed")},
    "finding": {
        "kept": ("异议不成立", "the notice stands"), "corrected": ("异议成立，予以更正", "corrected"),
        "done": ("已完成", "done"), "not-done": ("未完成", "not done"),
    },
    "kind": {"opinion": ("舆情事件", "public opinion"), "leak": ("信息泄露事件", "leak")},
    "to": {
        "superior": ("上级主管部门", "the department above"), "appointing": ("任免机关、单位", "the appointing body"),
        "supervision": ("监察机关", "the supervision authority"), "government": ("同级人民政府", "the government of the same level"),
    },
    "outcome": {
        "acted": ("已作出处理", "acted on"), "no-action": ("不予处理", "no action"),
        "no-jurisdiction": ("无权处理，退回", "not competent, returned"),
    },
    "ground": {**_LINES, "late-answer": ("逾期未答复", "no answer in time"), "late-measure": ("整改到期未报", "measure not reported")},
    "lines": _LINES,
}  # fmt: skip

CODES: dict[str, Pair] = {}
CODES_BY_RULE: dict[tuple[str, str], Pair] = {
    ("regime_unreviewed", "oversight.reviewed"): (
        "通报所依据的规定尚未经两人核对，不能用于真实的通报。",
        "The rules of oversight have not been confirmed by two people, so they serve no real notice.",
    ),
}
CONDITIONS: dict[str, Pair] = {
    "month_unreadable": ("月份应写成2026-10这样的形式", "the month is written like 2026-10"),
    "month_not_over": ("该月尚未结束", "that month is not over"),
    "month_opened": ("该月已有一份月报", "that month has its file already"),
    "notice_differs": ("核对的不是生成的通报", "it is not the notice that was drawn"),
    "notice_moved": (
        "生成之后案卷有补记，数字或者名单已变，须重新生成",
        "the record was added to since it was drawn: draw it anew",
    ),
    "unit_not_named": ("通报没有列名该单位", "the notice does not name that unit under it"),
    "answered_already": ("已经答复", "it was answered already"),
    "day_before_notice": ("早于通报印发之日", "the day lies before the notice"),
    "no_dispute_open": ("该单位没有待核实的异议", "the unit disputes nothing that is open"),
    "lines_kept": ("异议不成立的，不更正任何情形", "a notice that stands has no line to withdraw"),
    "line_not_named": (
        "没有写明要更正的情形，或者该单位没有列在该情形之下",
        "no line is named to withdraw, or the unit does not stand under it",
    ),
    "month_owes": ("尚有未办结的事项", "something is still owed"),
    "no_interview_owed": (
        "该单位没有逾期未答复，或者已经约谈、不予约谈",
        "the unit is not late, or was asked or spared already",
    ),
    "interview_known": ("该约谈编号已经使用", "an interview of this name is there already"),
    "no_ground_for_interview": ("没有这一约谈事由", "there is no such ground"),
    "interview_too_soon": ("距约谈日不足规定的工作日", "too few working days lie before the interview"),
    "interview_unknown": ("没有这一约谈", "no such interview was asked for"),
    "interview_held": ("约谈已经登记", "the interview was entered already"),
    "nothing_promised": ("没有写明整改措施", "no measure was promised"),
    "measure_doubled": ("整改措施编号重复", "two measures bear one name"),
    "measure_before_interview": ("完成日早于约谈日", "its day lies before the interview"),
    "measure_unknown": ("没有这一整改措施", "there is no such measure"),
    "measure_checked": ("该措施已经核查", "the measure was checked already"),
    "measure_reported": ("该措施已报完成，等待核查", "it was reported already and waits for its check"),
    "measure_unreported": ("该措施尚未报完成", "it was not reported done yet"),
    "day_before_interview": ("早于约谈之日", "the day lies before the interview"),
    "day_before_letter": ("早于约谈通知之日", "the day lies before the letter that asks to the interview"),
    "day_before_report": ("早于报完成之日", "the day lies before the report"),
    "new_day_missing": ("未完成的，须重新确定今天以后的完成日", "what is not done needs a new day after today"),
    "incident_opened": ("该案例已经立项", "that incident was opened already"),
    "incident_closed": ("该案例已经办结", "the incident is closed"),
    "noticed_in_its_review": (
        "舆情事件的通报在措施审查程序中印发",
        "the notice of public opinion goes out in the review of its measure",
    ),
    "notice_not_sent": ("通报还没有印发", "its notice is not out yet"),
    "its_file_is_open": ("该事件的案卷尚未办结", "its own file is still open"),
    "referral_doubled": ("该线索编号已经使用", "a case of this name is there already"),
    "not_found_by_query": ("通报的查询没有列出这一案件", "no query of the notice found that case"),
    "finding_opened": ("该案件已经立为线索", "that case was opened already"),
    "line_not_answered_for": ("该情形只通报、约谈，不追责", "nobody is held to account for that line"),
    "finding_withdrawn": ("该情形已对该单位更正", "that line was withdrawn for the unit"),
    "unit_not_heard": ("单位尚未答复，答复期限未满", "the unit has not answered and its time is not over"),
    "dispute_open": ("单位的异议尚未核实", "what the unit disputes is not settled"),
    "referral_unknown": ("没有这一线索", "there is no such case"),
    "referral_over": ("该线索已经终止或者办结", "the case is dropped or closed"),
    "referred_already": ("该线索已经移送", "the case was referred already"),
    "body_may_not_decide": ("该机关无权就这一情形作出处理", "that body may not decide on this line"),
    "not_referred": ("该线索尚未移送", "the case was not referred"),
    "day_before_referral": ("早于移送之日", "the day lies before the referral"),
    "no_answer_yet": ("还没有处理结果的答复", "there is no answer of a body that decided"),
}
MISSING: dict[str, Pair] = {}
PARTICULARS: dict[str, Pair] = {
    "month": ("月份", "Month"),
    "file": ("案卷", "File"),
    "left": ("未办结", "Still owed"),
    "earliest": ("最早", "Earliest"),
    "line": ("情形", "Line"),
    "lines": ("情形", "Lines"),
    "to": ("移送的单位", "Body referred to"),
    "may": ("可以移送", "May be referred to"),
    "unit": ("单位", "Unit"),
    "referral": ("线索", "Case"),
    "interview": ("约谈", "Interview"),
    "measure": ("整改措施", "Measure"),
}

# Acts by what they are for, as a month's page shows them.
GROUPS: tuple[tuple[Pair, tuple[str, ...]], ...] = (
    (("通报", "The notice"), ("redraw_notice", "confirm_notice", "issue_notice", "answer_notice", "settle_dispute", "close_month")),
    (("约谈", "Interviews"), ("ask_interview", "spare_interview", "hold_interview", "report_measure", "check_measure")),
    (("案例", "Incidents"), ("open_incident", "notify_incident", "close_incident")),
    (("问责", "Accountability"), ("open_accountability", "drop_accountability", "refer_accountability", "record_referral_answer", "close_accountability")),
)  # fmt: skip
_LETTER = (
    "本单位已经自行印发的，填文号；不填的，由系统编号打印。",
    "Its number, where the office has sent it itself; left blank, the house numbers and prints it.",
)
_NEW = ("自定，如y1；一份月报内不重复。", "A name of your own, such as y1; not used twice in the file.")
HELPS: dict[str, Pair] = {
    "draw_notice.month": (
        "已经结束的月份，如2026-10。各数字由查询得出并固定。",
        "A month that is over, like 2026-10. Every figure comes from its query and is kept.",
    ),
    "confirm_notice.digest": (
        "页面上通报的摘要值；案卷变动的，须重新生成。",
        "The digest shown with the notice; if the record has moved it is drawn anew.",
    ),
    "issue_notice.copies_to": ("需要抄送的单位。", "Whom to send a copy."),
    "issue_notice.document": _LETTER,
    "settle_dispute.document": _LETTER,
    "settle_dispute.lines": ("异议成立的，写明更正哪些情形。", "Where it is corrected: which lines are withdrawn."),
    "ask_interview.interview": _NEW,
    "ask_interview.document": _LETTER,
    "ask_interview.with": ("写职务，不写姓名。", "The office held, no name."),
    "hold_interview.attended": ("写职务，不写姓名。", "The offices held, no names."),
    "hold_interview.document": _LETTER,
    "hold_interview.measures": ("逐条写明内容和完成日。", "Each with what is done and by when."),
    "check_measure.until": ("未完成的填写。", "Where it is not done."),
    "open_incident.incident": _NEW,
    "open_incident.file": (
        "措施审查或者信息保护的案卷编号。",
        "The file of the review, or of the protection of information.",
    ),
    "open_incident.matter": (
        "舆情事件在审查案卷中的名称；泄露事件不填。",
        "The incident's name in its review; blank for a leak.",
    ),
    "notify_incident.description": ("写明事实，不写个人信息。", "The facts, nothing personal."),
    "notify_incident.document": _LETTER,
    "open_accountability.referral": _NEW,
    "open_accountability.finding": ("通报查询列出的案件。", "A case that a query of the notice found."),
    "refer_accountability.document": _LETTER,
    "refer_accountability.to": (
        "只能移送有权处理的机关；本系统不认定个人责任。",
        "Only to a body that may decide; this service finds nobody responsible.",
    ),
}
HELP_RULES: dict[str, str] = {
    "draw_notice.month": "oversight.month",
    "confirm_notice.digest": "oversight.drawn",
    "settle_dispute.lines": "oversight.dispute",
    "hold_interview.measures": "oversight.interview",
    "open_accountability.finding": "oversight.found_first",
    "refer_accountability.to": "oversight.referral",
}
