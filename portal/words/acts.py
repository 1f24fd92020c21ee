"""Acts of officers, of parties and of the clock: what each is called, and what it does."""

# ruff: noqa: E501 - a row of a table stays one line

from __future__ import annotations

Pair = tuple[str, str]

ACTS: dict[str, Pair] = {
    "open_case": ("立案", "Open the case"),
    "draft_notice": ("拟制告知书", "Draft the notice"),
    "approve_notice": ("批准告知书", "Approve the notice"),
    "return_notice": ("退回告知书", "Return the notice"),
    "record_service": ("登记送达", "Record service"),
    "file_statement": ("登记陈述申辩（异议）", "Receive a statement and defence"),
    "waive_statement": ("登记放弃陈述申辩", "Record a waiver of the statement"),
    "answer_statement": ("答复陈述申辩（异议）", "Answer the statement"),
    "record_cure": ("登记改正和信用承诺", "Record correction before the decision"),
    "extend_decision": ("延长决定期限", "Extend the time to decide"),
    "draft_decision": ("拟制决定", "Draft the decision"),
    "legal_review": ("法制审核", "Legal review"),
    "approve_decision": ("批准决定", "Approve the decision"),
    "publish": ("公示", "Publish"),
    "record_correction_of_conduct": ("登记列入后改正", "Record correction of conduct"),
    "apply_restoration": ("受理提前移出（信用修复）申请", "Receive an application for restoration"),
    "decide_restoration": ("决定提前移出（信用修复）", "Decide on restoration"),
    "confirm_leg": ("确认移出事项已办", "Confirm a leg of the removal"),
    "revoke_basis": ("登记认定依据被撤销", "Record that the basis was annulled"),
    "record_violation": ("登记再次违法", "Record a new violation"),
    "record_remedy": ("登记复议或者诉讼", "Record reconsideration or litigation"),
    "terminate_case": ("终止办理", "Terminate the case"),
}

CLOCK_ACTS: dict[str, Pair] = {
    "complete_announcement_service": ("公告期满，视为送达", "The announcement is complete: served"),
    "end_statement_period": ("陈述申辩期限届满", "The statement period ended"),
    "expire_listing": ("列入期限届满", "The listing period ended"),
    "open_restoration": ("可以申请提前移出", "Restoration may be applied for"),
    "lapse_statement_answer": ("答复期限届满未答复", "The time to answer passed unmet"),
    "lapse_decision": ("决定期限届满未决定", "The time to decide passed unmet"),
    "lapse_service": ("送达期限届满未送达", "The time to serve passed unmet"),
    "lapse_reconsideration": ("行政复议申请期限届满", "The time for reconsideration ended"),
    "lapse_litigation": ("行政诉讼起诉期限届满", "The time for litigation ended"),
    "lapse_restoration_decision": ("修复决定期限届满未决定", "The time to decide on restoration passed unmet"),
    "lapse_removal_effect": ("移出办理期限届满未办", "The time to carry out the removal passed unmet"),
    "lapse_withdrawal": ("撤出公示期限届满未办", "The time to withdraw passed unmet"),
}

# What an officer may want to know before doing it; one sentence each.
HINTS: dict[str, Pair] = {
    "approve_notice": ("批准后告知书即按案卷生成，日期为今日。", "On approval the notice is made from the file, dated today."),
    "record_service": ("期限自送达证明所载之日起算，不是自打印之日。", "Periods start from the day the proof shows, not from the print."),
    "file_statement": ("期限内交邮的，不算过期：请填写交邮日。", "What was posted in time is in time: give the day of posting."),
    "waive_statement": ("只有当事人明确表示放弃，才能登记。", "Only an express waiver by the party may be recorded."),
    "answer_statement": ("逐一复核当事人的意见；不得因申辩而加重。", "Answer every point; a defence never makes matters heavier."),
    "record_cure": ("改正并作出书面承诺的，可以不予列入。", "With correction and a written commitment, listing may be spared."),
    "draft_decision": ("只能使用告知书已经告知的惩戒措施；不予列入的，不选措施。", "Only measures that the notice has told may be used; none where the party is not listed."),
    "approve_decision": ("批准之日即为列入之日。", "The day of approval is the day of listing."),
    "publish": ("自然人无法定依据或者本人同意的，不予公示。", "A natural person is shown only on a ground in law or by consent."),
    "apply_restoration": ("信用修复不收取任何费用。", "Restoration is free of charge."),
    "confirm_leg": ("终止公示、停止共享、解除措施全部确认后，才算移出。", "Removed only when publication, sharing and measures are all seen ended."),
    "record_remedy": ("登记不影响公示和期限。", "Recording this stops neither publication nor any period."),
    "terminate_case": ("终止后案件不再继续办理。", "After this the case goes no further."),
    "revoke_basis": ("依据被撤销的，列入决定应当撤销。", "When the basis falls, the listing must be revoked."),
}
