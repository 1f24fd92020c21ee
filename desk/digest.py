"""`duecourse digest FILE`: the digest by which a review of a measure names a text, computed from the file itself."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from desk import signing
from models.law.reading import LawFault
from models.law.text_files import MOST_BYTES, file_digest


def command(
    file: Annotated[Path, typer.Argument(help="The text to be issued: PDF, Word, scan, or a law file (.yaml).")],
) -> None:
    """Print the digest of a text's file, as propose_measure, issue_measure and enter_import name it."""
    try:
        if file.stat().st_size > MOST_BYTES:
            raise signing.ended(f"{file.name}：文件过大。 The file is too large.")
        typer.echo(file_digest(file.name, file.read_bytes()))
    except OSError as bad:
        raise signing.ended(f"{file.name}：文件不能读取。 The file cannot be read ({bad.strerror}).") from bad
    except LawFault as bad:
        raise signing.ended(f"{file.name}：不是完整的条文文件。 It is no whole law file: {bad}") from bad
