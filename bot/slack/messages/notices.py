"""What one person is told when something cannot be done, or when they ask for help."""

from bot.domain.effects import FormName
from bot.slack.blocks import actions, context, message, section
from bot.slack.controls import control
from bot.slack.ids import ActionId
from bot.slack.message import Message
from bot.slack.presses import Press
from bot.slack.scene import Scene

FORM_FACTS = frozenset({"form"})


def refused(scene: Scene) -> Message:
    """Say why what somebody asked for cannot be done."""
    facts = {name: fact for name, fact in scene.facts.items() if name != "error"}
    said = scene.words.refused(scene.text("error"), facts)
    return message(said, section(said))


def not_a_member(scene: Scene) -> Message:
    """Say how to bring the product into a channel; what was typed is repeated, so that it is not lost."""
    title = scene.one_line(scene.text("title")).replace("`", "'")
    channel = scene.text("channel") or scene.channel or ""
    said = scene.words.say("not_a_member", channel=channel, title=title, code=scene.text("code"))
    return message(said, section(said))


def cannot_post(scene: Scene) -> Message:
    """Tell the facilitator that the channel is out of reach."""
    said = scene.words.say(
        "cannot_post",
        others=scene.facts.get("others") or 0,
        channel=scene.text("channel"),
        code=scene.text("code").replace("`", "'"),
        alignment=scene.linked(scene.alignment),
    )
    about = Press.reopening(FormName.CLOSE, scene.alignment.id)
    return message(said, section(said), actions(control(scene.words, ActionId.OPEN_FORM, about, "close")))


def card_refused(scene: Scene) -> Message | None:
    """Tell whoever started an alignment why there is no card and how it gets one, unless there is one by now."""
    alignment, words = scene.alignment, scene.words
    if alignment.thread_ts or not alignment.is_open:
        return None
    code = scene.text("code").replace("`", "'")
    title = scene.one_line(alignment.title).replace("`", "'")
    said = words.say("card_refused", channel=scene.text("channel"), code=code, title=title)
    about = Press.reopening(FormName.CLOSE, alignment.id)
    return message(
        said,
        section(said),
        actions(
            control(words, ActionId.TRY_AGAIN, Press(a=alignment.id), is_main=True),
            control(words, ActionId.OPEN_FORM, about, "close"),
        ),
    )


def unsaid(scene: Scene) -> Message:
    """Tell the facilitator what Slack would not take in the channel."""
    facts = {"channel": scene.text("channel"), "what": scene.text("what")}
    said = scene.words.say("unsaid", alignment=scene.linked(scene.alignment), **facts)
    return message(said, section(said))


def trigger_expired(scene: Scene) -> Message:
    """Offer to open a form again that Slack did not open in time."""
    facts = {name: fact for name, fact in scene.facts.items() if name not in FORM_FACTS}
    form = FormName(scene.text("form") or FormName.START)
    press = Press.reopening(form, scene.alignment_id, facts)
    said = scene.words.say("trigger_expired")
    return message(said, section(said), actions(control(scene.words, ActionId.OPEN_FORM, press, is_main=True)))


def mentioned(scene: Scene) -> Message:
    """Offer to start an alignment to somebody who called the product by its name."""
    title = scene.one_line(scene.text("text"))
    press = Press.reopening(FormName.START, None, {"title": title, "channel": scene.channel})
    said = scene.words.say("mentioned", title=title)
    start = control(scene.words, ActionId.OPEN_FORM, press, "start", is_main=True)
    return message(said, section(said), actions(start))


def offered_help(scene: Scene) -> Message:
    """Say what the command can do."""
    said = scene.words.say("help", rules_off=scene.reporting.rules_off)
    return message(scene.words.say("help.summary"), section(said), context(scene.words.say("help.elsewhere")))


def external(scene: Scene) -> Message:
    """Tell somebody from another organisation why nothing happened."""
    said = scene.words.say("external")
    return message(said, section(said))


def nothing_owed(scene: Scene) -> Message:
    """Tell somebody who wrote to the product that nothing is asked of them."""
    said = scene.words.say("nothing_owed")
    return message(said, section(said))


def file_only(scene: Scene) -> Message:
    """Tell somebody who shared a file without a word what would be an answer."""
    said = scene.words.say("file_only")
    return message(said, section(said))


def thread_moved(scene: Scene) -> Message:
    """Say where it goes on to somebody who writes under an earlier card."""
    said = scene.words.say("thread_moved", alignment=scene.linked(scene.alignment))
    return message(said, section(said))


def unread(scene: Scene) -> Message:
    """Tell somebody whose answer broke us that it is kept and was not read."""
    said = scene.words.say("unread")
    return message(said, section(said))
