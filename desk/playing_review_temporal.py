"""Playing a review file through real workflows on a time-skipping server, with a record of its own."""

from __future__ import annotations

import tempfile
from contextlib import AsyncExitStack
from pathlib import Path

from sqlalchemy import Connection, Engine

from activities.record import acts_after
from desk.casefile import ADVANCE
from desk.playing_proceeding import ProceedingPlayer, Staged, staged_player
from desk.playing_review import ReviewStory, pinned_review
from desk.reviewfile import ReviewFile
from models.contracts.reviews import review_workflow_id
from models.law.lawbook import Lawbook
from models.records.measure_reviews import ReviewState
from models.steps.measure_deciding import decide_review
from models.steps.measure_fields import review_part
from models.tables.measure_reviews import ReviewOpening, open_review_file, receive_review, start_of_review
from models.tables.measure_schema import measure_review
from models.tables.opening import create_all, open_engine
from workflows.measure_review import MeasureReviewWorkflow


async def play_review_temporal(told: ReviewFile, book: Lawbook, server: Path) -> ReviewStory:
    """Play a file with the engine `temporal`; the server is the start script of the test server."""
    with tempfile.TemporaryDirectory(prefix="duecourse-rehearse-") as folder:
        engine = open_engine(f"sqlite:///{folder}/record.db")
        create_all(engine)
        try:
            async with AsyncExitStack() as stack:
                player = await review_player(stack, engine, told, book, server)
                await tell(player, told)
                with engine.connect() as connection:
                    acts = list(acts_after(connection, player.staged.id, 0))
                return ReviewStory(ReviewState(player.staged.id, "rehearsal"), acts, player.refusals)
        finally:
            engine.dispose()


async def review_player(
    stack: AsyncExitStack, engine: Engine, told: ReviewFile, book: Lawbook, server: Path
) -> ProceedingPlayer:
    """A player of this file."""
    law, calendar = pinned_review(book, told)
    review_id, first = f"rehearsal-{told.name}", told.events[0].at

    def open_file(connection: Connection, ahead: int) -> None:
        body = told.body
        opening = ReviewOpening(
            review_id, "rehearsal", body["name"], body["level"], body["region"], law, calendar, first, ahead
        )
        open_review_file(connection, opening)

    staged = Staged(
        review_id,
        MeasureReviewWorkflow.run,
        review_workflow_id(review_id),
        measure_review,
        start_of_review,
        receive_review,
        review_part,
        decide_review,
        first,
    )
    return await staged_player(stack, engine, staged, server, open_file)


async def tell(player: ProceedingPlayer, told: ReviewFile, first: int = 1) -> None:
    """Every event of the file, in order; `first` is the number of its first one."""
    for number, event in enumerate(told.events, start=first):
        await player.move_to(event.at)
        if event.act != ADVANCE:
            await player.send(number, event)
