"""The five steps of a concern at one address: answers ride in the page, so nothing is stored before Send."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest, QueryDict
from django.utils.translation import get_language

from shelterwood.respond.concerns import door_words, forms, queries
from shelterwood.respond.concerns.doors import PROPERTY, ROLES, YOUNG, Keeper, Role, keeper_of, role_of, roles_at
from shelterwood.respond.concerns.receipts import mark_of, new_token
from shelterwood.respond.concerns.rules import FACT_FIELDS, Danger, Kind, Known
from shelterwood.respond.concerns.told import Told

if TYPE_CHECKING:
    from shelterwood.foundation.accounts.models import Person, Site
    from shelterwood.foundation.body.models import County

STEPS = ("safety", "what", "place", "you", "check")
CALL = "call"  # between safety and what, when someone is in danger
FORMS: dict[str, type[forms.StepForm]] = {"what": forms.What, "place": forms.Place, "you": forms.You, "check": forms.Check}
NAMES = {step: tuple(form.base_fields) for step, form in FORMS.items()}
CARRIED = ("token", "danger", *NAMES["what"], *NAMES["place"], *NAMES["you"])


@dataclass(frozen=True)
class Door:
    """Through which door somebody came: with an account, at a property's printed code, or neither; `named`: the role of the address."""

    person: Person | None
    site: Site | None
    counties: list[County]
    named: str = ""

    @property
    def writer(self) -> Person | None:
        """The person whose organization keeps what is written; None where the intake desk does."""
        return self.person if self.person and keeper_of(self.person.organization.sector) is Keeper.ORGANIZATION else None

    @property
    def name(self) -> str:
        """The door as part of a mark: no two people's, no two properties'."""
        return str(self.person.pk if self.person else self.site.pk if self.site else "public")

    @property
    def county(self) -> County | None:
        """The county one can presume; it can be changed."""
        if self.person:
            return self.person.organization.county
        return self.site.county if self.site else (self.counties[0] if len(self.counties) == 1 else None)

    def role(self, chosen: str) -> Role:
        """Whose words, signs and duties stand here: the account's own, else what was chosen, else what the door presumes."""
        if self.person:
            return role_of(self.person.organization.sector, self.person.sign_role)
        if self.site:
            return ROLES[chosen] if chosen in ROLES and ROLES[chosen].sector == PROPERTY else roles_at(PROPERTY)[0]
        if self.named == YOUNG.word:
            return YOUNG
        return ROLES.get(chosen) or ROLES[self.named or "public"]


