"""Every sample in the documentation runs, and every public name and option is in the reference."""

import inspect
import re
import shlex
from pathlib import Path

import pytest
import shelterwood_methods.multiple_systems as mse
from shelterwood_methods.cli import main
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


def test_every_command_of_the_how_to_runs_on_the_table_that_it_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (DOCS / "how-to" / "estimate-prevalence.md").read_text(encoding="utf-8")
    monkeypatch.chdir(tmp_path)

    def blocks(kind: str) -> list[str]:
        return [
            "".join(line.removeprefix("   ") for line in block.splitlines(True)) for block in re.findall(rf"```{kind}\n(.*?)```", text, re.DOTALL)
        ]

    (tmp_path / "lists.csv").write_text(blocks("csv")[0])
    (tmp_path / "lists.card.toml").write_text(blocks("toml")[0])
    commands = [line for block in blocks("console") for line in block.splitlines() if line.strip()]
    assert len(commands) == 6
    for command in commands:
        program, *words = shlex.split(command)
        assert program == "shelterwood-methods"
        assert main(words) == 0, capsys.readouterr().err
    assert "<svg" in (tmp_path / "report.html").read_text()
    assert "minors bought for sex" in capsys.readouterr().out


PUBLIC = [getattr(mse, name) for name in mse.__all__]
FITTED = [kind for kind in PUBLIC if isinstance(kind, type) and issubclass(kind, mse.Estimator) and kind is not mse.Estimator]


@pytest.mark.parametrize("thing", PUBLIC, ids=mse.__all__)
def test_every_public_name_says_what_it_is_for(thing: object) -> None:
    assert len((thing.__doc__ or "").split()) >= 4
    for name, member in vars(thing).items() if isinstance(thing, type) else ():
        if callable(member) and not name.startswith("_"):
            assert member.__doc__ or any(getattr(getattr(base, name, None), "__doc__", None) for base in thing.__mro__[1:]), f"{thing}.{name}"


@pytest.mark.parametrize("kind", FITTED, ids=[kind.__name__ for kind in FITTED])
def test_every_estimator_says_where_it_misleads_and_whose_paper_it_is(kind: type[mse.Estimator]) -> None:
    text = kind.__doc__ or ""
    assert "Notes\n" in text
    assert kind is mse.MainEffects or "References\n" in text
    assert kind.assumes
    options = inspect.signature(kind).parameters
    inherited = " ".join(base.__doc__ or "" for base in kind.__mro__) + (mse.LogLinear.__doc__ or "")
    assert [name for name in options if f"{name}:" not in inherited and f"{name}," not in inherited and f"{name} " not in inherited] == []


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
