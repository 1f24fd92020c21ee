"""Why a file is not taken: one sentence with the place, in Chinese and in English."""

from __future__ import annotations

from openpyxl.utils import get_column_letter


class SheetFault(Exception):
    """A file that is not taken; nothing of it is."""

    def __init__(self, zh: str, en: str) -> None:
        """Keep both sentences."""
        super().__init__(f"{zh} {en}")
        self.zh, self.en = zh, en


def at(row: int, column: int) -> tuple[str, str]:
    """A place in a sheet, in words, counted from one and by its letter."""
    letter = f"{get_column_letter(column)}{row}"
    return f"第{row}行第{column}列（{letter}）", f"row {row}, column {column} ({letter})"
