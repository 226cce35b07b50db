"""The `aligned` command. Errors are one line; the exit code is 0 for done, 1 for not done, 2 for wrongly configured."""

import os
import signal
import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Annotated, ParamSpec, TypeVar

import typer

from bot import logs
from bot.domain.errors import AlignedError, Misconfigured
from bot.exit_codes import NOT_DONE, exit_code_of
from bot.settings import Settings, load, require_tokens, variable_of

if TYPE_CHECKING:
    from rich.table import Table

_INSTALLED, _AT_THE_TOP = (folder / "manifest.yml" for folder in Path(__file__).resolve().parents[:2])
MANIFEST = _INSTALLED if _INSTALLED.exists() else _AT_THE_TOP
"""Where a wheel is installed, the manifest lies beside the code; its neighbours there are other packages."""
DEMO_PORT = 8787
LAST_PORT = 65_535

P = ParamSpec("P")
R = TypeVar("R")

cli = typer.Typer(
    help="Turns “we are aligned” into a specification.", no_args_is_help=True, pretty_exceptions_enable=False
)
database = typer.Typer(
    help="The database: bring its schema up to date, check it, back it up, restore it.", no_args_is_help=True
)
settings_group = typer.Typer(help="The settings.", no_args_is_help=True)
cli.add_typer(database, name="db")
cli.add_typer(settings_group, name="config")


