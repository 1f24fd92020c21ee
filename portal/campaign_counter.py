"""What every page of a campaign needs: the campaign, its words, and what an officer may choose in it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import cache

from fastapi import Request

from models.law.cleanup import campaign_words
from models.law.days import law_day
from models.law.lawbook import Lawbook
from models.law.ledger_forms import LedgerForm
from models.law.ledger_reading import read_forms
from models.tables.ledgers import fault_named
from portal.campaign_reading import CampaignFile, campaign
from portal.counter import Counter, Problem, lang_of
from portal.proceeding_wording import ProceedingSpeech, Vocabulary
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


VOCABULARY = Vocabulary(
    {
        "act": {**cleanup.ACTS, **cleanup.CLOCK_ACTS},
        "step": cleanup.STEPS,
        "deadline": cleanup.DUES,
        "paper": cleanup.PAPERS,
        "hint": {},
    },
    cleanup.FIELDS,
    cleanup.HELPS,
    cleanup.HELP_RULES,
    cleanup.CHOICES,
    _NAMED,
    {"fault": fault_name, "values.field": column_name},
)


def campaign_of(counter: Counter, campaign_id: str) -> CampaignFile:
    """A campaign of the record."""
    found = counter.reader.ask(lambda connection: campaign(connection, campaign_id))
    if found is None:
        raise Problem(404, "没有这一清理规范工作。", "There is no such campaign.")
    return found


def now_of(counter: Counter, held: CampaignFile) -> datetime:
    """The legal instant: a rehearsal's clock is its own."""
    return counter.now() - timedelta(seconds=held.offset)


def home_of(held: CampaignFile) -> str:
    """Where a campaign's own page is."""
    return f"/cleanup/{held.id}"


def speech_of(counter: Counter, request: Request, held: CampaignFile) -> ProceedingSpeech:
    """The language of this visitor, with the words of the campaign's law and the names of its units."""
    lang, day = lang_of(request), law_day(held.opened_at)
    regimes, measures = titles(counter.book, law_day(counter.now()))
    at = 0 if lang == "zh" else 1
    officers = counter.reader.names()
    names = {
        "unit": held.names,
        "officer": officers,
        "regime": {code: pair[at] for code, pair in regimes.items()},
        "measure": {code: pair[at] for code, pair in measures.items()},
    }
    words = campaign_words(counter.book, held.notice, day)
    return ProceedingSpeech(lang, words, held.names, officers, own=VOCABULARY, names=names)


Pairs = dict[str, tuple[str, str]]


@cache
def titles(book: Lawbook, on: date) -> tuple[Pairs, Pairs]:
    """What every list held is called, and every measure that one of them names."""
    regimes: Pairs = {}
    measures: Pairs = {}
    for regime in book.regimes:
        named = book.instrument(regime, on).place.inner("title")
        regimes[regime] = (named.text("zh"), named.text("en"))
        for key, words in book.words(regime, on).items():
            kind, _, code = key.partition(".")
            if kind == "measures" and code:
                measures.setdefault(code, (words.zh, words.en))
    return regimes, measures
