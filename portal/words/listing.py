"""What catalogue, measures list and standard are called, and what the system does with each part of them."""

from __future__ import annotations

Pair = tuple[str, str]

# Limits below which nothing may stay.
LEAST = ("consultation_days",)

NOT_READ: Pair = ("没有读到", "not read")
OTHERS: Pair = ("其余各行没有读到", "the other rows were not read")

MEASURE_WORDS: Pair = ("惩戒措施", "Measure")
COLUMN_WORDS: dict[str, Pair] = {
    "content": ("惩戒内容", "Content"),
    "object": ("惩戒对象", "Object"),
    "basis": ("法规政策依据", "Basis in law or policy"),
    "body": ("实施主体", "Implementing body"),
}
POINT_WORDS: dict[str, Pair] = {
    "shared": ("共享范围", "Shared with"),
    "public": ("是否公开", "Public"),
    "collected_by": ("采集部门", "Collected by"),
}
EDITION_WORDS: dict[str, Pair] = {
    "measures-list": ("全国失信惩戒措施基础清单", "National base list of measures"),
    "credit-catalogue": ("全国公共信用信息基础目录", "National base catalogue"),
}
STANDARD_WORDS: dict[str, Pair] = {
    "consultation": ("公开征求意见", "Consultation"),
    "removal": ("移出条件和程序", "Conditions and procedure of removal"),
    "remedies": ("救济措施", "Remedies"),
    "evaluation": ("第三方评估", "Third-party evaluation"),
    "unread": ("没有读到", "not read"),
    "silent": ("读过，没有规定", "read, and there is no rule"),
}

DONE: dict[str, Pair] = {
    "edition": (
        "全国基础版本，或者依据地方性法规的补充",
        "the national edition, or a supplement under a local regulation",
    ),
    "own_editions": (
        "没有地方性法规依据的，真实案件不予立案",
        "without a local regulation behind it no real case is opened under this text",
    ),
    "base_editions": ("只有这些文本可以是全国基础版本", "only these texts may be the national edition"),
    "supplement_ranks": ("补充版本的依据须为其一", "a supplement rests on one of these"),
    "local_list_ranks": ("地方名单的依据须为其一", "a local list rests on one of these"),
    "organisations": ("以评分为依据的，只能针对这些单位", "a score may be held against these organisations only"),
    "scope": ("名单的实施范围", "where the list applies"),
    "standard": ("读取时核对认定标准的要求", "checked when the file is read"),
    "measure_categories": ("措施的类别；自主实施的不是义务", "a category of measures; of one's own accord is no duty"),
    "bodies": ("可以或者不得被要求实施惩戒的单位", "a body that may, or may not, be obliged to punish"),
    "score_bases": ("不得作为对个人惩戒的依据", "no basis of a measure on an individual"),
    "records": ("认定依据文书所属的目录类别", "the class of the catalogue a document belongs to"),
    "listed_measures": ("名单的措施须归入其中的项目", "a list's measure falls under such an item"),
    "listed_row": ("五栏齐备方可采用", "taken only with all five columns"),
    "catalogue": ("目录以外的不得纳入", "what is outside may not be recorded"),
    "shared": ("在此范围内共享", "shared so far"),
    "public": ("不公开的不予公示", "what is not public is not shown"),
    "collected_by": ("由其一口采集", "the one body that collects it"),
}
