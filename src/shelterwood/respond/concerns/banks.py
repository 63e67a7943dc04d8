"""What bank staff may not type here: a number of an account, a sum, what was done with money, or a word on the bank's own filings.

They tell what they saw in person, as anybody may. What a bank knows from its accounts goes the bank's own way, and neither a
suspicious activity report nor that there is or is not one may be known outside it (31 USC 5318(g)(2)). The rule errs to the side of
stopping: a sentence that was stopped is told in other words, one that got through cannot be taken back. No Django here.
"""

import re
import unicodedata
from enum import StrEnum


class Finding(StrEnum):
    """Why a text is stopped."""

    FILING = "filing"
    NUMBER = "number"
    MONEY = "money"
    TRANSACTION = "transaction"


CONTACTS = ("reporter", "agency")  # answers that say how to reach somebody
LONGEST_PLAIN = 5  # digits: a house, a mile or a postal code
GAP = r"[ .\-\u2010-\u2015/]?"

# What is no account: a telephone number as it is written, a day, an hour. A run of ten digits without a gap is no telephone number.
HARMLESS = (
    re.compile(r"(?<!\d)(?<!\d[.\-/])(?:\+?1[ .\-]?)?(?:\(\d{3}\) ?|\d{3}[ .\-])\d{3}[ .\-]\d{4}(?!\d|[ .\-]\d)"),
    re.compile(r"(?<!\d)(?<!\d[.\-/])(?:\d{1,2}[/.\-]\d{1,2}[/.\-](?:\d{4}|\d{2})|\d{4}-\d{2}-\d{2})(?!\d|[.\-/]\d)"),
    re.compile(r"(?<!\d)\d{1,2}:\d{2}(?!\d)"),
)

WORDS = {
    Finding.FILING: (
        r"(?-i:\bS\.?A\.?R\.?s?\b)|suspicious[ -]activity|actividad(?:es)? sospechosas?|\bfincen\b|currency transaction report"
    ),
    Finding.NUMBER: (
        rf"\d(?:{GAP}\d){{{LONGEST_PLAIN},}}"
        r"|\b[a-z]{2}\d{2}(?: ?[a-z0-9]{4}){2,}"  # an international account number
        r"|[x*•#]{2,}[ \-]?\d{3,4}\b|\b(?:accounts?|cards?|cuentas?|tarjetas?)\b.{0,20}\b(?:end\w*|termin\w*|acab\w*)\b.{0,6}\d{3,4}\b"
        r"|\b(?:acc(?:oun)?t|routing|card|check|cuenta|tarjeta|cheque)\.? ?(?:no\.?|number|num\.?|n[úu]mero|#|:)"
        r"|\bn[úu]mero de (?:la |su )?(?:cuenta|tarjeta|cheque)"
    ),
    Finding.MONEY: (r"[$€£¥] ?\d|\d[\d,.]*(?: thousand| hundred| mil)? ?(?:dollars?|bucks|usd|d[óo]lares|pesos|euros?)\b"),
    Finding.TRANSACTION: (
        r"\bdeposit\w*|\bwithdr(?:aw|ew)\w*|\btransactions?\b|\bwired\b|\bwire transfers?\b|\b(?:bank|money|cash) transfers?\b"
        r"|\btransferred (?:money|funds|cash)|\bcash(?:ed|es|ing) (?:a |the |her |his |their )?checks?\b|\bmoney orders?\b"
        r"|\b(?:bank|checking|savings|joint|business|new|her|his|their|an|the|this|that|same) accounts?\b(?! of\b)"
        r"|\baccount (?:holder|balance|history|opened|shows?)|\bbank statements?\b|\boverdr\w+"
        r"|\b(?:zelle|venmo|cash ?app|paypal|moneygram|western union|bitcoin)\b"
        r"|\bdep[óo]sit\w*|\bretir(?:o|os|ó|aron|aba)\b (?:de )?(?:dinero|efectivo|fondos)|\btransferencias?\b|\btransacci\w+"
        r"|\b(?:su|la|una|misma|nueva) cuenta\b(?! de lo)|\bcuentas? (?:bancarias?|corrientes?|de ahorros?|de cheques)|\bestados? de cuenta\b|\bsaldo\b"
    ),
}  # fmt: skip
STOPPED = {kind: re.compile(words, re.IGNORECASE) for kind, words in WORDS.items()}


BARE_TELEPHONE = re.compile(r"(?<!\d)1?\d{10}(?!\d)")


def stopped(text: str, *, contact: bool = False) -> Finding | None:
    """The first reason to stop a text, or None. Digits of every script count as digits.

    `contact`: the text says how to reach the person who writes, so a telephone number may stand there without gaps.
    """
    plain = unicodedata.normalize("NFKC", text)
    if contact:
        plain = BARE_TELEPHONE.sub(" ", plain)
    if found := _found(plain, Finding.FILING):
        return found
    for pattern in HARMLESS:
        plain = pattern.sub(" \n ", plain)  # a line's end, so that what stands on both sides does not grow together
    return next((found for kind in (Finding.NUMBER, Finding.MONEY, Finding.TRANSACTION) if (found := _found(plain, kind))), None)


def _found(text: str, kind: Finding) -> Finding | None:
    return kind if STOPPED[kind].search(text) else None
