"""Words of the standards of lists: their acts, steps, papers, fields, and why something is refused."""

# ruff: noqa: E501 - a row of a table stays one line
# fmt: off

from __future__ import annotations

from portal.words.measures import CHOICES as MEASURES
from portal.words.measures import POSTS as MEASURE_POSTS

Pair = tuple[str, str]

ACTS: dict[str, Pair] = {
    "propose_standard": ("提出认定标准", "Propose a standard"),
    "enter_standard": ("录入已施行的标准", "Enter a standard in force"),
    "confirm_standard": ("核对录入", "Confirm the entry"),
    "amend_draft": ("修改征求意见稿", "Change the draft"),
    "withdraw_standard": ("撤回", "Withdraw"),
    "open_consultation": ("公开征求意见", "Open the consultation"),
    "extend_consultation": ("延长征求意见", "Prolong the consultation"),
    "receive_comment": ("提出意见", "Make a comment"),
    "answer_comments": ("答复意见", "Answer comments"),
    "request_opinion": ("征求部门意见", "Ask a department"),
    "give_opinion": ("登记部门意见", "Enter a department's opinion"),
    "adopt_standard": ("通过", "Adopt"),
    "publish_standard": ("公布", "Publish"),
    "commission_evaluation": ("委托第三方评估", "Commission an evaluation"),
    "evaluate_standard": ("提交评估报告", "File the evaluation"),
    "revise_standard": ("提出修订", "Propose a revision"),
    "abolish_standard": ("废止", "Abolish"),
}
CLOCK_ACTS: dict[str, Pair] = {
    "close_consultation": ("征求意见期满", "The consultation closed"),
    "take_effect": ("标准施行", "The standard took effect"),
    "end_transition": ("过渡期满，标准废止", "The transition ended: the standard is abolished"),
    "pass_opinion": ("部门逾期未答复", "A department has not answered in time"),
    "pass_standard_publication": ("公布逾期", "It was not published in time"),
    "pass_evaluation": ("评估逾期", "It was not evaluated in time"),
    "pass_evaluation_report": ("评估报告逾期", "The evaluation was not filed in time"),
    "pass_follow_up": ("修订或者废止逾期", "It was not revised or abolished in time"),
}
STEPS: dict[str, Pair] = {
    "proposed": ("已提出", "Proposed"),
    "consulting": ("公开征求意见", "Open for comment"),
    "consulted": ("征求意见期满", "Comment closed"),
    "adopted": ("已通过待公布", "Adopted, to be published"),
    "published": ("已公布待施行", "Published, not in force yet"),
    "entered": ("已录入待核对", "Entered, to be confirmed"),
    "in_force": ("施行", "In force"),
    "kept": ("过渡期内保留", "Kept for the transition"),
    "withdrawn": ("已撤回", "Withdrawn"),
    "abolished": ("已废止", "Abolished"),
}
PAPERS: dict[str, Pair] = {
    "consultation_notice": ("公开征求意见公告", "Notice of the consultation"),
    "standard_opinion_request": ("征求部门意见函", "Request for an opinion"),
    "comment_summary": ("意见采纳情况说明", "What became of the comments"),
    "adoption_decision": ("通过决定", "Adoption"),
    "standard_publication_notice": ("公布公告", "Publication"),
    "evaluation_notice": ("第三方评估通知", "Notice of the evaluation"),
    "standard_abolition": ("废止公告", "Abolition"),
}
POSTS: dict[str, Pair] = {
    **{post: MEASURE_POSTS[post] for post in ("issuing-officer", "issuing-head", "commission-officer")},
    "public": ("社会公众", "Anybody"),
}
DEADLINES: dict[str, Pair] = {
    "consultation": ("征求意见截止日", "Last day for comments"),
    "opinion": ("部门答复期限", "Time for a department"),
    "standard_publication": ("公布期限", "Time to publish"),
    "effect": ("施行日", "First day in force"),
    "evaluation": ("下次评估", "Next evaluation"),
    "evaluation_report": ("评估报告期限", "Time for the evaluation"),
    "follow_up": ("修订或者废止期限", "Time to revise or abolish"),
    "transition": ("过渡期满", "End of the transition"),
}
FIELDS: dict[str, Pair] = {
    "title": ("标准名称", "Title"),
    "department": ("制定部门", "Department"),
    "list": ("名单", "List"),
    "scope": ("实施范围", "Scope"),
    "category": ("名单类别", "Category"),
    "basis": ("设列名单的依据", "Basis of the list"),
    "basis_rank": ("依据的层级", "Rank of the basis"),
    "text": ("文本的摘要值", "Digest of the text"),
    "rank": ("标准的文件层级", "Rank of the standard"),
    "rank_reason": ("暂不能由更高层级文件确定的理由", "Why no higher text is possible yet"),
    "grounds": ("列入情形（条款）", "Grounds (provisions)"),
    "procedure": ("程序（条款）", "Procedure (provisions)"),
    "removal": ("移出条件（条款）", "Conditions of removal (provisions)"),
    "remedies": ("救济措施（条款）", "Remedies (provisions)"),
    "change": ("改动程度", "How far it is changed"),
    "description": ("改动内容", "What is changed"),
    "until": ("截止日", "Last day"),
    "circles": ("征求意见的对象", "Who is asked"),
    "where": ("公布位置", "Where it is published"),
    "contact": ("联系方式", "Contact"),
    "document": ("文号", "Document"),
    "reason": ("理由", "Reason"),
    "reasons": ("理由", "Reasons"),
    "circle": ("意见来自", "From which circle"),
    "on": ("日期", "Day"),
    "comment": ("意见内容", "The comment"),
    "name": ("姓名或者名称（可以不填）", "Name (may be left out)"),
    "receive_comment.contact": ("联系方式（可以不填）", "Contact (may be left out)"),
    "receive_comment.on": ("提出或者寄出日期", "Day it was made or posted"),
    "amend_draft.comments": ("采纳的意见编号", "Comments adopted, by number"),
    "comments": ("意见编号", "Comments, by number"),
    "finding": ("结论", "Finding"),
    "gist": ("意见要点", "Gist"),
    "body": ("部门", "Department"),
    "to": ("部门名称", "Name of the department"),
    "opinion": ("意见", "Opinion"),
    "by_body": ("通过单位", "Adopted by"),
    "in_force_on": ("施行日期", "First day in force"),
    "channels": ("公布渠道", "Published on"),
    "shown": ("一并公布的内容", "Published with it"),
    "adjust": ("需要在过渡期内调整", "Must be renewed in the transition"),
    "evaluator": ("评估机构", "Evaluator"),
    "kind": ("机构类型", "Kind of body"),
    "independent": ("与制定部门没有隶属关系", "It does not belong to the department"),
    "report": ("评估报告", "Evaluation report"),
}
_PARTS: dict[str, Pair] = {
    "grounds": ("列入情形", "grounds"),
    "removal": ("移出条件", "conditions of removal"),
    "procedure": ("程序", "procedure"),
    "remedies": ("救济措施", "remedies"),
    "measures": ("惩戒措施", "measures"),
}
_CHANNELS: dict[str, Pair] = {
    "credit-site": ("“信用中国”或者本地信用网站", "Credit China, or the local credit site"),
    "department-site": ("主管部门指定的网站", "the site the competent department names"),
}
_BODIES: dict[str, Pair] = {
    "development-reform": ("发展改革部门（牵头单位）", "development and reform (lead unit)"),
    "central-bank": ("人民银行（牵头单位）", "People's Bank (lead unit)"),
}
_CIRCLES: dict[str, Pair] = {
    "lead": ("联席会议牵头单位", "lead units"),
    "departments": ("其他有关部门", "other departments"),
    "market-subjects": ("相关市场主体", "market subjects"),
    "associations": ("行业协会商会", "trade associations"),
    "legal-services": ("法律服务机构", "legal services"),
    "experts": ("专家学者", "scholars"),
    "public": ("社会公众", "the public"),
}
CHOICES: dict[str, dict[str, Pair]] = {
    "scope": {"nation": ("全国", "nation-wide"), "local": ("仅在地方", "local only")},
    "rank": MEASURES["rank"],
    "basis_rank": MEASURES["rank"],
    "allowed": MEASURES["rank"],
    "change": {
        "wording": ("只改文字", "wording only"),
        "lighter": ("减轻", "burdens less"),
        "heavier": ("其他改动（含加重、增列）", "anything else (heavier, more grounds)"),
    },
    "circle": _CIRCLES,
    "circles": _CIRCLES,
    "finding": {
        "adopted": ("采纳", "adopted"), "partly": ("部分采纳", "partly adopted"), "not-adopted": ("未采纳", "not adopted"),
        "agreed": ("同意", "agrees"), "objected": ("不同意", "objects"),
        "keep": ("维持", "keep"), "revise": ("修订", "revise"), "abolish": ("废止", "abolish"),
    },
    "channels": _CHANNELS,
    "shown": _PARTS,
    "body": _BODIES,
    "objecting": _BODIES,
    "matter": {"development-reform": ("发展改革部门", "development and reform"), "central-bank": ("人民银行", "People's Bank")},
    "kind": {
        "university": ("高等院校", "university"), "research-institute": ("科研院所", "research institute"),
        "law-firm": ("律师事务所", "law firm"), "association": ("行业协会商会", "trade association"),
        "consultancy": ("咨询机构", "consultancy"), "other": ("其他", "other"),
    },
    "category": {
        "health-and-life": ("严重危害人民群众身体健康和生命安全", "endangers health and life"),
        "fair-market": ("严重破坏市场公平竞争秩序和社会正常秩序", "upsets fair competition and public order"),
        "legal-duty": ("拒不履行法定义务", "refuses a legal duty"),
        "national-defence": ("拒不履行国防义务", "refuses a defence duty"),
    },
    "lacks": {
        **_PARTS, **_CHANNELS, **_BODIES,
        "rank_reason": ("暂不能由更高层级文件确定的理由", "why no higher text is possible yet"),
    },
}  # fmt: skip

