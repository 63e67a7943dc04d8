"""The command line: its JSON, its refusals, and that a run can be taken up where it stopped."""

import hashlib
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from shelterwood_methods.cli import main
from shelterwood_methods.multiple_systems.registry import METHODS

from tests.unit.methods.multiple_systems.stored import invented

GOOD = "A,B,C,count\n1,0,0,60\n0,1,0,50\n0,0,1,40\n1,1,0,12\n1,0,1,9\n0,1,1,8\n1,1,1,3\n"
CARD = "".join(f'{line} = "stated"\n' for line in ("population", "place", "period", "ages", "lists", "linkage"))
FAST = ["--bootstrap", "500"]
KEYS = [
    "method",
    "observed",
    "lists",
    "estimate",
    "model",
    "aic",
    "bic",
    "existence",
    "interval",
    "posterior",
    "verdict",
    "warnings",
    "seed",
    "version",
    "data_sha256",
]


@pytest.fixture
def good(tmp_path: Path) -> Path:
    place = tmp_path / "good.csv"
    place.write_text(GOOD)
    return place


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    status = main(["prevalence", *words])
    said = capsys.readouterr()
    return status, said.out, said.err


def options(method: str, place: Path) -> list[str]:
    extra = {"lincoln-petersen": ["--lists", "A,B"], "chapman": ["--lists", "A,B"], "model": ["--model", "[12,3]"]}
    extra |= dict.fromkeys(("stepwise", "greedy", "exhaustive"), FAST)
    extra |= {name: ["--chains", "2", "--draws", "200"] for name in ("latent-class", "thresholding")}
    return ["fit", str(place), "--method", method, "--quiet", *extra.get(method, [])]


@pytest.mark.parametrize("method", METHODS)
def test_every_method_answers_in_the_shape_of_the_published_schema(method: str, good: Path, capsys: pytest.CaptureFixture[str]) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    status, out, err = run(capsys, *options(method, good), "--format", "json", "--seed", "7")
    assert (status, err) == (0, "")
    answer = json.loads(out)
    assert [key for key in KEYS if key not in answer] == []
    assert answer["method"] == method
    assert answer["seed"] == 7
    assert answer["estimate"] > answer["observed"]
    assert answer["interval"]["low"] <= answer["estimate"] <= answer["interval"]["high"]
    assert answer["data_sha256"] == hashlib.sha256(GOOD.encode()).hexdigest()
    _, schema, _ = run(capsys, "schema")
    jsonschema.validate(answer, json.loads(schema))


@pytest.mark.parametrize("method", METHODS)
def test_every_method_answers_in_words_with_a_verdict_and_what_it_assumes(method: str, good: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, *options(method, good))
    assert status == 0
    assert "Verdict" in out
    assert "Assumes" in out
    assert "nominal" in out


def test_a_comparison_and_a_refusal_have_the_shape_of_their_published_schemas(good: Path, capsys: pytest.CaptureFixture[str]) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    schemas = {of: json.loads(run(capsys, "schema", of)[1]) for of in ("result", "comparison", "refusal")}
    status, out, err = run(capsys, "compare", str(good), "--format", "json", "--quiet", *FAST)
    assert (status, err) == (0, "")
    jsonschema.validate(json.loads(out), schemas["comparison"])
    for result in json.loads(out)["methods"]:
        jsonschema.validate(result, schemas["result"])
    for words in (["--method", "chapman"], ["--method", "model", "--model", "[123]"]):
        status, out, _ = run(capsys, "fit", str(good), "--format", "json", "--quiet", *words)
        assert status == 2
        jsonschema.validate(json.loads(out), schemas["refusal"])


