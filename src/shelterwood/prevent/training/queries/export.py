"""The auditor's export: for one mandate the proof in the forms that laws name, as it stands on a day.

The same day and the same facts give the same bytes: no time of day, no random order.
"""

from __future__ import annotations

import csv
import hashlib
import io
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING, Any

from shelterwood_methods.formats.cells import safe_cell
from shelterwood_methods.statutes.training.mandates import TEXTS

from shelterwood.prevent.training.models import Acknowledgement, Approval, Completion, Exemption, Filing, Standing, TrainingElsewhere
from shelterwood.prevent.training.queries.evidence import local_day
from shelterwood.prevent.training.rules.codes import spelled_code

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from shelterwood.foundation.accounts.models import Organization
    from shelterwood.prevent.training.queries.mandates import Held

type Table = tuple[str, tuple[str, ...], Iterator[Iterable[Any]]]  # file, header, rows

CHUNK = 2_000
NOT_CONFIRMED = "NOT CONFIRMED BY COUNSEL: this row was not signed. It is candidate law, not legal advice."
CONFIRMED = "Signed by counsel in this text."
DEMONSTRATION = "Demonstration signature, not law: the people here are invented."


def pack(known: Held, organization: Organization, *, on: date, demonstration: bool) -> IO[bytes]:
    """A ZIP: the law, a table for each form of proof, and the SHA-256 of each file. Built on disk, in bounded memory."""
    out = TemporaryFile()  # noqa: SIM115 (handed to the caller, who closes it)
    digests = []
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, parts in _files(known, organization, on, demonstration):
            digest = hashlib.sha256()
            with archive.open(_entry(name, on), "w", force_zip64=True) as file:
                for part in parts:
                    file.write(part)
                    digest.update(part)
            digests.append(f"{digest.hexdigest()}  {name}\n")
        with archive.open(_entry("SHA256SUMS", on), "w") as file:
            file.write("".join(digests).encode())
    out.seek(0)
    return out


def _entry(name: str, on: date) -> zipfile.ZipInfo:
    """An entry that carries the day, whatever the clock says."""
    entry = zipfile.ZipInfo(name, (on.year, on.month, on.day, 0, 0, 0))
    entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
    return entry


def _files(known: Held, organization: Organization, on: date, demonstration: bool) -> Iterator[tuple[str, Iterator[bytes]]]:
    yield "law.txt", iter([law_text(known, organization, on, demonstration).encode()])
    bound = Standing.objects.filter(organization=organization, mandate=known.mandate.id)
    for name, header, rows in _tables(known, organization, bound):
        yield name, _csv(header, rows)


def law_text(known: Held, organization: Organization, on: date, demonstration: bool) -> str:
    """The row of law as it is held, what of it is not confirmed, and what each file is."""
    row, mandate = known.row, known.mandate
    mark = CONFIRMED if known.signed else NOT_CONFIRMED
    lines = [
        f"{mandate.id}, {mandate.citation}", f"Organization: {organization.name}", f"As of: {on.isoformat()}", f"Counsel: {mark}",
        *([DEMONSTRATION] if demonstration else []), "", f"Who must: {mandate.who_must}",
        *(f"{name.replace('_', ' ')}: {getattr(mandate, name) or 'the row says nothing'}" for name in TEXTS if name != "citation"),
        f"text as of: {mandate.text_as_of or 'unknown'}", f"evidence: {mandate.evidence}, confidence: {mandate.confidence}", "",
        f"Proof that the law names: {', '.join(row.proof) or 'no form is established'}",
        f"Record kept after employment: {row.kept if row.kept and not hasattr(row.kept, 'name') else 'not established'}",
        f"Values not read and so not used: {', '.join(sorted(mandate.unread)) if mandate.unread and not known.signed else 'none'}",
        f"For counsel: {mandate.note}", "",
        "roster.csv: everybody whom the law binds, with position, dates, how they stand and why.",
        "certificates.csv: trainings here, each with the number of its certificate, which can be looked up on the site.",
        "elsewhere.csv: trainings elsewhere, with their proof and where it is kept.",
        "acknowledgments.csv: what was signed, in the words that were signed.",
        "personnel-file.csv: trainings that the employer certified in the personnel file.",
        "exemptions.csv: exemptions, with the reason and who stated it.",
        "approvals.csv: approval numbers of courses under this law.",
        "SHA256SUMS: check with sha256sum -c SHA256SUMS.",
    ]  # fmt: skip
    return "\n".join(lines) + "\n"


