"""The time-skipping server of a rehearsal, started with the house's own converter."""

from __future__ import annotations

from pathlib import Path

from temporalio.testing import WorkflowEnvironment

from workflows.connecting import data_converter

# The SDK waits five seconds for it; on a busy machine Java needs longer now and then.
_TRIES = 3


async def time_skipping(server: Path) -> WorkflowEnvironment:
    """Start it, and again where it did not answer in the SDK's time; the last failure is told as it came."""
    for _ in range(_TRIES - 1):
        try:
            return await _start(server)
        except RuntimeError:
            continue
    return await _start(server)


async def _start(server: Path) -> WorkflowEnvironment:
    return await WorkflowEnvironment.start_time_skipping(
        test_server_existing_path=str(server), data_converter=data_converter()
    )
