"""An edition of catalogue or measures list (目录、清单的一版) through time: from the call for proposals to its end."""

from __future__ import annotations

from datetime import datetime

from temporalio import workflow

from workflows.beside import Beside

with workflow.unsafe.imports_passed_through():
    from models.contracts.editions import EDITION_WAY, EditionStart
    from models.law.edition_rules import EditionLaw
    from models.records.acts import Act, Answer
    from models.records.commands import Command
    from models.records.list_editions import EditionState
    from models.steps.edition_deciding import decide_edition
    from models.steps.edition_fold import fold


@workflow.defn(name=EDITION_WAY.workflow)
class ListEditionWorkflow(Beside[EditionState, EditionLaw]):
    """The proceeding of one edition."""

    way = EDITION_WAY
    # Its making is one stage, its being in force the other: it may last for years.
    stage_ends = ("in_force",)

    @workflow.init
    def __init__(self, start: EditionStart) -> None:
        """Take over the state; updates can be judged before `run` has run a line."""
        self._take_over(start)

    @workflow.run
    async def run(self, start: EditionStart) -> str:  # noqa: ARG002 - the workflow's input, held since its init
        """Record each day that passes, bring it into force on its day, until nobody owes anything."""
        return await self._live()

    def _judge(self, command: Command, at: datetime) -> Answer:
        return decide_edition(self._state, command, self._start.law, self._start.calendar, at)

    def _fold(self, acts: tuple[Act, ...]) -> EditionState:
        return fold(self._state, acts)

    @workflow.query(name="state")
    def state(self) -> EditionState:
        """The whole state, to compare with the record's."""
        return self._state
