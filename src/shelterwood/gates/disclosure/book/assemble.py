"""A typed row of disclosure_rules_typed.csv as one Cedar policy (disclosure vocabulary, "Assembly").

Permit: the basis chosen is the row, the owner's sector is a sender kind, the stamps meet the sender's regimes,
the recipient is of a recipient kind, category and subcategory match, every field asked for is in the limit, and
the typed conditions hold; `any` drops a part. Forbid: the same without basis and limit, for a forbid may be wider
than its row and a permit never. Rows of effect `duty_only` and `none` grant nothing and make no policy.
"""

from collections.abc import Mapping

RECIPIENT_ACTIONS = {"share", "export", "print"}


def words(cell: str) -> list[str]:
    return [word for word in (part.strip() for part in cell.split(";")) if word and word != "any"]


def entities(kind: str, names: list[str]) -> str:
    return "[" + ", ".join(f'{kind}::"{name}"' for name in names) + "]"


def one_of(kind: str, names: list[str], value: str) -> str:
    if len(names) == 1:
        return f'{value} == {kind}::"{names[0]}"'
    return f"{entities(kind, names)}.contains({value})"


def policy(row: Mapping[str, str], law: Mapping[str, str]) -> str:
    """Cedar text of one row, or "" where the row makes no policy. `law` is the row of disclosure_rules.csv with the same id."""
    effect = row["cedar_effect"]
    if effect not in ("permit", "forbid"):
        return ""
    actions = words(row["action"])
    senders = words(row["sender_kinds"])
    parts = []
    if effect == "permit":
        parts.append(f'context.basis == Rule::"{row["rule_id"]}"')
    if senders:
        parts.append(one_of("Sector", senders, "resource.owner.sector"))
    if stamps := words(row["sender_regimes"]):
        parts.append(f"{entities('Regime', stamps)}.containsAny(resource.regimes)")
    recipients = words(row["recipient_kinds"])
    if recipients and set(actions) <= RECIPIENT_ACTIONS:
        parts.append(one_of("Sector", recipients, "context.recipient.kind"))
    if categories := words(row["category"]):
        parts.append(one_of("Category", categories, "resource.category"))
    if subcategories := words(row["subcategories"]):
        parts.append(one_of("Subcategory", subcategories, "resource.subcategory"))
    limit = words(row["fields_limit"])
    if effect == "permit" and limit:
        parts.append(f"{entities('Field', limit)}.containsAll(context.fields)")
    if row["typed_conditions"].strip():
        parts.append(row["typed_conditions"].strip())
    return (
        f'@id("{row["rule_id"]}")\n'
        f"@basis({quoted(law['legal_basis'])})\n"
        f"@citation({quoted(law['citation'])})\n"
        f"@senders({quoted(' '.join(senders))})\n"
        f"{effect}(principal, action in {entities('Action', actions)}, resource)\n"
        f"when {{ {' && '.join(f'({part})' for part in parts)} }};\n"
    )


def quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
