"""The one place where a client of Temporal is made, with the one data converter."""

from __future__ import annotations

from pydantic import TypeAdapter
from temporalio.client import Client, WorkflowUpdateFailedError
from temporalio.contrib.pydantic import pydantic_data_converter
from temporalio.converter import DataConverter
from temporalio.exceptions import ApplicationError

from models.contracts.listing import REFUSED
from models.records.acts import Refused

_REFUSED = TypeAdapter(Refused)


def data_converter() -> DataConverter:
    """How values travel; encryption joins here with the record's own issue."""
    return pydantic_data_converter


async def connect(address: str, *, namespace: str = "default", lazy: bool = False) -> Client:
    """A client on loopback or wherever the address says."""
    return await Client.connect(address, namespace=namespace, data_converter=data_converter(), lazy=lazy)


def refusal_of(failed: WorkflowUpdateFailedError) -> Refused | None:
    """The refusal an update was answered with; None where it failed for another reason."""
    cause = failed.cause
    if not isinstance(cause, ApplicationError) or cause.type != REFUSED or not cause.details:
        return None
    return _REFUSED.validate_python(cause.details[0])
