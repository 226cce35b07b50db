"""A small workspace in which every message can be said: one alignment on its way, one complete; calm or hostile."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from bot.domain.alignment import Alignment, Consent, Provenance, Status
from bot.domain.catalogue import Catalogue, Depth
from bot.domain.effects import (
    EditMessage,
    Effect,
    FormName,
    Notice,
    OpenForm,
    PostCard,
    PostSummary,
    SayDirectly,
    SayInThread,
    SendDigest,
    UpdateCard,
    Whisper,
)
from bot.domain.people import NudgePreferences
from bot.domain.spec import spec_of
from bot.domain.wish import LONGEST_WISH, WishKind
from bot.rule_files import read_rules
from bot.services.reporting import Reporting
from bot.slack.stage import Stage
from tests.builders import CHANNEL, OPENED_AT, WORKSPACE, a_person, a_waiver, an_alignment, an_ownership
from tests.fakes import InMemoryDatabase, StoppedClock
from tests.slack.scenes import (
    ANA,
    BEN,
    CY,
    SmallDirectory,
    a_good_answer,
    a_partial_answer,
    a_workspace,
    core_catalogue,
    every_answer,
    shipped_words,
    whole_catalogue,
)

HOSTILE = (
    "<!channel> @here @everyone <@U0EVIL> <#C0SECRET|plans> <https://evil.example/|Approve> www.evil.example "
    "*bold* `code` :boom: \u202eright to left\u202c \x00 &lt;!here&gt; ``` | > "
)
ENDLESS = "w" * 3_000
GUEST = "U0GIL"
SOON = "2026-03-05T14:30:00+00:00"
ABSENCE = {"stand_in": CY, "away_until": "2026-03-13"}
MADE_AT = "2026-03-02T09:00:00+00:00"


def an_open_alignment(said: str = "", title: str = "Route support tickets", **changes: object) -> Alignment:
    """Return an alignment with one executable and one partial answer, owned by Ana and Ben in turn."""
    names = [artifact.name for artifact in core_catalogue().artifacts]
    owners = {
        name: an_ownership(name, BEN if index % 2 else ANA, consent=Consent.ASKED if index > 4 else Consent.ACCEPTED)
        for index, name in enumerate(names)
    }
    example = core_catalogue().field("capability.decision").example
    good = a_good_answer("capability.decision", f"{example} {said}".strip(), BEN, id="good")
    partial = a_partial_answer(
        "success_criteria.metric",
        f"Fast, 97 % {said}".strip(),
        BEN,
        lacking="window",
        id="partial",
        provenance=Provenance.FORM,
    )
    defaults = {
        "facilitator": ANA,
        "title": title,
        "thread_ts": "1772442000.000100",
        "owners": owners,
        "waivers": (
            a_waiver("exception_rollback.exception_path", author=ANA, reason=said or "Operations decide in April."),
        ),
    }
    return an_alignment(good, partial, **{**defaults, **changes})


def a_complete_alignment(said: str = "", title: str = "Refund copilot", **changes: object) -> Alignment:
    """Return an alignment whose every question is answered, frozen once."""
    given = {answer.field: answer for answer in every_answer(BEN)}
    given["ownership.backup_owner"] = replace(given["ownership.backup_owner"], author=ANA)
    answers = (replace(answer, text=f"{answer.text} {said}".strip()) for answer in given.values())
    defaults = {
        "id": "A2",
        "facilitator": ANA,
        "title": title,
        "thread_ts": "1772442000.000200",
        "opened_at": OPENED_AT - timedelta(days=3),
        "status": Status.COMPLETE,
        "completed_at": OPENED_AT,
        "version": 1,
    }
    return an_alignment(*answers, **{**defaults, **changes})


def a_contradictory_alignment(said: str = "", **changes: object) -> Alignment:
    """Return Cy's alignment, in a channel of his own, whose answers cannot all be true."""
    answers = (
        a_good_answer("success_criteria.metric", f"At least 92 % right over 30 days. {said}", CY, id="target"),
        a_good_answer("success_criteria.failure_threshold", "Below 95 % right over 7 days.", CY, id="limit"),
        a_good_answer("ownership.backup_owner", f"<@{GUEST}> stands in.", CY, id="backup"),
    )
    defaults = {
        "id": "A3",
        "facilitator": CY,
        "channel": "C3",
        "thread_ts": "1772442000.000300",
        "title": "Sort claims",
    }
    return an_alignment(*answers, **{**defaults, **changes})


