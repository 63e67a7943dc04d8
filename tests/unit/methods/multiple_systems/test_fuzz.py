"""Whatever a file holds and whatever is asked, the command answers with a number or with words, and never with a traceback."""

import contextlib
import io
import json
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from shelterwood_methods.cli import main
from shelterwood_methods.multiple_systems.registry import METHODS

QUICK = {
    "stepwise": ["--bootstrap", "40"],
    "greedy": ["--bootstrap", "40"],
    "exhaustive": ["--bootstrap", "40"],
    "sample-coverage": ["--bootstrap", "40"],
    "model": ["--model", "[12]"],
    "latent-class": ["--chains", "2", "--draws", "100"],
    "thresholding": ["--chains", "2", "--draws", "100"],
}
CELL = st.sampled_from(["0", "1", "1", "0", "2", "-1", "", "x", "1.0", "TRUE", '"', "é", "nan"])
COUNT = st.one_of(st.integers(0, 30).map(str), st.sampled_from(["0", "7", "1e3", "-2", "2.5", "", "NA", "inf", "many", "99999999999999", "1,000"]))


def ask(*words: str) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            status = main(["prevalence", *words])
        except SystemExit as left:  # the words themselves were wrong, which argparse says
            status = int(left.code or 0)
    return status, out.getvalue(), err.getvalue()


def check(status: int, out: str, err: str) -> None:
    """A number that JSON knows, or status 2 with a sentence and no estimate."""
    assert status in (0, 2)
    assert "Traceback" not in err
    assert "beyond what the method can compute" not in err
    if status == 0:
        answer = json.loads(out)
        assert answer["estimate"] >= answer["observed"] * (1 - 1e-9)
        assert answer["verdict"]
    else:
        assert err.strip()
        assert not out or json.loads(out)["estimate"] is None


@st.composite
def files(draw: st.DrawFn) -> str:
    """Something like a table: names, rows of marks and counts, seldom all of one width."""
    lists = draw(st.integers(0, 5))
    names = draw(st.lists(st.sampled_from(["A", "B", "C", "D", "E", "F", "A B", "ß", "", "count"]), min_size=lists, max_size=lists))
    rows = draw(st.lists(st.tuples(st.lists(CELL, min_size=lists, max_size=lists + draw(st.integers(0, 1))), COUNT), max_size=9))
    separator = draw(st.sampled_from([",", ",", ",", ";", "\t"]))
    lines = [separator.join([*names, "count"]), *(separator.join([*marks, count]) for marks, count in rows)]
    return draw(st.sampled_from(["\n", "\r\n"])).join(lines)


@st.composite
def tables(draw: st.DrawFn) -> str:
    """A table that is well written, full of zeros: what the methods themselves must bear."""
    lists = draw(st.integers(2, 4))
    cells = range(1, 2**lists)
    counts = draw(st.lists(st.sampled_from([0, 0, 0, 1, 2, 5, 40, 3_000_000]), min_size=len(cells), max_size=len(cells)))
    head = ",".join([*"ABCD"[:lists], "count"])
    return "\n".join([head, *(",".join([*(str(cell >> k & 1) for k in range(lists)), str(n)]) for cell, n in zip(cells, counts, strict=True))])


def fit(text: str, method: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "table.csv"
        place.write_text(text, encoding="utf-8", newline="")
        check(*ask("fit", str(place), "--method", method, "--format", "json", "--quiet", *QUICK.get(method, [])))


@given(files(), st.sampled_from(sorted(METHODS)))
@settings(deadline=None, max_examples=80)
def test_no_file_brings_a_traceback(text: str, method: str) -> None:
    fit(text, method)


@given(st.binary(max_size=200), st.sampled_from(["main", "stepwise"]))
@settings(deadline=None, max_examples=30)
def test_no_bytes_bring_a_traceback(raw: bytes, method: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "table.csv"
        place.write_bytes(raw)
        check(*ask("fit", str(place), "--method", method, "--format", "json", "--quiet", *QUICK.get(method, [])))


@given(tables(), st.sampled_from(sorted(METHODS)))
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
def test_no_table_of_zeros_and_large_counts_brings_a_traceback(text: str, method: str) -> None:
    fit(text, method)


WORDS = {
    "--level": ["0", "1", "95", "nan", "0.5"],
    "--threshold": ["0", "1", "nan", "-1", "0.3"],
    "--order": ["-1", "0", "1", "2", "9"],
    "--seed": ["-1", "0", "99999999999999999999"],
    "--bootstrap": ["-1", "0", "1", "2", "x"],
    "--interval": ["bca", "percentile", "studentised", "profile", "multinomial", "lognormal", "exact", "credible", "best"],
    "--criterion": ["p", "aic", "bic", "dic"],
    "--max-population": ["nan", "inf", "-1", "1", "100000"],
    "--chains": ["-1", "0", "1", "2"],
    "--draws": ["-1", "0", "100"],
    "--model": ["", "[", "[]", "[12", "[1234]", "[11]", "[A:B,C]", "[12,3]", "12;3"],
    "--lists": ["A", "A,B", "A,A", "Z", ","],
    "--omit": ["A", "A,B", "Z"],
    "--merge": ["A", "A+B", "A+Z", "A+B+C"],
    "--coverage": ["-1", "0", "2"],
    "--smallest-cell": ["-1", "0", "9"],
    "--count": ["count", "A", "cuont", ""],
}
GOOD = "A,B,C,count\n1,0,0,60\n0,1,0,50\n0,0,1,40\n1,1,0,12\n1,0,1,9\n0,1,1,8\n1,1,1,3\n"


@given(st.sampled_from(sorted(METHODS)), st.lists(st.sampled_from(sorted(WORDS)), min_size=1, max_size=3, unique=True), st.data())
@settings(deadline=None, max_examples=80)
def test_no_words_bring_a_traceback(method: str, flags: list[str], data: st.DataObject) -> None:
    words = dict(zip(QUICK.get(method, [])[::2], QUICK.get(method, [])[1::2], strict=True))
    words |= {flag: data.draw(st.sampled_from(WORDS[flag])) for flag in flags}
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "table.csv"
        place.write_text(GOOD)
        status, out, err = ask("fit", str(place), "--method", method, "--format", "json", "--quiet", *(f"{k}={v}" for k, v in words.items()))
        check(status, out, err)
