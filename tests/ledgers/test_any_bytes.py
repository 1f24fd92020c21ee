"""Whatever the bytes are, a file is taken or refused in a sentence; nothing else comes out."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_STORED, ZipFile

from hypothesis import example, given, settings
from hypothesis import strategies as st

from models.sheets.arriving import read_sheet
from models.sheets.faults import SheetFault
from models.steps.ledgers import read_ledger
from tests.ledgers.ledger_files import FORMS, cells, saved, text_file, workbook

TEXT = text_file(cells(), cells(ordinal="2"))


def stored() -> bytes:
    """A workbook whose parts are not compressed, so that a changed byte reaches its XML."""
    made = BytesIO()
    with (
        ZipFile(BytesIO(saved(workbook(cells(), cells(ordinal="2"))))) as source,
        ZipFile(made, "w", ZIP_STORED) as new,
    ):
        for name in source.namelist():
            new.writestr(name, source.read(name))
    return made.getvalue()


BOOK = stored()
CHANGES = st.lists(st.tuples(st.integers(0, len(BOOK) - 1), st.binary(min_size=1, max_size=6)), min_size=1, max_size=8)


def taken(content: bytes) -> int:
    """How many rows were taken; nought for a file refused in both languages."""
    try:
        arrived = read_sheet(content, FORMS)
    except SheetFault as fault:
        return 0 if fault.zh and fault.en else -1
    return len(tuple(read_ledger(FORMS, arrived.form, arrived.rows)))


def changed(content: bytes, changes: list[tuple[int, bytes]]) -> bytes:
    made = bytearray(content)
    for at, new in changes:
        place = at % len(made)
        made[place : place + len(new)] = new
    return bytes(made)


def resealed(content: bytes, changes: list[tuple[int, bytes]]) -> bytes:
    """The workbook with bytes of its sheet changed and the zip file whole again."""
    made = BytesIO()
    with ZipFile(BytesIO(content)) as source, ZipFile(made, "w") as new:
        for name in source.namelist():
            part = source.read(name)
            new.writestr(name, changed(part, changes) if name.endswith(("sheet1.xml", "workbook.xml")) else part)
    return made.getvalue()


def test_the_files_changed_below_are_good_ones() -> None:
    assert (taken(TEXT), taken(BOOK), taken(resealed(BOOK, [(0, b"<")]))) == (2, 2, 2)


@settings(deadline=None, max_examples=300)
@given(st.binary(max_size=400))
@example(b"PK\x03\x04")
@example(b"\xff\xfe\x00")
def test_any_bytes(content: bytes) -> None:
    assert taken(content) == 0


@settings(deadline=None, max_examples=300)
@given(CHANGES)
def test_a_text_with_bytes_changed(changes: list[tuple[int, bytes]]) -> None:
    assert 0 <= taken(changed(TEXT, changes)) <= 2 + len(changes)


@settings(deadline=None, max_examples=150)
@given(changes=CHANGES, whole=st.booleans())
def test_a_workbook_with_bytes_changed(changes: list[tuple[int, bytes]], *, whole: bool) -> None:
    assert 0 <= taken(resealed(BOOK, changes) if whole else changed(BOOK, changes)) <= 3
