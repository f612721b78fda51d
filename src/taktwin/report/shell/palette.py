"""Colours, the same in every chart. The states follow Okabe and Ito's set for colour-blind readers, toned down."""

STATE = {
    "working": "#4a7fb0",
    "setup": "#e6c229",
    "down": "#c8452b",
    "minor_stop": "#e08a70",
    "waiting_crew": "#7d2516",
    "waiting_operator": "#4f9d8e",
    "waiting_parts": "#c07aa8",
    "waiting_transport": "#7a63a8",
    "waiting_carrier": "#93a83f",
    "join": "#8f5d86",
    "blocked": "#e59a2f",
    "starved": "#c3deef",
    "brief_pause": "#a8c9b0",
    "long_pause": "#6f9a7c",
    "waking": "#d9b08c",
    "walking": "#9a8fd0",
    "maintenance": "#6b7a8c",
    "off_shift": "#e4e7eb",
}

MEDIUM = {
    "electricity": "#2b6ca3",
    "gas": "#e59a2f",
    "heat": "#c8452b",
    "compressed_air": "#a9d3ea",
    "water": "#3a9a86",
}

MODE = {
    "in_plant": "#5b4f7d",
    "jis": "#2f8577",
    "jit": "#4a7fb0",
    "kanban": "#d98f2b",
    "vendor_managed": "#b5658d",
    "warehouse": "#7d8894",
    "sequence": "#8cc7b9",
    "lane": "#b9a27d",
}
"""Delivery modes of part families, the nearest to the line first; then supply that belongs to no family."""

SERIES = ("#1f4e79", "#4a7fb0", "#9dbcd9", "#2f8577", "#8cc7b9", "#d98f2b", "#edc988", "#7d8894", "#b9c1ca", "#5b4f7d")
"""For things without a colour of their own, such as shops."""

INK = "#1f2933"
MUTED = "#66717e"
GRID = "#e8ebef"
ACCENT = "#2b6ca3"
LIGHT = "#b9cfe3"


def translucent(colour: str, alpha: float) -> str:
    """A hex colour as rgba."""
    red, green, blue = (int(colour[k : k + 2], 16) for k in (1, 3, 5))
    return f"rgba({red},{green},{blue},{alpha})"
