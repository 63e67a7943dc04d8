"""Staff of an organization as learners, what they read and answered, what they completed, and what the law needs to know of them."""

from shelterwood.prevent.training.models.checks import Attempt, LessonRead
from shelterwood.prevent.training.models.completion import Acknowledgement, Completion, new_code
from shelterwood.prevent.training.models.editing import Change, Draft, Edition, InForce, Review
from shelterwood.prevent.training.models.elsewhere import TrainingElsewhere
from shelterwood.prevent.training.models.imports import Import, ImportedLearner, ImportedTraining, ImportFault, ImportPiece
from shelterwood.prevent.training.models.learner import Learner, Post, SiteFacts
from shelterwood.prevent.training.models.mandates import Approval, Exemption
from shelterwood.prevent.training.models.standings import Digest, Filing, Fulfilment, LawReckoned, Reminder, Standing

__all__ = [
    "Acknowledgement",
    "Approval",
    "Attempt",
    "Change",
    "Completion",
    "Digest",
    "Draft",
    "Edition",
    "Exemption",
    "Filing",
    "Fulfilment",
    "Import",
    "ImportFault",
    "ImportPiece",
    "ImportedLearner",
    "ImportedTraining",
    "InForce",
    "LawReckoned",
    "Learner",
    "LessonRead",
    "Post",
    "Reminder",
    "Review",
    "SiteFacts",
    "Standing",
    "TrainingElsewhere",
    "new_code",
]
