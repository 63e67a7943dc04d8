"""Evidence that something was learned: how each question works, what changed from before to after, and when to refresh.

Classical item analysis (difficulty, corrected point-biserial discrimination, distractors, KR-20), Newcombe's interval for a paired
difference of proportions, a bootstrap for scores, and a fixed ladder of refreshers. Plain Python: a server may import it.
"""

from shelterwood_methods.learning.change import Change, score_change, share_change
from shelterwood_methods.learning.items import Answered, ItemFigures, analyse, kr20
from shelterwood_methods.learning.refreshers import LADDER, pending, schedule

__all__ = ["LADDER", "Answered", "Change", "ItemFigures", "analyse", "kr20", "pending", "schedule", "score_change", "share_change"]
