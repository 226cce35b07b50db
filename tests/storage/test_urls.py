"""What database addresses are understood."""

from pathlib import Path

import pytest

from bot.domain.errors import Misconfigured
from storage import urls


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("sqlite:///aligned.db", "sqlite+pysqlite:///aligned.db"),
        ("postgres://a@h/d", "postgresql+psycopg://a@h/d"),
        ("postgresql://a@h/d", "postgresql+psycopg://a@h/d"),
        ("postgresql+psycopg://a@h/d", "postgresql+psycopg://a@h/d"),
    ],
)
def test_the_driver_is_chosen(given, expected):
    assert str(urls.parse(given)) == expected


@pytest.mark.parametrize("given", ["mysql://h/d", "aligned.db", "", "postgresql+asyncpg://h/d"])
def test_another_database_is_refused_with_a_sentence(given):
    with pytest.raises(Misconfigured, match="DATABASE_URL"):
        urls.parse(given)


@pytest.mark.parametrize(
    ("given", "file"),
    [
        ("sqlite:////var/aligned.db", Path("/var/aligned.db")),
        ("sqlite://", None),
        ("sqlite:///:memory:", None),
        ("postgresql://h/d", None),
    ],
)
def test_only_sqlite_has_a_file(given, file):
    assert urls.sqlite_file(urls.parse(given)) == file


def test_a_password_is_not_shown():
    assert urls.shown(urls.parse("postgresql://ana:hunter2@h/d")) == "postgresql+psycopg://ana:***@h/d"
