"""Every sample in the documentation runs, and every public name and option is in the reference."""

import re
from pathlib import Path

import pytest
import shelterwood_methods.multiple_systems as mse
from shelterwood_methods.multiple_systems.command.options import parser
from shelterwood_methods.multiple_systems.registry import METHODS

from tests.unit.methods.multiple_systems.stored import need

DOCS = Path(__file__).resolve().parents[4] / "docs"
REFERENCE = (DOCS / "reference" / "multiple-systems.md").read_text(encoding="utf-8")


def test_every_sample_of_the_explanation_runs_from_first_to_last(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(need() / "data")
    text = (DOCS / "explanation" / "prevalence.md").read_text(encoding="utf-8")
    samples = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    assert len(samples) >= 5
    names: dict[str, object] = {}
    for sample in samples:
        exec(sample, names)


def test_what_the_explanation_says_of_each_study_is_so() -> None:
    data = need() / "data"
    assert round(mse.Stepwise(bootstrap=0).fit(mse.read_csv(data / "UKdat.csv")).estimate_) == 11_418
    rows = mse.Exhaustive(bootstrap=0).fit(mse.read_csv(data / "UKdat_5.csv")).details_["choice"]
    assert [round(row["estimate"]) for row in rows[:2]] == [22_991, 12_262]
    assert rows[1]["bic"] - rows[0]["bic"] < 1
    orleans = mse.read_csv(data / "NewOrl_185.csv")
    assert sum(people for size, people in orleans.captures().items() if size > 1) == 13


@pytest.mark.parametrize("name", [*mse.__all__, *METHODS])
def test_every_public_name_and_method_is_in_the_reference(name: str) -> None:
    assert f"`{name}`" in REFERENCE


def test_every_option_of_the_command_is_in_the_reference() -> None:
    verbs = parser()._subparsers
    assert verbs is not None
    choices = verbs._group_actions[0].choices
    assert choices is not None
    for verb in choices.values():
        for action in verb._actions:
            for flag in action.option_strings:
                assert flag in ("-h", "--help") or f"`{flag}" in REFERENCE, flag
