"""The command `duecourse`: one file a command in this room, imported only when it is asked for.

A command `name` is the file `desk/name.py` with a function (or a typer app) called `command`.
The one-line help stands here, so that `duecourse --help` lists the commands without importing them.
"""

import importlib
import sys
from collections.abc import Sequence
from pathlib import Path

import typer

COMMANDS: dict[str, str] = {
    "run": "Start the house: Temporal, record, worker, counters; Ctrl-C stops it.",
    "rehearse": "Play case files through the law or through real workflows.",
    "explore": "Try every act by every role in every reachable state.",
    "lives": "Live random lives of cases in which everything may fail at any step.",
    "bench": "Measure acts a second beside a bare workflow, and deadlines a second.",
    "replay": "Decide every act of the record again and name what comes out otherwise.",
    "remind": "Tell once what is due soon and was not told yet.",
    "watch": "Name what should not be: passed deadlines, missing workflows, unanswered commands.",
    "rebuild": "Bring the workflows of open cases back from the record.",
    "backup": "Copy record and documents while the house is open.",
    "restore": "Put a backup back in place.",
    "nightly": "Run the long checks: all engines, kill harness, exploration, bench.",
    "law": "Show the law on a day and what a change of it does; review it and confirm it by two people.",
    "replan": "Announce a year's days off: preview, confirm by a second person, abandon, status.",
    "cleanup": "Take ledgers of a clean-up campaign in from Excel and CSV, and give them out.",
    "edition": "Show an edition of catalogue or measures list, and the law file it becomes.",
    "digest": "Print the digest of a text's file, as a review of a measure names it.",
    "oversight": "Compute the notice of a month that is over, each figure by a query kept beside it.",
}


def present() -> list[str]:
    """The commands whose file stands in this room."""
    room = Path(__file__).parent
    return [name for name in COMMANDS if (room / f"{name}.py").is_file()]


def build(arguments: Sequence[str]) -> typer.Typer:
    """The app for these arguments: the command asked for is real, the others only have their help."""
    app = typer.Typer(
        name="duecourse",
        help="Duecourse 信序: serious-dishonesty listing cases, kept in time by the law.",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
    )
    asked = next((word for word in arguments if not word.startswith("-")), None)
    app.callback()(_house)
    for name in present():
        if name == asked:
            _register(app, name)
        else:
            app.command(name, help=COMMANDS[name])(_listed_only)
    return app


def main() -> None:
    """Run `duecourse` with the arguments typed."""
    build(sys.argv[1:])()


def _house() -> None:
    """Hold the commands together even where there is only one."""


def _listed_only() -> None:
    """Stand in the list for a command that was not asked for."""


def _register(app: typer.Typer, name: str) -> None:
    command = importlib.import_module(f"desk.{name}").command
    if isinstance(command, typer.Typer):
        app.add_typer(command, name=name, help=COMMANDS[name])
    else:
        app.command(name, help=command.__doc__ or COMMANDS[name])(command)