def an_unseen_alignment(**changes: object) -> Alignment:
    """Return Ana's alignment whose card was refused, in a channel of its own."""
    return an_open_alignment(**{"id": "A4", "channel": "C4", "thread_ts": None, "is_muted": True, **changes})


def a_stage(
    *alignments: Alignment,
    database: InMemoryDatabase | None = None,
    clock: StoppedClock | None = None,
    directory: SmallDirectory | None = None,
    catalogue: Catalogue | None = None,
) -> Stage:
    """Return a stage on which these alignments can be shown; complete ones are frozen as specs."""
    clock = clock or StoppedClock()
    catalogue = catalogue or core_catalogue()
    database = database or a_workspace(*alignments, clock=clock)
    with database.write() as tx:
        for alignment in alignments:
            if alignment.version:
                tx.specs.freeze(WORKSPACE, spec_of(alignment, catalogue, clock.now()))
        tx.people.put(a_person(GUEST, name="Gil Haas", is_guest=True))
        away = NudgePreferences(away_from=date(2026, 6, 1), away_until=date(2026, 6, 12), stand_in=ANA)
        tx.people.put_preferences(WORKSPACE, CY, away)
        tx.people.schedule_digest(WORKSPACE, BEN, datetime(2026, 3, 3, 14, 30, tzinfo=UTC))
    return Stage(
        reporting=Reporting(database=database, catalogue=catalogue, clock=clock, rulebook=read_rules()),
        catalogue=catalogue,
        directory=directory or SmallDirectory(),
        words=shipped_words(),
        clock=clock,
    )


def calm_stage() -> Stage:
    """Return a stage among polite people."""
    return a_stage(an_open_alignment(), a_complete_alignment(), a_contradictory_alignment(), an_unseen_alignment())


def hostile_stage() -> Stage:
    """Return a stage on which every text that people type tries to break out."""
    return a_stage(
        an_open_alignment(HOSTILE + ENDLESS, title=HOSTILE[:150]),
        a_complete_alignment(HOSTILE, title=HOSTILE[:150]),
        a_contradictory_alignment(HOSTILE, title=HOSTILE[:150]),
        an_unseen_alignment(title=HOSTILE[:150]),
    )


def deep_stage(said: str = "") -> Stage:
    """Return a stage on which every question of every depth is asked, most of them answered at length."""
    fields = list(whole_catalogue())
    answers = [a_good_answer(field.key, f"{field.example} {said}", BEN) for field in fields]
    unanswered = {artifact.fields[-1].key for artifact in whole_catalogue().artifacts}
    unanswered |= {"exception_rollback.rollback_trigger", "success_criteria.failure_threshold"}
    some = {answer.field: answer for answer in answers if answer.field not in unanswered}
    still_open = an_open_alignment(said, depth=Depth.HIGH)
    return a_stage(
        replace(still_open, answers={**some, **still_open.answers}),
        a_complete_alignment(answers={answer.field: answer for answer in answers}, depth=Depth.HIGH),
        a_contradictory_alignment(said, depth=Depth.HIGH),
        an_unseen_alignment(depth=Depth.HIGH),
        catalogue=whole_catalogue(),
    )


def in_thread(notice: Notice, **facts: object) -> SayInThread:
    """Say something in the thread of A1."""
    return SayInThread(alignment_id="A1", channel=CHANNEL, notice=notice, facts=facts)


def directly(notice: Notice, to: str = BEN, /, **facts: object) -> SayDirectly:
    """Say something about A1 to one person."""
    return SayDirectly(alignment_id="A1", person=to, notice=notice, facts=facts)


def whispered(notice: Notice, to: str = BEN, /, **facts: object) -> Whisper:
    """Say something about A1 that only one person sees."""
    return Whisper(alignment_id="A1", person=to, channel=CHANNEL, notice=notice, facts=facts)


def settled(what: str) -> EditMessage:
    """Replace an earlier message."""
    facts = {"what": what, "person": BEN, "field": "capability.in_scope"}
    return EditMessage(alignment_id="A1", channel=CHANNEL, ts="1.1", notice=Notice.SETTLED, facts=facts)


def opened(form: FormName, person: str = BEN, **facts: object) -> OpenForm:
    """Open a form about A1."""
    return OpenForm(alignment_id="A1", person=person, trigger_id="t", form=form, channel=CHANNEL, facts=facts)