CODES: dict[str, Pair] = {
    "standard_not_in_force": ("本系统中没有该名单施行中的认定标准（未通过、未公布、未施行，或者已随过渡期满、被废止而失效），不得据以办理真实案件。", "The record holds no standard of this list in force (not adopted, not published, not in force yet, or ended), so it opens no real case."),
    "consultation_too_short": ("公开征求意见的期限不足。", "The time for public comment is too short."),
    "consultation_running": ("公开征求意见尚未期满，不得通过。", "The consultation still runs: nothing is adopted yet."),
    "consultation_over": ("不在征求意见期内。", "It lies outside the time of the consultation."),
    "not_consulted": ("尚未公开征求意见，不得通过。", "It was not open for comment, so it cannot be adopted."),
    "not_adopted": ("尚未通过，不得公布。", "It was not adopted, so it cannot be published."),
    "comments_unanswered": ("还有意见没有答复，不得通过。", "Comments wait for their answer: nothing is adopted before."),
    "standard_incomplete": ("认定标准缺少必须明确的内容。", "The standard leaves out what it must say."),
    "rank_not_allowed": ("该层级的文件不能规定这一名单的认定标准。", "A text of this rank cannot hold the standard of such a list."),
    "publication_incomplete": ("公布不完整。", "It is not published whole."),
    "transition_over": ("过渡期已满，不符合要求的原有标准不再保留。", "The transition is over: an old standard that does not meet the rules stays no more."),
}
CODES_BY_RULE: dict[tuple[str, str], Pair] = {
    ("opinion_missing", "standards.opinions"): ("应当征求的部门意见还没有齐备（逾期未答复不视为同意）。", "Opinions that must be asked for are not in yet; silence is no consent."),
    ("text_differs", "standards.same_text"): ("文本与征求意见后的文本不一致。", "The text is not the one that was consulted on, with its recorded changes."),
    ("text_differs", "standards.entry"): ("文本与录入的文本不一致。", "The text is not the one that was entered."),
    ("basis_kind_not_allowed", "standards.basis_ranks"): ("该种文件不能作为设列名单的依据。", "No list can be founded on a document of this kind."),
    ("regime_unreviewed", "standards.reviewed"): ("所依据的规定尚未经两人核对，不能用于真实办理。", "The rules it rests on have not been confirmed by two people, so they serve no real proceeding."),
}
CONDITIONS: dict[str, Pair] = {
    "not_of_the_four": ("不属于可以设列名单的四类行为", "it is none of the four kinds of conduct that may have a list"),
    "list_has_a_file": ("该名单的标准已有案卷，请在原案卷中修订", "the list has a file already: revise its standard there"),
    "text_unchanged": ("文本没有改动", "the text is unchanged"),
    "comments_not_taken": ("所指意见没有被采纳", "the comments named were not adopted"),
    "circle_missing": ("没有面向规定的全部对象", "not everybody is asked whom the law names"),
    "not_longer": ("只能延长，不得缩短", "it can only be prolonged"),
    "comment_unknown": ("没有这一意见", "there is no such comment"),
    "comment_answered": ("意见已经答复", "the comment is answered already"),
    "opinion_not_asked": ("没有征求该部门意见", "the department was not asked"),
    "opinion_asked": ("已经征求该部门意见，尚在期限内", "the department was asked already and still has time"),
    "opinion_answered": ("该部门已经答复", "the department has answered already"),
    "day_before_close": ("早于征求意见期满", "the day lies before the end of the consultation"),
    "day_before_answer": ("早于部门答复之日", "the day lies before a department's answer"),
    "objection_unanswered": ("有部门不同意，通过须说明理由", "a department objects: the adoption needs its reasons"),
    "day_before_adoption": ("早于通过之日", "the day lies before the adoption"),
    "in_force_before_publication": ("施行日早于公布日", "it would be in force before it is published"),
    "not_in_force_yet": ("尚未施行", "it is not in force yet"),
    "nothing_in_force": ("没有施行中的标准", "no standard is in force"),
    "not_a_third_party": ("评估机构与制定部门有隶属关系", "the evaluator belongs to the department"),
    "not_commissioned": ("没有委托第三方评估", "no third party was commissioned"),
    "day_too_far": ("所定日期太远", "the day set lies too far ahead"),
    "day_passed": ("所定日期已过", "the day set has passed"),
    "day_before_force": ("早于施行之日", "the day lies before its first day in force"),
}
MISSING: dict[str, Pair] = {}
PARTICULARS: dict[str, Pair] = {
    "lacks": ("缺少", "Lacks"),
    "earliest": ("最早", "Earliest"),
    "days": ("至少（日）", "At least (days)"),
    "count": ("未答复（件）", "Not answered"),
    "allowed": ("可以规定的文件层级", "Ranks that may"),
    "objecting": ("不同意的部门", "Who objects"),
    "circles": ("没有列入的对象", "Who is left out"),
    "comments": ("意见", "Comments"),
    "other": ("已有案卷", "Its file"),
    "held": ("已收到意见（件）", "Comments received"),
    "body": ("部门", "Department"),
    "category": ("名单类别", "Category"),
}

