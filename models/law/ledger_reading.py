"""Reads the published ledger forms from `regimes/forms/ledger/`; a fault names file and line."""

from __future__ import annotations

from pathlib import Path

from models.law.ledger_forms import FIELDS, Column, DispositionRule, LedgerForm, Note
from models.law.reading import LawFault, Place, read_yaml
from models.law.regimes import Certainty

FORMS = Path(__file__).resolve().parents[2] / "regimes" / "forms" / "ledger"
_TOP = (
    "form", "place", "title", "instrument", "source", "checked_on", "certainty", "columns", "yes_no",
    "no_basis", "no_basis_too", "sample_words", "dispositions", "notes",
)  # fmt: skip
_BASIS = ("required", "lacking")


def read_forms(folder: Path = FORMS) -> dict[str, LedgerForm]:
    """Every form held, by its id, in the order the files give; a form given twice is refused."""
    found: dict[str, LedgerForm] = {}
    for form in sorted((_form(file) for file in sorted(folder.glob("*.yaml"))), key=lambda f: f.place):
        if form.id in found:
            raise LawFault(folder / f"{form.id}.yaml", 1, f"the form “{form.id}” is there twice")
        found[form.id] = form
    return found


def _form(file: Path) -> LedgerForm:
    place = read_yaml(file)
    place.only(*_TOP)
    if place.text("form") != file.stem:
        place.fault(f"the file is named {file.stem} but holds “{place['form']}”", "form")
    place.day("checked_on")
    title, instrument, yes_no = (place.inner(name) for name in ("title", "instrument", "yes_no"))
    title.only("printed", "zh", "en")
    instrument.only("number", "part", "issuer", "issued_on")
    _valued(yes_no, "yes_word", "no_word")
    return LedgerForm(
        id=place.text("form"),
        place=place.whole("place"),
        printed_title=title.text("printed"),
        title_zh=title.text("zh"),
        title_en=title.text("en"),
        number=instrument.text("number"),
        part=instrument.text("part"),
        issuer=instrument.text("issuer"),
        issued_on=instrument.day("issued_on"),
        source=place.text("source"),
        certainty=_certainty(place),
        columns=_columns(place),
        yes=yes_no.text("yes_word"),
        no=yes_no.text("no_word"),
        no_basis=(*_words(place, "no_basis"), *_words(place, "no_basis_too")),
        sample_words=_words(place, "sample_words"),
        dispositions=_dispositions(place),
        notes=tuple(_note(row) for row in place.rows("notes")),
    )


def _valued(place: Place, *keys: str) -> None:
    """A value says where it stands and how well it is known."""
    place.only(*keys, "article", "certainty")
    place.text("article")
    _certainty(place)


def _certainty(place: Place) -> str:
    word = place.text("certainty")
    if word not in tuple(Certainty):
        place.fault(f"certainty “{word}” is not one of {', '.join(Certainty)}", "certainty")
    return word


def _words(place: Place, name: str) -> tuple[str, ...]:
    value = place.inner(name)
    _valued(value, "value")
    if not value.words("value"):
        value.fault(f"“{name}” must name at least one word", "value")
    return value.words("value")


def _columns(place: Place) -> tuple[Column, ...]:
    made: list[Column] = []
    for row in place.rows("columns"):
        row.only("field", "zh", "en", "width", "also")
        field = row.text("field")
        if field not in FIELDS:
            row.fault(f"no column asks “{field}” (known: {', '.join(FIELDS)})", "field")
        if any(c.field == field for c in made):
            row.fault(f"“{field}” is asked twice", "field")
        made.append(Column(field, row.text("zh"), row.text("en"), row.words("also"), row.whole("width")))
    missing = [f for f in FIELDS if f != "touches_measure" and f not in [c.field for c in made]]
    if missing:
        place.fault(f"no column asks {', '.join(missing)}", "columns")
    return tuple(made)


def _dispositions(place: Place) -> tuple[DispositionRule, ...]:
    made: list[DispositionRule] = []
    for row in place.rows("dispositions"):
        row.only("id", "word", "basis", "article", "certainty", "zh", "en")
        _certainty(row)
        basis = row.text("basis")
        if basis not in _BASIS:
            row.fault(f"“basis” is “{basis}”, not one of {', '.join(_BASIS)}", "basis")
        found = DispositionRule(
            row.text("id"), row.text("word"), basis == "required", row.text("zh"), row.text("en"), row.text("article")
        )
        if any(found.id == d.id or found.word == d.word for d in made):
            row.fault(f"the disposition “{found.word}” stands twice")
        made.append(found)
    if not made:
        place.fault("a form needs its dispositions", "dispositions")
    return tuple(made)


def _note(row: Place) -> Note:
    row.only("zh", "en", "article")
    return Note(row.text("zh"), row.text("en"), row.text("article"))
