"""What somebody without an account may say of their work, and whose duty is then shown: the roles of the concern's doors."""

from shelterwood.respond.concerns.rules import ROLES_WITHOUT_ACCOUNT
from shelterwood.respond.concerns.wording import ROLE_NAMES

SECTOR_OF = {word: str(sector) for word, sector in ROLES_WITHOUT_ACCOUNT.items()}
NAMES = ROLE_NAMES
