"""Running a verb, and turning every refusal into a sentence and an exit status."""

import argparse
import json
import sys
from collections.abc import Sequence

from ..errors import NoEstimate, PrevalenceError
from ..existence import SENTENCES, Existence
from .options import parser

DONE = 0
UNUSABLE = 2
INTERRUPTED = 130


def main(arguments: Sequence[str]) -> int:
    """Run `shelterwood-methods prevalence` with these words and return the exit status."""
    given = parser().parse_args(list(arguments))
    try:
        return run(given)
    except PrevalenceError as refusal:
        return refuse(refusal, as_json=getattr(given, "format", "text") == "json")
    except ModuleNotFoundError as missing:
        print(f"The package {missing.name} is not installed: install shelterwood-methods[prevalence].", file=sys.stderr)
        return UNUSABLE
    except (ArithmeticError, ValueError) as fault:  # no table should come here; if one does, a practitioner reads no traceback
        print(f"The numbers of this table or of the options are beyond what the method can compute ({fault}).", file=sys.stderr)
        print("Check the counts; merging lists or a simpler method (main, chao) may still have an answer.", file=sys.stderr)
        return UNUSABLE
    except MemoryError:
        print("This needs more memory than the machine has. Merge lists, or choose a smaller order.", file=sys.stderr)
        return UNUSABLE
    except KeyboardInterrupt:
        return interrupted(getattr(given, "resume", None))
    except SystemError as fault:  # what a compiled loop makes of an interruption that reaches it
        if not comes_from_interruption(fault):
            raise
        return interrupted(getattr(given, "resume", None))


def comes_from_interruption(fault: BaseException | None) -> bool:
    """Whether an interruption stands anywhere in the causes of an exception."""
    while fault is not None and not isinstance(fault, KeyboardInterrupt):
        fault = fault.__cause__ or fault.__context__
    return fault is not None


def interrupted(kept: str | None) -> int:
    """Say how to go on."""
    how = f"Finished blocks are in {kept}; the same command goes on from there." if kept else "With --resume FILE a run can go on where it stopped."
    print(f"\nInterrupted. {how}", file=sys.stderr)
    return INTERRUPTED


def run(given: argparse.Namespace) -> int:
    """Hand over to the verb."""
    if given.verb == "fit":
        from .fit import fit

        return fit(given)
    if given.verb == "compare":
        from .compare import compare

        return compare(given)
    from .lists import show

    return show(given.verb, getattr(given, "of", "result"))


def refuse(refusal: PrevalenceError, *, as_json: bool) -> int:
    """Say what is wrong and what can still be done, on standard error; with JSON also as an object without any estimate."""
    print(refusal.problem, file=sys.stderr)
    if refusal.remedy:
        print(refusal.remedy, file=sys.stderr)
    if as_json:
        code = refusal.code if isinstance(refusal, NoEstimate) and refusal.code in SENTENCES else None
        answer = {
            "error": refusal.problem,
            "remedy": refusal.remedy,
            "estimate": None,
            "existence": Existence(code).to_dict() if code is not None else None,
            "model": refusal.model if isinstance(refusal, NoEstimate) else None,
        }
        print(json.dumps(answer, indent=2, ensure_ascii=False))
    return UNUSABLE