def every_message(typed: str = "Now with <b> and & in it") -> dict[str, Effect]:
    """Name every message the product can say, with the facts the services give it; `typed` is what somebody typed."""
    everything = [artifact.name for artifact in core_catalogue().artifacts]
    return {
        "card": PostCard(alignment_id="A1", channel=CHANNEL),
        "card of a complete alignment": UpdateCard(alignment_id="A2", channel=CHANNEL),
        "first questions": in_thread(
            Notice.FIRST_QUESTIONS,
            fields=["capability.decision", "ownership.accountable_owner", "success_criteria.metric"],
        ),
        "first questions, with the message it starts from": in_thread(
            Notice.FIRST_QUESTIONS, fields=["success_criteria.metric"], note=typed
        ),
        "card of an alignment that contradicts itself": UpdateCard(alignment_id="A3", channel="C3"),
        "understood, with what contradicts since": SayInThread(
            alignment_id="A3", channel="C3", notice=Notice.UNDERSTOOD, facts={"answers": ["limit"], "next": None}
        ),
        "show, with what contradicts": Whisper(alignment_id="A3", person=CY, channel="C3", notice=Notice.SHOW),
        "contradicted": SayInThread(
            alignment_id="A3", channel="C3", notice=Notice.CONTRADICTED, facts={"person": GUEST}
        ),
        "deepened": in_thread(Notice.DEEPENED, by=ANA, before="core", next="exception_rollback.rollback_trigger"),
        "question": in_thread(Notice.QUESTION, field="exception_rollback.rollback_trigger", mention_owner=True),
        "question that was answered in part": in_thread(Notice.QUESTION, field="success_criteria.metric"),
        "understood, with something missing": in_thread(
            Notice.UNDERSTOOD, answers=["partial"], next=None, given_up=[], complete=False
        ),
        "understood, with the next question": in_thread(
            Notice.UNDERSTOOD, answers=["good"], next="success_criteria.failure_threshold", given_up=[], complete=False
        ),
        "understood after three tries": in_thread(
            Notice.UNDERSTOOD, answers=["partial"], next=None, given_up=["success_criteria.metric"], complete=False
        ),
        "understood directly": directly(
            Notice.UNDERSTOOD, answers=["good", "partial"], next=None, given_up=[], complete=False
        ),
        "conflict": whispered(Notice.CONFLICT, answer="partial", standing="good"),
        "misplaced": in_thread(
            Notice.MISPLACED, answer="good", field="capability.decision", better="capability.in_scope"
        ),
        "all asked": in_thread(Notice.ALL_ASKED),
        "ownership asked": directly(Notice.OWNERSHIP_ASKED, artifacts=everything, by=ANA),
        "ownership accepted": in_thread(Notice.OWNERSHIP_ACCEPTED, person=BEN, artifacts=["monitoring"]),
        "ownership declined": in_thread(Notice.OWNERSHIP_DECLINED, person=BEN, artifacts=everything),
        "ownership refused": in_thread(
            Notice.OWNERSHIP_REFUSED, person=CY, artifacts=["monitoring"], reason="bot", by=ANA
        ),
        "owner left": directly(
            Notice.OWNER_LEFT, ANA, person=CY, artifacts=["capability", "output_format"], reason="deactivated"
        ),
        "facilitator left": in_thread(
            Notice.FACILITATOR_LEFT, person=CY, successor=BEN, artifacts=["capability", "output_format"]
        ),
        "facilitator left nobody": in_thread(Notice.FACILITATOR_LEFT, person=CY, successor=None, artifacts=everything),
        "stand-in named": SayDirectly(person=ANA, notice=Notice.STAND_IN_NAMED, facts={"person": CY}),
        "stand-in refused": SayDirectly(
            person=BEN, notice=Notice.STAND_IN_REFUSED, facts={"person": CY, "reason": "guest"}
        ),
        "waived": in_thread(Notice.WAIVED, subject="monitoring", reason=typed, until="2026-04-02", by=ANA),
        "waiver ended": in_thread(Notice.WAIVER_ENDED, subjects=["monitoring"]),
        "several waivers ended": in_thread(Notice.WAIVER_ENDED, subjects=["monitoring.alert", "input_schema"]),
        "review due": SayDirectly(alignment_id="A2", person=BEN, notice=Notice.REVIEW_DUE),
        "promised": directly(Notice.PROMISED, until=SOON, on="2026-03-05", made_at=MADE_AT),
        "snoozed": directly(Notice.SNOOZED, until=SOON, on="2026-03-05", made_at=MADE_AT),
        "snoozed, while reminders are off": directly(Notice.SNOOZED, until=SOON, made_at=MADE_AT, is_off=True),
        "snoozed, in place of a mute": directly(Notice.SNOOZED, until=SOON, made_at=MADE_AT, unmuted=True),
        "promised, in place of a mute": directly(
            Notice.PROMISED, until=SOON, on="2026-03-05", made_at=MADE_AT, unmuted=True
        ),
        "muted": directly(Notice.MUTED, made_at=MADE_AT),
        "muted by the facilitator": directly(Notice.MUTED, ANA, made_at=MADE_AT),
        "promise muted": directly(
            Notice.PROMISE_MOVED, ANA, person=BEN, by=BEN, on="2026-03-02", muted=True, artifacts=["monitoring"]
        ),
        **{
            f"escalated to the {whom}, {why}": say(
                Notice.ESCALATED, *to, person=BEN, artifacts=["input_schema"], since="2026-02-20", unreminded=why
            )
            for whom, say, to in (("facilitator", directly, (ANA,)), ("thread", in_thread, ()))
            for why in ("muted", "off")
        },
        "promise broken": directly(
            Notice.PROMISE_BROKEN, ANA, person=BEN, on="2026-03-02", artifacts=["input_schema", "monitoring"]
        ),
        "promise broken, while reminders are off": directly(
            Notice.PROMISE_BROKEN, ANA, person=BEN, on="2026-03-02", artifacts=["monitoring"], unreminded="off"
        ),
        "promise moved": directly(
            Notice.PROMISE_MOVED,
            ANA,
            person=BEN,
            by=BEN,
            on="2026-03-02",
            promised="2026-03-09",
            artifacts=["input_schema", "monitoring"],
        ),
        "promise standing again": directly(
            Notice.PROMISE_MOVED, ANA, person=BEN, by=BEN, on="2026-03-02", stands=True, artifacts=["monitoring"]
        ),
        "escalated to the facilitator": directly(
            Notice.ESCALATED, ANA, person=BEN, artifacts=["input_schema"], since="2026-02-20"
        ),
        "escalated to the thread": in_thread(
            Notice.ESCALATED, person=BEN, artifacts=["input_schema", "monitoring"], since="2026-02-20"
        ),
        "escalated to the facilitator, while somebody stands in": directly(
            Notice.ESCALATED, ANA, person=BEN, artifacts=["input_schema"], since="2026-02-20", **ABSENCE
        ),
        "escalated to the thread, while somebody stands in": in_thread(
            Notice.ESCALATED, person=BEN, artifacts=["input_schema", "monitoring"], since="2026-02-20", **ABSENCE
        ),
        "promise broken, while somebody stands in": directly(
            Notice.PROMISE_BROKEN, ANA, person=BEN, on="2026-03-02", artifacts=["monitoring"], **ABSENCE
        ),
        "source edited": in_thread(Notice.SOURCE_EDITED, field="capability.decision", answer="good", text=typed),
        "source edited, with another answer": in_thread(
            Notice.SOURCE_EDITED, field="capability.out_of_scope", answer="good", text=typed, is_new=True
        ),
        "source deleted": in_thread(Notice.SOURCE_DELETED, field="capability.decision"),
        "closed": in_thread(Notice.CLOSED, by=ANA),
        "settled: answered": settled("answered"),
        "settled: skipped": settled("skipped"),
        "settled: accepted": settled("accepted"),
        "settled: undone": settled("undone"),
        "settled: restored": settled("restored"),
        "settled: outdated": settled("outdated"),
        "settled: dismissed": settled("dismissed"),
        "settled: in a way nobody foresaw": settled("unforeseen"),
        "not a member": whispered(Notice.NOT_A_MEMBER, form="start", channel="C9", title=typed),
        "cannot post": directly(Notice.CANNOT_POST, ANA, channel=CHANNEL, code="is_archived"),
        **{
            f"unsaid: {what}": directly(Notice.UNSAID, ANA, channel=CHANNEL, what=what)
            for what in ("say_in_thread", "post_summary", "upload_spec")
        },
        "cannot post any more": directly(Notice.CANNOT_POST, ANA, channel=CHANNEL, code="not_in_channel", others=2),
        **{
            f"card refused: {code}": SayDirectly(
                alignment_id="A4", person=ANA, notice=Notice.CARD_REFUSED, facts={"channel": "C4", "code": code}
            )
            for code in ("not_in_channel", "is_archived", "restricted_action", "internal")
        },
        "trigger expired": whispered(Notice.TRIGGER_EXPIRED, form="start", channel=CHANNEL, title=typed, note=typed),
        "refused": whispered(Notice.REFUSED, error="DateOutOfRange", latest="2026-05-31"),
        "refused, naming a title": whispered(Notice.REFUSED, error="AlignmentClosed", title=typed),
        "mentioned": whispered(Notice.MENTIONED, text=typed),
        "help": whispered(Notice.HELP),
        "status": whispered(Notice.STATUS),
        "mine": whispered(Notice.MINE),
        "list": whispered(Notice.LIST),
        "show": whispered(Notice.SHOW),
        "nudges": whispered(Notice.NUDGES),
        "history": whispered(Notice.HISTORY),
        "external": whispered(Notice.EXTERNAL),
        "nothing owed": whispered(Notice.NOTHING_OWED),
        "file only": whispered(Notice.FILE_ONLY),
        "thread moved": whispered(Notice.THREAD_MOVED),
        **{
            f"unrecorded: {state}": whispered(Notice.UNRECORDED, state=state)
            for state in ("open", "complete", "closed")
        },
        "explained": whispered(Notice.EXPLAINED, field="success_criteria.metric", debtor=""),
        "explained to the facilitator": whispered(Notice.EXPLAINED, ANA, field="success_criteria.metric", debtor=""),
        "explained directly": directly(Notice.EXPLAINED, field="exception_rollback.rollback_trigger", debtor=BEN),
        "which question": directly(
            Notice.WHICH_QUESTION,
            text=typed,
            places=["A1:capability.in_scope", "A1:capability.out_of_scope", "A2:capability.in_scope"],
        ),
        "time taken": directly(Notice.TIME_TAKEN, at=SOON, is_moved=False, made_at=SOON),
        "time taken, with reminders off": directly(Notice.TIME_TAKEN, at="", made_at=SOON),
        "time taken, while away without an end": directly(Notice.TIME_TAKEN, at="", is_away=True),
        "time taken, later than typed": directly(Notice.TIME_TAKEN, at=SOON, is_moved=True, made_at=SOON),
        "time taken, with a promise before it": directly(
            Notice.TIME_TAKEN,
            at=SOON,
            is_moved=False,
            made_at=SOON,
            earlier="promised",
            until="2026-03-10T08:30:00+00:00",
        ),
        **{
            f"wished: {kind}": SayDirectly(
                person=BEN, notice=Notice.WISHED, facts={"kind": kind, "when": "", "debtor": BEN}
            )
            for kind in WishKind
        },
        "wished, while a promise stands": directly(Notice.WISHED, kind="later", is_promised=True, debtor=BEN),
        "wished, with a time that cannot be read": whispered(
            Notice.WISHED, kind="later", when=typed[:LONGEST_WISH], debtor=BEN
        ),
        "unread": whispered(Notice.UNREAD),
        "digest": SendDigest(person=BEN, local_date="2026-03-02"),
        "summary": PostSummary(alignment_id="A2", channel=CHANNEL, version=1),
    }


