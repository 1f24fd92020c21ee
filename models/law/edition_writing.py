"""An edition written out as the law file it would become: a person enters it, the program never does."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from models.law.edition_content import Content
from models.law.edition_rules import SUPPLEMENT

_WIDTH = 110
_PLAIN = re.compile(r"[a-z][a-z_.-]*")
_RANK = (
    "rank: {value: normative-document, article: 编制说明, zh: 规范性文件（依49号（一）（九）编制）, "
    'en: "normative document, compiled under 49号（一）（九）"}'
)


@dataclass(frozen=True, slots=True)
class EditionHead:
    """What stands at the head of an edition's law file."""

    instrument: str
    scope: str
    title: str
    title_en: str
    issuer: str
    number: str
    published_on: date
    in_force_on: date
    checked_on: date
    digest: str
    record: str
    founded_on: tuple[tuple[str, str], ...] = ()


def law_file(head: EditionHead, content: Content) -> str:
    """The text of the law file, in the shape the law files have; `Lawbook` reads it."""
    lines = [
        f"# {_comment(head.title)}",
        f"# 由案卷 {head.record} 公布的内容逐条生成，内容摘要 sha256 {head.digest}。写入法规文件由人完成。",
        f"general: {head.instrument}",
        *_written("title", {"zh": head.title, "en": head.title_en or head.title}),
        *_written(
            "instrument",
            {
                "short": f"《{head.title}》",
                "number": head.number,
                "issuer": head.issuer,
                "promulgated_on": head.published_on.isoformat(),
            },
        ),
        *_written("source", f"record {head.record}"),
        f"checked_on: {head.checked_on.isoformat()}",
        "certainty: verbatim",
        "reviewed: {by: [], gazette: null, gazette_on: null}",
        f"in_force: {{since: {head.in_force_on.isoformat()}, until: null, article: 公布通知, nothing_before: true}}",
        _RANK,
    ]
    if head.scope:
        named = ("补充版本", "a supplement") if head.scope == SUPPLEMENT else ("基础版本", "the base edition")
        lines += _written("edition", {"value": head.scope, "article": "编制说明", "zh": named[0], "en": named[1]})
    if head.scope == SUPPLEMENT:
        # A case tells the supplements it was opened with by what it cites of them.
        rule = {"article": "编制说明", "zh": f"适用{head.title}", "en": f"{head.title_en or head.title} applies"}
        lines += _written("rules", {f"local.{head.instrument}": rule})
    if head.founded_on:
        lines.append("founded_on:")
        for n, (rank, text) in enumerate(head.founded_on, start=1):
            row = {"id": f"basis-{n}", "rank": rank, "instrument": text, "article": "编制说明", "zh": text}
            lines += _item(row, 2)
    for part, rows in content.items():
        lines += _written(part, rows)
    return "\n".join(lines) + "\n"


def _comment(text: str) -> str:
    return " ".join(text.split())


def _written(key: str, value: Any, at: int = 0) -> list[str]:
    """A key and its value: in one line where it fits, else a line for each part."""
    pad = " " * at
    flat = _flat(value)
    if not isinstance(value, (Mapping, list)) or not value or len(pad) + len(key) + len(flat) <= _WIDTH:
        return [f"{pad}{_key(key)}: {flat}"]
    if isinstance(value, Mapping):
        return [f"{pad}{_key(key)}:", *(line for k, v in value.items() for line in _written(k, v, at + 2))]
    if not all(isinstance(row, Mapping) for row in value):
        return [f"{pad}{_key(key)}: {flat}"]
    return [f"{pad}{_key(key)}:", *(line for row in value for line in _item(row, at + 2))]


def _item(row: Mapping[str, Any], at: int) -> Iterator[str]:
    flat = _flat(row)
    if at + len(flat) <= _WIDTH:
        yield f"{' ' * at}- {flat}"
        return
    lines = [line for k, v in row.items() for line in _written(k, v, at + 2)]
    yield f"{' ' * at}- {lines[0].lstrip()}"
    yield from lines[1:]


def _key(name: str) -> str:
    return name if _PLAIN.fullmatch(name) else json.dumps(name, ensure_ascii=False)


def _flat(value: Any) -> str:
    """JSON is YAML: quoted wherever a reader could take a word for something else."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_key(k)}: {_flat(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_flat, value)) + "]"
    return json.dumps(value, ensure_ascii=False)
