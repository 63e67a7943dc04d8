"""Advice to whoever writes questions, in plain words."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from shelterwood.prevent.training.rules.evidence import Advice

ADVICE: dict[Advice, Any] = {
    Advice.BACKWARDS: _("Those who know more get it wrong more often. Look at the key first, then at the wording."),
    Advice.WEAK: _("It hardly tells those who know from those who do not. Ask more precisely."),
    Advice.HARD: _("Few have it right. Read it again, and see whether a lesson teaches it."),
    Advice.EASY: _("Nearly everybody has it right. It may be too easy, or its wording gives it away."),
    Advice.DRAWS_THE_STRONG: _("A wrong answer draws those who know more. It may be right in some cases."),
    Advice.DRAWS_NOBODY: _("A wrong answer is taken by hardly anybody. Replace it with what people really believe."),
}
