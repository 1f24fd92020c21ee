"""The sandbox the workflows run in, without asking it questions whose answer nobody uses.

For every payload that passes, the SDK asks a workflow's sandbox in which context
it is written or read, and each question costs more than the payload. Only a
payload codec makes use of the answer; where there is none, none is asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from temporalio.converter import SerializationContext
from temporalio.worker import WorkflowInstance, WorkflowInstanceDetails, WorkflowRunner
from temporalio.worker.workflow_sandbox import SandboxedWorkflowRunner, SandboxRestrictions
from temporalio.workflow import Info

# Our own pure rooms pass through: a new import for each run costs far more.
_PASSED = ("models", "pydantic", "pydantic_core", "transitions")


def sandbox(*, contexts: bool) -> WorkflowRunner:
    """The sandbox; `contexts` where a codec binds payloads to what they belong to."""
    inner = SandboxedWorkflowRunner(restrictions=SandboxRestrictions.default.with_passthrough_modules(*_PASSED))
    return inner if contexts else _Plain(inner)


class _Plain(WorkflowRunner):
    """The same sandbox, for payloads that are bound to nothing."""

    def __init__(self, inner: WorkflowRunner) -> None:
        self._inner = inner

    def prepare_workflow(self, defn: Any) -> None:
        """As the sandbox does."""
        self._inner.prepare_workflow(defn)

    def create_instance(self, det: WorkflowInstanceDetails) -> WorkflowInstance:
        """An instance in the sandbox, with a shorter way to the one answer."""
        return _PlainInstance(self._inner.create_instance(det))

    def set_worker_level_failure_exception_types(self, types: Sequence[type[BaseException]]) -> None:
        """As the sandbox does."""
        self._inner.set_worker_level_failure_exception_types(types)


class _PlainInstance(WorkflowInstance):
    def __init__(self, inner: WorkflowInstance) -> None:
        self._inner = inner

    def activate(self, act: Any) -> Any:
        return self._inner.activate(act)

    def get_serialization_context(self, _command_info: Any) -> SerializationContext | None:
        return None

    def get_external_store_context(self, command_info: Any) -> Any:
        return self._inner.get_external_store_context(command_info)

    def get_info(self) -> Info:
        return self._inner.get_info()

    def get_thread_id(self) -> int | None:
        return self._inner.get_thread_id()
