"""No number of days, no article number and no measure's name stands outside `regimes/`."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.law.library import lawbook
from tests.house.law_in_code import Found, in_house, in_python, in_template, measures

ROOMS = ("workflows", "activities", "models", "portal", "desk", "migrations", "bench")
NAMES = measures(lawbook())
# Here cases are made up: how many days somebody waits is what he does, as in a case file, and no period of the law.
MADE_UP = ("bench/", "desk/exploring/", "desk/living/")
# Not law, though it looks like it: where, what, and what it is.
ANOTHER_THING = {
    ("activities/templates/common.yaml", "公示相关信息"): "what a removal ends is the showing itself",
    ("bench/road.py", "government-procurement"): "what the officer of the bench types, as in a case file",
    ("bench/road.py", "bidding"): "as above",
    ("desk/law_diff.py", "two days"): "two days of the calendar, between which the law is compared",
    ("models/law/counting.py", "_MONTHS_A_YEAR: 12"): "the calendar's own",
    ("models/tables/month_schema.py", "oversight_month: 7"): "how wide a column is",
    ("models/tables/month_schema.py", "oversight_month: 64"): "as above",
    ("portal/app.py", "_YEAR: 365"): "how long a browser keeps the language chosen",
    ("portal/app.py", "_YEAR: 24"): "as above",
    ("portal/law_reviewing.py", "posts"): "the posts of an officer",
    ("portal/replan.py", "posts"): "the posts of an officer",
    ("portal/words/places.py", "other-by-law"): "a kind of document",
    ("portal/words/places.py", "政府采购"): "the name of a site",
    ("portal/words/places.py", "government procurement"): "the name of a site",
}


def is_another_thing(found: Found) -> bool:
    made_up = found.what == "period" and found.place.startswith(MADE_UP)
    return made_up or (found.place, found.said) in ANOTHER_THING


def test_law_stands_in_regimes_and_nowhere_else(house: Path) -> None:
    found = [*in_house(house, ROOMS, NAMES), *in_python("worker.py", (house / "worker.py").read_text("utf-8"), NAMES)]
    assert [str(x) for x in found if not is_another_thing(x)] == []
    # What is named as another thing is still there: no exception outlives its reason.
    assert {(x.place, x.said) for x in found} >= set(ANOTHER_THING)


def test_every_room_and_kind_of_file_is_read(house: Path) -> None:
    """A room or a kind of template that joins is read too, or is named here."""
    known = {"tests", "docs", "deploy", "regimes", *ROOMS}
    held = {p.name for p in house.iterdir() if p.is_dir() and any(p.rglob("*.py")) and p.name[0] not in ".v"}
    assert held <= known
    files = [p for room in ROOMS for p in (house / room).rglob("*") if p.is_file() and "__pycache__" not in p.parts]
    kinds = {p.suffix for p in files}
    assert kinds <= {".py", ".html", ".yaml", ".typ", ".css", ".svg", ".mako", ".sql"}


@pytest.mark.parametrize(
    ("source", "what", "said"),
    [
        ("from datetime import timedelta\nX = on + timedelta(days=5)", "period", "days: 5"),
        ("from datetime import timedelta\nX = on + timedelta(30)", "period", "timedelta: 30"),
        ("from datetime import timedelta\nX = on + timedelta(weeks=2)", "period", "weeks: 2"),
        ("STATEMENT_DAYS = 5", "period", "STATEMENT_DAYS: 5"),
        ("x = due - 3 * ONE_DAY", "period", "ONE_DAY: 3"),
        ("if working_days > 7:\n    pass", "period", "working_days: 7"),
        ('period = {"amount": 15, "unit": "working-day"}', "period", "amount: 15"),
        ("wait(months=3)", "period", "months: 3"),
        ('SAYS = "应当在5个工作日内提出陈述、申辩"', "period", "5个工作日"),
        ('SAYS = "自公告之日起三十日，视为送达"', "period", "三十日"),
        ('SAYS = "列入满1年可以申请"', "period", "1年"),
        ('SAYS = "within 5 working days after the notice"', "period", "5 working days"),
        ('SAYS = f"after three years, {name}"', "period", "three years"),
        ('SAYS = "依照第六条告知"', "article", "第六条"),
        ('SAYS = "依照第16条"', "article", "第16条"),
        ('SAYS = "under article 16"', "article", "article 16"),
        ('SAYS = "《行政处罚法》32"', "article", "》32"),
        ('SAYS = "house rule H-3"', "article", "H-3"),
        ('cited = Citation("notice", short, article="6")', "article", "6"),
        ('row = {"article": "6(2)"}', "article", "6(2)"),
        ('MEASURE = "government-procurement"', "measure", "government-procurement"),
        ('SAYS = {"x": ("限制政府采购", "y")}', "measure", "政府采购"),
        ('SAYS = "barred from government procurement"', "measure", "government procurement"),
        ("op.execute(\"UPDATE deadline SET due = due + 5 WHERE amount = '10 days'\")", "period", "10 days"),
    ],
)
def test_law_in_python_is_found(source: str, what: str, said: str) -> None:
    assert (what, said) in [(x.what, x.said) for x in in_python("seeded.py", source, NAMES)]


@pytest.mark.parametrize(
    ("line", "what", "said"),
    [
        ("<p>{{ t('请在5日内提交', 'please send it') }}</p>", "period", "5日内"),
        ("<p>{{ t('请提交', 'send it within 10 days') }}</p>", "period", "10 days"),
        ("  effect: 依照《某办法》第八条办理", "article", "第八条"),
        ("  effect: 限制参加政府采购", "measure", "政府采购"),
    ],
)
def test_law_in_a_template_is_found(line: str, what: str, said: str) -> None:
    assert (what, said) in [(x.what, x.said) for x in in_template("seeded.html", f"<!-- -->\n{line}", NAMES)]


@pytest.mark.parametrize(
    "source",
    [
        '"""The party has five working days (Order 45 art. 6)."""',
        "X = 1  # 第6条：5个工作日",
        "X = on + timedelta(days=1)",
        "X = on + timedelta(seconds=30)",
        "FIRST_DAY = date(2026, 3, 2)",
        "LAST_YEAR = 2035",
        'SAYS = f"{amount}个工作日内，{article}"',
        'SAYS = "2026年3月1日"',
        'SAYS = "请写作2026-04-01"',
        'SAYS = "当事人一方"',
    ],
)
def test_what_is_no_law_is_left_alone(source: str) -> None:
    assert [str(x) for x in in_python("plain.py", source, NAMES)] == []
