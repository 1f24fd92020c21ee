"""`duecourse cleanup`: ledgers of a clean-up campaign taken in from Excel and CSV, and given out."""

from __future__ import annotations

import typer

from desk.cleanup_export import export_ledger
from desk.cleanup_import import import_ledger
from desk.cleanup_status import status

command = typer.Typer(no_args_is_help=True, add_completion=False)
command.command("import")(import_ledger)
command.command("export")(export_ledger)
command.command("status")(status)


@command.callback()
def _cleanup() -> None:
    """A clean-up campaign (清理规范): its ledgers, in both published forms."""
