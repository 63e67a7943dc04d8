"""Which of a course's roles somebody holds, so that a lesson opens with their own passages.

A post is known by the list of warning signs that fits it. A list that two roles share, such as that of prosecutors and judges,
names neither: the reader chooses.
"""

from shelterwood.prevent.training.rules.model import Course

ROLE_OF_SIGNS = {  # the list of signs: the course and its role
    "school_teacher": ("schools", "teacher"),
    "school_other_staff": ("schools", "other_staff"),
    "police_patrol": ("police", "patrol"),
    "police_detective": ("police", "detective"),
    "hotel_front_desk": ("hotels", "front_desk"),
    "hotel_housekeeping": ("hotels", "housekeeping"),
    "hotel_food_security": ("hotels", "food_security"),
    "truck_driver": ("transport", "truck_driver"),
    "bus_rail": ("transport", "bus_rail"),
    "airline": ("transport", "airline"),
    "ride_driver": ("transport", "ride_driver"),
    "bank_branch": ("banks", "branch"),
    "court_officer": ("courts", "court_staff"),
    "defense_lawyer": ("courts", "defense"),
    "probation_detention": ("courts", "probation"),
    "parent": ("public", "parent"),
    "foster_parent": ("public", "parent"),
    "youth_program": ("public", "coach"),
    "public": ("public", "neighbor"),
}


def role_for(course: Course, word: str) -> str:
    """The id of the course's role that this word names, as its own id or as a list of signs; empty where none does."""
    of, role = ROLE_OF_SIGNS.get(word, (course.id, word))
    return role if of == course.id and role in {each.id for each in course.roles} else ""
