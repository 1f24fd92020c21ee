"""What is wrong with a row of the ledger, by the form's own words and notes; nothing is put right here."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from unicodedata import normalize

from models.law.ledger_forms import YES_NO, LedgerForm
from models.records.ledgers import LedgerFault, Way, in_order_of_columns
from models.steps.ledger_cells import LONG, SHORT, day_of

OUTSIDE, YES_NO_OTHER, BLANK, NO_NUMBER = "disposition_outside", "yes_no_other", "cell_blank", "number_missing"
BASIS_DENIED, NO_BASIS, BASIS_BESIDE = "basis_contradicted", "no_basis_for_disposition", "basis_beside_disposition"
NO_DAY, TWICE, EXAMPLE, SAMPLE = "day_unreadable", "document_twice", "example_row", "placeholder"

# How a person may settle each fault. What the form itself forbids cannot stand.
WAYS: dict[str, tuple[Way, ...]] = {
    SHORT: (Way.VALUE, Way.STRUCK),
    LONG: (Way.VALUE, Way.STRUCK),
    OUTSIDE: (Way.VALUE, Way.STRUCK),
    YES_NO_OTHER: (Way.VALUE, Way.STRUCK),
    BLANK: (Way.VALUE, Way.STANDS, Way.STRUCK),
    NO_NUMBER: (Way.VALUE, Way.STANDS, Way.STRUCK),
    BASIS_DENIED: (Way.VALUE, Way.STRUCK),
    NO_BASIS: (Way.VALUE, Way.STRUCK),
    BASIS_BESIDE: (Way.VALUE, Way.STANDS, Way.STRUCK),
    NO_DAY: (Way.VALUE, Way.STRUCK),
    TWICE: (Way.VALUE, Way.STANDS, Way.STRUCK),
    EXAMPLE: (Way.VALUE, Way.STRUCK),
    SAMPLE: (Way.VALUE, Way.STANDS, Way.STRUCK),
}
_TEXTS = ("document", "content", "basis", "unit", "person", "telephone")
_NEEDED = ("ordinal", "document", "content", "unit", "person", "telephone")
# A document number (文号): a year in brackets and a number, or an order or announcement by its number.
_NUMBER = re.compile(
    r"[〔\[(【]\s*[0-9]{4}\s*[〕\])】]\s*第?\s*[0-9]+\s*号"
    r"|第\s*[0-9一二三四五六七八九十百千〇零]+\s*号|令\s*[0-9]+\s*号|[0-9]+\s*号令"
)
_LETTERS = re.compile(r"(?<![A-Za-z])[Xx]{2,}(?![A-Za-z])|×{2,}")

Read = Mapping[str, str | None]


def same_document(words: str) -> str:
    """A document's name as it is compared: width of letters and spaces put aside."""
    return re.sub(r"\s+", "", normalize("NFKC", words))


def judged(form: LedgerForm, read: Read) -> tuple[LedgerFault, ...]:
    """Every fault of what was read of a row, column by column; a cell not read has none of its own."""
    return in_order_of_columns((*_words(form, read), *_basis(form, read)))


def _words(form: LedgerForm, read: Read) -> Iterator[LedgerFault]:
    for name in form.fields:
        value = read[name]
        if value is None:
            continue
        if name in YES_NO and value not in (form.yes, form.no):
            yield LedgerFault(YES_NO_OTHER, name, (("value", value),))
        elif name in _NEEDED and not value:
            yield LedgerFault(BLANK, name)
        elif name == "disposition" and form.disposition(value) is None:
            yield LedgerFault(OUTSIDE, name, (("value", value),))
        elif name == "complete" and day_of(value) is None:
            yield LedgerFault(NO_DAY, name, (("value", value),))
        elif name == "ordinal" and value in form.sample_words:
            yield LedgerFault(EXAMPLE, name, (("value", value),))
        elif name in _TEXTS:
            yield from _sample(form, name, value)


def _sample(form: LedgerForm, name: str, value: str) -> Iterator[LedgerFault]:
    plain = normalize("NFKC", value)
    if name == "document" and not _NUMBER.search(plain):
        yield LedgerFault(NO_NUMBER, name, (("value", value),))
    if value in form.sample_words or _LETTERS.search(plain):
        yield LedgerFault(SAMPLE, name, (("value", value),))


def _basis(form: LedgerForm, read: Read) -> Iterator[LedgerFault]:
    """A basis said to be there must be named; keeping and revising need one, the other two lack one."""
    national, local, basis = read["national_basis"], read["local_basis"], read["basis"]
    none_named = basis is not None and (not basis or basis in form.no_basis)
    if none_named:
        for name in ("national_basis", "local_basis"):
            if read[name] == form.yes:
                yield LedgerFault(BASIS_DENIED, name, (("basis", basis or ""),))
    if not basis and basis is not None and form.yes not in (national, local) and (national, local) != (form.no,) * 2:
        yield LedgerFault(BLANK, "basis")
    rule = form.disposition(read["disposition"] or "")
    if rule is None:
        return
    if rule.needs_basis and (national, local) == (form.no,) * 2:
        yield LedgerFault(NO_BASIS, "disposition", (("value", rule.word),))
    if not rule.needs_basis and form.yes in (national, local):
        yield LedgerFault(BASIS_BESIDE, "disposition", (("value", rule.word),))
