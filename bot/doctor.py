"""Examines an installation: settings, tokens, scopes, database, questions. Each check says what to do when it fails."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.catalogue_files import read_every_depth
from bot.domain.errors import AlignedError
from bot.rule_files import read_rules
from bot.settings import Settings, require_tokens
from storage.migrate import check
from storage.urls import parse, sqlite_file


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What one check found; `advice` is empty when nothing has to be done."""

    subject: str
    found: str
    advice: str = ""
    is_fatal: bool = True

    @property
    def is_well(self) -> bool:
        """Tell whether nothing has to be done."""
        return not self.advice


def examine(settings: Settings, manifest: Path) -> Iterator[Finding]:
    """Yield what each check finds, in the order in which one would mend it."""
    yield _checked("settings", lambda: require_tokens(settings), "what it signs in with is there")
    yield from _slack(settings, manifest)
    yield _database(settings)
    yield _checked("questions", lambda: read_every_depth(settings.packs), "every file reads well")
    yield _checked("rules", lambda: read_rules(settings.rules_off), _rules_found(settings))


def _rules_found(settings: Settings) -> str:
    return f"all but {settings.rules_off}" if settings.rules_off else "all of them are applied"


def _database(settings: Settings) -> Finding:
    file = sqlite_file(parse(settings.database_url))
    if file is not None and not file.exists():
        return Finding(subject="database", found=f"{file} will be made on the first start")
    return _checked("database", lambda: check(settings.database_url), "it answers, and its schema can be read")


def _checked(subject: str, attempt: Callable[[], object], found: str) -> Finding:
    try:
        attempt()
    except AlignedError as error:
        return Finding(subject=subject, found="not well", advice=str(error))
    return Finding(subject=subject, found=found)


def _slack(settings: Settings, manifest: Path) -> Iterator[Finding]:
    client = WebClient(base_url=settings.slack_api_url)
    try:
        answer = client.auth_test(token=settings.bot_token.get_secret_value())
        yield Finding(subject="bot token", found=f"{answer['user']} in {answer['team']}")
        yield from _scopes(str(answer.headers.get("x-oauth-scopes") or ""), manifest)
        if settings.http_port:
            yield Finding(subject="delivery", found=f"over HTTP, on {settings.http_host}:{settings.http_port}")
        else:
            client.apps_connections_open(app_token=settings.app_token.get_secret_value())
            yield Finding(subject="app token", found="Socket Mode can be opened")
    except SlackApiError as error:
        yield Finding(
            subject="Slack",
            found=str(error.response["error"]),
            advice="Copy the tokens again: OAuth & Permissions, and Basic Information, App-Level Tokens.",
        )
    except OSError as error:
        yield Finding(
            subject="Slack", found=str(error), advice=f"{settings.slack_api_url} cannot be reached from here."
        )


def _scopes(granted: str, manifest: Path) -> Iterator[Finding]:
    if not granted:
        return
    asked = yaml.safe_load(manifest.read_text(encoding="utf-8"))["oauth_config"]["scopes"]
    given = {scope.strip() for scope in granted.split(",")}
    missing = sorted(set(asked["bot"]) - given)
    declined = sorted(set(asked.get("bot_optional", ())) - given)
    if missing:
        advice = f"Install the app again from the manifest: {', '.join(missing)} are missing."
        yield Finding(subject="scopes", found=f"{len(missing)} missing", advice=advice)
    if declined:
        advice = f"Works without; what needs {', '.join(declined)} is left out."
        yield Finding(subject="optional scopes", found=f"{len(declined)} not granted", advice=advice, is_fatal=False)
    if not missing and not declined:
        yield Finding(subject="scopes", found="all granted")
