"""Every message of the product by its name: structure here, sentences in ``templates/messages``."""

from collections.abc import Callable, Mapping

from bot.domain.effects import Notice
from bot.slack.message import Message
from bot.slack.messages import choices, notices, ownership, pace, questions, reports, wishes
from bot.slack.messages.contradictions import contradicted
from bot.slack.messages.depth import deepened
from bot.slack.messages.explained import explained, unrecorded
from bot.slack.messages.reviews import review_due
from bot.slack.messages.understood import understood
from bot.slack.scene import Scene

NOTICES: Mapping[Notice, Callable[[Scene], Message | None]] = {
    Notice.FIRST_QUESTIONS: questions.first_questions,
    Notice.QUESTION: questions.question,
    Notice.UNDERSTOOD: understood,
    Notice.ALL_ASKED: questions.all_asked,
    Notice.CONFLICT: choices.conflict,
    Notice.MISPLACED: choices.misplaced,
    Notice.CONTRADICTED: contradicted,
    Notice.DEEPENED: deepened,
    Notice.SOURCE_EDITED: choices.source_edited,
    Notice.SOURCE_DELETED: choices.source_deleted,
    Notice.OWNERSHIP_ASKED: ownership.ownership_asked,
    Notice.OWNERSHIP_ACCEPTED: ownership.ownership_accepted,
    Notice.OWNERSHIP_DECLINED: ownership.ownership_declined,
    Notice.OWNERSHIP_REFUSED: ownership.ownership_refused,
    Notice.OWNER_LEFT: ownership.owner_left,
    Notice.FACILITATOR_LEFT: ownership.facilitator_left,
    Notice.STAND_IN_NAMED: pace.stand_in_named,
    Notice.STAND_IN_REFUSED: pace.stand_in_refused,
    Notice.WAIVED: pace.waived,
    Notice.WAIVER_ENDED: pace.waiver_ended,
    Notice.REVIEW_DUE: review_due,
    Notice.PROMISED: pace.promised,
    Notice.SNOOZED: pace.snoozed,
    Notice.MUTED: pace.muted,
    Notice.PROMISE_BROKEN: pace.promise_broken,
    Notice.PROMISE_MOVED: pace.promise_moved,
    Notice.ESCALATED: pace.escalated,
    Notice.SETTLED: pace.settled,
    Notice.CLOSED: pace.closed,
    Notice.NOT_A_MEMBER: notices.not_a_member,
    Notice.CANNOT_POST: notices.cannot_post,
    Notice.CARD_REFUSED: notices.card_refused,
    Notice.UNSAID: notices.unsaid,
    Notice.TRIGGER_EXPIRED: notices.trigger_expired,
    Notice.REFUSED: notices.refused,
    Notice.MENTIONED: notices.mentioned,
    Notice.HELP: notices.offered_help,
    Notice.EXTERNAL: notices.external,
    Notice.NOTHING_OWED: notices.nothing_owed,
    Notice.FILE_ONLY: notices.file_only,
    Notice.UNREAD: notices.unread,
    Notice.THREAD_MOVED: notices.thread_moved,
    Notice.EXPLAINED: explained,
    Notice.UNRECORDED: unrecorded,
    Notice.WHICH_QUESTION: choices.which_question,
    Notice.WISHED: wishes.wished,
    Notice.TIME_TAKEN: wishes.time_taken,
    Notice.STATUS: reports.status,
    Notice.LIST: reports.listed,
    Notice.MINE: reports.mine,
    Notice.SHOW: reports.show,
    Notice.NUDGES: reports.nudges,
    Notice.HISTORY: reports.history,
}