def one_line(command: Callable[P, R]) -> Callable[P, R]:
    """Say what went wrong in one line instead of a traceback."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return command(*args, **kwargs)
        except AlignedError as error:
            typer.echo(f"aligned: {error}", err=True)
            raise typer.Exit(exit_code_of(error)) from error

    return run


@cli.command()
@one_line
def run() -> None:
    """Run the app in a Slack workspace."""
    from bot.app import SystemClock, build  # the other commands start without Slack and SQL
    from bot.waiting import until_stopped

    settings = _load_lasting()
    logs.configure(settings.log_level, settings.log_format)
    application = build(settings, clock=SystemClock())
    until_stopped(application)


@cli.command()
@one_line
def demo(
    *,
    script: Annotated[bool, typer.Option(help="Play the story without a browser and print it.")] = False,
    port: Annotated[int, typer.Option(help="Where the page is; the next free port if it is taken.")] = DEMO_PORT,
) -> None:
    """Start a workspace on this machine with the app and a seeded story in it."""
    from bot.demo import play

    _ensure_port(port)
    logs.configure("ERROR", "text")
    raise typer.Exit(play(MANIFEST, port=port, script=script))


@cli.command()
@one_line
def sandbox(
    *,
    manifest: Annotated[
        Path, typer.Option(help="The app manifest: its scopes, events, commands, shortcuts.")
    ] = MANIFEST,
    workspace: Annotated[Path | None, typer.Option(help="People and channels, as YAML.")] = None,
    port: Annotated[int, typer.Option(help="The next free port if it is taken.")] = DEMO_PORT,
) -> None:
    """Run only the workspace, for this app or any other Bolt app."""
    from sandbox.running import serve

    _ensure_port(port)
    serve(manifest, workspace, port)


@cli.command()
@one_line
def assess() -> None:
    """Judge answers: JSON lines on standard input, one verdict a line on standard output."""
    from bot.assess_lines import assess_side_by_side

    if sys.stdin is None:
        raise AlignedError("There is no standard input: give answers to judge, as in aligned assess < answers.jsonl.")
    settings = load()
    lines = (line.decode(errors="surrogateescape") for line in sys.stdin.buffer)  # JSON is UTF-8 in every locale
    processes = os.cpu_count() or 1
    for verdict in assess_side_by_side(settings.packs, settings.rules_off, lines, processes=processes):
        sys.stdout.buffer.write(f"{verdict}\n".encode())
        sys.stdout.buffer.flush()


@cli.command()
@one_line
def manifest(
    *,
    url: Annotated[str, typer.Option(help="Deliver over HTTP to this address instead of by Socket Mode.")] = "",
) -> None:
    """Print the app manifest, to paste where Slack asks for it."""
    from bot.http_manifest import over_http

    text = MANIFEST.read_text(encoding="utf-8")
    typer.echo(over_http(text, url) if url else text, nl=False)


@cli.command()
@one_line
def setup(
    env: Annotated[Path, typer.Option(help="Where the tokens are written.")] = Path(".env"),
) -> None:
    """Ask for both tokens, check them with Slack, and write them to `.env`."""
    from bot.app import check_app_token, identify
    from bot.env_file import write_env

    tokens = {
        "SLACK_BOT_TOKEN": _asked_for("Bot token (OAuth & Permissions, xoxb-…)"),
        "SLACK_APP_TOKEN": _asked_for("App-level token (Basic Information, xapp-…)"),
    }
    settings = load({"bot_token": tokens["SLACK_BOT_TOKEN"], "app_token": tokens["SLACK_APP_TOKEN"]})
    require_tokens(settings)
    identity = identify(settings)
    if not settings.http_port:
        check_app_token(settings)
    write_env(env, tokens)
    typer.echo(f"Connected to {identity.workspace_name}; the tokens are in {env}. Start with: aligned run")


@cli.command()
@one_line
def doctor() -> None:
    """Check settings, tokens, scopes, database and questions, and say what to do."""
    from rich.console import Console

    from bot.doctor import examine

    logs.configure("CRITICAL", "text")  # what it would tell is in the table
    findings = tuple(examine(_load_lasting(), MANIFEST))
    table = _table("", "what", "found", "what to do")
    for finding in findings:
        table.add_row("ok" if finding.is_well else "!", finding.subject, finding.found, finding.advice)
    Console(markup=False).print(table)
    raise typer.Exit(NOT_DONE if any(f.is_fatal and not f.is_well for f in findings) else 0)


@cli.command()
@one_line
def nudge(
    *,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Required: the running app alone reminds people.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
) -> None:
    """Show who gets which reminder when, and why. Nothing is sent."""
    from bot.nudge_plan import show_plan

    if not dry_run:
        raise AlignedError("Reminders are sent by the running app; this command only shows them: add --dry-run.")
    show_plan(_load_with_database(), as_json=as_json)


@settings_group.command("show")
@one_line
def show_settings() -> None:
    """Show every setting, its value and what it means; secrets are blotted out."""
    from rich.console import Console

    from bot.rule_files import read_rules

    settings = load()
    table = _table("variable", "value", "meaning")
    for name, field in Settings.model_fields.items():
        table.add_row(variable_of(name), _shown(settings, name), field.description)
    Console(markup=False).print(table)
    rulebook = read_rules(settings.rules_off)
    for rule in rulebook.off:
        typer.echo(f"Switched off: {rule}. {rulebook.rules[rule].claim}")


@database.callback()
def _say_it_once() -> None:
    """Keep the log out of what these commands say: what it would warn of is in the one line they end with."""
    logs.configure("ERROR", "text")


@database.command("upgrade")
@one_line
def upgrade_database() -> None:
    """Bring the schema up to date."""
    from storage.migrate import upgrade

    typer.echo(f"The schema is at {upgrade(_load_lasting().database_url).newest}.")


@database.command("check")
@one_line
def check_database() -> None:
    """Say whether the schema is up to date; exit code 1 when it is not."""
    from storage.migrate import check

    schema = check(_load_with_database().database_url)
    if not schema.is_current:
        typer.echo(f"The schema is at {schema.current}, not at {schema.newest}: run `aligned db upgrade`.")
        raise typer.Exit(NOT_DONE)
    typer.echo(f"The schema is at {schema.current}, as it should be.")


@database.command("backup")
@one_line
def backup_database(path: Annotated[Path, typer.Argument(help="A new file; none is ever replaced.")]) -> None:
    """Copy an SQLite database, while the app runs or not."""
    from storage.backup import backup

    backup(_load_with_database().database_url, path)
    typer.echo(f"The backup is at {path}. Only you may read it: it holds what people answered.")


@database.command("restore")
@one_line
def restore_database(path: Annotated[Path, typer.Argument(help="What `aligned db backup` wrote.")]) -> None:
    """Put a backup in the place of the SQLite database, or into an empty PostgreSQL; the app must be stopped."""
    from storage.backup import restore

    kept = restore(_load_lasting().database_url, path)
    typer.echo(f"{path} is restored." + (f" What it replaced is kept at {kept}." if kept else ""))
    typer.echo("What it holds as waiting is looked up in Slack before it is sent. Start the app with: aligned run")


@database.command("reconcile")
@one_line
def reconcile_database() -> None:
    """After pg_restore, and before the app starts: doubt what waits, for it may have been posted since."""
    from storage.backup import reconcile

    doubted = reconcile(_load_with_database().database_url)
    typer.echo(f"Waiting, and looked up in Slack before it is sent: {doubted}. Start the app with: aligned run")


def main() -> None:
    """Run the command line, ending quietly when it is interrupted or its reader has gone."""
    signal.signal(signal.SIGTERM, _interrupted)
    try:
        cli()
    except (KeyboardInterrupt, BrokenPipeError):
        raise SystemExit(130) from None


def _load_lasting() -> Settings:
    """Read the settings; refuse a database that would be gone at the next start."""
    from storage.urls import require_lasting

    settings = load()
    require_lasting(settings.database_url)
    return settings


def _load_with_database() -> Settings:
    """Read the settings; refuse an SQLite database that is not there, for nothing could be said of it."""
    from storage.urls import require_file

    settings = load()
    require_file(settings.database_url)
    return settings


def _shown(settings: Settings, name: str) -> str:
    from storage.urls import shown_as_given, without_user

    value = str(getattr(settings, name))
    if name == "database_url":
        return shown_as_given(value)
    return without_user(value) if name == "slack_api_url" else value


def _asked_for(token: str) -> str:
    """Ask for a token, unseen on a terminal; elsewhere take the next line of what was given."""
    if sys.stdin is not None and sys.stdin.isatty():
        return str(typer.prompt(token, hide_input=True)).strip()
    given = sys.stdin.readline() if sys.stdin is not None else ""
    if not given:
        raise Misconfigured(
            "There is no terminal to ask for the tokens on: give both on standard input, a line each, "
            "or copy .env.example to .env and fill them in."
        )
    return given.strip()


def _table(*headings: str) -> "Table":
    """Lay out a table that fits a narrow terminal without cutting words off: long ones go on in the next line."""
    from rich.table import Column, Table

    first, *others = headings
    return Table(Column(first, no_wrap=True), *(Column(heading, overflow="fold") for heading in others))


def _ensure_port(port: int) -> None:
    if not 0 <= port <= LAST_PORT:
        raise Misconfigured(f"--port takes a number from 0 to {LAST_PORT}, not {port}; 0 is any free port.")


def _interrupted(_: int, __: FrameType | None) -> None:
    raise KeyboardInterrupt
