"""The log of a process: one JSON line an event, ids and codes only."""

from __future__ import annotations

import logging
import sys
from typing import Any

import structlog


def keep_log(process: str) -> Any:
    """Log events as JSON lines on standard output; personal data is never a field."""
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING)
    logging.getLogger("transitions").setLevel(logging.WARNING)
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        logger_factory=structlog.PrintLoggerFactory(sys.stdout),
        cache_logger_on_first_use=True,
    )
    return structlog.get_logger().bind(process=process)
