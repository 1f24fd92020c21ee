"""The one place where a client of Temporal is made, with the one data converter."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from pydantic import TypeAdapter
from temporalio.api.common.v1 import Payload
from temporalio.client import Client, WorkflowUpdateFailedError
from temporalio.contrib.pydantic import PydanticJSONPlainPayloadConverter
from temporalio.converter import CompositePayloadConverter, DataConverter, DefaultPayloadConverter
from temporalio.exceptions import ApplicationError

from models.contracts.listing import REFUSED
from models.records.acts import Refused

_REFUSED = TypeAdapter(Refused)


@lru_cache(maxsize=256)
def _adapter(hint: Any) -> TypeAdapter[Any]:
    return TypeAdapter(hint)


class _SharedJSON(PydanticJSONPlainPayloadConverter):
    """Pydantic's JSON, with its adapters made once a process.

    Every run of a workflow has a converter of its own, and the library's cache
    lives no longer than that: a case would pay for the same adapters at each stage.
    """

    def from_payload(self, payload: Payload, type_hint: type | None = None) -> Any:
        """Read a value of the type asked for."""
        return _adapter(Any if type_hint is None else type_hint).validate_json(payload.data)


class CasePayloadConverter(CompositePayloadConverter):
    """How values are written and read: the default's own kinds, and JSON by pydantic."""

    def __init__(self) -> None:
        """Put ours in the place of plain JSON."""
        json = _SharedJSON()
        kinds = DefaultPayloadConverter.default_encoding_payload_converters
        super().__init__(*(json if kind.encoding == json.encoding else kind for kind in kinds))


_CONVERTER = DataConverter(payload_converter_class=CasePayloadConverter)


def data_converter() -> DataConverter:
    """How values travel; encryption joins here with the record's own issue."""
    return _CONVERTER


async def connect(address: str, *, namespace: str = "default", lazy: bool = False) -> Client:
    """A client on loopback or wherever the address says."""
    return await Client.connect(address, namespace=namespace, data_converter=data_converter(), lazy=lazy)


def refusal_of(failed: WorkflowUpdateFailedError) -> Refused | None:
    """The refusal an update was answered with; None where it failed for another reason."""
    cause = failed.cause
    if not isinstance(cause, ApplicationError) or cause.type != REFUSED or not cause.details:
        return None
    return _REFUSED.validate_python(cause.details[0])
