"""Every paper that any case file orders is made, whole, and reads as it was composed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from sqlalchemy import Engine, select

from activities.composing import compose, required
from activities.gathering import Order, gather
from desk.casefile import read_case_file
from desk.playing import play
from desk.printing import print_due
from models.records.acts import Act, Refused
from models.records.papers import KINDS, PaperContent, missing_parts
from models.steps.table import TABLE
from models.tables import schema as t
from models.tables.packing import unpack
from tests.papers.recorded import FONTS, ROOT, book, new_engine, play_into, read_pdf, words_of

pytestmark = pytest.mark.skipif(not FONTS.is_dir(), reason="the fonts are not there: make tools")
FILES = sorted(
    file
    for folder in ("tests/given/cases", "docs/cases")
    for file in (ROOT / folder).glob("*.yaml")
    if "events:" in file.read_text(encoding="utf-8")
)
BANNER = "【演练案件，不具法律效力】"


def ordered(engine: Engine) -> list[Order]:
    """Every paper an act or a refusal has ordered, printed or not."""
    with engine.connect() as connection:
        acts = [(row.seq, row.case_id, unpack(Act, row.content)) for row in connection.execute(select(t.act))]
        refused = select(t.command).where(t.command.c.outcome == "refused")
        answers = [(row.case_id, row.key, unpack(Refused, row.answer)) for row in connection.execute(refused)]
    orders = [Order(case, act.key, kind, seq, None) for seq, case, act in acts for kind in act.documents]
    return orders + [Order(case, key, kind, 0, None) for case, key, no in answers for kind in no.documents]


def body_of(pdf: Path) -> str:
    """The words of a paper without what stands on every page."""
    return re.sub(r"—\d+—", "", read_pdf(pdf)).replace(BANNER, "")


def squeezed(said: str) -> str:
    return re.sub(r"\s", "", said)


def must_read(content: PaperContent) -> list[str]:
    said = [content.authority, content.symbol, content.title, *content.addressees]
    for section in content.sections:
        said += [section.heading, *section.paragraphs]
    return [squeezed(one) for one in said]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_paper_ordered_is_made_and_says_all_its_parts(file: Path, tmp_path: Path) -> None:
    engine = new_engine(tmp_path)
    play_into(engine, read_case_file(file))
    printed = print_due(engine, FONTS, tmp_path / "papers", book())
    assert printed.stopped == ()
    orders = ordered(engine)
    assert len(printed.done) == len(orders)
    for order in orders:
        with engine.connect() as connection:
            facts = gather(connection, order, book())
            of = (t.document.c.command_key == order.key) & (t.document.c.kind == order.kind)
            row = connection.execute(select(t.document).where(of)).one()
        content = compose(facts, row.symbol)
        assert missing_parts(content, required(facts, content)) == ()
        read = body_of(tmp_path / "papers" / f"{row.sha256}.pdf")
        for said in must_read(content):
            assert said in read, (order.kind, said)
        # No code of ours, no unfilled blank, no house rule, nobody's whole number.
        whole = words_of(content)
        assert not re.search(r"[a-z]{2,}|[{}_]|H-\d|本办法|内部规则|条号|None", whole), whole
        assert not re.search(r"(?<![0-9A-Z])\d{17}[0-9X](?![0-9A-Z])", whole)


def test_the_case_files_order_every_kind_of_paper_and_the_house_knows_every_kind_ordered() -> None:
    met = set()
    for file in FILES:
        story = play(read_case_file(file), book())
        met |= {kind for act in story.acts for kind in act.documents}
        met |= {kind for refusal in story.refusals for kind in refusal.refused.documents}
    assert met == set(KINDS)
    assert {kind for row in TABLE for kind in row.documents} <= set(KINDS)
