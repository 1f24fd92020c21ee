"""The published forms of the clean-up ledger (清理规范台账样式): columns, words and dispositions, as data.

Read from `regimes/forms/ledger/` by `models.law.ledger_reading`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

# What a column of a form asks, in the order the record keeps the answers.
FIELDS = (
    "ordinal", "document", "touches_list", "touches_information", "touches_measure", "content",
    "national_basis", "local_basis", "basis", "disposition", "complete", "unit", "person", "telephone",
)  # fmt: skip
YES_NO = ("touches_list", "touches_information", "touches_measure", "national_basis", "local_basis")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: what it asks, its title exactly as printed, titles read as the same, and its width."""

    field: str
    zh: str
    en: str
    also: tuple[str, ...]
    width: int


@dataclass(frozen=True, slots=True)
class DispositionRule:
    """One of the four dispositions (处置方式): its word, whether it goes with a basis or with the lack of one."""

    id: str
    word: str
    needs_basis: bool
    zh: str
    en: str
    article: str


@dataclass(frozen=True, slots=True)
class Note:
    """A note printed under the form."""

    zh: str
    en: str
    article: str


@dataclass(frozen=True, slots=True)
class LedgerForm:
    """One published form: where it stands, its columns in order, the words its cells may hold, its notes."""

    id: str
    place: int
    printed_title: str
    title_zh: str
    title_en: str
    number: str
    part: str
    issuer: str
    issued_on: date
    source: str
    certainty: str
    columns: tuple[Column, ...]
    yes: str
    no: str
    no_basis: tuple[str, ...]
    sample_words: tuple[str, ...]
    dispositions: tuple[DispositionRule, ...]
    notes: tuple[Note, ...]

    @property
    def fields(self) -> tuple[str, ...]:
        """What the columns ask, in the form's order."""
        return tuple(column.field for column in self.columns)

    def column(self, field: str) -> Column | None:
        """The column that asks this; None where the form does not ask it."""
        return next((c for c in self.columns if c.field == field), None)

    def disposition(self, word: str) -> DispositionRule | None:
        """The disposition of that word; None for a word outside the four."""
        return next((d for d in self.dispositions if d.word == word), None)
