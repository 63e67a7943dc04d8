"""Whether some bytes are a whole PDF without anything that acts. Nothing of it is interpreted: a reader of hostile files is a risk itself.

The marks are those of ISO 32000: header, cross-reference, end; names of actions and attachments (12.6, 7.11.4, 13).
"""

import re

HEADER = re.compile(rb"%PDF-[12]\.\d")
END = re.compile(rb"startxref\s+(\d{1,10})\s+%%EOF\s*\Z")
CROSS_REFERENCE = re.compile(rb"\s*(?:xref\b|\d+\s+\d+\s+obj\b)")
ACTS = re.compile(rb"/(?:JavaScript|JS|Launch|EmbeddedFiles?|RichMedia|OpenAction|AA|XFA|SubmitForm|ImportData)(?![A-Za-z])")
ENCRYPTED = re.compile(rb"/Encrypt(?![A-Za-z])")
ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")


def is_pdf(content: bytes) -> bool:
    """Whether it begins, ends and holds together as a PDF: the last lines lead to its table of parts."""
    end = END.search(content[-1024:])
    if not HEADER.match(content) or not end:
        return False
    place = int(end[1])
    return 0 < place < len(content) and bool(CROSS_REFERENCE.match(content[place : place + 40]))


def acts(content: bytes) -> bool:
    """Whether it names a script, an action or an attachment, also where letters of the name are written as numbers."""
    return bool(ACTS.search(ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), content)))


def encrypted(content: bytes) -> bool:
    return bool(ENCRYPTED.search(content))
