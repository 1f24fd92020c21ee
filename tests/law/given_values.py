"""The given readings of the law beside the law files: which values answer which reading, and whether they agree."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from models.law.lawbook import Instrument, Lawbook
from models.law.reading import Place
from models.law.regimes import Certainty
from portal.words.places import CHOICES

GIVEN = Path(__file__).parents[1] / "given" / "law" / "regimes.yaml"
ORDER = tuple(Certainty)
_UNITS = {"working_day": "working-day", "calendar_day": "calendar-day", "day": "calendar-day"}
_SHARE = 0.6

# Our keys by the field of the readings that they answer.
FIELDS: dict[str, tuple[str, ...]] = {
    "rank_of_law": ("rank", "founded_on"),
    "subjects": ("parties",),
    "decider": ("levels", "decider", "jurisdiction", "opening", "president"),
    "approval": ("agreement", "decision_extension", "restoration_reported", "president"),
    "list_start_event": ("opening", "warning"),
    "pre_notice": ("notice", "notice_parts", "notice_of_penalty", "warning"),
    "response_window": ("statement_period", "statement", "hearing_request"),
    "hearing": ("hearing",),
    "authority_verify_answer": ("statement_answer", "unapplied.objection_after_listing"),
    "decision_deadline": ("decision", "decision_extension"),
    "decision_document": ("decision", "decision_parts", "president"),
    "service": ("decision_service", "service"),
    "publication_when": ("publication",),
    "publication_where": ("channels", "publication"),
    "publication_period": ("publication_end", "listing_period"),
    "publication_content": ("unapplied.publication_content",),
    "masking": ("masking", "confidentiality"),
    "measures": ("measures", "grades"),
    "restoration_earliest": ("restoration_earliest", "deletion.early"),
    "restoration_conditions": (
        "restoration_earliest", "restoration_conditions", "restoration_condition", "deletion", "revocation",
    ),
    "restoration_exclusions": ("restoration_exclusion",),
    "restoration_materials": ("materials", "restoration_application"),
    "restoration_acceptance": ("restoration_acceptance",),
    "restoration_decision": ("restoration_decision", "unapplied.removal_effect"),
    "restoration_verification": ("restoration_decision", "restoration_acceptance", "deletion"),
    "restoration_effect": ("removal_effect", "removal"),
    "expiry_removal": ("expiry", "expiry_effect", "expiry_of_limit"),
    "revocation_removal": ("revocation", "withdrawal"),
    "correction": ("correction",),
    "objection_after_listing": ("objection", "remedies_named", "unapplied.remedies"),
    "sync": ("sharing", "recipients", "measures"),
    "false_material_consequence": ("false_materials", "restoration_exclusion"),
    "relisting": ("relisting", "restoration_exclusion", "restoration_condition"),
    "appeal": ("remedies", "remedies_named", "reconsideration", "litigation"),
}  # fmt: skip
# The subjects of `unapplied` that have another name there.
_TOPICS = {
    "publication_period": "publication_end",
    "response_window": "statement_period",
    "decision_deadline": "decision",
    "restoration_exclusions": "restoration_exclusion",
    "restoration_materials": "materials",
    "restoration_effect": "removal_effect",
    "expiry_removal": "expiry",
    "revocation_removal": "revocation",
    "false_material_consequence": "false_materials",
    "appeal": "remedies",
}
_ARTICLES = {"ch.1": "第一章", "preamble": "文首"}
# A reading whose article names another instrument is looked for there, on the day it was in force.
ELSEWHERE: dict[str, tuple[tuple[str, ...], date]] = {
    "信用修复管理办法(2021)": (("samr-repair",), date(2021, 9, 1)),
    "行政处罚法": (("hearing", "penalty-law"), date(2021, 7, 15)),
}
_LISTS = (
    "grounds", "measures", "channels", "materials", "notice_parts", "decision_parts", "categories",
    "unapplied", "founded_on",
)  # fmt: skip
_HEADS = {"number": "number", "issuer": "issuer", "promulgated": "promulgated_on"}


@dataclass(frozen=True, slots=True)
class Reading:
    """One value of the readings: of which list, on what, what it says and how well it is known."""

    regime: str
    field: str
    place: int
    value: Any
    unit: str
    article: str
    certainty: Certainty
    since: date | None = None
    code: str = ""

    @property
    def name(self) -> str:
        """How an exception names it."""
        return f"{self.regime}.{self.field}" + (f"[{self.place}]" if self.place else "")


@dataclass(frozen=True, slots=True)
class Held:
    """One value of the law files with its text."""

    key: str
    article: str
    certainty: Certainty
    zh: str
    amount: int | None
    unit: str


def readings(section: str = "regimes") -> Iterator[Reading]:
    """Every value that was read, recalled or derived; what was not found says nothing."""
    given = yaml.safe_load(GIVEN.read_text(encoding="utf-8"))[section]
    for regime, held in given.items():
        for field, value in held["fields"].items():
            for place, one in enumerate(value if isinstance(value, list) else [value]):
                if one.get("basis") != "none":
                    yield _reading(regime, field, place, one)
        for place, ground in enumerate(held.get("grounds", [])):
            yield _reading(regime, "grounds", place, {**ground, "value": ground["text"]})
        for place, note in enumerate(held.get("notes", [])):
            if note.get("basis") != "none":
                yield _reading(regime, "notes", place, note)


def _reading(regime: str, field: str, place: int, one: dict[str, Any]) -> Reading:
    word = one["certainty"]
    if word == "inferred":
        word = "recall" if one.get("basis") == "recall" else "derived"
    unit = str(one.get("unit") or "")
    since = date.fromisoformat(one["valid_from"]) if one.get("valid_from") else None
    article = plain_article(str(one.get("article") or ""))
    unit, code = _UNITS.get(unit, unit), str(one.get("code") or "")
    return Reading(regime, field, place, one.get("value"), unit, article, Certainty(word), since, code)


def plain_article(article: str) -> str:
    """An article without the blanks and the kind of bracket it is written with."""
    plain = re.sub(r"[\s《》]", "", article).translate(str.maketrans("（）：", "():"))
    return _ARTICLES.get(plain, plain)


def elsewhere(reading: Reading) -> tuple[tuple[str, ...], date] | None:
    """The other instrument that a reading's article names, if we hold it."""
    return next((held for name, held in ELSEWHERE.items() if reading.article.startswith(name)), None)


