"""The command of the training slice: its exit status is what a script can rely on."""

import shutil

import pytest

from shelterwood.prevent.training.__main__ import main
from shelterwood.prevent.training.rules.loading import COURSES, load


@pytest.fixture
def spoilt(tmp_path):
    folder = tmp_path / "spoilt"
    shutil.copytree(COURSES / "schools", folder)
    (folder / "lessons/03-signs.es.md").unlink()
    return folder


def test_a_sound_course_ends_with_0_and_prints_its_figures(capsys):
    assert main(["check", "schools"]) == 0
    assert f"{len(load(COURSES / 'schools').items)} items" in capsys.readouterr().out


def test_a_spoilt_course_ends_with_1_and_names_file_and_line(capsys, spoilt):
    assert main(["check", str(spoilt)]) == 1
    assert "spoilt/course.toml, line" in (found := capsys.readouterr().err)
    assert "lessons/03-signs.es.md is missing" in found


def test_a_spoilt_course_is_not_packed(tmp_path, spoilt):
    assert main(["pack", str(spoilt), "--out", str(tmp_path / "x.zip")]) == 1
    assert not (tmp_path / "x.zip").exists()


def test_what_is_packed_passes_inspection(tmp_path, capsys):
    package = tmp_path / "schools.zip"
    assert main(["pack", "schools", "--state", "TX", "--role", "teacher", "--out", str(package)]) == 0
    assert main(["inspect", str(package)]) == 0
    assert "imsmanifest.xml" in capsys.readouterr().out


def test_an_unknown_role_and_a_foreign_file_are_refused(tmp_path, capsys):
    assert main(["pack", "schools", "--role", "pilot", "--out", str(tmp_path / "x.zip")]) == 1
    assert "no role 'pilot'" in capsys.readouterr().err
    (tmp_path / "y.zip").write_bytes(b"no")
    assert main(["inspect", str(tmp_path / "y.zip")]) == 1
    assert "Refused: The file is no zip" in capsys.readouterr().err


def test_the_courses_are_listed(capsys):
    assert main(["list"]) == 0
    assert "schools" in capsys.readouterr().out.split()
