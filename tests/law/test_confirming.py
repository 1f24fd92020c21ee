"""`duecourse law review` and `duecourse law confirm` at a terminal, before a record as the house left it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from sqlalchemy import Engine
from typer.testing import CliRunner, Result

from desk import places
from desk.law import command
from desk.migrating import migrate
from models.tables.opening import open_engine
from models.tables.reviewing import confirmations
from portal.sessions import make_account
from tests.law.reviewed import BOOK, ON, WAGES

PASSWORDS = {"zhao": "zhao's own 一", "qian": "qian's own 二", "li": "li's own 三"}
POSTS = {"zhao": ("legal-reviewer",), "qian": ("head",), "li": ("case-officer",)}
SEEN = ("--gazette", "示例公报2022年第9号", "--page", "31", "--gazette-on", "2022-03-30")
NUMBER = BOOK.law(WAGES, ON).unreviewed


@pytest.fixture
def engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Engine:
    monkeypatch.setenv(places.DATA, str(tmp_path))
    monkeypatch.delenv(places.RECORD_URL, raising=False)
    migrate(places.record_url())
    made = open_engine(places.record_url())
    with made.begin() as connection:
        for name, roles in POSTS.items():
            make_account(connection, name, f"{name}员", roles, PASSWORDS[name])
    return made


def at_terminal(*words: str, typed: tuple[str, ...] = ()) -> Result:
    done = CliRunner().invoke(command, list(words), input="".join(f"{t}\n" for t in typed), env={"COLUMNS": "240"})
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done


def confirmed(*keys: str, by: tuple[str, ...] = ("zhao", "qian"), typed: tuple[str, ...] | None = None) -> Result:
    people = [word for name in by for word in ("--by", name)]
    passwords = tuple(PASSWORDS[name] for name in by) if typed is None else typed
    return at_terminal("confirm", WAGES, *keys, *SEEN, *people, typed=passwords)


def kept(engine: Engine) -> list[str]:
    with engine.connect() as connection:
        return [c.key for c in confirmations(connection, WAGES, BOOK.instrument(WAGES, ON).in_force_on)]


def test_two_people_confirm_and_less_is_left(engine: Engine) -> None:
    before = at_terminal("review", WAGES, "--on", str(ON))
    assert f"未核对 not reviewed: {NUMBER}" in before.output
    assert "真实案件不能立案" in before.output
    assert "periods.statement_period" in before.output

    done = confirmed("periods.statement_period", "rules.notice")
    assert done.exit_code == 0, done.output
    assert "amount: 5；from: notice-served；roll: forward；unit: working-day" in done.output
    assert "✓ 已核对 confirmed: 2" in done.output
    assert kept(engine) == ["periods.statement_period", "rules.notice"]

    after = at_terminal("review", WAGES, "--on", str(ON))
    assert f"未核对 not reviewed: {NUMBER - 2}" in after.output
    assert "periods.statement_period" not in after.output
    shown = re.sub(r"\s+", " ", at_terminal("show", WAGES, "--on", str(ON)).output)
    assert f"尚未经两人核对公报（{NUMBER - 2}项）" in shown


def test_an_article_is_confirmed_whole(engine: Engine) -> None:
    done = confirmed("--article", "9")
    assert done.exit_code == 0, done.output
    assert kept(engine) == ["channels.authority-site", "channels.credit-china", "rules.publication"]
    again = confirmed("rules.publication")
    assert (again.exit_code, "not confirmed yet" in again.output) == (1, True)


def test_every_list_is_counted(engine: Engine) -> None:
    del engine
    told = at_terminal("review", "--on", str(ON)).output
    for regime in BOOK.regimes:
        assert regime in told
    assert re.search(rf"{WAGES}.*{NUMBER}", told)


@pytest.mark.parametrize(
    ("by", "typed", "told"),
    [
        (("zhao", "zhao"), None, "same_person: 核对条文须由两个不同的人共同作出。"),
        (("zhao", "li"), None, "not_authorised"),
        (("zhao", "qian"), (PASSWORDS["zhao"], "guessed"), "password is wrong"),
        (("zhao", "qian"), (PASSWORDS["zhao"], PASSWORDS["zhao"]), "password is wrong"),
        (("zhao",), None, "须由两人核对"),
    ],
)
def test_one_person_is_not_two(engine: Engine, by: tuple[str, ...], typed: tuple[str, ...] | None, told: str) -> None:
    done = confirmed("rules.notice", by=by, typed=typed)
    assert done.exit_code == 1
    assert told in done.output
    assert kept(engine) == []


def test_what_is_not_there_and_what_nobody_has_read_is_refused(engine: Engine) -> None:
    assert "has no value rules.notices" in confirmed("rules.notices").output
    words = ("confirm", "order-36", "unread.transition", *SEEN, "--by", "zhao", "--by", "qian")
    refused = at_terminal(*words, typed=(PASSWORDS["zhao"], PASSWORDS["qian"]))
    assert refused.exit_code == 1
    assert "condition_unmet" in refused.output
    assert "所存条文不是公报原文" in refused.output
    assert kept(engine) == []


def test_without_a_record_nothing_counts_as_confirmed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(places.DATA, str(tmp_path))
    monkeypatch.delenv(places.RECORD_URL, raising=False)
    told = at_terminal("review", WAGES, "--on", str(ON))
    assert "没有案卷库" in told.output
    assert f"not reviewed: {NUMBER}" in told.output
    assert "There is no record at" in confirmed("rules.notice", typed=()).output
    assert list(tmp_path.iterdir()) == []


def withdrawn(*keys: str, by: tuple[str, ...] = ("zhao", "qian"), reason: str = "把期限看错了一行") -> Result:
    people = [word for name in by for word in ("--by", name)]
    passwords = tuple(PASSWORDS[name] for name in by)
    return at_terminal("withdraw", WAGES, *keys, "--reason", reason, *people, typed=passwords)


def test_two_people_withdraw_a_wrong_confirmation_and_it_counts_no_more(engine: Engine) -> None:
    confirmed("periods.statement_period", "rules.notice")
    done = withdrawn("rules.notice")
    assert done.exit_code == 0, done.output
    assert "Open real cases that rest on this text: 0" in done.output
    assert done.output.index("Open real cases") < done.output.index("Password")
    assert "✓ 已撤回核对 withdrawn: 1" in done.output
    assert f"未核对 not reviewed: {NUMBER - 1}" in at_terminal("review", WAGES, "--on", str(ON)).output
    with engine.connect() as connection:
        made = confirmations(connection, WAGES, BOOK.instrument(WAGES, ON).in_force_on)
    assert [(c.key, c.withdrawn.reason if c.withdrawn else "") for c in made] == [
        ("periods.statement_period", ""),
        ("rules.notice", "把期限看错了一行"),
    ]
    again = withdrawn("rules.notice")
    assert (again.exit_code, "Not confirmed: rules.notice" in again.output) == (1, True)
    assert confirmed("rules.notice").exit_code == 0
    assert kept(engine) == ["periods.statement_period", "rules.notice", "rules.notice"]


@pytest.mark.parametrize(
    ("by", "reason", "told"),
    [
        (("zhao", "zhao"), "看错", "same_person"),
        (("zhao", "li"), "看错", "not_authorised"),
        (("zhao",), "看错", "须由两人撤回"),
        (("zhao", "qian"), " ", "condition_unmet"),
    ],
)
def test_a_withdrawal_needs_two_people_of_the_post_and_a_reason(
    engine: Engine, by: tuple[str, ...], reason: str, told: str
) -> None:
    confirmed("rules.notice")
    done = withdrawn("rules.notice", by=by, reason=reason)
    assert (done.exit_code, told in done.output) == (1, True), done.output
    assert at_terminal("review", WAGES, "--on", str(ON)).output.count(f"not reviewed: {NUMBER - 1}") == 1
    del engine
