"""`duecourse law review`, `confirm` and `withdraw`: what nobody has confirmed, and two people who do or undo it."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Column, Table

from desk import signing
from desk.joining import RecordAbsent, joined_record
from desk.law_editions import HIGHER_BASIS, restoration_flag
from desk.temporal_server import HouseError
from models.law.days import law_day
from models.law.lawbook import Instrument, Lawbook
from models.law.library import lawbook
from models.law.reading import LawError
from models.law.regimes import Law
from models.law.reviewing import Value, reviewers, unreviewed
from models.law.standards import has_written_restoration
from models.records.reviews import Seen
from models.steps.reviewing import refuse_review, refuse_withdrawal
from models.tables.resting import real_cases_on
from models.tables.reviewing import Confirmation, confirmations, confirmed, keep_confirmation, keep_withdrawal
from portal.reading import Reader
from portal.reviewing import coded, sourced
from portal.words.law import CERTAINTIES, NOT_READ

Day = Annotated[datetime | None, typer.Option("--on", formats=["%Y-%m-%d"], help="The day (default: today).")]
_PEOPLE = 2
_TEXTS = (
    "文件 Text",
    "施行 In force",
    "未核对 Not reviewed",
    "其中非原文 Not its own words",
    "成文修复规定 Restoration rules",
)
_RULES = ("有 held", "没有或未读 none, or not read")
_VALUES = ("值 Value", "条 Article", "把握 Certainty", "规定 What the law says", "来源 Source")


def review(
    regime: Annotated[str, typer.Argument(help="A list, as mohrss-wages; none: every list, counted.")] = "",
    on: Day = None,
    local: Annotated[list[str] | None, typer.Option("--local", help="A local supplement that applies.")] = None,
) -> None:
    """Show which values two people have not confirmed against the gazette: real cases wait for them."""
    day, console = _day(on), Console(highlight=False)
    book, held = _book(), confirmed_here()
    if held is None:
        typer.echo("没有案卷库，视为均未核对。 There is no record here: nothing counts as confirmed.", err=True)
        held = frozenset()
    if not regime:
        console.print(_counted(book, day, held))
        return
    try:
        texts = book.bundle(regime, day, tuple(local or ()))
    except LawError as bad:
        raise signing.ended(str(bad)) from bad
    for text in texts:
        open_values = unreviewed((text,), held)
        if open_values:
            console.rule(f"{text.id}  {text.in_force_on}  {len(open_values)}")
            console.print(_listed(open_values, text))
    console.print(f"{regime}  {day}  {_told(unreviewed(texts, held))}")
    if not has_written_restoration(texts[0].place):
        console.print(restoration_flag())
    law = book.law(regime, day, tuple(local or ()), held)
    if not book.carries_a_list(regime, day):
        console.print(HIGHER_BASIS)
    console.print(_standing(law))


def confirm(
    text: Annotated[str, typer.Argument(help="A text, as mohrss-wages or penalty-law.")],
    gazette: Annotated[str, typer.Option(help="Number of the gazette (公报期号).")],
    page: Annotated[str, typer.Option(help="Its page (页码).")],
    gazette_on: Annotated[datetime, typer.Option("--gazette-on", formats=["%Y-%m-%d"], help="Its day (公报日期).")],
    by: Annotated[list[str], typer.Option("--by", help="Sign-in name of who confirms, twice: two people.")],
    keys: Annotated[list[str] | None, typer.Argument(help="Values, as rules.notice periods.decision.")] = None,
    article: Annotated[str, typer.Option("--article", help="Every value of this article not confirmed yet.")] = "",
    on: Day = None,
) -> None:
    """Confirm values against the gazette: two people have read them there, and each gives a password."""
    day, book = _day(on), _book()
    if len(by) != _PEOPLE:
        raise signing.ended("Two people confirm: --by … --by …. 须由两人核对。")
    try:
        with joined_record() as engine:
            reader = Reader(engine)
            held = reader.ask(confirmed)
            chosen = _chosen(book, text, day, tuple(keys or ()), article, held)
            for value in chosen:
                typer.echo(f"{value.key}  {value.article}  {value.zh}{_more(value)}")
            people = (signing.person(reader, by[0], f"（{by[0]}）"), signing.person(reader, by[1], f"（{by[1]}）"))
            seen = Seen(gazette, page, gazette_on.date())
            now = datetime.now(UTC).replace(microsecond=0)
            refused = refuse_review(people, chosen, seen, reviewers(book, law_day(now)), law_day(now))
            if refused is not None:
                raise signing.refused(refused, book.words(book.regimes[0], law_day(now)))
            with engine.begin() as connection:
                keep_confirmation(connection, chosen, seen, people, now)
            left = unreviewed((book.instrument(text, day),), reader.ask(confirmed))
    except HouseError as bad:
        raise signing.ended(str(bad)) from bad
    typer.echo(f"✓ 已核对 confirmed: {len(chosen)}；{text} {_told(left)}")


def withdraw(
    text: Annotated[str, typer.Argument(help="A text, as mohrss-wages or penalty-law.")],
    keys: Annotated[list[str], typer.Argument(help="Values whose confirmation is wrong, as rules.notice.")],
    reason: Annotated[str, typer.Option(help="Why it was wrong (理由).")],
    by: Annotated[list[str], typer.Option("--by", help="Sign-in name of who withdraws, twice: two people.")],
    on: Day = None,
) -> None:
    """Withdraw a wrong confirmation: two people give their reason; the value is unreviewed from then on."""
    day, book = _day(on), _book()
    if len(by) != _PEOPLE:
        raise signing.ended("Two people withdraw: --by … --by …. 须由两人撤回。")
    held = _text(book, text, day)
    try:
        with joined_record() as engine:
            reader = Reader(engine)
            chosen = _confirmations(reader, held, tuple(keys))
            _tell_cases(reader.ask(lambda c: real_cases_on(c, book, held.id, held.in_force_on)))
            people = (signing.person(reader, by[0], f"（{by[0]}）"), signing.person(reader, by[1], f"（{by[1]}）"))
            now = datetime.now(UTC).replace(microsecond=0)
            refused = refuse_withdrawal(people, tuple(c.key for c in chosen), reason, reviewers(book, law_day(now)))
            if refused is not None:
                raise signing.refused(refused, book.words(book.regimes[0], law_day(now)))
            digests = [c.value.sha256 for c in chosen]
            with engine.begin() as connection:
                number = keep_withdrawal(connection, digests, reason.strip(), (people[0].id, people[1].id), now)
            left = unreviewed((held,), reader.ask(confirmed))
    except HouseError as bad:
        raise signing.ended(str(bad)) from bad
    typer.echo(f"✓ 已撤回核对 withdrawn: {number}；{text} {_told(left)}")


def _confirmations(reader: Reader, text: Instrument, keys: tuple[str, ...]) -> list[Confirmation]:
    """The confirmations that stand of the values named; one that has none ends the command."""
    made = reader.ask(lambda connection: confirmations(connection, text.id, text.in_force_on))
    standing = [c for c in made if c.withdrawn is None and c.key in keys]
    without = [key for key in keys if key not in [c.key for c in standing]]
    if without:
        raise signing.ended(f"Not confirmed: {', '.join(without)}. 这些条文没有可撤回的核对。")
    for c in standing:
        typer.echo(f"{c.key}  {c.value.article}  {c.value.zh}  {c.seen.gazette} {c.seen.page}  {'、'.join(c.people)}")
    return standing


def _tell_cases(cases: tuple[str, ...]) -> None:
    """What the withdrawal concerns, before any password is asked."""
    typer.echo(
        f"受影响的在办真实案件 {len(cases)} 件，仍按立案时所附条文办理，由负责人逐件核查。 "
        f"Open real cases that rest on this text: {len(cases)}; they go on under the law they were opened with, "
        "and the head looks at each."
    )
    for case_id in cases:
        typer.echo(f"  {case_id}")


def _text(book: Lawbook, name: str, day: date) -> Instrument:
    try:
        return book.instrument(name, day)
    except LawError as bad:
        raise signing.ended(str(bad)) from bad


def _chosen(
    book: Lawbook, text: str, day: date, keys: tuple[str, ...], article: str, held: frozenset[str]
) -> tuple[Value, ...]:
    """The values named, or those of an article; one that is not there, or stands confirmed, ends the command."""
    values = {v.key: v for v in _text(book, text, day).values}
    unknown = [key for key in keys if key not in values]
    if unknown:
        raise signing.ended(f"{text} has no value {', '.join(unknown)}. 没有这一项：见 duecourse law review。")
    of_article = [v.key for v in values.values() if article and v.article == article]
    chosen = tuple(values[key] for key in dict.fromkeys((*keys, *of_article)) if values[key].sha256 not in held)
    if not chosen:
        raise signing.ended("Name a value that is not confirmed yet. 请写明尚未核对的条文。")
    return chosen


def _book() -> Lawbook:
    try:
        return lawbook()
    except LawError as bad:
        raise signing.ended(str(bad)) from bad


def confirmed_here() -> frozenset[str] | None:
    """What the house's record holds confirmed; None where there is no record."""
    try:
        with joined_record(reading=True) as engine:
            return Reader(engine).ask(confirmed)
    except RecordAbsent:
        return None


