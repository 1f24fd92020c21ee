"""Asking what stands inside an act's JSON by SQL: the same question on SQLite and PostgreSQL.

A path is written as `facts.unit`.  Days are asked as texts (2026-10-31), the same in both.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, String, TableValuedAlias, column, literal_column
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import GenericFunction


class said(GenericFunction[str]):  # noqa: N801 - a function of SQL is named as it is written
    """The text, number or truth under a path, as a text; nothing where the path leads nowhere."""

    type = String()
    inherit_cache = True


class law_day(GenericFunction[str]):  # noqa: N801 - as above
    """The legal day of an instant: its day in Shanghai."""

    type = String()
    inherit_cache = True


class each_of(GenericFunction[Any]):  # noqa: N801 - as above
    """Every member of the list under a path; none where there is no list."""

    inherit_cache = True


def under(content: Any, path: str) -> ColumnElement[str]:
    """What stands under a path of a JSON."""
    return said(content, *_steps(path))


def members(content: Any, path: str, name: str) -> TableValuedAlias:
    """The members of a list as rows with the column `value`, each itself JSON or a plain text."""
    return each_of(content, *_steps(path)).table_valued(column("value", String), name=name, joins_implicitly=True)


def _steps(path: str) -> list[ColumnElement[str]]:
    # Written into the statement and not bound to it: two paths are two questions.
    return [literal_column(f"'{step}'") for step in path.split(".") if step]


def _path(element: Any, compiler: Any, **kw: Any) -> tuple[str, list[str]]:
    content, *steps = list(element.clauses)
    return compiler.process(content, **kw), [str(step.name).strip("'") for step in steps]


@compiles(said, "sqlite")
def _said_here(element: Any, compiler: Any, **kw: Any) -> str:
    content, steps = _path(element, compiler, **kw)
    return f"CAST(json_extract({content}, '{_sqlite_path(steps)}') AS TEXT)"


@compiles(said, "postgresql")
def _said_there(element: Any, compiler: Any, **kw: Any) -> str:
    content, steps = _path(element, compiler, **kw)
    return f"(CAST({content} AS jsonb) #>> '{{{','.join(steps)}}}')"


@compiles(each_of, "sqlite")
def _each_here(element: Any, compiler: Any, **kw: Any) -> str:
    content, steps = _path(element, compiler, **kw)
    if not steps:
        return f"json_each({content})"
    path = _sqlite_path(steps)
    held = f"json_extract({content}, '{path}')"
    return f"json_each(CASE WHEN json_type({content}, '{path}') = 'array' THEN {held} ELSE '[]' END)"


@compiles(each_of, "postgresql")
def _each_there(element: Any, compiler: Any, **kw: Any) -> str:
    content, steps = _path(element, compiler, **kw)
    if not steps:
        return f"jsonb_array_elements_text(CAST({content} AS jsonb))"
    held = f"(CAST({content} AS jsonb) #> '{{{','.join(steps)}}}')"
    return f"jsonb_array_elements_text(CASE WHEN jsonb_typeof({held}) = 'array' THEN {held} ELSE '[]' END)"


@compiles(law_day, "sqlite")
def _day_here(element: Any, compiler: Any, **kw: Any) -> str:
    return f"date({compiler.process(element.clauses, **kw)}, '+8 hours')"


@compiles(law_day, "postgresql")
def _day_there(element: Any, compiler: Any, **kw: Any) -> str:
    return f"to_char({compiler.process(element.clauses, **kw)} AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD')"


def _sqlite_path(steps: Sequence[str]) -> str:
    return "$" + "".join(f"[{step}]" if step.isdigit() else f".{step}" for step in steps)
