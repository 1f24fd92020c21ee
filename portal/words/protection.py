"""Words of the protection of credit information: its acts, steps, papers, fields, and why something is refused."""

# ruff: noqa: E501 - a row of a table stays one line

from __future__ import annotations

from portal.words import conduct, notices

Pair = tuple[str, str]

ACTS: dict[str, Pair] = {
    "report_leak": ("登记泄露事件", "Record a leak"),
    "contain_leak": ("采取补救措施", "Contain the leak"),
    "assess_leak": ("评估", "Assess the leak"),
    "notify_authority": ("通知主管部门", "Tell the authority"),
    "notify_subjects": ("通知受影响的主体", "Tell those affected"),
    "waive_subject_notice": ("决定不通知个人", "Decide that they need not be told"),
    "order_subject_notice": ("登记部门要求通知", "Enter that the authority requires it"),
    "record_remedy_done": ("登记整改完成", "Record the remedy"),
    "refer_leak": ("移送追责", "Refer for accountability"),
    "close_leak": ("办结泄露事件", "Close the leak"),
    "dismiss_leak": ("终结（没有泄露）", "Dismiss: no leak"),
    "ask_consent": ("征求授权", "Ask for a consent"),
    "give_consent": ("登记同意", "Record the consent"),
    "decline_consent": ("登记不同意", "Record the refusal"),
    "use_consent": ("登记使用", "Record a use"),
    "withdraw_consent": ("撤回授权", "Withdraw the consent"),
    "confirm_erasure": ("确认删除", "Confirm the erasure"),
    "ask_permission": ("申请查询权限", "Ask for a permission to query"),
    "endorse_permission": ("单位负责人核准", "Endorse"),
    "grant_permission": ("批准权限", "Grant"),
    "refuse_permission": ("不批准", "Refuse the permission"),
    "suspend_permission": ("暂停权限", "Suspend"),
    "resume_permission": ("恢复权限", "Resume"),
    "end_permission": ("收回权限", "Take the permission back"),
    "keep_register": ("建立查询登记", "Begin the register of queries"),
    "draw_register": ("冻结登记开始审查", "Freeze the register for its review"),
    "settle_query": ("处理异常查询", "Deal with an abnormal query"),
    "conclude_review": ("完成审查", "Conclude the review"),
    "end_register": ("停止登记", "End the register"),
    # Done at the counter and kept in the register, not in a file.
    "query": ("查询", "Query"),
    "query_own": ("本人查询", "Query of one's own data"),
}
CLOCK_ACTS: dict[str, Pair] = {
    "pass_leak_stop": ("采取补救措施逾期", "Not contained in time"),
    "pass_authority_notice": ("通知主管部门逾期", "The authority was not told in time"),
    "pass_leak_assessment": ("评估逾期", "Not assessed in time"),
    "pass_subject_notice": ("通知受影响的主体逾期", "Those affected were not told in time"),
    "pass_leak_remedy": ("整改逾期", "Not remedied in time"),
    "pass_leak_referral": ("移送逾期", "Not referred in time"),
    "pass_erasure": ("删除逾期", "Not erased in time"),
    "lapse_consent": ("逾期未答复，视为不同意", "No answer in time: no consent"),
    "expire_consent": ("授权到期", "The consent ended"),
    "expire_permission": ("权限到期", "The permission ended"),
    "expire_request": ("逾期未批准，申请失效", "Not granted in time: the request is over"),
    "pass_register_review": ("登记审查逾期", "The register was not examined in time"),
    "pass_register_settlement": ("异常查询处理逾期", "Abnormal queries were not dealt with in time"),
}
STEPS: dict[str, Pair] = {
    "found": ("已发现", "Found"),
    "contained": ("已采取补救措施", "Contained"),
    "assessed": ("已评估", "Assessed"),
    "leak_closed": ("已办结", "Closed"),
    "leak_dismissed": ("已终结，没有泄露", "Dismissed"),
    "consent_asked": ("已征求，待答复", "Asked for"),
    "consent_given": ("授权有效", "Stands"),
    "consent_over": ("授权已终止，待删除", "Over; to be erased"),
    "consent_declined": ("不同意", "Declined"),
    "consent_erased": ("已删除", "Erased"),
    "permission_asked": ("已申请，待核准", "Asked for"),
    "permission_endorsed": ("已核准，待批准", "Endorsed"),
    "permission_granted": ("权限有效", "Granted"),
    "permission_suspended": ("已暂停", "Suspended"),
    "permission_over": ("权限已终止", "Over"),
    "permission_refused": ("未批准", "Refused"),
    "register_kept": ("登记中", "Kept"),
    "register_drawn": ("审查中", "Under review"),
    "register_over": ("已停止登记", "Ended"),
}
PAPERS: dict[str, Pair] = {
    "leak_authority_notice": ("泄露事件通知（主管部门）", "Notice of a leak to the authority"),
    "leak_subject_notice": ("泄露事件告知书", "Notice of a leak to those affected"),
    "leak_referral": ("泄露事件移送函", "Referral of a leak"),
    "consent_form": ("信用信息使用授权书", "Consent form"),
    "consent_withdrawn": ("授权撤回回执", "Receipt of a withdrawal"),
}
POSTS: dict[str, Pair] = {
    "security-officer": ("信息安全经办人", "Security officer"),
    "security-head": ("信息安全负责人", "Head of security"),
    "credit-officer": ("信用信息使用经办人", "Officer who uses credit information"),
}
DEADLINES: dict[str, Pair] = {
    "leak_stop": ("采取补救措施期限", "Time to contain it"),
    "authority_notice": ("通知主管部门期限", "Time to tell the authority"),
    "leak_assessment": ("评估期限", "Time to assess it"),
    "subject_notice": ("通知受影响主体期限", "Time to tell those affected"),
    "leak_remedy": ("整改期限", "Time to remedy it"),
    "leak_referral": ("移送期限", "Time to refer it"),
    "consent_answer": ("答复期限", "Time to answer"),
    "consent_end": ("授权截止日", "Last day of the consent"),
    "erasure": ("删除期限", "Time to erase"),
    "permission_request": ("申请有效至", "The request stands until"),
    "permission_end": ("权限截止日", "Last day of the permission"),
    "register_review": ("登记审查日", "Day of the next review"),
    "register_settlement": ("完成审查期限", "Time to conclude the review"),
}
FIELDS: dict[str, Pair] = {
    "what": ("情形", "What happened"),
    "certain": ("已经发生", "It has happened"),
    "personal": ("涉及个人信息", "Personal data are among it"),
    "on": ("日期", "Day"),
    "report_leak.on": ("发现日期", "Day it was found"),
    "system": ("涉及的系统", "System concerned"),
    "how": ("如何发现", "How it was found"),
    "kinds": ("信息种类", "Kinds of information"),
    "measures": ("采取的补救措施", "Remedies taken"),
    "affected": ("受影响的主体数", "How many are affected"),
    "cause": ("原因", "Cause"),
    "harm": ("可能造成的危害", "Harm that may follow"),
    "reasons": ("理由", "Reasons"),
    "to": ("送交", "To whom"),
    "self_help": ("个人可以采取的减轻危害的措施", "What they can do themselves"),
    "contact": ("联系方式", "Whom to contact"),
    "document": ("文号", "Number of the document"),
    "count": ("本次通知人数", "How many are told now"),
    "method": ("方式", "Way"),
    "ask_consent.method": ("处理方式", "Way of processing"),
    "evidence": ("证明", "Evidence"),
    "by_body": ("提出要求的部门", "By which authority"),
    "subject": ("信用主体", "Subject"),
    "of": ("主体类别", "Kind of subject"),
    "child": ("不满十四周岁", "A child under fourteen"),
    "purposes": ("目的", "Purpose"),
    "purpose": ("目的", "Purpose"),
    "ask_consent.purposes": ("目的名称（只写一项）", "Purpose by its name, one only"),
    "ask_consent.purpose": ("目的的说明", "Purpose, told in full"),
    "scope": ("范围（公共信用信息目录类别）", "Scope, by classes of the catalogue"),
    "until": ("截止日", "Last day"),
    "handler": ("使用单位", "Who uses it"),
    "retention": ("保存期限", "Time of keeping"),
    "rights": ("撤回等权利的行使方式", "How to withdraw and use other rights"),
    "conditions": ("不同意就不提供服务", "No service without the consent"),
    "needed": ("提供该服务必需这些信息", "The service needs this information"),
    "tied_to": ("捆绑的其他授权", "Other consents it is tied to"),
    "proof": ("签署证明", "Proof of the signature"),
    "by_guardian": ("由父母或者其他监护人作出", "By a parent or other guardian"),
    "use": ("使用说明", "What it is used for"),
    "reason": ("理由（可以不填）", "Reason (may be left out)"),
    "outcome": ("结果", "Outcome"),
    "basis": ("要求保存的法律、行政法规", "Law that requires it to be kept"),
    "holder": ("使用人", "Holder"),
    "unit": ("所在单位", "Unit"),
    "level": ("级别", "Level"),
    "ask_permission.basis": ("依据的职责", "Duty it serves"),
    "ask_permission.purposes": ("目的（可以写几项）", "Purposes"),
    "body": ("登记单位", "Body"),
    "entry": ("登记号", "Entry"),
    "finding": ("处理结果", "Finding"),
    "conclude_review.measures": ("对违规查询采取的措施", "What was done about irregular queries"),
}
_LACKING: dict[str, Pair] = {
    "kinds": ("信息种类", "kinds of information"),
    "cause": ("原因", "cause"),
    "harm": ("可能造成的危害", "harm that may follow"),
    "measures": ("采取的补救措施", "remedies taken"),
    "self_help": ("个人可以采取的减轻危害的措施", "what they can do themselves"),
    "contact": ("联系方式", "whom to contact"),
    "handler": ("使用单位", "who uses it"),
    "purpose": ("目的的说明", "the purpose, told in full"),
    "method": ("处理方式", "the way of processing"),
    "retention": ("保存期限", "the time of keeping"),
    "rights": ("权利的行使方式", "how to use one's rights"),
    "authority": (
        "还没有通知主管部门，或者还没有补充通知",
        "telling the authority, or the supplement",
    ),
    "subjects": ("通知受影响的主体", "telling those affected"),
    "remedy": ("整改", "the remedy"),
    "referral": ("移送追责", "the referral"),
}
CHOICES: dict[str, dict[str, Pair]] = {
    "lacking": _LACKING,
    "ended": {"withdrawn": ("已撤回", "withdrawn"), "expired": ("已到期", "expired"), "not-given": ("没有作出", "not given")},
    "level": {"masked": ("脱敏（证件号码遮盖）", "masked"), "full": ("完整", "in full")},
    "finding": {"explained": ("已说明，正常", "explained"), "irregular": ("违规", "irregular")},
    "abnormal": {
        "outside-hours": ("非工作时间", "outside working hours"), "too-many": ("超过一日限额", "above the day's limit"),
        "no-permission": ("没有权限", "without a permission"),
    },
    "what": {"leak": ("泄露", "leaked"), "tamper": ("篡改", "altered"), "loss": ("丢失", "lost")},
    "cause": {
        "deliberate": ("故意", "on purpose"), "negligence": ("工作失误", "a fault at work"), "intrusion": ("外部入侵", "intrusion from outside"),
        "fault": ("设备、系统故障", "failure of a device or system"), "unknown": ("尚未查明", "not known yet"),
    },
    "method": {
        "letter": ("书面", "by letter"), "electronic": ("电子", "electronically"), "phone": ("电话", "by phone"),
        "in-person": ("当面", "in person"), "announcement": ("公告（无法逐一通知的）", "by announcement, for who cannot be reached"),
    },
    "of": {"person": ("自然人", "a person"), "organisation": ("单位", "an organisation")},
    "outcome": {"erased": ("已删除", "erased"), "kept-by-law": ("依法只作保存", "only stored, as a law requires")},
}  # fmt: skip

