"""Questions of the invented region that name no child: one answered, one waiting, one late; by the real verbs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from shelterwood.demo.history import acting
from shelterwood.respond.consultations import services
from shelterwood.respond.consultations.asked import Asked
from shelterwood.respond.consultations.rules import Wish

if TYPE_CHECKING:
    from shelterwood.foundation.accounts.models import Person
    from shelterwood.foundation.body.models import County

type People = Mapping[tuple[str, str], Person]


@dataclass(frozen=True)
class Scene:
    """One question: how long ago, by whom (empty: without an account), and what was answered."""

    ago: timedelta
    words: str
    by: str = ""
    role: str = "public"
    sector: str = "community_reporter"
    wish: Wish = Wish.MUST_REPORT
    age: str = ""
    answer: str = ""


SCENES = (
    Scene(
        timedelta(days=4), "A student of about 14 has missed school every second week since the fall and has a new phone. At home all seems well. "
        "Is this something that I must report?", by="teacher", age="12_14",
        answer="One sign alone proves nothing, but missing school again and again together with gifts that nobody explains are two. Talk with the "
        "counselor today. Ask open questions and do not promise to keep a secret. If you come to suspect that somebody takes advantage of the student, "
        "you must report it yourself, and telling the counselor does not do that for you. The family can call early help now.",
    ),
    Scene(timedelta(hours=9), "A patient who looks 16 came with an older companion who kept the phone. Nothing was said. How do I see the patient alone?",
          by="nurse", wish=Wish.TALK, age="15_17"),
    Scene(timedelta(hours=26), "My neighbor's child is outside late at night and older people with cars come by. I do not know the family well. "
          "What can be done for them before it gets worse?", wish=Wish.HELP, age="12_14"),
)  # fmt: skip


def play(people: People, counties: Mapping[str, County], now: datetime) -> None:
    """Name the consultant of one county and let each question be asked; the other county names nobody yet, so that this too is seen."""
    who, coordinator = people["alder", "supervisor"], people["alder", "coordinator"]
    services.set_consultant(
        counties["alder"], agency=who.organization, person=who, alternate=people["alder", "intake2"], actor=coordinator.pk,
        organization=coordinator.organization_id, at=now - timedelta(days=30),
    )  # fmt: skip
    for number, scene in enumerate(SCENES):
        _one(scene, number, people, counties["alder"], now)


def _one(scene: Scene, number: int, people: People, county: County, now: datetime) -> None:
    at, writer = now - scene.ago, people["alder", scene.by] if scene.by else None
    role = str(writer.organization.sector) if writer else scene.role
    asked = Asked(
        county=county, sector=role if writer else scene.sector, role=role, age=scene.age, wish=scene.wish, words=scene.words, language="en", kept={},
    )  # fmt: skip
    made = services.ask(asked, mark=f"demonstration question {number}".encode(), at=at, by=acting(writer, at) if writer else None)
    if scene.answer:
        later = at + timedelta(hours=5)
        services.answer(made, words=scene.answer, kept={}, language="en", at=later, by=acting(people["alder", "supervisor"], later))
