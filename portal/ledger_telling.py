"""A fault of a ledger's row said to a person: by row and column, in Chinese and English."""

from __future__ import annotations

from collections.abc import Mapping

from models.law.ledger_forms import LedgerForm
from models.records.ledgers import LedgerFault, LedgerRow
from portal.words.ledgers import FAULTS, Pair


def fault_words(form: LedgerForm, fault: LedgerFault) -> Pair:
    """What is wrong, without the place."""
    about = dict(fault.about)
    words = _words(form, fault)
    zh, en = FAULTS[fault.code]
    unread = [c for name in about.get("unread", "").split() if (c := form.column(name))]
    return (
        zh.format_map({**about, "words": "、".join(words), "unread": "、".join(c.zh for c in unread)}),
        en.format_map({**about, "words": ", ".join(words), "unread": ", ".join(c.en for c in unread)}),
    )


def column_words(form: LedgerForm, fault: LedgerFault) -> Pair:
    """The column by its number in the form and its title; the whole row where no column is meant."""
    column = form.column(fault.field)
    if column is None:
        return "整行", "the whole row"
    at = form.columns.index(column) + 1
    return f"第{at}栏“{column.zh}”", f"column {at} “{column.en}”"


def row_words(forms: Mapping[str, LedgerForm], row: LedgerRow, shown: LedgerForm | None = None) -> Pair:
    """Every open fault of a row, one a line; columns are counted as in the form shown, else in the row's own."""
    own = forms[row.form]
    form = shown or own
    lines = [(column_words(form if form.column(f.field) else own, f), fault_words(own, f)) for f in row.faults]
    return (
        "\n".join(f"{place[0]}：{said[0]}" for place, said in lines),
        "\n".join(f"{place[1]}: {said[1]}" for place, said in lines),
    )


def _words(form: LedgerForm, fault: LedgerFault) -> list[str]:
    if fault.field == "disposition":
        return [d.word for d in form.dispositions]
    return [form.yes, form.no]
