import pytest

from shelterwood.gates.law.models import DutyText, SignedRow


@pytest.fixture(autouse=True)
def nothing_written(db):
    """The rows that the demonstration's counsel wrote are put away: each test writes its own."""
    SignedRow.objects.filter(governs_from__isnull=False).delete()
    DutyText.objects.all().delete()
