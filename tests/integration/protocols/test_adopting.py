"""Adapting, signing, taking over, retiring: what is allowed, what is refused with its reason, and what never changes."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.db import DatabaseError, transaction

from shelterwood.foundation.notify.models import Notice
from shelterwood.prevent.protocols import services
from shelterwood.prevent.protocols.models import Adoption, Draft, Entry
from shelterwood.prevent.protocols.queries import adopting, draft_mark, step_mark
from shelterwood.prevent.protocols.rules import library as shipped
from shelterwood.prevent.protocols.rules.library import library
from shelterwood.prevent.protocols.rules.model import Text
from shelterwood.prevent.protocols.services import NotPossible, Refused

from .make import begun, done, signed

pytestmark = pytest.mark.django_db


@pytest.fixture
def principal(person):
    return person("principal-juniper")


@pytest.fixture
def draft(principal, now):
    return services.begin_draft(protocol="school-response", by=principal, at=now)


def change(draft, step, by, now, **fields):
    return services.change_step(draft, step=step, fields=fields, seen=step_mark(draft, step), clock_on=None, by=by, at=now)


def test_wording_is_free_and_stands_in_the_signed_version_only(draft, principal, now):
    words = Text("Sit down with the student, in a quiet room.", "Siéntese con la persona joven, en una sala tranquila.")
    draft = change(draft, "listen", principal, now, what=words)
    adoption = services.sign(draft, seen=draft_mark(draft), name="R. Vale", post="Principal", on=now.date(), by=principal, at=now)
    assert adopting.protocol_of(adoption).step("listen").what == words
    assert library()["school-response"].step("listen").what != words
    assert adopting.protocol_of(adoption).version == "1.0.0+1"
    assert adoption.review_on == now.date().replace(year=now.year + 1)
    assert not Draft.objects.filter(pk=draft.pk).exists()


@pytest.mark.parametrize("step", ["report", "safe-now", "listen"])
def test_a_step_that_guards_is_not_taken_out_and_the_reason_is_said(step, draft, principal, now):
    with pytest.raises(Refused, match="cannot be taken out"):
        services.remove_step(draft, step=step, by=principal, at=now)
    assert adopting.protocol_of(Draft.objects.get(pk=draft.pk)) == library()["school-response"]


def test_a_field_that_is_not_free_stays_whatever_a_form_sends(draft, principal, now):
    after = change(draft, "report", principal, now, what=Text("Do nothing.", "No haga nada."), who="school_leader")
    assert adopting.protocol_of(after).step("report") == library()["school-response"].step("report")


def test_a_step_of_ones_own_can_be_added_and_taken_out_again(draft, principal, now):
    step = {"name": Text("Tell the driver", "Avisar al chofer"), "what": Text("Tell the driver of the bus.", "Avise al chofer del autobús.")}
    more = services.add_step(draft, after="tell-designated", who="school_staff", by=principal, at=now, **step)
    assert [each.id for each in adopting.protocol_of(more).steps].count("own-1") == 1
    less = services.remove_step(more, step="own-1", by=principal, at=now)
    assert {each.id for each in adopting.protocol_of(less).steps} == {each.id for each in library()["school-response"].steps}


@pytest.mark.parametrize(
    ("words", "said"),
    [(Text("Call 555-0199.", "Llame al 555-0199."), "Take out of the text: 0199, 555"), (Text("Call {emergency}.", "Llame ya."), "cannot be kept"),
     (Text("Use {magic}.", "Use {magic}."), "cannot be kept"), (Text("Handcuff the student.", "Espose al estudiante."), "cannot be kept")],
    ids=["a number", "a placeholder in one language", "an unknown placeholder", "harm"],
)  # fmt: skip
def test_words_that_would_harm_or_mislead_are_not_kept(words, said, draft, principal, now):
    with pytest.raises(NotPossible, match=said):
        change(draft, "tell-designated", principal, now, what=words)


def test_two_people_who_change_one_step_do_not_write_over_each_other(draft, principal, now):
    seen = step_mark(draft, "listen")
    change(draft, "listen", principal, now, name=Text("Listen first", "Primero escuchar"))
    with pytest.raises(NotPossible, match="changed this step meanwhile"):
        services.change_step(draft, step="listen", fields={"name": Text("No", "No")}, seen=seen, clock_on=None, by=principal, at=now)
    assert change(Draft.objects.get(pk=draft.pk), "safe-now", principal, now, name=Text("Danger?", "¿Peligro?"))  # another step is free


def test_what_was_not_read_is_not_signed(draft, principal, now):
    seen = draft_mark(draft)
    changed = change(draft, "listen", principal, now, name=Text("Listen first", "Primero escuchar"))
    with pytest.raises(NotPossible, match="Read it again"):
        services.sign(changed, seen=seen, name="R. Vale", post="Principal", on=now.date(), by=principal, at=now)


def test_a_later_version_replaces_the_one_before_and_both_can_be_read(principal, now):
    first = signed("school-response", by=principal, at=now)
    second = signed("school-response", by=principal, at=now + timedelta(days=1))
    first.refresh_from_db()
    assert (first.ended, second.number, second.in_force) == ("replaced", 2, True)
    assert adopting.version("school-response", 1, by=principal) == first


@pytest.mark.parametrize("field", ["text", "signed_name", "signed_on", "clocks_on", "number"])
def test_the_database_refuses_to_change_what_was_signed(field, principal, now):
    adoption = signed("school-response", by=principal, at=now)
    values = {"text": "x", "signed_name": "Somebody", "signed_on": now.date() - timedelta(days=1), "clocks_on": ["report"], "number": 9}
    with pytest.raises(DatabaseError), transaction.atomic():
        Adoption.objects.filter(pk=adoption.pk).update(**{field: values[field]})
    with pytest.raises(DatabaseError), transaction.atomic():
        adoption.delete()


def test_the_database_refuses_to_change_or_take_away_an_entry(person, acting, now):
    run = begun(signed("school-response", by=person("principal-alder"), at=now), by=acting("teacher-alder"), at=now)
    done(run, "safe-now", by=acting("teacher-alder"), at=now)
    for change in (lambda rows: rows.update(choice="x"), lambda rows: rows.delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            change(Entry.objects.filter(run=run))


def test_a_newer_library_shows_what_changed_and_keeps_ones_own_words(principal, draft, now, monkeypatch):
    own = Text("Sit down with the student.", "Siéntese con la persona joven.")
    draft = change(draft, "listen", principal, now, what=own)
    services.sign(draft, seen=draft_mark(draft), name="R. Vale", post="Principal", on=now.date(), by=principal, at=now)
    old = library()["school-response"]
    newer = Text("Tell the designated person the same hour.", "Avise a la persona designada en la misma hora.")
    steps = tuple(replace(step, what=newer) if step.id == "tell-designated" else step for step in old.steps)
    books = {**library(), "school-response": replace(old, version="1.1.0", steps=steps)}
    for module in (shipped, adopting):
        monkeypatch.setattr(module, "library", lambda: books)
    monkeypatch.setattr("shelterwood.prevent.protocols.services.adopting.library", lambda: books)
    news = adopting.standing("school-response", by=principal).news
    assert [(each.step, each.field) for each in news.news] == [("tell-designated", "what")]
    taken = services.take_over(protocol="school-response", by=principal, at=now)
    merged = adopting.protocol_of(taken)
    assert (merged.step("listen").what, merged.step("tell-designated").what) == (own, newer)
    assert services.sign(taken, seen=draft_mark(taken), name="R. Vale", post="P", on=now.date(), by=principal, at=now).library_version == "1.1.0"


def test_nothing_new_is_nothing_to_take_over(principal, now):
    signed("school-response", by=principal, at=now)
    with pytest.raises(NotPossible, match="nothing newer"):
        services.take_over(protocol="school-response", by=principal, at=now)


def test_a_retired_protocol_begins_no_run_and_those_that_go_on_are_finished(person, acting, now):
    adoption = signed("school-response", by=person("principal-alder"), at=now)
    run = begun(adoption, by=acting("teacher-alder"), at=now)
    with pytest.raises(NotPossible, match="Say why"):
        services.retire(adoption, why=" ", by=person("principal-alder"), at=now)
    services.retire(adoption, why="the district has its own", by=person("principal-alder"), at=now)
    adoption.refresh_from_db()
    with pytest.raises(NotPossible, match="not in force"):
        begun(adoption, by=acting("teacher-alder"), at=now)
    done(run, "safe-now", by=acting("teacher-alder"), at=now)


def morning(day: date) -> datetime:
    return datetime.combine(day, time(9), UTC)


def test_managers_are_reminded_once_a_month_before_the_review(principal, now):
    adoption = signed("school-response", by=principal, at=now)
    Adoption.objects.exclude(pk=adoption.pk).filter(ended="").update(reminded_for=None, review_on=now.date() + timedelta(days=5000))
    Notice.objects.all().delete()
    assert services.remind_reviews(at=morning(adoption.review_on - timedelta(days=31))) == 0
    assert services.remind_reviews(at=morning(adoption.review_on - timedelta(days=30))) == 1
    assert services.remind_reviews(at=morning(adoption.review_on)) == 0
    assert [notice.person for notice in Notice.objects.all()] == [principal.pk]
    again = services.confirm_review(adoption, on=adoption.review_on, by=principal, at=now)
    assert again.review_on == adoption.review_on.replace(year=adoption.review_on.year + 1)


def test_a_protocol_of_another_sector_is_not_adopted(person, now):
    with pytest.raises(NotPossible, match="not written for your kind"):
        services.begin_draft(protocol="school-response", by=person("hotel-manager-alder"), at=now)