def every_form(typed: str = "Route support tickets") -> dict[str, OpenForm]:
    """Name every form with the facts the services give it; `typed` is what somebody typed."""
    start = {"title": typed, "note": typed}
    return {
        "start": opened(FormName.START, channel=CHANNEL, **start),
        "start without a channel": opened(FormName.START, channel=None, title=typed),
        "answer an artifact": opened(FormName.ANSWER, artifact="success_criteria"),
        "answer what is open": opened(FormName.ANSWER),
        "answer fields": opened(FormName.ANSWER, fields=["capability.decision", "ownership.accountable_owner"]),
        "hand over": opened(FormName.HAND_OVER, artifacts=["monitoring"]),
        "promise": opened(FormName.PROMISE),
        "leave open": opened(FormName.WAIVE, artifact="monitoring"),
        "use as answer": opened(FormName.USE_AS_ANSWER, text=typed, author=CY, source_channel="C1", source_ts="1.2"),
        "history": opened(FormName.HISTORY),
        "history of a field": opened(FormName.HISTORY, field="capability.decision"),
        "close": opened(FormName.CLOSE),
        "go deeper": opened(FormName.DEEPEN),
        "go deeper, to a depth": opened(FormName.DEEPEN, depth="high"),
        "preferences": opened(FormName.PREFERENCES),
    }
