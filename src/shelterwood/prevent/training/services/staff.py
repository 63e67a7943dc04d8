"""What an employer says of its posts, places and people; each answer is reckoned with at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from shelterwood_methods.statutes.training import Place
from shelterwood_methods.statutes.training.roles import EXEMPTIONS, POSTS, SAID_OF

from shelterwood.foundation.design.revisions import alone, check_seen
from shelterwood.foundation.design.times import day_in_words
from shelterwood.prevent.training.acting import NotPossible, check_manages, note
from shelterwood.prevent.training.models import Exemption, Learner, Post, SiteFacts
from shelterwood.prevent.training.queries.evidence import BESIDE_A_PLACE, local_day
from shelterwood.prevent.training.queries.mandates import asked_for_keeping, stated_values
from shelterwood.prevent.training.rules.mandates.keeping import NotEstablished, kept_until
from shelterwood.prevent.training.services.standings import touched, touched_everywhere

if TYPE_CHECKING:
    from shelterwood.foundation.accounts.models import Person, Site


def name_post(*, by: Person, title: str, at: datetime) -> Post:
    """Add a post as the organization calls it. Raises Forbidden for anybody but its manager, NotPossible for one that is there."""
    check_manages(by, by.organization_id)
    title = title.strip()
    if not title:
        raise NotPossible(_("Write what the post is called."))
    try:
        with transaction.atomic():
            post = Post.objects.create(organization=by.organization, title=title)
            note("name_post", by, post.pk, at)
    except IntegrityError as problem:
        raise NotPossible(_("This post is there already.")) from problem
    return post


def describe_post(post: Post, *, by: Person, roles: Iterable[str], stated: Mapping[str, bool], at: datetime, seen: str | None = None) -> None:
    """Say once for everybody who holds it which of the law's words fit a post. What is not stated stays unknown.

    `seen`: the mark of what the person had before them. Raises Forbidden, and Stale where it was changed meanwhile.
    """
    check_manages(by, post.organization_id)
    _known(roles, POSTS)
    _known(stated, SAID_OF)
    with transaction.atomic():
        now = alone(post)
        check_seen(stated_values(now.roles, now.stated), seen)
        post.roles, post.stated = sorted(set(roles)), dict(stated)
        post.save(update_fields=["roles", "stated"])
        touched_everywhere(post.organization, post=post)
        note("describe_post", by, post.pk, at)


def describe_site(site: Site, *, by: Person, places: Iterable[str], stated: Mapping[str, bool], at: datetime, seen: str | None = None) -> None:
    """Say what kind of place a site is and which conditions of the law it meets. `seen` as in `describe_post`."""
    check_manages(by, site.organization_id)
    _known(places, set(Place))
    _known(stated, BESIDE_A_PLACE)
    with transaction.atomic():
        said = SiteFacts.objects.filter(site=alone(site)).first()
        check_seen(stated_values(said.places if said else [], said.stated if said else {}), seen)
        SiteFacts.objects.update_or_create(site=site, defaults={"places": sorted(set(places)), "stated": dict(stated)})
        touched_everywhere(site.organization, site=site)
        note("describe_site", by, site.pk, at)


def place(learner: Learner, *, by: Person, post: Post | None, site: Site | None, hired_on: date | None, left_on: date | None, at: datetime) -> None:
    """Say which post somebody holds where and since when. Raises NotPossible for an end before the beginning."""
    check_manages(by, learner.organization_id)
    if any(each and each.organization_id != learner.organization_id for each in (post, site)):
        raise NotPossible(_("This post or place belongs to another organization."))
    if hired_on and left_on and left_on < hired_on:
        raise NotPossible(_("The last day is before the first day of work."))
    with transaction.atomic():
        learner.post, learner.site, learner.hired_on, learner.left_on = post, site, hired_on, left_on
        learner.save(update_fields=["post", "site", "hired_on", "left_on"])
        touched([learner.pk])
        note("place_learner", by, learner.pk, at)


def exempt(learner: Learner, *, by: Person, word: str, why: str, at: datetime) -> Exemption:
    """State that an exemption which a law names holds for somebody. Raises NotPossible for another word or without a reason."""
    check_manages(by, learner.organization_id)
    _known([word], EXEMPTIONS)
    if not why.strip():
        raise NotPossible(_("Say why the exemption holds."))
    with transaction.atomic():
        Learner.objects.select_for_update().get(pk=learner.pk)  # two clicks state one
        row, made = Exemption.objects.get_or_create(
            learner=learner, word=word, ended_at=None, defaults={"why": why.strip(), "stated_by": by, "stated_at": at}
        )
        if made:
            touched([learner.pk])
            note("exempt", by, learner.pk, at, word)
    return row


def end_exemption(exemption: Exemption, *, by: Person, at: datetime) -> None:
    """Say that an exemption holds no more. Ending it twice changes nothing."""
    check_manages(by, exemption.learner.organization_id)
    with transaction.atomic():
        row = Exemption.objects.select_for_update(of=("self",)).get(pk=exemption.pk)
        if row.ended_at is None:
            row.ended_at, row.ended_by = at, by
            row.save(update_fields=["ended_at", "ended_by"])
            touched([row.learner_id])
            note("end_exemption", by, row.learner_id, at, row.word)


def forget(learner: Learner, *, by: Person, at: datetime) -> None:
    """Delete somebody's whole record once no law asks that it be kept. The event stays, without a name.

    Raises Forbidden unless a manager of their organization asks, NotPossible while a law asks it or leaves it open.
    """
    check_manages(by, learner.organization_id)
    today = local_day(learner.organization, at)
    if learner.left_on is None or learner.left_on >= today:
        raise NotPossible(_("The person still works here. Say the last day of work first."))
    try:
        until = kept_until(learner.left_on, asked_for_keeping(learner, at=at))
    except NotEstablished as problem:
        raise NotPossible(_("How long the record must be kept is not established, so it is not deleted.")) from problem
    if until and until >= today:
        raise NotPossible(_("The record may not be deleted yet. It is kept until {day}.").format(day=day_in_words(until)))
    with transaction.atomic():
        note("forget_learner", by, learner.pk, at)
        learner.completions.all().delete()  # they hold their checks, which would else hold the learner
        learner.delete()


def _known(words: Iterable[str], vocabulary: Iterable[str]) -> None:
    if set(words) - set(vocabulary):
        raise NotPossible(_("Choose from the list."))
