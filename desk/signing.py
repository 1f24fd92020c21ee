"""Who is at the terminal: names typed by one person are not two people, so each gives a password."""

from __future__ import annotations

import typer
from argon2 import PasswordHasher
from argon2.exceptions import VerificationError

from models.law.lawbook import Words
from models.records.acts import Refused
from models.records.commands import Actor
from portal.reading import Reader
from portal.wording import Speech


def person(reader: Reader, name: str, whose: str = "") -> Actor:
    """The account of that name, with the posts it holds, once its password was typed."""
    password = typer.prompt(f"Password 密码{whose}", hide_input=True)
    found = reader.account(name)
    if found is None or not found.active or not _verify(found.password, password):
        raise ended("Name or password is wrong. 用户名或者密码不正确。")
    return Actor(found.id, found.roles)


def refused(answer: Refused, words: dict[str, Words]) -> typer.Exit:
    """A refusal said in the law's words, which ends the command."""
    lines = []
    for speech in (Speech("zh", words), Speech("en", words)):
        said = speech.refusal(answer)
        about = [f"{label}: {value}" for label, value in said.about]
        rule = [f"{said.rule.where}: {said.rule.says}"] if said.rule else []
        lines.append(" ".join((said.says, *about, *rule)))
    return ended(f"{answer.code}: " + "\n  ".join(lines))


def ended(sentence: str) -> typer.Exit:
    """One sentence on what went wrong, and the end of the command."""
    typer.echo(f"✗ {sentence}", err=True)
    return typer.Exit(1)


def _verify(held: str, typed: str) -> bool:
    try:
        return PasswordHasher().verify(held, typed)
    except VerificationError:
        return False
