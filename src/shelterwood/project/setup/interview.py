"""The questions on a terminal, one by one. Each answer is kept at once, so that an interruption asks only what is left."""

import json
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from shelterwood.project.setup.rules.questions import NEEDED, SECTIONS, Ask, Section

KEPT = "setup.json"
END = "end"


@dataclass
class Interview:
    """`ask` shows a question and returns what was typed; `say` shows a line. `asked` counts the questions."""

    folder: Path
    ask: Callable[[str], str]
    say: Callable[[str], None]
    asked: int = 0
    values: dict[str, Any] = field(default_factory=dict)

    def all(self) -> dict[str, Any]:
        """Ask what is not answered yet; returns everything in the shape of an answers file."""
        self.values = self._kept()
        for section in SECTIONS:
            if section.many:
                self._many(section)
            else:
                self._row(section, self.values.setdefault(section.key, {}))
        return {key: value for key, value in self.values.items() if key != END}

    def forget(self) -> None:
        """Everything is written where it belongs; the answers, a password among them, are removed."""
        (self.folder / KEPT).unlink(missing_ok=True)

    def reopen(self, key: str) -> None:
        """Answers that do not fit together: ask this section again."""
        self.values.pop(key, None)
        self.values[END] = [each for each in self.values.get(END, []) if each != key]
        self._keep()

    def _many(self, section: Section) -> None:
        ended = self.values.setdefault(END, [])
        if section.key in ended:
            return
        rows = self.values.setdefault(section.key, [])
        if rows:
            self._row(section, rows[-1])  # the one that was begun
        while (not rows and not section.optional) or self._yes(f"{section.title}: {'another one' if rows else 'is there one'} (yes or no)"):
            rows.append({})
            self._keep()  # that there is another one is an answer too
            self._row(section, rows[-1])
        ended.append(section.key)
        self._keep()

    def _row(self, section: Section, row: dict[str, Any]) -> None:
        waiting = [each for each in section.asks if each.key not in row and not each.file_only]
        if waiting:
            self.say(section.title)
        for each in waiting:
            row[each.key] = self._answer(each)
            self._keep()

    def _answer(self, ask: Ask) -> Any:
        choices = self._choices(ask.among)
        words = f"{ask.words} [{'; '.join(choices)}]" if choices else ask.words
        while True:
            typed = self._typed(words)
            if not typed and ask.default is not NEEDED:
                return typed
            try:
                value = ask.read(typed)
            except ValueError as problem:
                self.say(str(problem))
                continue
            named = value if isinstance(value, tuple) else (value,)
            if not choices or all(each in choices for each in named):
                return typed
            self.say(f"Write one of: {'; '.join(choices)}.")

    def _choices(self, among: str) -> list[str]:
        rows = [*self.values.get("county", [])] if among == "county" else [*self.values.get("agency", [])] if among else []
        body = [self.values["body"]["name"]] if among == "agency or body" else []
        return body + [row["name"] for row in rows if "name" in row]

    def _yes(self, words: str) -> bool:
        while (typed := self._typed(words).lower()) not in ("yes", "y", "no", "n"):
            self.say("Write yes or no.")
        return typed.startswith("y")

    def _typed(self, words: str) -> str:
        self.asked += 1
        return self.ask(f"{words}: ").strip()

    def _kept(self) -> dict[str, Any]:
        file = self.folder / KEPT
        return json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}

    def _keep(self) -> None:
        """In one step, readable by this account alone: the file before stays whole until the new one is."""
        beside = self.folder / f"{KEPT}.new"
        with open(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as out:
            json.dump(self.values, out)
        beside.replace(self.folder / KEPT)
