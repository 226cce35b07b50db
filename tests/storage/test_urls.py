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


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("postgresql://ana:hunter2@h/d", "postgresql+psycopg://ana:***@h/d"),
        ("postgresql://ana:hun@ter2@h/d", "postgresql+psycopg://ana:***@h/d"),
        ("postgresql://h/d?password=hunter2&user=ana", "postgresql+psycopg://h/d?password=***&user=ana"),
        ("postgresql://h/d?sslpassword=hunter2", "postgresql+psycopg://h/d?sslpassword=***"),
        ("sqlite:///aligned.db", "sqlite+pysqlite:///aligned.db"),
    ],
)
def test_a_password_is_not_shown(given, expected):
    assert urls.shown_as_given(given) == expected


def test_of_what_is_no_address_only_the_reason_is_shown():
    assert urls.shown_as_given("ana:hunter2@h") == "DATABASE_URL is not an address such as sqlite:///aligned.db."


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("https://slack.com/api/", "https://slack.com/api/"),
        ("http://ana:hunter2@h:80/api/", "http://***@h:80/api/"),
        ("http://ana:hun@t/er2@h/api/", "http://***@h/api/"),
    ],
)
def test_who_signs_in_to_a_website_is_not_shown(given, expected):
    assert urls.without_user(given) == expected


@pytest.mark.parametrize("given", ["sqlite://", "sqlite:///", "sqlite:///:memory:"])
def test_a_database_in_memory_does_not_last(given):
    with pytest.raises(Misconfigured, match="gone at the next start"):
        urls.require_lasting(given)


@pytest.mark.parametrize("given", ["sqlite:///aligned.db", "postgresql://h/d"])
def test_a_file_and_a_server_last(given):
    urls.require_lasting(given)


def test_a_file_that_is_there_and_a_server_are_not_missed(tmp_path):
    (tmp_path / "aligned.db").touch()

    urls.require_file(f"sqlite:///{tmp_path}/aligned.db")
    urls.require_file("postgresql://h/d")