class Flow:
    """One request within the steps: what was typed so far, and the form of each step."""

    def __init__(self, request: HttpRequest, door: Door, kept: QueryDict | None = None) -> None:
        """`kept`: what a draft holds, in place of what the request was sent with."""
        self.door = door
        self.typed = request.POST if kept is None else kept
        self.step = self.typed.get("step", "safety") if self.typed.get("step") in (*STEPS, CALL) else "safety"
        self.token = self.typed.get("token") or new_token()
        self.role = door.role(self.typed.get("role", ""))

    def form(self, step: str, *, bound: bool) -> forms.StepForm:
        options = self._options(step)
        kind = FORMS[step]
        form = kind(self.typed if bound else None, **options)
        if not bound:
            form.initial = {name: field.initial for name, field in form.fields.items() if field.initial is not None} | self._carried(step)
            if step == "place" and self.door.county and "county" not in form.initial:
                form.initial["county"] = str(self.door.county.pk)
        return form

    def _options(self, step: str) -> dict[str, Any]:
        options: dict[str, Any] = {"role": self.role, "counties": self.door.counties}
        if step == "what":
            options["marked"] = self.typed.getlist("signs")
        if step == "you":
            county = self.county() or self.door.county
            options |= {
                "agencies": self.agencies(),
                "writer": self.door.writer is not None,
                "chooses": self.door.person is None,
                "at_property": self.door.site is not None,
                "time_zone": county.time_zone if county else "America/Chicago",
            }
        if step == "check":
            options["writer"] = self.door.writer is not None
        return options

    def _carried(self, step: str) -> dict[str, Any]:
        """What was typed earlier on this step."""
        found: dict[str, Any] = {}
        for name in NAMES[step]:
            if name in self.typed:
                many = name in ("signs", "conflict_with")
                found[name] = self.typed.getlist(name) if many else self.typed[name]
        return found

    def hidden(self, step: str) -> list[tuple[str, str]]:
        """The answers of the other steps, to ride along."""
        own = NAMES.get(step, ())
        pairs = [("token", self.token)]
        if "role" not in own and "role" not in self.typed and not self.door.person:
            pairs.append(("role", self.role.word))
        for name in CARRIED[1:]:
            if name not in own:
                pairs += [(name, value) for value in self.typed.getlist(name) if value]
        return pairs

    def mark(self) -> bytes:
        """What is being sent, as far as a second click must repeat it to be the same."""
        return mark_of(self.token, self.door.name, ((name, value) for name in CARRIED[1:] for value in self.typed.getlist(name)))

    def county(self) -> County | None:
        return next((county for county in self.door.counties if str(county.pk) == self.typed.get("county")), None)

    def agencies(self) -> list[tuple[str, str]]:
        """The agencies that might read it, for the question whether somebody involved works there."""
        county = self.county() or self.door.county
        named = queries.may_read_reports(county) if county else []
        if self.door.writer is None:
            named = [*named, queries.desk()]
        return [(str(each.pk), each.name) for each in named]

    def told(self, cleaned: dict[str, Any], at: datetime) -> Told:
        """Everything that was typed, from the cleaned answers of all steps."""
        county = self.county()
        assert county is not None
        answers = {question: str(cleaned.get(question) or "") for question in FACT_FIELDS if question in cleaned}
        answers["signs"] = "\n".join(cleaned.get("signs", []))
        answers["agency"] = self._agency()
        if answers.get("when") == "unknown":
            answers["when"] = ""
        chosen = set(cleaned.get("conflict_with", []))
        listed = [*queries.may_read_reports(county), queries.desk()]
        return Told(
            danger=Danger(str(self.typed["danger"])),
            kind=Kind(cleaned.get("kind", Kind.UNKNOWN)),
            under_18=Known(cleaned["under_18"]),
            missing=Known(cleaned["missing"]),
            county=county,
            answers={question: text for question, text in answers.items() if text},
            indian_country=Known(cleaned.get("indian_country") or Known.UNKNOWN),
            indian_child=Known(cleaned.get("indian_child") or Known.UNKNOWN),
            required_only=str(door_words.REQUIRED_ONLY) if cleaned.get("required_only") else "",
            sector=self.role.sector,
            known_at=known_at(cleaned, at, county.time_zone),
            language=get_language() or "en",
            conflicts=tuple(each for each in listed if str(each.pk) in chosen),
            name_may_travel=bool(self.door.writer or cleaned.get("name_may_travel")),
        )

    def _agency(self) -> str:
        if self.door.person:
            own = self.door.person.organization
            return f"{own.name}, {own.phone}" if own.phone else own.name
        return self.door.site.name if self.door.site else ""


def known_at(cleaned: dict[str, Any], at: datetime, zone: str) -> datetime:
    """When the reporter first knew. Of a day without an hour its first moment counts: a time limit is never stretched."""
    when = cleaned.get("known_when", "now")
    if when == "now":
        return at
    local = at.astimezone(ZoneInfo(zone))
    day = cleaned.get("known_on") if when == "date" else None
    return min(at, datetime.combine(day or local.date(), time.min, local.tzinfo))


def previous(step: str) -> str:
    return "safety" if step == CALL else STEPS[max(0, STEPS.index(step) - 1)]


def following(step: str, typed: QueryDict) -> str:
    if step == "safety":
        return CALL if typed.get("danger") == Danger.YES else "what"
    return "what" if step == CALL else STEPS[min(len(STEPS) - 1, STEPS.index(step) + 1)]
