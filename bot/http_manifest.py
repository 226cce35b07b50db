"""The app manifest for delivery over HTTP: the same app, with a request URL instead of Socket Mode."""

from urllib.parse import urlsplit

import yaml

from bot.domain.errors import Misconfigured

THIS_MACHINE = frozenset({"127.0.0.1", "::1", "localhost"})
"""A sandbox delivers there without encryption."""


def over_http(manifest: str, url: str) -> str:
    """Rewrite a manifest in YAML so that Slack delivers to `url`; raises Misconfigured when that is no address."""
    if not _is_deliverable(url):
        raise Misconfigured(
            f"{url} is no address Slack can deliver to: give all of it, with https, as in https://host/slack/events."
        )
    described = yaml.safe_load(manifest)
    settings = described["settings"]
    settings["socket_mode_enabled"] = False
    settings["event_subscriptions"]["request_url"] = url
    settings["interactivity"] |= {"request_url": url, "message_menu_options_url": url}
    for command in described["features"]["slash_commands"]:
        command["url"] = url
    return yaml.safe_dump(described, sort_keys=False, allow_unicode=True, width=120)


def _is_deliverable(url: str) -> bool:
    try:
        parts = urlsplit(url)
        is_here = parts.scheme == "http" and parts.hostname in THIS_MACHINE
        return (parts.scheme == "https" or is_here) and bool(parts.hostname) and parts.port != 0
    except ValueError:  # brackets that do not close, or a port that is no number
        return False
