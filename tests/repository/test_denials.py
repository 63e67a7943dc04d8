"""Every verb that somebody does is refused to somebody, and a test shows it.

A verb is a public function with `by=` of a `services.py`, or of a module in a folder `services`. Its denial is a call of it inside `pytest.raises` of a
refusal, in a test of tests/integration. A verb that answers with nothing instead of raising names the test that
shows so.
"""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from .tree import HOME, SRC, TESTS, dotted, modules, parsed

REFUSALS = {"Forbidden", "Refused", "PermissionError", "CannotSign", "NotInTheDemonstration"}
READING = "tests/integration/concerns/test_reading.py"
DENIALS = "tests/integration/concerns/test_denials.py"

# verbs that do not raise a refusal of their own: why, and the test that shows what happens instead
SHOWN_OTHERWISE = {
    "shelterwood.respond.concerns.services.raise_concern": (
        "anybody may give notice; a sector without a door is told where to call",
        "tests/integration/concerns/test_raising.py::test_a_sector_without_a_door_is_told_so",
    ),
    "shelterwood.respond.concerns.services.send": (
        "the gate decides for each recipient, and a refused one is kept as refused",
        f"{DENIALS}::test_who_does_not_own_a_concern_sends_it_nowhere",
    ),
    "shelterwood.gates.disclosure.services.attest": (
        "a statement is somebody's own and opens nothing alone",
        f"{DENIALS}::test_a_statement_of_an_outsider_opens_nothing",
    ),
    "shelterwood.gates.disclosure.services.read_record": (
        "a refused reading has no fields, so that refused and missing look alike",
        f"{READING}::test_every_reading_and_every_refusal_leaves_its_event",
    ),
    "shelterwood.gates.disclosure.services.list_records": (
        "a list leaves out what may not be listed",
        f"{READING}::test_the_list_shows_no_content_and_only_what_may_be_read",
    ),
    "shelterwood.prevent.protocols.services.running.report_recorded": (
        "runs of one's own, and nobody else's; asked by the verb of the concern",
        "tests/integration/protocols/test_reports.py::test_a_colleague_s_run_is_left_to_the_colleague",
    ),
    "shelterwood.prevent.training.services.keep_place": (
        "one's own place in a course and nobody else's",
        "tests/integration/training/test_learning.py::test_the_place_is_kept_for_the_signed_in_and_for_nobody_else",
    ),
    "shelterwood.prevent.training.services.begin": (
        "one's own check and nobody else's",
        "tests/integration/training/test_learning.py::test_a_check_begun_twice_is_one",
    ),
    "shelterwood.foundation.accounts.keys.services.codes.prepare": (
        "one's own secret and nobody else's",
        "tests/integration/keys/test_signing_in.py::test_the_secret_of_an_app_stands_in_clear_nowhere",
    ),
    "shelterwood.foundation.accounts.keys.services.codes.confirm": (
        "a wrong code, or one of nobody who began, proves nothing",
        "tests/integration/keys/test_signing_in.py::test_a_first_code_that_is_wrong_makes_no_app",
    ),
    "shelterwood.foundation.accounts.keys.services.codes.show": (
        "what does not prove who somebody is raises NotProved, the same for all",
        "tests/integration/keys/test_signing_in.py::test_a_code_of_somebody_else_serves_nobody",
    ),
    "shelterwood.foundation.accounts.keys.services.codes.new_recovery_codes": (
        "one's own codes and nobody else's",
        "tests/integration/keys/test_signing_in.py::test_a_recovery_code_serves_once_and_leaves_its_event",
    ),
    "shelterwood.foundation.accounts.keys.services.codes.remove": (
        "one's own app; the last key stays",
        "tests/integration/keys/test_lock.py::test_the_last_key_stays",
    ),
    "shelterwood.foundation.accounts.keys.services.passkeys.add": (
        "what the browser did not make for this person here is refused as not proved",
        "tests/integration/keys/test_signing_in.py::test_a_passkey_made_wrongly_is_not_kept",
    ),
    "shelterwood.foundation.accounts.keys.services.sessions.end_all": (
        "one's own sessions and nobody else's",
        "tests/integration/keys/test_lock.py::test_a_session_is_ended_by_its_owner_alone",
    ),
    "shelterwood.foundation.accounts.keys.services.hours.choose": (
        "one's own hours",
        "tests/integration/keys/test_hours.py::test_hours_are_kept_and_shown_again",
    ),
    "shelterwood.foundation.accounts.keys.services.language.choose": (
        "one's own language",
        "tests/integration/keys/test_lock.py::test_what_was_sent_while_it_was_locked_goes_on_as_it_was",
    ),
    "shelterwood.foundation.drafts.services.sent": (
        "one's own draft and nobody else's",
        "tests/integration/drafts/test_drafts.py::test_sending_destroys_no_draft_of_anybody_else",
    ),
    "shelterwood.gates.law.services.meet_clock": (
        "the verb of the concern asks before it",
        "tests/integration/concerns/test_duties.py::test_the_agency_records_its_cross_report_and_the_reporter_cannot",
    ),
}


# --- what there is ----------------------------------------------------------------------------------------------


