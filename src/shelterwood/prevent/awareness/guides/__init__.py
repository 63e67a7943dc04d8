"""What the public reads, by audience: what it is, what one may see, what to do and not to do, what help looks like, what the law asks.

Each sentence stands in both languages beside its sources, in files of `library/`. A source is a row of `library/sources.csv` or a
row of the facts; `HOUSE` marks our own words, which claim no fact.
"""

from shelterwood.prevent.awareness.guides.model import Guidance, Guide, Kit, Part, Passage, ReportPart, Source
from shelterwood.prevent.awareness.guides.reading import GuideError, guidance

__all__ = ["Guidance", "Guide", "GuideError", "Kit", "Part", "Passage", "ReportPart", "Source", "guidance"]
