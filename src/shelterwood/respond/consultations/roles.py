"""What somebody without an account may say of their work, and whose duty is then shown: the roles of the concern's doors."""

from typing import Any

from shelterwood.respond.concerns.door_words import ROLE_NAMES
from shelterwood.respond.concerns.doors import ROLES
from shelterwood.respond.consultations.rules import may_type

SECTOR_OF: dict[str, str] = {word: str(role.sector) for word, role in ROLES.items() if may_type(role.sector)}
NAMES: dict[str, Any] = {word: ROLE_NAMES[word] for word in SECTOR_OF}