def _counted(book: Lawbook, day: date, held: frozenset[str]) -> Table:
    """Every list with the law it leans on, counted."""
    first, *others = _TEXTS
    # The name is typed into the next command: it is never cut.
    table = Table(Column(first, no_wrap=True), *(Column(head, overflow="fold") for head in others))
    for regime in book.regimes:
        text, left = book.instrument(regime, day), unreviewed(book.bundle(regime, day), held)
        rules = _RULES[not has_written_restoration(text.place)]
        waits = book.law(regime, day, (), held).unreviewed
        table.add_row(regime, _in_force(text, day), str(waits), str(sum(not v.is_read for v in left)), rules)
    return table


def _in_force(text: Instrument, day: date) -> str:
    return f"{text.in_force_on}" if text.in_force_on <= day else f"{text.in_force_on} 未施行 not yet"


def _listed(values: tuple[Value, ...], text: Instrument) -> Table:
    own = text.place.text("source")
    table = Table(show_lines=True)
    for name in _VALUES:
        table.add_column(name, overflow="fold")
    for v in values:
        table.add_row(
            v.key, v.article, " ".join(_certainty(v)), f"{v.zh}{_more(v)}", " ".join(dict.fromkeys(sourced(v, own)))
        )
    return table


def _told(left: tuple[Value, ...]) -> str:
    """How many are not reviewed, by how well they are known."""
    counted = Counter(_certainty(v) for v in left)
    kinds = "，".join(f"{zh} {en} {number}" for (zh, en), number in counted.most_common())
    return f"未核对 not reviewed: {len(left)}" + (f"（{kinds}）" if kinds else "")


def _standing(law: Law) -> str:
    if not law.reviewed:
        return "只可用于演练和训练，真实案件不能立案。 For rehearsal and training only: no real case is opened."
    return "均已由两人核对，可以用于真实案件。 All confirmed by two people: open to real cases."


def _certainty(value: Value) -> tuple[str, str]:
    return CERTAINTIES[value.certainty] if value.certainty else NOT_READ


def _more(value: Value) -> str:
    """What the value says beside its words, in brackets."""
    more = coded(value.content)
    return f"（{more}）" if more else ""


def _day(on: datetime | None) -> date:
    return on.date() if on else law_day(datetime.now(UTC))
