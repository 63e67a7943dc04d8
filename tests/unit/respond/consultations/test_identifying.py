"""What in a question may tell who a child is. Measured on invented texts: how much is found, and how often it warns for nothing."""

import random
import time
from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shelterwood_methods import facts

from shelterwood.respond.consultations.identifying import Sort, identifying

SEED = 20131118

# invented people; some of these given names are in no list of names, some are words too, some are typed in lower case
NAMES = (
    "Jayden", "Ximena", "Aaliyah", "Kevin Ortiz", "Maria Fernanda", "Tou Ger Vang", "Dakota", "Skye", "jessica", "brayden", "Nevaeh", "Abdirahman",
    "Zyndra", "Quillon", "Marlowe Fenn", "DeShawn", "Mei-Lin", "O'Shea", "Grace", "Faith Brown", "Juan Carlos", "josé", "guadalupe", "emily", "Kwaku",
)  # fmt: skip
STREETS = ("44 Kiln Road", "1207 N. 5th Avenue", "310 Orchard St", "9 Ferry Lane, apt 4B", "PO Box 118", "calle Olmo 42", "room 214", "MN 56001")
DATES = ("3/14/2011", "03-14-11", "2011-03-14", "March 14, 2011", "14th of March", "3 de mayo de 2010", "Nov. 2")
PHONES = ("218-555-0134", "(956) 555-0171", "555-0143", "2185550134", "218.555.0199", "+1 956 555 0188")
ONLINE = ("@wren.x22", "wren@mail.example", "Snapchat: wren_x", "insta name is wren.2011", "www.wren.example")
NUMBERS = ("plate ABC 123", "license plate 4KTR 921", "case number 2024-1183", "student ID 88213", "123-45-6789", "placas TXR 4471")

FRAMES = {
    Sort.NAME: (
        "A student called {} is often tired and has a new phone.", "Today {} came to class in the same clothes again.", "I worry about {} and her older friend.",
        "{} told me that an older man gives her rides.", "The girl's name is {}, she is about 14.", "El muchacho se llama {} y tiene dos teléfonos.",
        "Me preocupa {}, llega tarde todos los días.", "My neighbor's son, {}, sleeps in cars.",
    ),
    Sort.ADDRESS: ("She stays at {} with two older people.", "Vive en {} con un señor mayor.", "They meet at {} after dark."),
    Sort.DATE: ("Date of birth: {}.", "She was born on {} I think.", "Nació el {}."),
    Sort.PHONE: ("The man's number is {}.", "Call the mother: {}", "Su teléfono es {}."),
    Sort.ONLINE: ("He writes to her as {} every night.", "Usa {} para hablar con él."),
    Sort.NUMBER: ("He drives a gray van, {}.", "It is {} in our file."),
}  # fmt: skip
SLOTS = {Sort.NAME: NAMES, Sort.ADDRESS: STREETS, Sort.DATE: DATES, Sort.PHONE: PHONES, Sort.ONLINE: ONLINE, Sort.NUMBER: NUMBERS}

# questions as people ask them, without anything that tells who
PLAIN = (
    "A student of about 14 has missed school every second week and has a new phone. Must I report this?",
    "I work at a hotel in Texas. Two rooms were paid in cash for ten nights and a girl never leaves. What should I do?",
    "She is 15. Her boyfriend is over 25 and picks her up on Fridays. Is that enough to call CPS?",
    "My neighbor's child is outside at night. I do not know the family. What help is there in Minnesota?",
    "Can I talk with the young person alone? May I ask about Instagram or Snapchat?",
    "I am a nurse in the ER. Will HIPAA stop me? The patient is 16 and pregnant.",
    "Una alumna de unos 13 años falta los lunes y tiene ropa nueva. ¿Debo denunciar?",
    "Trabajo en una clínica. La paciente no quiso hablar y un hombre mayor contestó todo. ¿Qué hago?",
    "No sé si es suficiente. El muchacho duerme en casa de un adulto que no es su familia.",
    "Hope is not enough, I know. Will somebody call back? I can wait until June.",
    "In the fall she had three phones; now she has one. Her grades fell from A to D.",
    "He came 4 times in 2 weeks, at 11 p.m., and paid $200 in cash.",
    "Dr. told us to write everything down. The principal said no.",
    "I moved here from North Dakota. Does the law of Minnesota hold for me?",
    "I DO NOT KNOW IF THIS IS ENOUGH. SHE IS ALWAYS TIRED AND AN OLDER MAN WAITS FOR HER.",
)


