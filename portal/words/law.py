"""What the law files' own vocabulary is called: rank, certainty, subject, and why a rule is not carried out."""

from __future__ import annotations

Pair = tuple[str, str]

RANKS: dict[str, Pair] = {
    "law": ("法律", "law"),
    "administrative-regulation": ("行政法规", "administrative regulation"),
    "central-policy": ("党中央、国务院政策文件", "central policy document"),
    "local-regulation": ("地方性法规", "local regulation"),
    "judicial-interpretation": ("司法解释", "judicial interpretation"),
    "departmental-rule": ("部门规章", "departmental rule"),
    "normative-document": ("规范性文件", "normative document"),
}

CERTAINTIES: dict[str, Pair] = {
    "verbatim": ("原文", "read verbatim"),
    "summary": ("摘要", "from a summary"),
    "derived": ("推定", "derived"),
    "recall": ("记忆", "recalled, not read"),
    "office": ("本机关规则", "the office's own rule"),
}

DECIDERS: dict[str, Pair] = {
    "department": ("行政机关", "a department"),
    "government": ("人民政府", "a people's government"),
    "court": ("人民法院", "a court"),
    "enterprise": ("企业", "an enterprise"),
}

# The four categories of 49号; the law's own words stand in its file.
CATEGORIES: dict[str, Pair] = {
    "health-and-life": ("严重危害人民群众身体健康和生命安全", "gravely endangers people's health and lives"),
    "fair-market": ("严重破坏市场公平竞争秩序和社会正常秩序", "gravely upsets fair competition and public order"),
    "legal-duty": ("拒不履行法定义务", "refuses a legal duty"),
    "national-defence": ("拒不履行国防义务", "refuses a defence duty"),
}

REASONS: dict[str, Pair] = {
    "another-start": ("起算的日子没有事项记录", "no act records the day it is counted from"),
    "by-channel": ("只对一个渠道", "it is for one channel only"),
    "another-limit": ("同一事项的另一限度", "a second limit of the same thing"),
    "another-route": ("另一条途径", "another route"),
    "another-body": ("由其他单位办理", "another body does it"),
    "day-of-month": ("为某月的某日，不是期间", "a day of the month, not a period"),
    "no-number": ("没有日数", "it names no number of days"),
}

TOPICS: dict[str, Pair] = {
    "grounds": ("列入事由", "grounds"),
    "category": ("名单类别", "category"),
    "levels": ("认定单位层级", "levels of authority"),
    "parties": ("列入对象", "who is listed"),
    "agreement": ("上级同意", "agreement from above"),
    "opening": ("启动", "the start"),
    "notice": ("告知", "notice"),
    "statement_period": ("陈述申辩期限", "time to state"),
    "hearing": ("听证", "hearing"),
    "statement_answer": ("陈述申辩的答复", "the answer to a statement"),
    "decision": ("作出决定的期限", "time to decide"),
    "decision_parts": ("决定书内容", "contents of the decision"),
    "service": ("送达", "service"),
    "publication_when": ("公示的时间", "time to publish"),
    "channels": ("公示渠道", "channels"),
    "publication_end": ("列入期限", "listing period"),
    "publication_content": ("公示内容", "what is shown"),
    "masking": ("脱敏", "masking"),
    "measures": ("管理措施", "measures"),
    "sharing": ("共享", "sharing"),
    "recipients": ("接收单位", "recipients"),
    "restoration_earliest": ("最早可以申请修复之日", "earliest day of restoration"),
    "restoration_conditions": ("修复条件", "conditions of restoration"),
    "restoration_exclusion": ("不予修复的情形", "what excludes restoration"),
    "materials": ("修复材料", "materials"),
    "restoration_acceptance": ("修复受理期限", "time to accept"),
    "restoration_decision": ("修复决定期限", "time to decide on restoration"),
    "restoration_extension": ("修复决定的延长", "extension of that time"),
    "restoration_verification": ("修复核实", "verification"),
    "restoration_bar": ("禁止申请修复", "bar from restoration"),
    "removal_effect": ("移出后的办理期限", "time to carry out a removal"),
    "expiry": ("期满移出", "removal at expiry"),
    "uncorrected": ("期满仍未改正的", "who has not corrected at the end"),
    "revocation": ("撤销列入", "revocation"),
    "correction": ("更正", "correction"),
    "objection_after_listing": ("列入后的异议", "objection after listing"),
    "false_materials": ("虚假材料", "false papers"),
    "relisting": ("再次列入", "listing again"),
    "remedies": ("救济", "remedies"),
    "transition": ("新旧规定的衔接", "transition between old and new rules"),
    "in_force": ("施行日", "first day in force"),
    "local_regulation": ("地方性法规依据", "basis in a local regulation"),
    "catalogue": ("公共信用信息目录", "catalogue of public credit information"),
    "measures_list": ("失信惩戒措施清单", "list of measures against dishonesty"),
}

UNITS: dict[str, Pair] = {
    "working-day": ("个工作日", "working days"),
    "calendar-day": ("日", "days"),
    "month": ("个月", "months"),
    "year": ("年", "years"),
}

# The parts of a law file, as a page heads them.
PARTS: dict[str, Pair] = {
    "named": ("层级、单位和对象", "Rank, bodies and subjects"),
    "rules": ("规则", "Rules"),
    "periods": ("期限", "Periods"),
    "switches": ("本名单特有的规定", "Rules of this list only"),
    "limits": ("限度", "Limits"),
    "grounds": ("列入事由", "Grounds"),
    "notice_parts": ("告知书必备内容", "Parts of the notice"),
    "decision_parts": ("决定书必备内容", "Parts of the decision"),
    "channels": ("公示渠道", "Channels"),
    "measures": ("管理措施", "Measures"),
    "materials": ("修复材料", "Materials for restoration"),
    "service_methods": ("送达方式", "Ways of service"),
    "personal_grounds": ("公示自然人信息的依据", "Grounds to show a person"),
    "categories": ("名单类别", "Categories of lists"),
    "founded_on": ("上位依据", "Higher basis"),
    "measure_categories": ("措施类别", "Categories of measures"),
    "listed_measures": ("清单所列措施", "Measures of the list"),
    "catalogue": ("目录类别", "Classes of the catalogue"),
    "records": ("各类文书所属类别", "Class of each document"),
    "kept_lists": ("予以保留的名单制度", "List systems that are kept"),
    "bodies": ("实施惩戒的单位", "Bodies that carry measures out"),
    "score_bases": ("评分", "Scores"),
    "unapplied": ("读过而没有自动办理的规定", "Read and not carried out"),
    "acts": ("各事项的岗位", "Posts of each act"),
    "campaign": ("清理规范", "Clean-up campaign"),
    "review": ("信用措施审查", "Review of measures"),
    "oversight": ("监督通报", "Oversight"),
    "compilation": ("目录和清单的编制", "Compiling catalogue and list"),
    "protection": ("信息安全和隐私保护", "Security and privacy"),
    "honouring": ("守信激励", "Honours and incentives"),
    "standards": ("名单认定标准的制定", "Making list standards"),
}

# The review of law: what is proposed, and what became of it.
REVIEWS: dict[str, Pair] = {
    "confirm": ("核对条文", "confirm law"),
    "withdraw": ("撤回核对", "withdraw a confirmation"),
    "": ("等待另一人确认", "waits for another person"),
    "done": ("已由第二人确认", "confirmed by the second person"),
    "abandoned": ("已放弃，没有变动", "given up, nothing was changed"),
}
COLUMN: Pair = ("目录或者清单的这一栏", "this column of the catalogue or list")
NOT_READ: Pair = ("没有读到", "not read")
