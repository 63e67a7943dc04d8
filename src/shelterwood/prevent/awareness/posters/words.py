"""What a poster says, in each language. *Usted*, since everybody reads it. Numbers never stand here: they come from the facts."""

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
            "Is someone making you work or have sex, or keeping you from leaving? It is not your fault.",
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
            "¿Alguien le obliga a trabajar o a tener sexo, o no le deja irse? No es culpa suya.",
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
