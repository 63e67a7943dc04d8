"""The verbs that print what there is: methods, schema, card."""

from importlib.resources import files

from ..card import QUESTIONS
from ..registry import METHODS


def show(verb: str, schema: str = "result") -> int:
    """Print one of them."""
    if verb == "methods":
        for name, (_, _, what) in METHODS.items():
            print(f"{name:<18}{what}")
    elif verb == "schema":
        print(files(__package__.rpartition(".")[0]).joinpath(f"report/{schema}.schema.json").read_text(encoding="utf-8"), end="")
    else:
        for name, question in QUESTIONS.items():
            print(f'{name} = ""  # {question}')
    return 0
