"""Who is at the counter: argon2, sessions kept by the server, and proof that a form is our own."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError
from sqlalchemy import Connection

from models.steps.honour_table import RECORD
from models.tables.packing import pack_plain
from models.tables.schema import account
from portal.reading import Account, Reader
from portal.settings import Settings
from portal.writing import Writer

_HASHER = PasswordHasher()
# An unknown name costs as much time as a wrong password: this hash fits nothing.
_NOBODY = _HASHER.hash(secrets.token_urlsafe())
_TRIES = 5
_PAUSE = timedelta(minutes=15)


def make_account(connection: Connection, account_id: str, name: str, roles: Sequence[str], password: str) -> None:
    """Make an account that may sign in; only the password's argon2 hash is kept. The record's own post is nobody's."""
    if RECORD in roles:
        raise ValueError(RECORD)
    connection.execute(
        account.insert().values(
            id=account_id, name=name, roles=pack_plain(list(roles)), password=_HASHER.hash(password), active=True
        )
    )


@dataclass(frozen=True, slots=True)
class Visitor:
    """An officer who is signed in, with the token that each form of this session carries."""

    account: Account
    csrf: str
    token_sha256: str

    @property
    def id(self) -> str:
        """The sign-in name."""
        return self.account.id

    @property
    def roles(self) -> tuple[str, ...]:
        """The posts held, as the account has them now."""
        return self.account.roles


@dataclass(slots=True)
class Patience:
    """How often a name may be tried: after some failures it rests a while."""

    failed: dict[str, list[datetime]] = field(default_factory=dict)

    def is_over(self, name: str, now: datetime) -> bool:
        """Whether that name must rest."""
        recent = [at for at in self.failed.get(name, ()) if at > now - _PAUSE]
        if recent:
            self.failed[name] = recent
        else:
            self.failed.pop(name, None)
        return len(recent) >= _TRIES

    def fail(self, name: str, now: datetime) -> None:
        """Count a failure."""
        self.failed.setdefault(name, []).append(now)


class Doorkeeper:
    """Signs in and out, and knows who comes with which cookie."""

    def __init__(self, reader: Reader, writer: Writer, settings: Settings, clock: Callable[[], datetime]) -> None:
        """Keep what is needed; nothing about a session is kept in the process."""
        self._reader, self._writer, self._settings, self._clock = reader, writer, settings, clock
        self._patience = Patience()
        # Bound to this host, whole and only over HTTPS, where there is HTTPS.
        self.cookie = "__Host-duecourse" if settings.secure else "duecourse"

    def sign_in(self, name: str, password: str) -> str | None:
        """A new token for the right password; None for anything else, in the same time."""
        now = self._clock()
        found = None if self._patience.is_over(name, now) else self._reader.account(name)
        right = _verify(found.password if found and found.active else _NOBODY, password)
        if found is None or not found.active or not right:
            self._patience.fail(name, now)
            return None
        token = secrets.token_urlsafe(32)
        self._writer.begin_session(_digest(token), found.id, secrets.token_urlsafe(32), now + self._settings.session)
        return token

    def visitor(self, token: str | None) -> Visitor | None:
        """Who comes with this cookie; a session that has ended or an account put out is nobody."""
        if not token:
            return None
        held = self._reader.session(_digest(token))
        if held is None or held[2] <= self._clock():
            return None
        found = self._reader.account(held[0])
        return Visitor(found, held[1], _digest(token)) if found is not None and found.active else None

    def sign_out(self, visitor: Visitor) -> None:
        """End the session at once, on the server."""
        self._writer.end_session(visitor.token_sha256)


def is_own_form(visitor: Visitor, token: str) -> bool:
    """Whether a form carries the token of this session."""
    return hmac.compare_digest(visitor.csrf.encode(), token.encode())


def comes_from_here(headers: Mapping[str, str]) -> bool:
    """Whether a posted form was sent from a page of this counter, as the browser tells.

    Browsers tell it by Sec-Fetch-Site, older ones by Origin; what tells neither
    is no browser and cannot be led by a foreign page.
    """
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site in ("same-origin", "none")
    origin = headers.get("origin")
    return origin is None or urlsplit(origin).netloc == headers.get("host", "")


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _verify(held: str, password: str) -> bool:
    try:
        return _HASHER.verify(held, password)
    except VerificationError:
        return False