def test_a_page_of_one_method_needs_a_card_and_has_charts_tables_and_no_script(good: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("vl_convert")
    good.with_name("good.card.toml").write_text(CARD)
    for method in ("stepwise", "decomposable", "chao"):
        status, out, _ = run(capsys, *options(method, good), "--format", "html")
        assert status == 0
        assert "<script" not in out
        assert out.count("<svg") == out.count("<details>") == out.count("<figcaption>") >= 2


def test_the_methods_are_listed_by_name(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "methods")
    assert status == 0
    assert [line.split()[0] for line in out.splitlines()] == list(METHODS)


BAD = {
    "empty file": ("", "is empty"),
    "header alone": ("A,B,count\n", "no rows"),
    "one list": ("A,count\n1,10\n", "one list"),
    "no overlap": ("A,B,C,count\n1,0,0,40\n0,1,0,30\n0,0,1,20\n", "Nobody is on two lists"),
    "all overlap": ("A,B,C,count\n1,1,1,40\n", "Everybody is on every list"),
    "negative count": ("A,B,count\n1,0,-4\n0,1,3\n1,1,2\n", "negative"),
    "fractional count": ("A,B,count\n1,0,4.5\n0,1,3\n1,1,2\n", "fraction"),
    "count in words": ("A,B,count\n1,0,many\n0,1,3\n1,1,2\n", "many"),
    "count missing": ("A,B,count\n1,0,\n0,1,3\n1,1,2\n", "count in row 2"),
    "people twice": ("A,B,count\n1,0,4\n1,0,4\n0,1,3\n1,1,2\n", "same combination"),
    "people on no list": ("A,B,count\n0,0,4\n0,1,3\n1,1,2\n", "none of the lists"),
    "misspelt column": ("A,B,cuont\n1,0,4\n0,1,3\n1,1,2\n", 'Did you mean "cuont"'),
    "empty list": ("A,B,C,count\n1,0,0,4\n0,1,0,3\n1,1,0,2\n", '"C"'),
    "mark that is neither 0 nor 1": ("A,B,count\n1,2,4\n0,1,3\n1,1,2\n", 'holds "2"'),
    "ragged row": ("A,B,count\n1,0\n0,1,3\n", "Row 2 has 2 entries"),
    "nobody": ("A,B,count\n1,0,0\n0,1,0\n1,1,0\n", "nobody"),
    "two lists of one name": ("A,A,count\n1,0,4\n0,1,3\n1,1,2\n", "both called"),
    "25 lists": (",".join(f"L{k}" for k in range(25)) + ",count\n" + ",".join(["1"] * 25) + ",4\n", "25 lists"),
}


@pytest.mark.parametrize("what", BAD)
@pytest.mark.parametrize("verb", ["fit", "compare"])
def test_bad_input_is_refused_in_words_without_a_number(what: str, verb: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text, said = BAD[what]
    place = tmp_path / "bad.csv"
    place.write_text(text)
    status, out, err = run(capsys, verb, str(place), "--quiet", *(["--method", "main"] if verb == "fit" else []))
    assert status == 2
    assert out == ""
    assert said in err
    assert "Traceback" not in err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--method", "stepwisee"], 'Did you mean "stepwise"'),
        (["--method", "model"], "needs the model"),
        (["--method", "model", "--model", "[14]"], "names list 4"),
        (["--method", "model", "--model", "[12"], "one bracket"),
        (["--method", "model", "--model", "AB:C"], "names no list"),
        (["--method", "chapman"], "takes two lists"),
        (["--method", "chapman", "--lists", "A,Bb"], 'Did you mean "B"'),
        (["--method", "main", "--threshold", "0.1"], "no option --threshold"),
        (["--method", "chao", "--interval", "bca"], "no bca interval"),
        (["--method", "stepwise", "--threshold", "3"], "not a probability"),
        (["--method", "greedy", "--order", "1"], "leaves no terms"),
        (["--method", "greedy", "--criterion", "p"], "no criterion"),
        (["--method", "main", "--level", "95"], "not between 0 and 1"),
        (["--method", "main", "--format", "html"], "definition card"),
        (["--method", "latent-class", "--chains", "1"], "One chain"),
    ],
)
def test_a_question_that_makes_no_sense_is_refused_in_words(words: list[str], said: str, good: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = run(capsys, "fit", str(good), "--quiet", *words)
    assert (status, out) == (2, "")
    assert said in err


def test_a_model_without_an_estimate_says_why_and_what_can_still_be_estimated(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place = tmp_path / "sparse.csv"
    place.write_text("A,B,C,count\n1,0,0,40\n0,1,0,30\n0,0,1,20\n1,1,0,6\n")
    for model, code in (("[12,3]", 1), ("[12,13,23]", 2)):
        status, out, err = run(capsys, "fit", str(place), "--method", "model", "--model", model, "--format", "json", "--quiet")
        answer = json.loads(out)
        assert status == 2
        assert answer["estimate"] is None
        assert answer["existence"]["code"] == code
        assert "one term smaller" in err


READ = {
    "other letters": "Süd,Núñez y hijos,C,count\n",
    "a mark at the beginning": "\ufeffA,B,C,count\n",
    "spaces around names": " A , B , C , count \n",
    "the count first": "count,A,B,C\n",
    "quotes": '"A","B","C","count"\n',
}
ROWS = ["1,0,0,60", "0,1,0,50", "0,0,1,40", "1,1,0,12", "1,0,1,9", "0,1,1,8", "1,1,1,3"]


@pytest.mark.parametrize("head", READ.values(), ids=list(READ))
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_table_is_read_however_a_spreadsheet_wrote_it(
    head: str, ending: str, separator: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = ["0,0,0,0", *ROWS]
    if head.startswith("count"):
        rows = [",".join([row.split(",")[-1], *row.split(",")[:-1]]) for row in rows]
    place = tmp_path / "table with a space.csv"
    place.write_bytes((head + "\n".join(rows) + "\n\n").replace(",", separator).replace("\n", ending).encode())
    status, out, _ = run(capsys, "fit", str(place), "--method", "main", "--format", "json", "--quiet")
    answer = json.loads(out)
    assert status == 0
    assert answer["observed"] == 182
    assert answer["estimate"] == pytest.approx(419.27075295755924)
    assert answer["lists"][0].strip() == answer["lists"][0]


@pytest.mark.parametrize("unknown", ["NA", "", "?", "0"])
def test_the_row_of_those_on_no_list_may_say_that_nobody_knows_them(unknown: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place = tmp_path / "table.csv"
    place.write_text(f"A,B,C,count\n0,0,0,{unknown}\n" + "\n".join(ROWS) + "\n")
    status, out, _ = run(capsys, "fit", str(place), "--method", "main", "--format", "json", "--quiet")
    assert (status, json.loads(out)["observed"]) == (0, 182)


def test_other_columns_tell_people_apart_when_the_lists_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place = tmp_path / "table.csv"
    place.write_text("A,B,age,count\n1,0,12,4\n1,0,13,6\n0,1,12,5\n1,1,12,3\n0,0,12,\n")
    words = ["fit", str(place), "--method", "chapman", "--format", "json", "--quiet"]
    status, out, err = run(capsys, *words)
    assert (status, 'holds "12" in the column "age"' in err) == (2, True)
    status, out, _ = run(capsys, *words, "--lists", "A,B")
    assert (status, json.loads(out)["observed"]) == (0, 18)
    place.write_text(place.read_text() + "1,0,12,4\n")
    status, _, err = run(capsys, *words, "--lists", "A,B")
    assert (status, "counted twice" in err) == (2, True)


def test_the_order_of_rows_and_columns_changes_no_number(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place = tmp_path / "table.csv"
    found = []
    for order in ((0, 1, 2, 3), (2, 0, 3, 1), (3, 1, 0, 2)):
        rows = [("A", "B", "C", "count"), *(tuple(row.split(",")) for row in ROWS)]
        place.write_text("\n".join(",".join(row[k] for k in order) for row in [rows[0], *rows[:0:-1]]) + "\n")
        for method in ("main", "stepwise", "exhaustive", "chao", "sample-coverage", "decomposable"):
            extra = ["--bootstrap", "0"] if method in ("stepwise", "exhaustive") else []
            answer = json.loads(run(capsys, "fit", str(place), "--method", method, "--format", "json", "--quiet", *extra)[1])
            found.append((method, round(answer["estimate"], 6)))
    assert len(set(found)) == 6


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--seed", "-1"], "seed -1"),
        (["--bootstrap", "-5"], "-5 replicates"),
        (["--bootstrap", "1"], "1 replicates"),
        (["--smallest-cell", "0"], "withholds nothing"),
        (["--method", "decomposable", "--max-population", "nan"], "not a number above"),
        (["--method", "decomposable", "--max-population", "10"], "not a number above"),
        (["--method", "exhaustive", "--threshold", "0.1"], "no option --threshold"),
        (["--omit", "A,B"], "one list (C)"),
        (["--omit", "Z"], "no list"),
        (["--merge", "A+Z"], "no list"),
        (["--person", "id"], 'no column "id"'),
    ],
)
def test_options_without_sense_are_refused_in_words(words: list[str], said: str, good: Path, capsys: pytest.CaptureFixture[str]) -> None:
    method = [] if "--method" in words else ["--method", "stepwise"]
    status, out, err = run(capsys, "fit", str(good), "--quiet", *method, *words)
    assert (status, out) == (2, "")
    assert said in err


def test_a_file_to_resume_from_that_is_none_is_refused(good: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kept = good.with_name("kept.json")
    kept.write_text("not a run")
    for place in (kept, good.parent / "nowhere" / "kept.json"):
        status, out, err = run(capsys, "fit", str(good), "--method", "stepwise", *FAST, "--resume", str(place), "--quiet")
        assert (status, out) == (2, "")
        assert "Traceback" not in err


@pytest.mark.skipif(os.name == "nt", reason="Windows sends no such signal")
def test_a_signal_inside_a_compiled_loop_ends_the_run_with_words(good: Path) -> None:
    kept = good.with_name("kept.json")
    words = [*options("latent-class", good)[:-4], "--draws", "40000", "--resume", str(kept)]
    run = subprocess.Popen(
        [sys.executable, "-m", "shelterwood_methods.cli", "prevalence", *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    while not kept.exists() and run.poll() is None:
        time.sleep(0.05)
    run.send_signal(signal.SIGINT)
    out, err = run.communicate(timeout=60)
    if run.returncode == 0:
        pytest.skip("this machine was too busy to interrupt the run before its end")
    assert (run.returncode, out) == (130, "")
    assert "goes on from there" in err
    assert "Traceback" not in err


def test_chains_that_were_finished_are_taken_up_again(good: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    kept = good.with_name("kept.json")
    for method, module, loop in (("latent-class", "latent_class.sampler", "run_chain"), ("thresholding", "thresholding.sampler", "walk")):
        words = [*options(method, good), "--format", "json", "--resume", str(kept)]
        first = run(capsys, *words)[1]

        def never(*given: object) -> object:
            raise AssertionError("a finished chain was run again")

        with monkeypatch.context() as patch:
            patch.setattr(f"shelterwood_methods.multiple_systems.{module}.{loop}", never)
            assert run(capsys, *words)[1] == first


def test_a_first_run_says_that_it_compiles_and_a_later_one_does_not(monkeypatch: pytest.MonkeyPatch) -> None:
    import io
    from types import SimpleNamespace

    from shelterwood_methods.multiple_systems import MainEffects
    from shelterwood_methods.multiple_systems.command.progress import say_if_compiling
    from shelterwood_methods.multiple_systems.kernels import cache

    def indexed(entries: dict[str, str]) -> object:
        return SimpleNamespace(_cache=SimpleNamespace(_cache_file=SimpleNamespace(_load_index=lambda: entries)))

    assert not cache.is_kept(indexed({}))
    assert cache.is_kept(indexed({"signature": "file"}))
    assert cache.is_kept(object())  # another Numba: nothing is said rather than something wrong
    MainEffects().fit(invented({"10": 30, "01": 20, "11": 10}))
    assert cache.compiled_already(["main"])
    for kept in (False, True):
        monkeypatch.setattr(cache, "is_kept", lambda function, kept=kept: kept)
        for method in METHODS:
            out = io.StringIO()
            say_if_compiling([method], out)
            assert ("compiling" in out.getvalue()) == (not kept and method not in cache.WITHOUT)


def test_progress_goes_to_standard_error_alone(good: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    from shelterwood_methods.multiple_systems.command import progress

    monkeypatch.setattr(progress.Printer.__init__, "__defaults__", (None, 0.0))
    status, out, err = run(capsys, "fit", str(good), "--method", "stepwise", "--bootstrap", "1500", "--format", "json")
    assert status == 0
    assert "bootstrap replicates: 500 of 1,500" in err
    assert json.loads(out)["interval"]["replicates"] == 1_500


def test_a_missing_file_is_refused_in_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = run(capsys, "fit", str(tmp_path / "none.csv"), "--method", "main", "--quiet")
    assert (status, out) == (2, "")
    assert "none.csv cannot be read" in err


def test_no_report_is_written_without_a_card_and_one_is_with_it(good: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("vl_convert")
    report = good.with_name("report.html")
    words = ["compare", str(good), "--methods", "main,stepwise,decomposable", "--report", str(report), "--quiet", *FAST]
    status, out, err = run(capsys, *words)
    assert (status, out, report.exists()) == (2, "", False)
    assert "definition card" in err
    good.with_name("good.card.toml").write_text(CARD)
    status, out, _ = run(capsys, *words, "--format", "json")
    page = report.read_text()
    assert status == 0
    assert "<script" not in page
    assert page.count("<svg") == page.count("</details>") > 3
    assert "http://www.w3.org" in page
    assert json.loads(out)["definition"]["place"] == "stated"


def test_a_run_stopped_half_way_goes_on_and_ends_at_the_same_limits(
    good: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from shelterwood_methods.multiple_systems.bootstrap import replicates

    words = ["fit", str(good), "--method", "stepwise", "--bootstrap", "2000", "--format", "json", "--quiet"]
    whole = json.loads(run(capsys, *words)[1])
    kept = good.with_name("kept.json")
    drawn, genuine = [], replicates.resample

    def stop_at_third(*given: object) -> object:
        drawn.append(given)
        if len(drawn) == 3:
            raise KeyboardInterrupt
        return genuine(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(replicates, "resample", stop_at_third)
    status, out, err = run(capsys, *words, "--resume", str(kept))
    assert (status, out) == (130, "")
    assert "goes on from there" in err
    status, out, _ = run(capsys, *words, "--resume", str(kept))
    assert status == 0
    assert len(drawn) == 5  # two blocks kept, the third broken off and made again, the fourth
    assert json.loads(out)["interval"] == whole["interval"]


def test_an_interval_carries_the_coverage_that_was_simulated(good: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["fit", str(good), "--method", "main", "--format", "json", "--quiet", "--coverage", "40"]
    coverage = json.loads(run(capsys, *words)[1])["interval"]["coverage"]
    assert coverage["tables"] == 40
    assert coverage["coverage"] + coverage["below"] + coverage["above"] == pytest.approx(1.0)
    words[3] = "chao"
    coverage = json.loads(run(capsys, *words)[1])["interval"]["coverage"]
    assert coverage["scenario"].startswith("the log-linear model")
    _, out, _ = run(capsys, "fit", str(good), "--method", "chapman", "--lists", "A,B", "--quiet", "--coverage", "40")
    assert "in simulation) nominal 95% interval" in out


def test_lists_can_be_chosen_left_out_and_merged(good: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for words, lists, observed in (
        (["--lists", "B,A"], ["B", "A"], 142),
        (["--omit", "C"], ["A", "B"], 142),
        (["--merge", "A+B"], ["A+B", "C"], 182),
    ):
        _, out, _ = run(capsys, "fit", str(good), "--method", "main", "--format", "json", "--quiet", *words)
        answer = json.loads(out)
        assert (answer["lists"], answer["observed"]) == (lists, observed)


def test_rows_of_people_are_counted_and_nobody_twice(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place = tmp_path / "people.csv"
    rows = [f"p{k},1,0" for k in range(9)] + [f"q{k},0,1" for k in range(8)] + [f"r{k},1,1" for k in range(4)]
    place.write_text("id,A,B\n" + "\n".join(rows) + "\n")
    words = ["fit", str(place), "--method", "chapman", "--records", "--person", "id", "--format", "json", "--quiet"]
    status, out, _ = run(capsys, *words)
    assert (status, json.loads(out)["observed"]) == (0, 21)
    place.write_text("id,A,B\n" + "\n".join([*rows, rows[0]]) + "\n")
    status, out, err = run(capsys, *words)
    assert (status, "repeat a person" in err) == (2, True)