CODES: dict[str, Pair] = {
    "notice_incomplete": (
        "缺少法律规定应当告知的事项，不能发出。",
        "It lacks something the law says must be told, so it is not sent.",
    ),
    "leak_unfinished": ("还有应当办理的事项，不能办结。", "Something is still owed: it cannot be closed."),
    "consent_endless": ("没有截止日：禁止一次授权终身使用。", "It has no last day: a consent for life is forbidden."),
    "consent_too_long": ("授权期限超过最长期限。", "It would last longer than a consent may."),
    "consent_forced": (
        "以不提供服务强制授权，而该服务不需要这些信息。",
        "The service is made to hang on it and does not need the information: a consent cannot be forced.",
    ),
    "consent_bundled": ("一份授权只能为一项目的，不得捆绑。", "One consent is for one purpose and tied to no other."),
    "consent_over": ("没有有效的授权，不得使用。", "No consent stands, so nothing may be used."),
    "consent_of_guardian": (
        "不满十四周岁的，须由父母或者其他监护人同意。",
        "For a child under fourteen a parent or other guardian has to consent.",
    ),
    "beyond_purpose": (
        "超出授权的目的；目的变更的，重新取得同意。",
        "It is for another purpose than was consented to: that needs a new consent.",
    ),
    "beyond_scope": (
        "超出授权的范围；范围变更的，重新取得同意。",
        "It goes beyond the scope that was consented to: that needs a new consent.",
    ),
    "permission_missing": ("没有有效的查询权限，不予显示。", "No permission to query stands, so nothing is shown."),
    "beyond_permission": (
        "超出查询权限的目的或者范围，不予显示。",
        "It goes beyond the purposes or the scope of the permission, so nothing is shown.",
    ),
    "permission_endless": ("权限没有截止日。", "The permission has no last day."),
    "permission_too_long": ("权限超过最长期限。", "The permission would last longer than it may."),
    "register_unsettled": (
        "还有异常查询没有处理，不能完成审查。",
        "An abnormal query was not dealt with: the review cannot be concluded.",
    ),
    "outside_catalogue": (
        "范围不在公共信用信息目录之内，不得收集使用。",
        "The catalogue of public credit information does not name it, so it may not be collected or used.",
    ),
}
CODES_BY_RULE: dict[tuple[str, str], Pair] = {
    ("regime_unreviewed", "protection.reviewed"): (
        "所依据的规定尚未经两人核对，不能用于真实的办理。",
        "The rules have not been confirmed by two people, so they serve nothing in earnest.",
    ),
}
CONDITIONS: dict[str, Pair] = {
    "matter_not_ordered": ("所选依据没有规定这一事项", "the text chosen does not order this matter"),
    "number_below_nought": ("人数不能小于零", "a number of people is not below nought"),
    "day_before_found": ("早于发现之日", "the day lies before it was found"),
    "fewer_than_told": ("少于已经通知的人数", "that is fewer than were told already"),
    "announcement_without_reason": (
        "公告只用于无法逐一通知的，须写明理由",
        "an announcement is for who cannot be reached one by one, and gives the reason",
    ),
    "announcement_before_assessment": ("评估之后才能公告", "an announcement comes after the assessment"),
    "nobody_told": ("本次没有通知任何人", "nobody is told by it"),
    "notice_ordered": ("主管部门已经要求通知", "the authority has required that they be told"),
    "nobody_left_to_tell": ("没有尚待通知的主体", "nobody is left to be told"),
    "not_waived": ("没有作出过不通知的决定", "it was not decided that they need not be told"),
    "remedied_already": ("已经登记整改完成", "the remedy is recorded already"),
    "nobody_at_fault": ("不是故意或者工作失误造成的", "it was neither on purpose nor by a fault at work"),
    "leak_referred": ("已经移送", "it was referred already"),
    "affected_told": ("已经通知过受影响的主体", "those affected were told of it already"),
    "somebody_affected": ("评估认定有受影响的主体", "somebody was found to be affected"),
    "day_before_form": ("早于征求之日", "the day lies before the form was handed over"),
    "end_before_today": ("截止日早于今天", "its last day has passed"),
    "day_before_end": ("早于授权终止之日", "the day lies before the consent ended"),
    "no_such_level": ("没有这一级别", "there is no such level"),
    "no_purpose": ("没有写明目的", "it names no purpose"),
    "query_not_abnormal": ("冻结的登记中没有这一异常查询", "no abnormal query of this number is among those frozen"),
    "query_settled": ("这一查询已经处理", "this query was dealt with already"),
    "irregular_without_measures": (
        "有违规查询的，须写明采取的措施",
        "where a query was irregular, say what was done about it",
    ),
    "kept_without_basis": ("依法保存的，须写明依据的法律、行政法规", "what is kept as a law requires names that law"),
}
MISSING: dict[str, Pair] = {
    "holder": ("使用人不能办理自己的权限", "nobody decides on a permission of one's own"),
    "own_query": ("查询人不能处理自己的查询", "nobody deals with a query of one's own"),
}
PARTICULARS: dict[str, Pair] = {
    "ended": ("授权状态", "The consent"),
    "told": ("已通知人数", "Told already"),
    "until": ("截止日", "Last day"),
    "last": ("最长可至", "May last until"),
    "scope": ("范围", "Scope"),
    "purpose": ("目的", "Purpose"),
    "purposes": ("目的", "Purposes"),
    "tied_to": ("捆绑的授权", "Tied to"),
    "cause": ("原因", "Cause"),
    "lacking": ("缺少或者未办", "Lacking"),
    "level": ("级别", "Level"),
    "query": ("登记号", "Entry"),
    "entries": ("未处理的登记号", "Entries"),
}

