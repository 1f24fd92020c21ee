"""Words of the clean-up ledger: what is wrong with a row, how a person settles it, why a file is not taken."""

from __future__ import annotations

Pair = tuple[str, str]

# {value}, {basis}, {row}, {cells}, {asked}, {unread} and {words} are filled in by `portal.ledger_telling`.
FAULTS: dict[str, Pair] = {
    "cells_short": (
        "只有{cells}格，样式有{asked}栏，缺哪一格不能确定；不能确定的栏目：{unread}",
        "has {cells} cells for {asked} columns, and which is missing is not certain; not read: {unread}",
    ),
    "cells_long": (
        "有{cells}格，样式只有{asked}栏，多哪一格不能确定；不能确定的栏目：{unread}",
        "has {cells} cells for {asked} columns, and which is too many is not certain; not read: {unread}",
    ),
    "disposition_outside": ("“{value}”不是{words}之一", "“{value}” is none of {words}"),
    "yes_no_other": ("“{value}”不是{words}之一", "“{value}” is none of {words}"),
    "cell_blank": ("没有填写", "is blank"),
    "number_missing": ("没有写明文号：{value}", "names no document number: {value}"),
    "basis_contradicted": (
        "填“是”，而依据栏是“{basis}”，两者不符",
        "says yes, but the basis named is “{basis}”: the two do not agree",
    ),
    "no_basis_for_disposition": (
        "填“{value}”，而国家层面和地方性法规依据都填“否”，与填表说明不符",
        "is “{value}”, but neither a national basis nor a local regulation is claimed: the form's note asks for one",
    ),
    "basis_beside_disposition": (
        "填“{value}”，而又填有依据；填表说明中此项用于缺乏依据的",
        "is “{value}” beside a basis said to exist: the form's note keeps it for documents that lack one",
    ),
    "day_unreadable": (
        "“{value}”不是可识别的日期（如2021-01-31、2021年1月31日、2021年1月底）",
        "“{value}” is no day that can be read (as 2021-01-31, 2021年1月31日, 2021年1月底)",
    ),
    "document_twice": ("该文件已在第{row}行", "stands in row {row} already"),
    "example_row": ("是样表的示例行", "marks a row of examples from the form"),
    "placeholder": (
        "“{value}”是样表的占位字样，应填实际内容",
        "“{value}” is the form's placeholder: the real words belong there",
    ),
}

WAYS: dict[str, Pair] = {
    "value": ("改正", "give the right value"),
    "stands": ("说明理由后保留", "let it stand, with the reason"),
    "struck": ("划去该行", "strike the row out"),
}

REFUSED: dict[str, Pair] = {
    "ledger_there": (
        "该单位已有台账：--way replace 以本文件代替，--way add 另行增补。",
        "The unit has a ledger already: --way replace puts this file in its place, --way add beside it.",
    ),
    "unit_unknown": (
        "没有这一清理规范工作，或者该单位没有列入（--campaign、--unit）。",
        "There is no such campaign, or the unit is not enrolled in it (--campaign, --unit).",
    ),
    "ledger_closed": (
        ("台账已经上报，已关闭，不再导入，什么也没有改动；确需增补、修改的，"
        "作为关闭后的增补、修改（--exception）备好文件，由牵头单位负责人写明理由批准后才计入。"),
        ("The ledgers were reported up and are closed: no file is taken and nothing was changed. "
        "For an addition or change lay the file ready as an exception (--exception); "
        "it counts once the lead's head has approved it with a reason."),
    ),
    "import_overtaken": (
        "另有人正在导入该单位的台账，本次停止；没有重复的行。",
        "Somebody else is taking in this unit's ledger: this one stops, and no row is there twice.",
    ),
    "fault_not_open": ("没有这一项未处理的问题。", "There is no such open fault."),
    "way_not_open": ("这一问题不能这样处理。", "This fault cannot be settled in this way."),
    "reason_missing": ("须写明理由。", "A reason is needed."),
    "value_missing": ("须给出样式中栏目的值。", "Give the value of a column of the form."),
    "value_unfit": ("给出的值没有消除这一问题。", "The value given does not settle the fault."),
}

# The same at the counter, where nobody types an option.
UPLOAD_REFUSED: dict[str, Pair] = {
    "ledger_there": (
        "该单位已有台账：请选择代替或者增补。",
        "The unit has a ledger already: choose to put this file in its place or beside it.",
    ),
    "ledger_closed": (
        "台账已经上报，已关闭，不再导入；确需增补、修改的，选“备好待批准”，由牵头单位负责人写明理由批准后才计入。",
        ("The ledgers were reported up and are closed. For an addition or change choose “lay ready for approval”: "
        "the file counts once the lead's head has approved it with a reason."),
    ),
}

DISPOSITIONS: dict[str, Pair] = {
    "keep": ("保留", "keep"),
    "revise": ("修订", "revise"),
    "legislate": ("立法", "legislate"),
    "abolish": ("废止", "abolish"),
    "": ("未能识别", "not read"),
}
