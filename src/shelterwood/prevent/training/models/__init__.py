"""Staff of an organization as learners, what they read and answered, what they completed, and what the law needs to know of them."""

from shelterwood.prevent.training.models.checks import Attempt, LessonRead
from shelterwood.prevent.training.models.completion import Acknowledgement, Completion, new_code
from shelterwood.prevent.training.models.editing import Change, Draft, Edition, InForce, Review
from shelterwood.prevent.training.models.elsewhere import TrainingElsewhere
from shelterwood.prevent.training.models.learner import Learner, Post, SiteFacts
from shelterwood.prevent.training.models.mandates import Approval, Exemption

__all__ = [
    "Acknowledgement",
    "Approval",
    "Attempt",
    "Change",
    "Completion",
    "Draft",
    "Edition",
    "Exemption",
    "InForce",
    "Learner",
    "LessonRead",
    "Post",
    "Review",
    "SiteFacts",
    "TrainingElsewhere",
    "new_code",
]
