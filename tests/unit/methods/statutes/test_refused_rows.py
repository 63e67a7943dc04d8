"""A duty row that means nothing stops the start, with file, line and reason."""

import pytest
from shelterwood_methods import facts
from shelterwood_methods.facts import FactsError
from shelterwood_methods.statutes import load
from shelterwood_methods.statutes.truth import Truth

from .rows import changed


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"deadline_value": ""}, "outer_limit has a number"),
        ({"deadline_kind": "immediate"}, "nothing else has one"),
        ({"deadline_kind": "none", "deadline_value": ""}, "stands without a number"),
        ({"deadline_kind": "soonish"}, "none of: outer_limit"),
        ({"deadline_value": "soon"}, "no whole number"),
        ({"deadline_value": "0"}, "no whole number"),
        ({"deadline_value": "٢٤"}, "no whole number"),
        ({"deadline_unit": "fortnights"}, "none of: hours"),
        ({"deadline_unit": ""}, "none of: hours"),
        ({"sector": "schools;church"}, "'church' is no sector"),
        ({"jurisdiction": "Minnesota"}, "is none; write US"),
        ({"jurisdiction": "mn"}, "is none; write US"),
        ({"effective_from": "2025-06-20", "effective_to": "2025-06-19"}, "before it begins"),
        ({"effective_from": "June"}, "no date"),
        ({"effective_from": "2025-13-01"}, "no date"),
        ({"effective_to": "2025-06"}, "no date"),
        ({"text_as_of": "lately"}, "no date"),
        ({"text_as_of": "2025-13"}, "no date"),
        ({"evidence": "hearsay"}, "none of: V"),
        ({"confidence": "certain"}, "none of: high"),
    ],
)
def test_a_malformed_duty_is_refused_with_file_line_and_reason(cells, reason):
    line = next(row.line for row in facts.read("reporting_duties") if row["duty_id"] == "MN-RPT-03")
    with pytest.raises(FactsError, match=rf"reporting_duties\.csv, line {line}: .*{reason}"):
        load(duties=changed("reporting_duties", "MN-RPT-03", **cells))


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"kind": "rumour"}, "none of: report"),
        ({"modality": "should"}, "none of: must"),
        ({"receivers": "parish"}, "'parish' is no sector"),
        ({"conditions": "force_used"}, "'force_used' is no fact"),
        ({"conditions": "federal_land | child_died"}, "is no fact"),
        ({"clock_start": "sometime"}, "none of: information_received"),
        ({"clock_start": "none"}, "say in clock_start from what it runs"),
        ({"prompts": "perhaps"}, "none of: yes"),
        ({"kind": "background"}, "background, which prompts nobody"),
    ],
)
def test_a_malformed_typed_row_is_refused(cells, reason):
    with pytest.raises(FactsError, match=rf"reporting_duties_typed\.csv, line \d+: .*{reason}"):
        load(typed=changed("reporting_duties_typed", "MN-RPT-03", **cells))


def test_a_duty_that_is_not_typed_and_a_type_without_a_duty_are_refused():
    typed, duties = facts.read("reporting_duties_typed"), facts.read("reporting_duties")
    with pytest.raises(FactsError, match="US-FED-01 is not typed"):
        load(typed=typed[1:])
    with pytest.raises(FactsError, match="US-FED-01 has no row in"):
        load(duties=duties[1:])


def test_a_supplement_that_takes_the_id_of_another_row_is_refused():
    twice = changed("reporting_duties_supplement", "MN-RPT-CB-01", duty_id="MN-RPT-22")
    with pytest.raises(FactsError, match=r"reporting_duties_supplement\.csv, line 2: MN-RPT-22 stands in reporting_duties\.csv"):
        load(supplement=twice)


def test_a_day_that_is_not_established_is_another_thing_than_none():
    rows = load(duties=changed("reporting_duties", "MN-RPT-03", effective_from="", effective_to="unknown"))
    assert (rows.by_id["MN-RPT-03"].effective_from, rows.by_id["MN-RPT-03"].effective_to) == (None, Truth.UNKNOWN)
    assert (rows.by_id["MN-RPT-04"].effective_from, rows.by_id["MN-RPT-04"].effective_to) == (Truth.UNKNOWN, None)
