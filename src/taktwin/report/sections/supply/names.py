"""What part families, suppliers and delivery modes are called on the page, and how money is written."""

from taktwin.model.nouns.plant import PlantModel
from taktwin.report.shell.words import Words, number, title_of


def family_title(model: PlantModel, name: str, words: Words) -> str:
    """Title of a part family, or its name."""
    families = model.supply.families if model.supply is not None else {}
    return title_of(families.get(name), name, words.language)


def supplier_title(model: PlantModel, name: str, words: Words) -> str:
    """Title of a supplier; of a shop whose line delivers in sequence that of the shop; or the name."""
    noun = model.suppliers.get(name)
    return words.shop(name) if noun is None else title_of(noun, name, words.language)


def thing_title(model: PlantModel, name: str, words: Words) -> str:
    """Title of a part family or a part, or its name."""
    return family_title(model, name, words) if model.supply and name in model.supply.families else words.part(name)


def mode_word(mode: str, words: Words) -> str:
    """A delivery mode in words."""
    return words(f"mode_{mode}")


def money(amount: float, words: Words) -> tuple[str, str]:
    """An amount that fits into a tile, and its unit."""
    return (number(amount / 1e6), words("zir_million")) if abs(amount) >= 1e5 else (number(amount), "")
