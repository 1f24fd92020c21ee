"""The forms as data: what is broken in a file is refused by file and line."""

from pathlib import Path

import pytest

from models.law.lawbook import REGIMES, Lawbook
from models.law.ledger_reading import FORMS, read_forms
from models.law.reading import LawFault

BREAKS = {
    "unknown-key": ("notes:", "remarks: []\nnotes:", "“remarks” is not known here"),
    "unknown-field": ("field: basis,", "field: ground,", "no column asks “ground”"),
    "asked-twice": ("field: basis,", "field: content,", "“content” is asked twice"),
    "column-missing": ("field: telephone, zh: 电话,", "field: touches_measure, zh: 电话,", "no column asks telephone"),
    "certainty": ("certainty: verbatim\ncolumns", "certainty: sure\ncolumns", "certainty “sure” is not one of"),
    "basis": ("basis: lacking", "basis: none", "“basis” is “none”"),
    "disposition-twice": ("word: 立法", "word: 修订", "the disposition “修订” stands twice"),
    "no-words": ("sample_words: {value: [文号, 办公电话, 示例]", "sample_words: {value: []", "at least one word"),
    "no-article": ("no_basis: {value: [无], article: 附件2,", "no_basis: {value: [无],", "“article” is missing"),
    "other-name": ("form: luliang-13", "form: luliang", "the file is named luliang-13 but holds “luliang”"),
    "no-day": ("checked_on: 2026-11-21", "checked_on: soon", "“checked_on” must be a day"),
}


def test_both_published_forms_are_held() -> None:
    forms = read_forms()
    assert {name: len(form.columns) for name, form in forms.items()} == {"luliang-13": 13, "dalian-14": 14}
    assert {form.certainty for form in forms.values()} == {"verbatim"}
    for form in forms.values():
        assert [d.id for d in form.dispositions] == ["keep", "revise", "legislate", "abolish"]
        assert all(n.zh and n.en and n.article for n in form.notes)
        assert all(c.zh and c.en for c in form.columns)


def test_the_forms_are_no_law_files() -> None:
    assert (REGIMES / "forms" / "ledger").is_dir()
    assert not {"luliang-13", "dalian-14"} & set(Lawbook().instruments)


@pytest.mark.parametrize("name", BREAKS)
def test_a_broken_form_is_refused_by_file_and_line(tmp_path: Path, name: str) -> None:
    was, now, said = BREAKS[name]
    text = (FORMS / "luliang-13.yaml").read_text(encoding="utf-8")
    assert was in text
    (tmp_path / "luliang-13.yaml").write_text(text.replace(was, now, 1), encoding="utf-8")
    with pytest.raises(LawFault) as refused:
        read_forms(tmp_path)
    assert said in str(refused.value)
    assert str(refused.value).startswith("luliang-13.yaml:")
