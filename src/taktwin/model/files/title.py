"""The title of a model, read from its text without reading the whole model."""

from __future__ import annotations


def title_in(text: str, language: str) -> str:
    """Title of a model in a language, `en` or `zh`; that in English where there is no other, "" where there is none."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    head: list[str] = []
    inside = False
    for line in text.splitlines():
        if inside and not line.startswith((" ", "\t")):
            break
        inside = inside or line.startswith("title:")
        if inside:
            head.append(line)
    try:
        found = YAML(typ="safe").load("\n".join(head)) or {}
    except (YAMLError, ValueError, RecursionError):
        return ""  # whoever reads the model says what is wrong
    title = found.get("title", "") if isinstance(found, dict) else ""
    if isinstance(title, dict):
        title = title.get(language, title.get("en", ""))
    return str(title)[:500]