# Acts by what they are for, as the page of a file shows them.
GROUPS: tuple[tuple[Pair, tuple[str, ...]], ...] = (
    (("处置", "Handling"), ("contain_leak", "assess_leak", "record_remedy_done", "refer_leak")),
    (("通知", "Telling"), ("notify_authority", "notify_subjects", "waive_subject_notice", "order_subject_notice")),
    (("办结", "The end"), ("close_leak", "dismiss_leak")),
    (("权限", "The permission"), ("endorse_permission", "grant_permission", "refuse_permission", "suspend_permission", "resume_permission", "end_permission")),
    (("登记", "The register"), ("draw_register", "settle_query", "conclude_review", "end_register")),
    (("授权", "The consent"), ("give_consent", "decline_consent", "use_consent", "withdraw_consent", "confirm_erasure")),
)  # fmt: skip
_LETTER = (
    "本单位已经自行印发的，填文号；不填的，由系统编号打印。",
    "Its number, where the office has sent it itself; left blank, the house numbers and prints it.",
)
HELPS: dict[str, Pair] = {
    "report_leak.certain": ("可能发生的也要登记。", "One that may have happened is recorded too."),
    "report_leak.kinds": ("只写种类，不写任何人的信息。", "Only the kinds; nothing of anybody."),
    "assess_leak.affected": (
        "发现更多的，重新评估；少于已通知人数的不能登记。",
        "Assess anew where more is found; never fewer than were told.",
    ),
    "assess_leak.cause": ("故意或者工作失误的，须移送追责。", "On purpose or by a fault at work, it is referred."),
    "notify_subjects.reasons": (
        "公告的，写明为什么不能逐一通知。",
        "For an announcement: why they cannot be reached one by one.",
    ),
    "notify_authority.document": _LETTER,
    "notify_subjects.document": _LETTER,
    "refer_leak.document": _LETTER,
    "waive_subject_notice.reasons": (
        "采取的措施为什么能够有效避免危害。",
        "Why the measures effectively avoid the harm.",
    ),
    "until": (
        "必须有截止日；到期自动终止，不自动延续。",
        "There must be one; the consent ends by itself and is not prolonged.",
    ),
    "scope": ("只能在目录类别之内。", "Only classes of the catalogue."),
    "conditions": ("服务不需要这些信息的，不得以此为条件。", "Not where the service does not need the information."),
    "ask_consent.rights": (
        "随时可以撤回，写明到哪里、怎样撤回。",
        "It may be withdrawn at any time: say where and how.",
    ),
    "withdraw_consent.reason": ("撤回不需要理由，即时生效。", "A withdrawal needs no reason and works at once."),
    "confirm_erasure.basis": (
        "依法保存的，写明依据；除保存和安全保护外停止一切处理。",
        "Where it is kept: which law requires it. All processing stops but storage and protection.",
    ),
}
HELPS |= {
    "ask_permission.purposes": ("查询时只能在所列目的之内。", "A query is for one of these and no other."),
    "ask_permission.holder": (
        "权限只给一人；使用人不能核准、批准自己的权限。",
        "A permission is one person's, who neither endorses nor grants it.",
    ),
    "conclude_review.measures": (
        "有违规的，写明暂停、收回权限或者登记泄露事件等。",
        "Where one was irregular: the permission suspended or taken back, a leak recorded.",
    ),
}
HELP_RULES: dict[str, str] = {
    "assess_leak.affected": "protection.leak_assessment",
    "assess_leak.cause": "protection.accountability",
    "notify_subjects.reasons": "protection.notice_last",
    "waive_subject_notice.reasons": "protection.leak_waiver",
    "until": "protection.no_lifetime",
    "scope": "protection.consent_scope",
    "conditions": "protection.consent_declined",
    "ask_consent.rights": "protection.sets.consent_form",
    "withdraw_consent.reason": "protection.consent_withdrawal",
    "confirm_erasure.basis": "protection.erasure",
    "ask_permission.purposes": "protection.query",
    "ask_permission.holder": "protection.permission",
    "conclude_review.measures": "protection.accountability",
}

# Conduct short of a listing has words of its own, told with these.
ACTS |= conduct.ACTS
CLOCK_ACTS |= conduct.CLOCK_ACTS
STEPS |= conduct.STEPS
PAPERS |= conduct.PAPERS
DEADLINES |= conduct.DEADLINES
FIELDS |= conduct.FIELDS
CHOICES |= conduct.CHOICES
CODES |= conduct.CODES
CODES_BY_RULE |= conduct.CODES_BY_RULE
CONDITIONS |= conduct.CONDITIONS
PARTICULARS |= conduct.PARTICULARS
HELPS |= {**notices.HELPS, **conduct.HELPS}
HELP_RULES |= {**notices.HELP_RULES, **conduct.HELP_RULES}
GROUPS = (*GROUPS, conduct.GROUP)
