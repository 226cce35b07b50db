"""Examines an installation: settings, tokens, scopes, database, questions. Each check says what to do when it fails."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from bot.app import check_app_token, identify
from bot.catalogue_files import read_every_depth
from bot.domain.errors import AlignedError, Misconfigured
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
    yield _database(settings.database_url)
    if named := settings.letterbox:
        yield _checked("letterbox", lambda: _require_writable(named, "ALIGNED_LETTERBOX"), str(named))
    yield _checked("questions", lambda: read_every_depth(settings.packs), "every file reads well")
    yield _checked("rules", lambda: read_rules(settings.rules_off), _rules_found(settings))


def _rules_found(settings: Settings) -> str:
    return f"all but {settings.rules_off}" if settings.rules_off else "all of them are applied"


def _database(url: str) -> Finding:
    try:
        file = sqlite_file(parse(url))
        if file is not None:
            _require_writable(file, "DATABASE_URL")
    except Misconfigured as error:
        return Finding(subject="database", found="not well", advice=str(error))
    if file is not None and not file.exists():
        return Finding(subject="database", found=f"{file} will be made on the first start")
    return _checked("database", lambda: check(url), "it answers, and its schema can be read")


def _require_writable(file: Path, variable: str) -> None:
    """Raise Misconfigured unless a file can be written, or made where there is none yet."""
    try:
        Path(f"{file}-journal").exists()  # SQLite's own companion, with a name that is longer
        trouble = _in_the_way_of(Path(os.path.realpath(file)))
    except (OSError, ValueError) as error:
        trouble = getattr(error, "strerror", None) or str(error)
    if trouble:
        raise Misconfigured(f"{file} cannot be written ({trouble}): mend that, or name another file in {variable}.")


def _in_the_way_of(file: Path) -> str:
    folder = file.parent
    if file.is_dir():
        return "it is a folder"
    if not folder.is_dir():
        return f"there is no folder {folder}"
    if not os.access(folder, os.W_OK | os.X_OK):
        return f"you may not write in {folder}"
    return "you may not write it" if file.exists() and not os.access(file, os.R_OK | os.W_OK) else ""


def _checked(subject: str, attempt: Callable[[], object], found: str) -> Finding:
    try:
        attempt()
    except AlignedError as error:
        return Finding(subject=subject, found="not well", advice=str(error))
    return Finding(subject=subject, found=found)


def _slack(settings: Settings, manifest: Path) -> Iterator[Finding]:
    try:
        identity = identify(settings)
    except AlignedError as error:
        yield Finding(subject="Slack", found="not well", advice=str(error))
        return
    yield Finding(subject="bot token", found=f"{identity.bot_name} in {identity.workspace_name}")
    yield from _scopes(identity.scopes, manifest)
    if settings.http_port:
        yield Finding(subject="delivery", found=f"over HTTP, on {settings.http_host}:{settings.http_port}")
    else:
        yield _checked("app token", lambda: check_app_token(settings), "Socket Mode can be opened")


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