# Acts by what they are for, as a file's page shows them.
GROUPS: tuple[tuple[Pair, tuple[str, ...]], ...] = (
    (("征求意见", "Consultation"), ("open_consultation", "extend_consultation", "receive_comment", "answer_comments", "request_opinion", "give_opinion", "amend_draft")),
    (("通过和公布", "Adoption"), ("adopt_standard", "publish_standard", "confirm_standard", "withdraw_standard")),
    (("评估和修订", "Evaluation"), ("commission_evaluation", "evaluate_standard", "revise_standard", "abolish_standard")),
)  # fmt: skip
_LETTER = ("本单位已经自行印发的，填文号；不填的，由系统编号打印。", "Its number, where the office has sent it itself; left blank, the house numbers and prints it.")
_DIGEST = ("文本的摘要值，由duecourse digest计算。名单的条文文件已在系统中的，用该文件的摘要值，真实案件即据此核对。", "Digest of the text, as duecourse digest prints it. Where the list's law file is held here it is that file's: real cases are opened on it.")
HINTS: dict[str, Pair] = {
    "receive_comment": ("任何人都可以提出意见，不需要登录，也不需要留下姓名。姓名和联系方式只用于答复，只存本案卷，不公开，不作他用（《个人信息保护法》）。", "Anybody may comment, without signing in and without a name. Name and contact serve the answer only, stay in this file, and are neither published nor used for anything else (Personal Information Protection Law)."),
}
HELPS: dict[str, Pair] = {
    "text": _DIGEST,
    "adopt_standard.text": ("须与征求意见后的文本一致。", "It has to be the text consulted on, with its recorded changes."),
    "publish_standard.text": ("须与通过的文本一致。", "It has to be the text adopted."),
    "confirm_standard.text": ("请由您本人核对来源后重新计算。", "Compute it anew yourself, having compared the source."),
    "rank": ("全国名单由法律、行政法规、党中央国务院政策文件确定，暂不具备条件的由部门规章；仅在地方的由地方性法规。规范性文件不能。", "Nation-wide: law, administrative regulation, central policy, for the time being departmental rule; local only: local regulation. A normative document cannot."),
    "rank_reason": ("以部门规章确定的，必须写明。", "Needed for a departmental rule."),
    "removal": ("写明条款；没有的不得提出。", "Name the provisions; without them it cannot be proposed."),
    "circles": ("规定的各方都要征求。", "Everybody the law names is asked."),
    "open_consultation.until": ("不得早于期限届满；休息日不顺延。", "Not before the least time has run; no day off moves it."),
    "change": ("超出文字、也不是采纳意见而减轻的，重新公开征求意见。", "Beyond wording, and beyond lighter changes that adopt comments, it is open for comment anew."),
    "amend_draft.comments": ("如3，或者5-9；须是已答复采纳、部分采纳的意见。", "Such as 3 or 5-9; comments answered as adopted or partly adopted."),
    "answer_comments.comments": ("如3，或者5-9；相同的意见可以合并答复。", "Such as 3 or 5-9; alike comments may be answered together."),
    "answer_comments.gist": ("写入意见采纳情况说明，请勿写入姓名和联系方式。", "It is printed in the summary: no names or contacts here."),
    "receive_comment.on": ("截止日当日24时以前提出或者寄出的都收。", "Taken if made or posted by the end of the last day."),
    "receive_comment.name": ("只存案卷，不公开。", "It stays in the file and is not published."),
    "receive_comment.contact": ("只用于答复，不公开。", "For the answer only; not published."),
    "adopt_standard.reasons": ("有部门不同意的，必须写明。", "Needed where a department objects."),
    "channels": ("两处都要公布。", "Both are needed."),
    "shown": ("移出条件、程序、救济和惩戒措施一并公布。", "Ways out, procedure, remedies and measures together."),
    "adjust": ("不符合要求、须在过渡期内更新的，勾选；期满未更新的自动废止。", "Tick where it does not meet the rules and must be renewed: it ends with the transition unless it was."),
    "independent": ("不是第三方的，不得承担评估。", "Nobody else may evaluate."),
    "request_opinion.body": ("牵头单位选列；其他部门填简称代码。", "A lead unit, or a short code of another department."),
    "open_consultation.document": _LETTER,
    "request_opinion.document": _LETTER,
    "commission_evaluation.document": _LETTER,
}
HELP_RULES: dict[str, str] = {
    "adopt_standard.text": "standards.same_text",
    "publish_standard.text": "standards.same_text",
    "confirm_standard.text": "standards.entry",
    "rank": "list_ranks",
    "rank_reason": "standards.provisional_ranks",
    "removal": "standards.stated",
    "circles": "standards.circles",
    "open_consultation.until": "periods.consultation",
    "change": "standards.draft_change",
    "answer_comments.comments": "standards.comments",
    "receive_comment.on": "standards.comments",
    "adopt_standard.reasons": "standards.objection",
    "channels": "standards.channels",
    "shown": "standards.stated",
    "adjust": "standards.transition",
    "independent": "standards.commission",
}
