"""Articles on English pages: own numberings told in English, names of texts left as they are."""

from __future__ import annotations

import re
from datetime import date

import pytest

from portal.articles import in_english, with_text
from portal.law_lines import lines
from portal.wording import Speech
from tests.portal.house import BOOK

ON = date(2026, 11, 21)
# Names of texts have no English of their own; those without brackets are named here.
NAMES = ("南宁市规定13", "善意文明执行意见16")


@pytest.mark.parametrize(
    ("article", "english"),
    [
        ("6", "6"),
        ("32(1)", "32(1)"),
        ("H-3", "H-3"),
        ("条号未见", "article not seen"),
        ("七（三）", "part 7 (3)"),
        ("一(二)", "part 1 (2)"),
        ("（十六）", "(16)"),
        ("二十三", "part 23"),
        ("一, 三（二）", "part 1, part 3 (2)"),
        ("（一）、（九）", "(1), (9)"),
        ("第一章", "chapter 1"),
        ("第1项", "item 1"),
        ("《信用修复管理办法》第三条", "《信用修复管理办法》 art. 3"),
        ("《安全生产法》78(2)", "《安全生产法》 78(2)"),
        ("发改办财金〔2021〕15号 一（三）", "发改办财金〔2021〕15号 part 1 (3)"),
        ("发改办财金〔2021〕15号", "发改办财金〔2021〕15号"),
    ],
)
def test_an_article_is_told_in_english(article: str, english: str) -> None:
    assert in_english(article) == english


def test_behind_the_name_of_its_text_only_a_number_is_an_article() -> None:
    assert with_text("《甲》", "6, 7(2)") == "《甲》 art. 6, 7(2)"
    assert with_text("《甲》", "条号未见") == "《甲》, article not seen"
    assert with_text("《甲》", "七（三）") == "《甲》, part 7 (3)"


def test_no_article_held_is_left_in_chinese_but_the_names_of_texts() -> None:
    texts = [text for versions in BOOK.instruments.values() for text in versions]
    told = {value.article: in_english(value.article) for text in texts for value in text.values}
    bare = {zh: re.sub(r"《[^》]*》|[^ ,]+〔\d+〕\d+号", "", en) for zh, en in told.items() if zh not in NAMES}
    assert {zh: en for zh, en in bare.items() if re.search(r"[一-鿿]", en)} == {}


def test_every_line_of_every_text_says_something_else_in_english() -> None:
    for text in (text for versions in BOOK.instruments.values() for text in versions):
        for line in lines(text):
            for zh, en in (line.says, line.done):
                assert not re.search(r"[一-鿿]", en) or zh != en, (text.id, line.path, en)


def test_a_rule_on_an_english_page_says_where_it_stands_in_english() -> None:
    speech = Speech("en", BOOK.words("samr-serious-illegal", ON))
    found = speech.rule("restoration_acceptance")
    assert found is not None
    assert found.where == "《市场监督管理信用修复管理办法》, article not seen"
