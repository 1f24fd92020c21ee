"""Words of conduct established and short of a listing: part of the words of protection."""

# ruff: noqa: E501 - a row of a table stays one line

from __future__ import annotations

Pair = tuple[str, str]

ACTS: dict[str, Pair] = {
    "propose_conduct": ("拟认定失信行为", "Propose a record of conduct"),
    "notify_conduct": ("告知信用主体", "Tell the subject"),
    "state_conduct": ("登记陈述申辩", "Record a statement"),
    "answer_conduct": ("答复陈述申辩", "Answer the statement"),
    "decide_conduct": ("决定是否记录", "Decide on the record"),
    "object_conduct": ("登记异议", "Record an objection"),
    "answer_conduct_objection": ("答复异议", "Answer the objection"),
    "restore_conduct": ("提前终止（已改正）", "End it sooner: corrected"),
    "revoke_conduct": ("终止（依据文书被撤销）", "End it: the document is annulled"),
}
CLOCK_ACTS: dict[str, Pair] = {
    "pass_conduct_statement": ("陈述期届满", "The time for a statement is over"),
    "pass_conduct_objection": ("异议答复逾期", "The objection was not answered in time"),
    "expire_conduct": ("记录到期终止", "The record ended on its last day"),
}
STEPS: dict[str, Pair] = {
    "conduct_proposed": ("拟认定", "Proposed"),
    "conduct_notified": ("已告知", "Told"),
    "conduct_recorded": ("已记录（不是列入名单）", "Recorded; no listing"),
    "conduct_spared": ("不予记录", "Not recorded"),
    "conduct_ended": ("记录已终止", "Ended"),
}
PAPERS: dict[str, Pair] = {
    "conduct_notice": ("失信行为认定告知书", "Notice of a record of conduct"),
    "conduct_record": ("失信行为记录决定书", "Decision on a record of conduct"),
    "conduct_answer": ("失信行为记录异议答复书", "Answer to an objection"),
    "conduct_removal": ("失信行为记录终止通知书", "Notice that a record has ended"),
}
DEADLINES: dict[str, Pair] = {
    "conduct_statement": ("陈述申辩期限", "Time for a statement"),
    "conduct_objection": ("异议答复期限", "Time to answer the objection"),
    "conduct_end": ("记录终止日", "Last day of the record"),
}
FIELDS: dict[str, Pair] = {
    "degree": ("失信程度", "Class"),
    "rests_on": ("依据文书的种类", "Kind of document"),
    "propose_conduct.document": ("依据文书的文号", "Number of the document"),
    "issuer": ("作出文书的单位", "Who issued it"),
    "document_on": ("文书日期", "Day of the document"),
    "effective_on": ("生效日期", "Day it took effect"),
    "item": ("公共信用信息目录类别", "Class of the catalogue"),
    "facts": ("失信行为事实", "Facts"),
    "lenient": ("宽免情形", "Grounds of leniency"),
    "text": ("陈述申辩内容", "Statement"),
    "answer": ("结论", "Answer"),
    "decision": ("决定", "Decision"),
    "decide_conduct.until": ("记录终止日", "Last day of the record"),
    "claims": ("异议内容", "Claims"),
}
CHOICES: dict[str, dict[str, Pair]] = {
    "degree": {"minor": ("轻微", "minor"), "general": ("一般", "general")},
    "rests_on": {
        "judgment": ("生效的司法裁判文书", "effective judgment"), "award": ("生效的仲裁文书", "effective award"),
        "penalty-decision": ("行政处罚决定文书", "decision on a penalty"), "adjudication-decision": ("行政裁决等决定文书", "decision on an adjudication"),
        "other-document": ("法律、法规或者党中央、国务院政策文件规定的其他文书", "other document a law, regulation or central policy names"),
    },
    "lenient": {
        "minor-person": ("未成年人", "a minor"), "force-majeure": ("不可抗力", "force majeure"), "no-intent": ("非主观故意", "without intent"),
        "minor-act": ("行为轻微", "a minor act"), "first-and-corrected": ("初次发生并及时改正", "a first one, corrected in time"),
    },
    "answer": {
        "adopted": ("采纳", "adopted"), "partly": ("部分采纳", "partly adopted"), "rejected": ("不采纳", "rejected"),
        "upheld": ("维持记录", "the record is upheld"), "corrected": ("更正", "corrected"), "removed": ("异议成立，终止记录", "upheld: the record ends"),
    },
    "decision": {"record": ("予以记录", "record it"), "spare": ("不予记录", "do not record it")},
}  # fmt: skip
CODES: dict[str, Pair] = {
    "leniency_unweighed": (
        "有宽免情形，仍予记录的须写明理由。",
        "There is a ground of leniency: recorded all the same, it needs its reasons.",
    ),
    "record_endless": ("记录没有终止日，或者终止日已过。", "The record has no last day, or one that has passed."),
    "record_too_long": ("超过该程度失信信息的最长期限。", "It would last longer than its class may."),
}
CODES_BY_RULE: dict[tuple[str, str], Pair] = {
    ("basis_kind_not_allowed", "protection.sets.conduct_basis"): (
        "该种文书不能作为认定失信行为的依据。",
        "Conduct cannot be established on a document of this kind.",
    ),
    ("basis_not_effective", "protection.conduct_basis"): (
        "依据文书没有生效，不能认定。",
        "The document has not taken effect: nothing is established on it.",
    ),
    ("leniency", "protection.sets.conduct_spared"): (
        "轻微、初次发生并及时改正的，不予记录。",
        "Minor, a first one and corrected in time: it is not recorded.",
    ),
    ("restoration_too_early", "periods.conduct_general_shortest"): (
        "未满最短期限，不能提前终止。",
        "The shortest time has not passed, so it cannot end sooner.",
    ),
}
CONDITIONS: dict[str, Pair] = {
    "effective_before_document": ("生效日早于文书日期", "it would have taken effect before its own day"),
    "day_before_telling": ("早于告知之日", "the day lies before the subject was told"),
    "nothing_to_answer": ("没有待答复的陈述或者异议", "there is nothing to answer"),
    "spared_without_reasons": ("不予记录须写明理由", "not to record it needs its reasons"),
    "objection_pending": ("已有异议正在办理", "an objection is pending already"),
    "day_before_record": ("早于记录之日", "the day lies before the record"),
    "day_before_document": ("早于文书日期", "the day lies before the document"),
}
PARTICULARS: dict[str, Pair] = {
    "rests_on": ("文书种类", "Kind of document"),
    "lenient": ("宽免情形", "Leniency"),
}
GROUP: tuple[Pair, tuple[str, ...]] = (
    ("失信行为记录", "The record of conduct"),
    (
        "notify_conduct", "state_conduct", "answer_conduct", "decide_conduct", "object_conduct",
        "answer_conduct_objection", "restore_conduct", "revoke_conduct",
    ),
)  # fmt: skip
HELPS: dict[str, Pair] = {
    "rests_on": ("必须是生效的文书。", "It must have taken effect."),
    "lenient": (
        "由经办人认定；有宽免情形的，决定时写明如何考虑。",
        "Found by the officer; the decision says how they were weighed.",
    ),
    "decide_conduct.until": (
        "在该程度的最长期限之内，自文书日期起计算。",
        "Within the longest time of its class, counted from the document.",
    ),
    "decide_conduct.reasons": (
        "不予记录的、有宽免情形仍予记录的，必须写明。",
        "Needed to spare it, and to record it against a ground of leniency.",
    ),
}
HELP_RULES: dict[str, str] = {
    "rests_on": "protection.conduct_basis",
    "lenient": "protection.conduct_leniency",
    "decide_conduct.until": "protection.conduct_end",
    "decide_conduct.reasons": "protection.conduct_leniency",
}