def our_id(regime: str) -> str:
    """The name of a list in the law files."""
    return regime.replace("_", "-")


def held_values(book: Lawbook, names: tuple[str, ...], on: date) -> list[Held]:
    """Every value of the files of that name in force on a day."""
    return [held for name in names for held in _values(book.instrument(name, on))]


def _values(text: Instrument) -> Iterator[Held]:
    place = text.place
    for name in ("rank", "levels", "decider", "category", "heavy_penalties", "list_ranks"):
        if name in place:
            yield _held(text, name, place.inner(name))
    for name in ("parties", "recipients"):
        for key, value in place.items_inner(name):
            yield _held(text, f"{name}.{key}", value)
    for name in ("periods", "limits", "rules", "switches"):
        for key, value in place.items_inner(name):
            yield _held(text, key, value)
    for name in _LISTS:
        for row in place.rows(name):
            topic = f"{row['topic']}." if "topic" in row else ""
            yield _held(text, f"{name}.{topic}{row.get('code') or row['id']}", row)


def _held(text: Instrument, key: str, value: Place) -> Held:
    citation = text.cite(key, value)
    amount = value.get("amount")
    roles = value.words("value") if key.startswith("parties.") else ()
    zh = str(value.get("zh") or "") + "".join(CHOICES["role"][role][0] for role in roles)
    article = citation.article
    if key.startswith("founded_on."):
        zh, article = citation.instrument + zh, citation.instrument + article
    return Held(key, plain_article(article), citation.certainty, zh, amount, str(value.get("unit") or ""))


def speak_of(reading: Reading, values: list[Held]) -> list[Held]:
    """The values that answer to the field of a reading."""
    if reading.field == "grounds":
        return [v for v in values if v.key == f"grounds.{reading.code}"]
    names = (*FIELDS.get(reading.field, ()), f"unapplied.{_TOPICS.get(reading.field, reading.field)}")
    if reading.field == "notes":
        return [v for v in values if not v.key.startswith("grounds.")]
    return [v for v in values if any(v.key == name or v.key.startswith(f"{name}.") for name in names)]


def agrees(reading: Reading, values: list[Held], silent: tuple[str, ...] = ()) -> str:
    """How a value that was read is found again: by number, text or article, or by its silence; empty if it is not."""
    if reading.value == "silent":
        return "silence" if reading.field in silent else ""
    if isinstance(reading.value, bool):
        return "switch" if reading.value is any(v.key == "notice-merged" for v in values) else ""
    answers = speak_of(reading, values)
    if isinstance(reading.value, int):
        mine = [v for v in answers if not reading.article or _same_article(reading.article, v.article)]
        return "number" if any((v.amount, v.unit) == (reading.value, reading.unit) for v in mine) else ""
    mine = [v for v in answers if not reading.article or _shares_a_number(reading.article, v.article)]
    items = reading.value if isinstance(reading.value, list) else [str(reading.value)]
    if not mine or not _is_chinese("".join(items)):
        return "article" if mine else ""
    said = "".join(v.zh for v in mine)
    return "text" if all(_share(re.sub(r"[^一-鿿]", "", item), said) for item in items) else ""


def _parts(article: str) -> list[tuple[str, str]]:
    """The articles that are named, each with its item; the instrument's own name and year are left out."""
    for name in ELSEWHERE:
        article = article.removeprefix(name)
    return re.findall(r"(\d+|[一二三四五六七八九十]+)((?:\([^)]*\))?)", article)


def _same_article(read: str, ours: str) -> bool:
    """Whether an article and item are the same; one that names no item stands for all of them."""
    pairs = ((a, b) for a in _parts(read) for b in _parts(ours))
    return read == ours or any(x == y and (i == j or not i or not j) for (x, i), (y, j) in pairs)


def _shares_a_number(read: str, ours: str) -> bool:
    return read == ours or any(x == y for x, _ in _parts(read) for y, _ in _parts(ours))


def _is_chinese(text: str) -> bool:
    """Whether it quotes: a reading told in English can only be compared by its article."""
    letters = re.findall(r"[A-Za-z一-鿿]", text)
    return 2 * len(re.findall(r"[一-鿿]", text)) > len(letters)


def _share(item: str, said: str) -> bool:
    return sum(c in said for c in item) >= _SHARE * len(item)


def head_agrees(reading: Reading, text: Instrument) -> bool:
    """Whether title, number, issuer and days of the file are those that were read."""
    place = text.place
    head = place.inner("instrument")
    value = str(reading.value)
    if reading.field == "legal_name":
        return value in (str(head["short"]).strip("《》"), place.inner("title")["zh"]) or value in str(head["number"])
    if reading.field == "effective":
        return value == text.in_force_on.isoformat()
    ours = str(head.get(_HEADS[reading.field]))
    return ours in value or value in ours


def head_certainty(text: Instrument) -> Certainty:
    """How well the head of a file is known."""
    return text.certainty(text.place.inner("instrument"))
