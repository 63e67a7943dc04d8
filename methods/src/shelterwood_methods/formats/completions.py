"""Trainings completed elsewhere as CSV: who by number, which course of whom, when, how long, and with what proof."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from shelterwood_methods.formats.columns import Names, folded
from shelterwood_methods.formats.delimited import Record
from shelterwood_methods.formats.roster import NAMES as OF_STAFF
from shelterwood_methods.formats.rows import Cells, Fault, whole
from shelterwood_methods.statutes.training.terms import Proof

NAMES: Names = {
    "number": OF_STAFF["number"],
    "title": ("course title", "course", "training", "training title", "título del curso", "curso", "capacitación", "título"),
    "provider": ("provider", "training provider", "given by", "vendor", "proveedor", "impartido por", "institución"),
    "completed_on": ("completed on", "completion date", "date completed", "fecha de finalización", "fecha de término", "completado el"),
    "minutes": ("minutes", "length in minutes", "duration minutes", "minutos", "duración en minutos"),
    "proof": ("proof kind", "proof", "kind of proof", "tipo de prueba", "prueba", "comprobante", "tipo de comprobante"),
    "reference": ("proof number", "certificate number", "number on the proof", "número de la prueba", "número de certificado", "número del comprobante"),
    "kept_where": ("where kept", "kept where", "location of proof", "dónde se guarda", "lugar de archivo"),
    "approval": ("approval number", "approval", "número de aprobación", "aprobación"),
    "mandate": ("mandate", "mandate id", "law", "mandato", "obligación"),
}  # fmt: skip
NEEDED = (("number",), ("title",), ("provider",), ("completed_on",), ("proof",), ("reference", "kept_where"))
DAYS = ("completed_on",)
LONGEST = {"number": 60, "title": 160, "provider": 160, "reference": 120, "kept_where": 200, "approval": 60, "mandate": 30}
MOST_MINUTES = 32_767
PROOFS: Mapping[str, Proof] = {
    folded(word): proof
    for proof, words in {
        Proof.SIGNED_ACKNOWLEDGMENT: ("signed_acknowledgment", "signed acknowledgement", "acknowledgment", "acuse firmado", "constancia firmada"),
        Proof.CERTIFICATE: ("certificate", "certificado", "constancia"),
        Proof.PERSONNEL_FILE_CERTIFICATION: (
            "personnel_file_certification", "certification in the personnel file", "certificación en el expediente"),
        Proof.ROSTER: ("roster", "sign-in sheet", "attendance list", "lista de asistencia", "lista"),
        Proof.TRAINING_RECORD: ("training_record", "record of training", "registro de capacitación", "registro"),
        Proof.LICENSEE_RECORD: ("licensee_record", "record kept by the licensee", "registro del titular de la licencia"),
        Proof.CE_RECORD: ("ce_record", "continuing education record", "registro de educación continua"),
        Proof.STATE_RECORD: ("state_record", "record of the state", "registro del estado"),
        Proof.STATE_CERTIFICATION: ("state_certification", "certification by the state", "certificación del estado"),
    }.items()
    for word in words
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Trained:
    """One training of one person. None or an empty text: the file does not say it."""

    line: int
    number: str
    title: str
    provider: str
    completed_on: date
    minutes: int | None
    proof: Proof
    reference: str
    kept_where: str
    approvals: dict[str, str]


def trained(
    record: Record, columns: dict[str, int], width: int, *, today: date, mandates: Collection[str], day_first_elsewhere: bool = False
) -> tuple[Trained | None, list[Fault]]:
    """A row as a training, or why not. `mandates`: the ids that an approval may name."""
    if faults := whole(record, width):
        return None, faults
    cells = Cells(record, columns, day_first_elsewhere)
    number, title, provider = (cells.text(name, LONGEST[name], needed=True) for name in ("number", "title", "provider"))
    completed_on = cells.day("completed_on", latest=today)
    if not cells.raw("completed_on"):
        cells.refuse("completed_on", "", "needed")
    minutes, proof = _minutes(cells), _proof(cells)
    reference, kept_where = cells.text("reference", LONGEST["reference"]), cells.text("kept_where", LONGEST["kept_where"])
    if not (cells.raw("reference") or cells.raw("kept_where")):
        cells.refuse("kept_where" if cells.has("kept_where") else "reference", "", "proof_needed")
    approvals = _approvals(cells, mandates)
    if cells.faults or completed_on is None or proof is None:
        return None, cells.faults
    return Trained(record.line, number, title, provider, completed_on, minutes, proof, reference, kept_where, approvals), []


def _minutes(cells: Cells) -> int | None:
    value = cells.raw("minutes")
    if value and not (value.isascii() and value.isdecimal() and len(value) < 6 and 0 < int(value) <= MOST_MINUTES):
        cells.refuse("minutes", value, "minutes")
        return None
    return int(value) if value else None


def _proof(cells: Cells) -> Proof | None:
    value = cells.text("proof", 80, needed=True)
    proof = PROOFS.get(folded(value))
    if value and proof is None:
        cells.refuse("proof", value, "proof_unknown")
    return proof


def _approvals(cells: Cells, mandates: Collection[str]) -> dict[str, str]:
    approval, mandate = cells.text("approval", LONGEST["approval"]), cells.text("mandate", LONGEST["mandate"])
    if mandate and mandate not in mandates:
        cells.refuse("mandate", mandate, "mandate_unknown")
    elif approval and not mandate:
        cells.refuse("mandate", "", "mandate_needed")
    elif mandate and not approval:
        cells.refuse("approval", "", "approval_needed")
    return {mandate: approval} if mandate and approval else {}
