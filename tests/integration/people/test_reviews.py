"""Who has what access is looked at every 90 days and signed as it stands; the desk says when nobody did."""

from datetime import timedelta

import pytest

from shelterwood.collaborate.people import queries
from shelterwood.collaborate.people.models import AccessReview
from shelterwood.collaborate.people.permissions import Forbidden, NotPossible
from shelterwood.collaborate.people.services import people, reviews
from shelterwood.foundation.accounts.rules import Role
from shelterwood.foundation.audit.models import AccessEvent

pytestmark = pytest.mark.django_db


def seen(by):
    return queries.fingerprint_of(queries.access_rows(by.organization))


@pytest.mark.parametrize("key", ["teacher-alder", "principal-alder", "counsel-alder", "duty-alder"])
def test_a_review_is_signed_by_who_keeps_access_alone(key, person, now):
    by = person(key)
    with pytest.raises(Forbidden):
        reviews.sign_review(by=by, seen=seen(by), at=now)


@pytest.mark.parametrize("key", ["teacher-alder", "teller-alder", "counsel-alder"])
def test_the_list_is_not_there_for_who_sees_no_people(key, signed_in):
    assert signed_in(key).get("/organization/access-review").status_code == 404
    assert signed_in(key).post("/organization/access-review", {"seen": ""}).status_code == 404


def test_a_signed_review_is_kept_as_it_was(person, colleague, now):
    by, clerk = person("hotel-manager-alder"), colleague("hotel-manager-alder")
    review = reviews.sign_review(by=by, seen=seen(by), at=now)
    people.change(clerk, by=by, role=Role.SUPERVISOR, post="x", site=None, at=now)
    kept = {each["id"]: each["role"] for each in AccessReview.objects.get(pk=review.pk).rows}
    assert kept[str(clerk.pk)] == "worker"
    assert AccessEvent.objects.filter(action="sign_access_review", actor=by.pk, records=[str(review.pk)]).exists()


def test_what_changed_since_it_was_shown_is_not_signed(person, colleague, now):
    by, clerk = person("hotel-manager-alder"), colleague("hotel-manager-alder")
    shown = seen(by)
    people.change(clerk, by=by, role=Role.MANAGER, post="x", site=None, at=now)
    with pytest.raises(NotPossible):
        reviews.sign_review(by=by, seen=shown, at=now)
    with pytest.raises(NotPossible):
        reviews.sign_review(by=by, seen="", at=now)


def test_who_lost_access_stands_in_no_review(person, colleague, now):
    by, clerk = person("hotel-manager-alder"), colleague("hotel-manager-alder")
    people.end_access(clerk, by=by, at=now)
    assert str(clerk.pk) not in {each["id"] for each in queries.access_rows(by.organization)}


def test_after_90_days_it_is_overdue_and_the_desk_says_so(person, signed_in, now):
    by = person("hotel-manager-alder")
    review = reviews.sign_review(by=by, seen=seen(by), at=now)
    assert not queries.review_overdue(by, now + timedelta(days=89, hours=23))
    assert queries.review_overdue(by, now + timedelta(days=90))
    assert b"Look again who has access" not in signed_in("hotel-manager-alder").get("/desk").content
    AccessReview.objects.filter(organization=by.organization).exclude(pk=review.pk).delete()
    AccessReview.objects.filter(pk=review.pk).update(signed_at=now - timedelta(days=91))
    assert b"Look again who has access" in signed_in("hotel-manager-alder").get("/desk").content


def test_a_house_that_never_looked_is_overdue_90_days_after_its_first_person(person, now):
    by = person("hotel-manager-alder")
    AccessReview.objects.all().delete()
    by.organization.people.update(joined_at=now - timedelta(days=89))
    assert not queries.review_overdue(by, now)
    by.organization.people.update(joined_at=now - timedelta(days=90))
    assert queries.review_overdue(by, now)


def test_the_page_lists_everybody_and_signs(signed_in, person, colleague):
    clerk, client = colleague("hotel-manager-alder"), signed_in("hotel-manager-alder")
    page = client.get("/organization/access-review")
    assert clerk.name in page.content.decode()
    assert client.post("/organization/access-review", {"seen": "x"}).status_code == 422
    assert client.post("/organization/access-review", {"seen": page.context["access"].fingerprint}).status_code == 302
    assert AccessReview.objects.first().signed_by == person("hotel-manager-alder")
