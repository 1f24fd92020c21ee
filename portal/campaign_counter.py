"""The words of a campaign: its vocabulary, the columns of its ledgers, and what is wrong in a row."""

from __future__ import annotations

from functools import cache

from models.law.ledger_forms import LedgerForm
from models.law.ledger_reading import read_forms
from models.tables.ledgers import fault_named
from portal.proceeding_wording import vocabulary
from portal.wording import Speech
from portal.words import cleanup

_NAMED = {
    "unit": "unit", "units": "unit", "parent": "unit", "regimes": "regime", "measures": "measure",
    "officers": "officer", "people": "officer",
}  # fmt: skip


@cache
def _forms() -> dict[str, LedgerForm]:
    return read_forms()


def column_name(speech: Speech, field: str) -> str:
    """What a column of the ledger is called on the form that asks it."""
    found = next((c for form in _forms().values() if (c := form.column(field))), None)
    return speech.t(found.zh, found.en) if found else speech.t("整行", "the whole row")


def fault_name(speech: Speech, name: str) -> str:
    """A fault of a ledger by its row, its column and what is wrong."""
    named = fault_named(name)
    if named is None:
        return name
    _, place, code, field = named
    what = cleanup.FAULTS.get(code, (code, code))
    column = column_name(speech, field)
    return speech.t(f"第{place}行“{column}”：{what[0]}", f"row {place}, “{column}”: {what[1]}")


SAY = {"fault": fault_name, "values.field": column_name}
VOCABULARY = vocabulary(cleanup, _NAMED, SAY, deadlines="DUES")
