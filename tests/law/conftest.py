"""Records on both engines, as the tests of the record have them."""

from __future__ import annotations

from tests.record.conftest import postgresql, postgresql_url, url

__all__ = ["postgresql", "postgresql_url", "url"]
