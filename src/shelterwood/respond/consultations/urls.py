from django.urls import path, register_converter
from django.urls.converters import StringConverter

from shelterwood.respond.consultations.views import asking, reading


class QuestionNumber(StringConverter):
    """A question's random number; anything else is no address of this site."""

    regex = "K-[0-9A-Z]{6}"


register_converter(QuestionNumber, "question")

urlpatterns = [
    path("consult", asking.consult, name="consult"),
    path("consult/ask", asking.ask, name="consult-ask"),
    path("consult/answer", reading.answer, name="consult-answer"),
    path("consultations", reading.consultations, name="consultations"),
    path("consultations/<question:question>", reading.consultation, name="consultation"),
]
