"""A run comes to its end. Called by the verb that ends records, after it destroyed their keys; the database asks for that."""

from uuid import UUID

from shelterwood.prevent.protocols.models import Entry, Run, Task


def remove(record: UUID) -> None:
    """Remove every row of the run of a record; nothing where it is no run's."""
    run = Run.objects.filter(record=record).first()
    if run is None:
        return
    Task.objects.filter(run=run).delete()  # before the entries that prove them
    while leaves := list(Entry.objects.filter(run=run, corrected=None).values_list("pk", flat=True)):
        Entry.objects.filter(pk__in=leaves).delete()  # the last correction first: none goes before what corrects it
    run.delete()
