"""What runs by the clock. One line a task: its dotted name and how often."""

from datetime import timedelta

SCHEDULE = {
    "shelterwood.respond.concerns.tasks.escalate_unanswered": timedelta(minutes=1),
    "shelterwood.respond.consultations.tasks.tell_unanswered": timedelta(minutes=1),
    "shelterwood.respond.consultations.tasks.end_and_delete": timedelta(days=1),
    "shelterwood.gates.law.tasks.announce_clocks": timedelta(minutes=1),
    "shelterwood.prevent.protocols.tasks.announce_tasks": timedelta(minutes=1),
    "shelterwood.prevent.protocols.tasks.remind_reviews": timedelta(days=1),
    "shelterwood.foundation.notify.tasks.send_notices": timedelta(minutes=1),
    "shelterwood.prevent.training.rosters.tasks.resume_checks": timedelta(minutes=1),
    "shelterwood.prevent.training.rosters.tasks.drop_old": timedelta(hours=1),
    "shelterwood.prevent.training.tasks.reckon_standings": timedelta(minutes=1),
    "shelterwood.prevent.training.tasks.tell_reminded": timedelta(minutes=1),
    "shelterwood.prevent.training.tasks.weekly_digest": timedelta(days=1),
    "shelterwood.respond.endings.tasks.end_what_is_over": timedelta(days=1),
    "shelterwood.foundation.drafts.tasks.end_drafts": timedelta(hours=1),
    "shelterwood.foundation.jobs.tasks.tidy_up": timedelta(days=1),
}