def sample():
    """Two thousand texts with one piece each, made from the seed."""
    dice = random.Random(SEED)
    for _ in range(2000):
        sort = dice.choice(list(FRAMES))
        piece = dice.choice(SLOTS[sort])
        text = dice.choice(FRAMES[sort]).format(piece)
        start = text.index(piece)
        yield sort, text, start, start + len(piece)


def clean_texts() -> list[str]:
    """The house's warning signs, which name nobody, in both languages, and questions as people ask them."""
    columns = ("text_en", "text_es", "why_it_matters_en", "innocent_explanation_en")
    cells = [row[column] for row in facts.read("warning_signs") for column in columns]
    return [*PLAIN, *(cell for cell in cells if len(cell) > 20)]


def test_most_of_what_tells_who_somebody_is_is_found_and_little_else(capsys):
    asked, hit = Counter(), Counter()
    for sort, text, start, end in sample():
        asked[sort] += 1
        hit[sort] += any(each.start < end and start < each.end for each in identifying(text))
    clean = clean_texts()
    alarms = [text for text in clean if identifying(text)]
    recall = sum(hit.values()) / sum(asked.values())
    with capsys.disabled():
        print(f"\nfound {recall:.1%} of {sum(asked.values())} pieces ({', '.join(f'{sort} {hit[sort] / asked[sort]:.1%}' for sort in asked)});")
        print(f"warned for nothing in {len(alarms)} of {len(clean)} texts ({len(alarms) / len(clean):.1%})")
    assert len(clean) > 200
    assert recall >= 0.97
    assert all(hit[sort] / asked[sort] >= 0.9 for sort in asked)
    assert len(alarms) / len(clean) <= 0.03
    assert [text for text in PLAIN if identifying(text)] == []


@pytest.mark.parametrize(
    ("text", "piece"),
    [
        ("They said Wren Fernwood sleeps there.", "Wren Fernwood"),
        ("Mrs. Brown worries too.", "Brown"),
        ("a girl named hope is often late", "hope"),
        ("se llama luna", "luna"),
        ("Write to wren@mail.example please", "wren@mail.example"),
        ("of the Alder Falls Middle School", "Alder Falls Middle School"),
    ],
)
def test_the_whole_piece_is_pointed_at(text, piece):
    assert [each.text for each in identifying(text)] == [piece]


def test_the_mark_of_a_piece_holds_wherever_it_stands():
    (before,) = identifying("I saw Marlowe at noon.")
    (after,) = identifying("At noon I saw how MARLOWE was there.".replace("MARLOWE", "Marlowe"))
    assert before.mark == after.mark
    assert before.mark != identifying("I saw Jayden at noon.")[0].mark


@given(st.text(max_size=400))
def test_any_text_is_cut_into_pieces_that_stand_in_it_in_order(text):
    found = identifying(text)
    assert all(text[each.start : each.end] == each.text and each.text for each in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


@pytest.mark.parametrize("piece", ["a", "1 ", "A ", "snap ", "calle ", "1 a", "@", "de ", "plate ", "-", "born ", "é", "1-", "Mr. ", "(", "a@", "1/"])
def test_no_text_makes_the_search_slow(piece):
    begun = time.process_time()
    identifying((piece * 4000)[:4000])
    assert time.process_time() - begun < 2
