"""The form that leaves an artifact or a single question open on purpose."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from slack_sdk.models.blocks import Option, OptionGroup

from bot.domain.effects import FormName
from bot.domain.errors import NothingOpen, NotYours
from bot.domain.progress import ArtifactProgress
from bot.services.requests import Waive
from bot.slack.blocks import choice, context, group
from bot.slack.forms.inputs import Inputs, Modal, day_input, grouped_input, text_input
from bot.slack.forms.reading import Entered, FormErrors
from bot.slack.forms.state import FormState
from bot.slack.scene import Scene
from bot.slack.words import Words

TEMPLATE = "form_waive"
USUAL = timedelta(days=30)
LONGEST_REASON = 500
MOST_OPTIONS = 100


def waive_form(scene: Scene) -> Modal:
    """Ask what stays open, why, and until when; where the person can leave nothing open, say why at once."""
    inputs = Inputs(scene.words, TEMPLATE)
    groups = _groups(scene, inputs)
    if not groups:
        return inputs.refused(FormName.WAIVE, NotYours() if scene.progress.gaps else NothingOpen())
    wanted = (
        scene.text("subject")
        or scene.text("field")
        or scene.text("artifact")
        or next(iter(scene.names("artifacts")), "")
    )
    chosen = next((option for each in groups for option in each.options or () if option.value == wanted), None)
    rows = (
        context(scene.words.say(f"{TEMPLATE}.about", title=scene.alignment.title)),
        inputs.labelled("subject", grouped_input(groups, chosen)),
        inputs.labelled("reason", text_input(most=LONGEST_REASON, is_long=True)),
        inputs.labelled("until", day_input(scene.today + USUAL)),
    )
    return inputs.modal(FormState(form=FormName.WAIVE, alignment_id=scene.alignment.id), rows)


def read_waive(view: Mapping[str, Any], words: Words) -> Waive | FormErrors:
    """Read what stays open, or say what is missing."""
    entered = Entered(view)
    subject, reason, until = entered.choice("subject"), entered.text("reason"), entered.day("until")
    if subject and reason and until:
        return Waive(alignment_id=FormState.of(view).alignment_id or "", subject=subject, reason=reason, until=until)
    given = {"subject": subject, "reason": reason, "until": until}
    return {block: words.plain(f"{TEMPLATE}.missing_{block}") for block, value in given.items() if not value}


def _groups(scene: Scene, inputs: Inputs) -> list[OptionGroup]:
    """Offer the artifacts with gaps that the person owns, as a whole or gap by gap; to the facilitator, all of them."""
    may_leave_all = scene.viewer == scene.alignment.facilitator
    groups, left = [], MOST_OPTIONS
    for row in scene.progress.artifacts:
        if not row.gaps or not (may_leave_all or row.owner == scene.viewer):
            continue
        options = _options(row, inputs)[:left]
        left -= len(options)
        if options:
            groups.append(group(row.title, options))
    return groups


def _options(row: ArtifactProgress, inputs: Inputs) -> list[Option]:
    whole = choice(inputs.say("whole_artifact", title=row.title), row.name)
    return [whole, *(choice(gap.field.label, gap.field.key) for gap in row.gaps)]