def _tables(known: Held, organization: Organization, bound: QuerySet[Standing]) -> Iterator[Table]:
    mandate, people = known.mandate.id, bound.values("learner")
    yield "roster.csv", ("number", "name", "position", "site", "hired", "left", "stands", "trained", "due", "why"), _roster(bound)
    yield (
        "certificates.csv",
        ("number", "name", "course", "version", "completed", "minutes", "certificate", "taken_back"),
        _certificates(organization, people),
    )
    yield "elsewhere.csv", ("number", "name", "training", "provider", "completed", "minutes", "proofs", "approval", "reference", "kept_where", "document_sha256"), _elsewhere(mandate, people)  # fmt: skip
    yield "acknowledgments.csv", ("number", "name", "course", "signed_as", "signed", "language", "words"), _signed(organization, mandate, people)
    yield "personnel-file.csv", ("number", "name", "course", "completed", "certified", "certified_by"), _filed(organization, mandate, people)
    yield "exemptions.csv", ("number", "name", "exemption", "why", "stated_by", "stated", "ended"), _exemptions(organization, people)
    approvals = Approval.objects.filter(organization=organization, mandate=mandate).order_by("since", "course")
    yield "approvals.csv", ("course", "approval", "since", "until"), ((each.course, each.number, each.since, each.until) for each in approvals)


def _roster(bound: QuerySet[Standing]) -> Iterator[Iterable[Any]]:
    rows = bound.select_related("learner__post", "site").order_by("learner__name", "learner_id")
    for each in rows.iterator(CHUNK):
        who = each.learner
        yield (
            who.number, who.name, who.post or "", each.site or "", who.hired_on, who.left_on, each.state, each.done_on, each.due_on,
            " ".join(each.reasons),
        )  # fmt: skip


def _certificates(organization: Organization, people: QuerySet[Any]) -> Iterator[Iterable[Any]]:
    rows = Completion.objects.filter(learner__in=people).select_related("learner").order_by("learner__name", "completed_at", "code")
    for each in rows.iterator(CHUNK):
        taken_back = local_day(organization, each.revoked_at) if each.revoked_at else None
        completed = local_day(organization, each.completed_at)
        yield each.learner.number, each.learner.name, each.title, each.version, completed, each.minutes, spelled_code(each.code), taken_back


def _elsewhere(mandate: str, people: QuerySet[Any]) -> Iterator[Iterable[Any]]:
    rows = TrainingElsewhere.objects.filter(learner__in=people, withdrawn_at=None).defer("document").select_related("learner")
    for each in rows.order_by("learner__name", "completed_on", "id").iterator(CHUNK):
        yield (
            each.learner.number, each.learner.name, each.title, each.provider, each.completed_on, each.minutes, " ".join(sorted(each.proofs)),
            each.approvals.get(mandate, ""), each.reference, each.kept_where, each.document_digest,
        )  # fmt: skip


def _signed(organization: Organization, mandate: str, people: QuerySet[Any]) -> Iterator[Iterable[Any]]:
    rows = Acknowledgement.objects.filter(mandate=mandate, completion__learner__in=people, completion__revoked_at=None)
    for each in rows.select_related("completion__learner").order_by("completion__learner__name", "signed_at", "id").iterator(CHUNK):
        who = each.completion.learner
        yield who.number, who.name, each.completion.title, each.name, local_day(organization, each.signed_at), each.language, each.words


def _filed(organization: Organization, mandate: str, people: QuerySet[Any]) -> Iterator[Iterable[Any]]:
    rows = Filing.objects.filter(mandate=mandate, completion__learner__in=people, completion__revoked_at=None)
    for each in rows.select_related("completion__learner", "filed_by").order_by("completion__learner__name", "filed_at", "id").iterator(CHUNK):
        who, done = each.completion.learner, each.completion
        yield who.number, who.name, done.title, local_day(organization, done.completed_at), local_day(organization, each.filed_at), each.filed_by.name


def _exemptions(organization: Organization, people: QuerySet[Any]) -> Iterator[Iterable[Any]]:
    rows = Exemption.objects.filter(learner__in=people).select_related("learner", "stated_by").order_by("learner__name", "stated_at", "id")
    for each in rows.iterator(CHUNK):
        ended = local_day(organization, each.ended_at) if each.ended_at else None
        yield each.learner.number, each.learner.name, each.word, each.why, each.stated_by.name, local_day(organization, each.stated_at), ended


def _csv(header: tuple[str, ...], rows: Iterator[Iterable[Any]]) -> Iterator[bytes]:
    """UTF-8 with CRLF (RFC 4180), some rows at a time; no cell is a formula to a spreadsheet."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(header)
    for count, row in enumerate(rows, 1):
        writer.writerow([safe_cell(cell) for cell in row])
        if count % CHUNK == 0:
            yield out.getvalue().encode()
            out.seek(0)
            out.truncate()
    yield out.getvalue().encode()
