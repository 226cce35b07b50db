"""Every setting, read once from the environment, `.env`, or a file named by `<NAME>_FILE`."""

import os
from collections.abc import Mapping
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    AliasChoices,
    BeforeValidator,
    Field,
    SecretStr,
    ValidationError,
    ValidationInfo,
    field_validator,
)
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from bot.domain.errors import Misconfigured

PREFIX = "ALIGNED_"
LONGEST_RECONCILING = timedelta(days=1)


def _named(name: str, default: Any, description: str, **limits: Any) -> Any:
    return Field(default, validation_alias=AliasChoices(name), description=description, **limits)


def _address(text: str) -> str:
    """Return the address, or refuse what no request could be sent to."""
    try:
        parts = urlsplit(text)
        is_one = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:  # brackets left open, or a port that is no number
        is_one = False
    if not is_one or any(character.isspace() for character in text):
        raise ValueError("this is no address; give one such as https://slack.com/api/")
    return text


def _none_if_empty(path: Any) -> Any:
    """Take a path that was left empty for none: to a file system it is the current folder."""
    return None if path == "" else path


OptionalPath = Annotated[Path | None, BeforeValidator(_none_if_empty)]


class Settings(BaseSettings):
    """How one process is configured. Frozen; made once in the composition root."""

    model_config = SettingsConfigDict(
        frozen=True,
        extra="ignore",
        env_file=".env",
        env_file_encoding="utf-8",
        env_prefix=PREFIX,
        populate_by_name=True,
    )

    bot_token: Annotated[SecretStr, _named("SLACK_BOT_TOKEN", SecretStr(""), "The bot token, `xoxb-…`.")]
    app_token: Annotated[
        SecretStr, _named("SLACK_APP_TOKEN", SecretStr(""), "The app-level token for Socket Mode, `xapp-…`.")
    ]
    signing_secret: Annotated[
        SecretStr,
        _named(
            "SLACK_SIGNING_SECRET",
            SecretStr(""),
            "The signing secret, for delivery over HTTP; while it is being replaced, both, separated by a comma.",
        ),
    ]
    slack_api_url: Annotated[
        str,
        AfterValidator(_address),
        _named("SLACK_API_URL", "https://slack.com/api/", "Where the Web API is; the sandbox has its own."),
    ]
    database_url: Annotated[
        str, _named("DATABASE_URL", "sqlite:///aligned.db", "SQLite file or PostgreSQL, as a SQLAlchemy URL.")
    ]
    letterbox: Annotated[
        OptionalPath,
        Field(
            None,
            description="A file for deliveries that the database does not take at once; beside an SQLite file if not "
            "set, and nowhere with PostgreSQL.",
        ),
    ]
    packs: Annotated[OptionalPath, Field(None, description="A folder with question packs of your own.")]
    rules_off: Annotated[
        str, Field("", description="Rules that are not applied here, by id and separated by commas, such as X11 or V3.")
    ]
    sockets: Annotated[int, Field(2, ge=1, le=4, description="How many Socket Mode connections one process opens.")]
    listeners: Annotated[int, Field(32, ge=4, le=128, description="How many deliveries from Slack run at once.")]
    tick_seconds: Annotated[
        float,
        Field(
            20.0, gt=0, le=30, allow_inf_nan=False, description="How often due reminders are looked for, in seconds."
        ),
    ]
    reconcile_seconds: Annotated[
        float,
        Field(
            40.0,
            gt=0,
            le=LONGEST_RECONCILING.total_seconds(),
            allow_inf_nan=False,
            description="After how long an unknown outcome is looked up in Slack, in seconds; at most a day.",
        ),
    ]
    http_port: Annotated[
        int,
        Field(
            0,
            ge=0,
            le=65535,
            description="Where Slack's signed deliveries are taken at `/slack/events`; 0 is Socket Mode instead.",
        ),
    ]
    http_host: Annotated[
        str, Field("127.0.0.1", min_length=1, description="The address `ALIGNED_HTTP_PORT` is opened on.")
    ]
    health_port: Annotated[
        int,
        Field(0, ge=0, le=65535, description="Where `/healthz`, `/readyz` and `/metrics` are served; 0 is nowhere."),
    ]
    health_host: Annotated[
        str, Field("127.0.0.1", min_length=1, description="The address `ALIGNED_HEALTH_PORT` is opened on.")
    ]
    log_level: Annotated[
        Literal["DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"],
        BeforeValidator(str.upper),
        Field("INFO", description="DEBUG, INFO, WARNING, ERROR or CRITICAL."),
    ]
    log_format: Annotated[
        Literal["json", "text", "auto"],
        BeforeValidator(str.lower),
        Field("auto", description="`json`, `text`, or `auto`: text on a terminal."),
    ]

    @field_validator("letterbox")
    @classmethod
    def _is_not_the_database(cls, named: Path | None, others: ValidationInfo) -> Path | None:
        if named is not None and os.path.realpath(named) == _database_file(others.data.get("database_url", "")):
            raise ValueError("this is the file of the database; the letterbox needs one of its own")
        return named

    @property
    def signing_secrets(self) -> tuple[str, ...]:
        """Every signing secret that is good."""
        return tuple(each.strip() for each in self.signing_secret.get_secret_value().split(",") if each.strip())

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Read arguments first, then the environment, then named files, then `.env`."""
        return init_settings, env_settings, _NamedFiles(settings_cls), dotenv_settings


class _Said(Settings):
    """Settings that are what they are said to be, whatever the environment, named files and `.env` hold."""

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Read arguments alone."""
        return (init_settings,)


