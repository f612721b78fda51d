"""People: repair crews, and pools of operators."""