def functions(file: Path) -> list[ast.FunctionDef]:
    return [node for node in parsed(file).body if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")]


def takes(verb: ast.FunctionDef, name: str) -> bool:
    return name in {each.arg for each in (*verb.args.args, *verb.args.kwonlyargs)}


def verb_files(slice_: Path) -> list[Path]:
    """Where a slice keeps its verbs: one module, or a folder with a module for each noun."""
    alone = slice_ / "services.py"
    return [alone] if alone.exists() else sorted((slice_ / "services").glob("*.py"))


SLICES = sorted({each.parent for each in SRC.rglob("services*") if each.suffix in ("", ".py")})
# every public function of a services module, by the module that holds it
VERBS = {f"{dotted(file)}.{verb.name}": verb for folder in SLICES for file in verb_files(folder) for verb in functions(file)}
WHO = {name: verb for name, verb in VERBS.items() if takes(verb, "by")}


def aliases(tree: ast.Module) -> dict[str, str]:
    """What each imported name stands for."""
    nodes = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module and not node.level]
    return {alias.asname or alias.name: f"{node.module}.{alias.name}" for node in nodes for alias in node.names}


@cache
def handed_on() -> dict[str, str]:
    """Verbs that a folder of services hands on under its own name, to the module that holds them."""
    rooms = [folder / "services" / "__init__.py" for folder in SLICES if (folder / "services" / "__init__.py").exists()]
    return {f"{dotted(room)}.{name}": full for room in rooms for name, full in aliases(parsed(room)).items()}


def called(node: ast.AST, known: dict[str, str]) -> set[str]:
    """Full names of the functions that are called inside."""
    found = set()
    for call in (each for each in ast.walk(node) if isinstance(each, ast.Call)):
        head, _, rest = ast.unparse(call.func).partition(".")
        if head in known:
            name = f"{known[head]}.{rest}" if rest else known[head]
            found.add(handed_on().get(name, name))
    return found


def refused_in(tree: ast.Module) -> set[str]:
    """Verbs that a test calls where a refusal is expected."""
    found = set()
    for test in (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")):
        for block in (node for node in ast.walk(test) if isinstance(node, ast.With)):
            if any(expects_refusal(item.context_expr) for item in block.items):
                found |= {name for statement in block.body for name in called(statement, aliases(tree))}
    return found


def expects_refusal(node: ast.expr) -> bool:
    if not isinstance(node, ast.Call) or ast.unparse(node.func) != "pytest.raises" or not node.args:
        return False
    return ast.unparse(node.args[0]).rpartition(".")[2] in REFUSALS


@cache
def refused_somewhere() -> frozenset[str]:
    files = sorted((TESTS / "integration").rglob("test_*.py"))
    return frozenset(name for file in files for name in refused_in(ast.parse(file.read_text(encoding="utf-8"))))


# --- the tests --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("verb", sorted(WHO))
def test_a_verb_is_refused_to_somebody(verb):
    assert verb in refused_somewhere() or verb in SHOWN_OTHERWISE, (
        f"No test of tests/integration calls {verb} inside pytest.raises of one of: {', '.join(sorted(REFUSALS))}."
    )


@pytest.mark.parametrize(("verb", "test"), [(verb, test) for verb, (_, test) in SHOWN_OTHERWISE.items()], ids=SHOWN_OTHERWISE.keys())
def test_an_exception_has_its_verb_and_its_test(verb, test):
    file, _, name = test.partition("::")
    assert verb in WHO
    assert name in {node.name for node in ast.walk(ast.parse((HOME / file).read_text(encoding="utf-8"))) if isinstance(node, ast.FunctionDef)}


def questions_and_verbs() -> Iterator[tuple[str, set[str], set[str]]]:
    """For each slice: its questions, and those that verbs check or other questions ask."""
    for file in sorted(SRC.rglob("permissions.py")):
        questions = {node.name for node in functions(file)} - {"check"}
        calls = [node for module in verb_files(file.parent) for node in ast.walk(parsed(module)) if isinstance(node, ast.Call)]
        checks = [node for node in calls if ast.unparse(node.func) == "check"]
        asked = {ast.unparse(call.func) for check in checks for call in ast.walk(check) if isinstance(call, ast.Call)}
        for question in functions(file):
            if question.name in asked:
                asked |= {ast.unparse(call.func) for call in ast.walk(question) if isinstance(call, ast.Call)}
        yield dotted(file), questions, asked


def test_every_permission_is_asked_by_a_verb():
    assert {slice_: questions - asked for slice_, questions, asked in questions_and_verbs() if questions - asked} == {}
    assert list(questions_and_verbs())


def test_pages_call_only_verbs_that_know_who_asks():
    """A verb without `by` is for other verbs, for the worker and for the set-up; a page that called it would skip the question."""
    accounts, keys = "shelterwood.foundation.accounts.services.", "shelterwood.foundation.accounts.keys.services."
    signing_in = {accounts + name for name in ("step_into", "step_out", "second_factor_at")}
    signing_in |= {keys + "entering." + name for name in ("enter_with_code", "ask_for_code")}
    signing_in |= {keys + "passkeys.show", keys + "federated.begin", keys + "federated.enter"}
    signing_in |= {keys + "sessions." + name for name in ("begin", "prove", "judge", "lock", "unlock_in_the_demonstration", "current", "is_fresh")}
    found = {}
    for file in modules():
        if "views" in file.parts or file.stem == "views":
            verbs = called(parsed(file), aliases(parsed(file))) & VERBS.keys()
            if unasked := verbs - WHO.keys() - signing_in:
                found[dotted(file)] = unasked
    assert found == {}


def test_a_denial_counts_only_where_a_refusal_is_expected():
    text = """
from shelterwood.respond.concerns import services
def test_a():
    with pytest.raises(Forbidden):
        services.screen(1)
    with pytest.raises(NotPossible):
        services.answer(1)
    services.acknowledge(1)
def helper():
    with pytest.raises(Forbidden):
        services.send(1)
"""
    assert refused_in(ast.parse(text)) == {"shelterwood.respond.concerns.services.screen"}
