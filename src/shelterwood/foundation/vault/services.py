from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import lru_cache
from typing import TYPE_CHECKING
from uuid import UUID

from cryptography.hazmat.primitives.keywrap import aes_key_unwrap, aes_key_wrap
from django.db import transaction

from shelterwood.foundation.audit import services as audit
from shelterwood.foundation.audit.services import Event
from shelterwood.foundation.vault import keys
from shelterwood.foundation.vault.models import GroupKey, OrganizationKey, Shred, SystemKey
from shelterwood.foundation.vault.rules import BY_PERIOD, Place, seal, unseal

if TYPE_CHECKING:
    from shelterwood.foundation.audit.models import AccessEvent


class NotCovered(Exception):
    """A field was to be opened that the audit event does not name."""


class Shredded(Exception):
    """The key of this group is gone, and with it what it sealed."""


def make_ready() -> None:
    """Make the root key where nothing was ever sealed; else make sure that the one at hand opens this database.

    A key that was destroyed and came back with an old copy of the database is destroyed again.
    Raises KeyUnavailable: a second root key would seal new concerns while the old ones stay shut.
    """
    oldest = OrganizationKey.objects.order_by("year").first() or SystemKey.objects.first()
    if oldest is None:
        keys.make_root_key()
    else:
        keys.unwrap(bytes(oldest.wrapped))
        replay_shreds()


def open_groups(owners: Mapping[UUID, UUID]) -> None:
    """Make the keys of new record groups, each for the organization that owns it."""
    year = datetime.now(UTC).year
    owner_keys = {owner: _owner_key(owner, year) for owner in set(owners.values())}
    GroupKey.objects.bulk_create(
        GroupKey(
            group=group,
            organization_key=owner_keys[owner],
            wrapped=aes_key_wrap(_organization_key(bytes(owner_keys[owner].wrapped)), os.urandom(keys.KEY_BYTES)),
        )
        for group, owner in owners.items()
    )


def _owner_key(organization: UUID, year: int) -> OrganizationKey:
    key, _ = OrganizationKey.objects.get_or_create(organization=organization, year=year, defaults={"wrapped": keys.wrap(os.urandom(keys.KEY_BYTES))})
    return key


def seal_fields(texts: Mapping[Place, str]) -> dict[Place, bytes]:
    """Seal fields, each under its group's key; the groups must have been opened."""
    found = _group_keys({place.group for place in texts})
    return {place: seal(found[place.group], text, place) for place, text in texts.items()}


def seal_field(text: str, *, place: Place) -> bytes:
    """Seal one field under its group's key."""
    return seal_fields({place: text})[place]


def reveal(sealed: Mapping[Place, bytes], *, event: AccessEvent) -> dict[Place, str]:
    """Open sealed fields. The event must name every record group and field: no event, no data."""
    for place in sealed:
        if not event.allowed or str(place.group) not in event.records or place.field not in event.fields:
            raise NotCovered(f"The event {event.pk} does not cover {place.field}; nothing was opened.")
    found = _group_keys({place.group for place in sealed})
    return {place: unseal(found[place.group], bytes(body), place) for place, body in sealed.items()}


def system_key(name: str) -> bytes:
    """A key that belongs to the site and not to one organization; made at first use."""
    row, _ = SystemKey.objects.get_or_create(name=name, defaults={"wrapped": keys.wrap(os.urandom(keys.KEY_BYTES))})
    return keys.unwrap(bytes(row.wrapped))


def shred(groups: Iterable[UUID], *, by: UUID | None, organization: UUID, at: datetime, reason: str) -> None:
    """Destroy the keys of record groups: what was sealed under them is gone, in every backup too. Without `by` a period was over.

    Raises PermissionError where another organization owns one of them. The groups are written beside the root key once the transaction has ended well. A backup that was made before holds
    their keys; `replay_shreds` takes them out of whatever was restored from it.
    """
    chosen = sorted(set(groups))
    with transaction.atomic():
        found = GroupKey.objects.filter(group__in=chosen)
        if found.exclude(organization_key__organization=organization).exists():
            raise PermissionError("Only the organization that owns a record may destroy its key.")
        found.delete()
        made = [Shred(group=group, shredded_by=by or BY_PERIOD, shredded_at=at, reason=reason) for group in chosen]
        Shred.objects.bulk_create(made, ignore_conflicts=True)
        audit.record(Event(action="shred", actor=by, organization=organization, records=chosen, detail=reason, at=at))
        transaction.on_commit(lambda: keys.note_shredded(chosen))


def replay_shreds() -> int:
    """Destroy every key that was destroyed before, wherever that is remembered: here or beside the root key. Returns how many came back."""
    remembered = keys.shredded()
    here = set(Shred.objects.values_list("group", flat=True))
    keys.note_shredded(here - remembered)
    return GroupKey.objects.filter(group__in=here | remembered).delete()[0]


def root_key() -> bytes:
    """The root key itself, for the second file of a backup."""
    return keys.root_key()


def shredded() -> set[UUID]:
    """The groups whose keys were destroyed, as remembered beside the root key."""
    return keys.shredded()


def remember_shredded(groups: Iterable[UUID]) -> None:
    """Take over what another memory of destroyed keys holds, as from a backup made later."""
    keys.note_shredded(set(groups) - keys.shredded())


def put_back_groups(rows: Iterable[tuple[UUID, UUID, bytes]]) -> None:
    """Group keys from a backup: group, organization key it is wrapped under, wrapped key."""
    made = [GroupKey(group=group, organization_key_id=organization_key, wrapped=wrapped) for group, organization_key, wrapped in rows]
    GroupKey.objects.bulk_create(made, batch_size=2000)


@contextmanager
def with_root_key(key: bytes, *, replace: bool) -> Iterator[None]:
    """Use the root key of a backup while it is restored, and keep it if that ends well; else the one of before stays.

    Raises KeyUnavailable where another root key is at hand and is not to be replaced. The other one is set aside, never removed.
    """
    undo = keys.exchange_root_key(key, replace=replace)
    _organization_key.cache_clear()
    try:
        yield
    except BaseException:
        undo()
        _organization_key.cache_clear()
        raise


def _group_keys(groups: Iterable[UUID]) -> dict[UUID, bytes]:
    wanted = set(groups)
    rows = GroupKey.objects.filter(group__in=wanted).values_list("group", "wrapped", "organization_key__wrapped")
    opened = {group: aes_key_unwrap(_organization_key(bytes(owner)), bytes(wrapped)) for group, wrapped, owner in rows}
    if missing := wanted - opened.keys():
        raise Shredded(f"{len(missing)} record group(s) have no key any more.")
    return opened


@lru_cache(maxsize=512)
def _organization_key(wrapped: bytes) -> bytes:
    return keys.unwrap(wrapped)
