"""Every verb of this room: adopting, running, and what an organization counts of itself. Each leaves its audit event in its transaction."""

from shelterwood.prevent.protocols.services.adopting import (
    Refused,
    add_step,
    begin_draft,
    change_head,
    change_step,
    confirm_review,
    drop_draft,
    move_step,
    remind_reviews,
    remove_step,
    retire,
    sign,
    take_over,
)
from shelterwood.prevent.protocols.services.counting import count_session, fill_checklist, put_card, take_card_away, withdraw_session
from shelterwood.prevent.protocols.services.faults import NotPossible
from shelterwood.prevent.protocols.services.running import (
    answer,
    assign,
    begin,
    correct,
    end_early,
    finish,
    go_on,
    join,
    note,
    pause,
    report_recorded,
    say_known,
    say_moment,
    settle,
)
from shelterwood.prevent.protocols.services.tasks import announce

__all__ = [
    "NotPossible", "Refused", "add_step", "announce", "answer", "assign", "begin", "begin_draft", "change_head", "change_step",
    "confirm_review", "correct", "count_session", "drop_draft", "end_early", "fill_checklist", "finish", "go_on", "join",
    "move_step", "note", "pause", "put_card", "remind_reviews", "remove_step", "report_recorded", "retire", "say_known", "say_moment", "settle", "sign", "take_card_away",
    "take_over", "withdraw_session",
]  # fmt: skip
