"""How hard a text is to read: Flesch-Kincaid grade for English, Fernández Huerta for Spanish.

Kincaid, Fishburne, Rogers and Chissom, Derivation of new readability formulas for Navy enlisted personnel, 1975: grade =
0.39 words per sentence + 11.8 syllables per word - 15.59. Fernández Huerta, Medidas sencillas de lecturabilidad, Consigna 214,
1959, in the reading that later reviews agree on: 206.84 - 60 syllables per word - 1.02 words per sentence; 60 to 70 is normal.
Spanish syllables follow from spelling. English ones are counted by rules of thumb, which the tests hold against a library that
looks them up; no dictionary need be shipped or fetched.
"""

import re
from dataclasses import dataclass

HARDEST_GRADE = 8.0
LEAST_FERNANDEZ_HUERTA = 60.0

WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
SENTENCE_END = re.compile(r'[.!?]+(?=[\s"”»)]|$)|\n+')
VOWELS = re.compile(r"[aeiouyáéíóúü]+", re.IGNORECASE)
STRONG = re.compile(r"[aeoáéíóú]", re.IGNORECASE)  # each makes a syllable of its own; i, u and y lean on a neighbor

# English rules of thumb
SILENT_END = re.compile(r"(?<=[^aeiouyl])e$|(?<=[aeiouy]l)e$|(?<=[^aeiouysxzcgh])es$|(?<=[tpg]h)es$|(?<=[^aeiouytd])ed$")
SILENT_MIDDLE = re.compile(r"(?<=[aeiouy])[^aeiouy]{1,2}e(?=(?:ly|ments?|ful|less|ness|time|where|thing|body|one|side|work)$)")
PARTED = re.compile(r"(?<![tscg])i(?:a|o|u)|[aeiouy](?=ing)|ea(?=t(?:e|i))|eo(?!u)|u(?=al|ous|ity)|[^aeiouy]ism")


@dataclass(frozen=True)
class Level:
    """Words per sentence, syllables per word, and the score of the language's formula."""

    score: float
    words: int
    sentences: int
    syllables: int

    def easy_enough(self, language: str) -> bool:
        return self.score >= LEAST_FERNANDEZ_HUERTA if language == "es" else self.score <= HARDEST_GRADE


def level(text: str, language: str) -> Level:
    """The reading level of a plain text in which every list entry ends its line."""
    words = WORD.findall(text)
    sentences = max(1, sum(bool(WORD.search(each)) for each in SENTENCE_END.split(text)))
    syllables = sum(spanish_syllables(each) if language == "es" else english_syllables(each) for each in words)
    per_sentence, per_word = len(words) / sentences, syllables / max(1, len(words))
    score = 206.84 - 60 * per_word - 1.02 * per_sentence if language == "es" else 0.39 * per_sentence + 11.8 * per_word - 15.59
    return Level(round(score, 1), len(words), sentences, syllables)


def spanish_syllables(word: str) -> int:
    return max(1, sum(max(1, len(STRONG.findall(group))) for group in VOWELS.findall(word)))


def english_syllables(word: str) -> int:
    """Groups of vowels, less the silent e, more where two vowels part, as in via or being; what follows an apostrophe adds none."""
    return sum(_english(re.split("['’]", part)[0]) for part in word.lower().split("-"))


def _english(word: str) -> int:
    groups = len(re.findall(r"[aeiouy]+", SILENT_END.sub("", word)))
    return max(1, groups - len(SILENT_MIDDLE.findall(word)) + len(PARTED.findall(word)))
