"""What a poster says, in each language. *Usted*, since everybody reads it. Numbers never stand here: they come from the facts.

It does not ask about force: of a person under 18 none need be shown (22 USC 7102), and whoever was not forced needs help too.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    """The sentences of one language, the most needed first: where type is large, the later ones are left out."""

    title: str
    told: tuple[str, ...]
    danger: str
    county: str
    scan: str
    qr: str
    official: str


WORDS: dict[str, Words] = {
    "en": Words(
        title="You can get help",
        told=(
            "Is someone using you for sex or work, or not letting you leave? It is not your fault.",
            "Worried about a young person? Call. You do not have to be sure.",
            "Do not confront anyone. Do not follow anyone.",
        ),
        danger="In danger now",
        county="Child protection in this county",
        scan="Scan for help",
        qr="QR code that opens {address}",
        official="Space for the official text: {citation}",
    ),
    "es": Words(
        title="Usted puede recibir ayuda",
        told=(
            "¿Alguien se aprovecha de usted para sexo o trabajo, o no le deja irse? No es culpa suya.",
            "¿Le preocupa una persona joven? Llame. No tiene que tener la certeza.",
            "No se enfrente con nadie. No siga a nadie.",
        ),
        danger="Si hay peligro ahora",
        county="Protección de menores de este condado",
        scan="Escanee para pedir ayuda",
        qr="Código QR que abre {address}",
        official="Espacio para el texto oficial: {citation}",
    ),
}