class _NamedFiles(PydanticBaseSettingsSource):
    """Reads a setting from the file that `<NAME>_FILE` names, as container secrets are mounted."""

    def get_field_value(self, field: Any, field_name: str) -> tuple[Any, str, bool]:
        name = variable_of(field_name)
        path = os.environ.get(f"{name}_FILE")
        return (_held_by(path, f"{name}_FILE") if path else None), name, False

    def __call__(self) -> dict[str, Any]:
        found = ((name, self.get_field_value(field, name)) for name, field in self.settings_cls.model_fields.items())
        return {key: value for _, (value, key, _) in found if value is not None}


def _database_file(url: str) -> str | None:
    """Return the whole path of an SQLite database; an address that nobody can read is refused where it is opened."""
    from storage.urls import parse, sqlite_file  # imports SQLAlchemy, which most commands do without

    with suppress(Misconfigured):
        file = sqlite_file(parse(url))
        return os.path.realpath(file) if file else None
    return None


def _held_by(path: str, variable: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8").strip()
    except OSError as error:
        raise Misconfigured(f"{variable} names {path}, which cannot be read: {error.strerror}.") from error
    except UnicodeError as error:
        raise Misconfigured(f"{variable} names {path}, which is not text in UTF-8: save it as such.") from error


def variable_of(field_name: str) -> str:
    """Return the environment variable that sets a field."""
    alias = Settings.model_fields[field_name].validation_alias
    if isinstance(alias, AliasChoices):
        return str(alias.choices[0])
    return f"{PREFIX}{field_name}".upper()


def load(overrides: Mapping[str, Any] | None = None) -> Settings:
    """Read the settings; raise Misconfigured with one line that names what is wrong."""
    try:
        return Settings(**(overrides or {}))
    except ValidationError as error:
        raise Misconfigured(_first_reason(error)) from error
    except OSError as error:
        raise Misconfigured(f".env cannot be read: {error.strerror}.") from error
    except UnicodeError as error:
        raise Misconfigured(".env is not text in UTF-8: save it as such.") from error


def settings_of(values: Mapping[str, Any]) -> Settings:
    """Make settings of what is said here and of defaults alone."""
    return _Said(_env_file=None, **values)  # without a file, else it would be read though it counts for nothing


def _first_reason(error: ValidationError) -> str:
    first = error.errors()[0]
    name = str(first["loc"][0])
    shown = variable_of(name) if name in Settings.model_fields else name
    return f"{shown}: {first['msg'].removeprefix('Value error, ')}"


def require_tokens(settings: Settings) -> None:
    """Raise Misconfigured unless the secrets are there, and of the right kind, that the way of delivery needs."""
    _require("SLACK_BOT_TOKEN", settings.bot_token, "xoxb-")
    if settings.http_port:
        _require("SLACK_SIGNING_SECRET", settings.signing_secret, "")
    else:
        _require("SLACK_APP_TOKEN", settings.app_token, "xapp-")


def _require(name: str, value: SecretStr, prefix: str) -> None:
    secret = value.get_secret_value()
    if not secret:
        raise Misconfigured(f"{name} is missing: set it in the environment or in .env, or run `aligned setup`.")
    if not secret.startswith(prefix):
        raise Misconfigured(f"{name} must start with {prefix}; this one is of another kind.")
