"""The command for authors and reviewers."""

from shelterwood.prevent.protocols.__main__ import main
from tests.unit.prevent.protocols.small import TEXT


def test_it_lists_checks_and_plans(capsys):
    assert main(["list"]) == 0
    assert "hotel-policy" in capsys.readouterr().out
    assert main(["check", "police-first-response"]) == 0
    assert "for counsel: HOUSE (I)" in capsys.readouterr().out
    assert main(["plan", "missing-from-care", "child_missing=yes", "--state", "TX", "--at", "2026-11-24T20:00:00", "--language", "es"]) == 0
    assert "law TX-CW-MIS-01" in capsys.readouterr().out


def test_an_adaptation_is_copied_compared_and_refused(capsys, tmp_path):
    assert main(["copy", "truck-stop", "--mark", "depot.1"]) == 0
    copied = tmp_path / "mine.toml"
    copied.write_text(capsys.readouterr().out, encoding="utf-8")
    assert main(["compare", "truck-stop", str(copied)]) == 0
    assert capsys.readouterr().out == "Version: was 1.0.0; now it is 1.0.0+depot.1.\n"
    copied.write_text(copied.read_text(encoding="utf-8").replace("fixed_words = true\n", ""), encoding="utf-8")
    assert main(["compare", "truck-stop", str(copied)]) == 1
    assert "report: The protection of this step stays" in capsys.readouterr().err


def test_a_file_with_faults_says_where(capsys, tmp_path):
    bad = tmp_path / "bad.toml"
    bad.write_text(TEXT.replace('who = "anyone"', 'who = "sheriff"'), encoding="utf-8")
    assert main(["check", str(bad)]) == 1
    assert "bad.toml, line 15: safe: 'sheriff' is no role of vocabulary.toml." in capsys.readouterr().err
    assert main(["check", "nothing.toml"]) == 1
    assert main(["plan", "truck-stop", "child_missing=maybe"]) == 1
