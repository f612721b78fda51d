"""The plan over years and scenarios: what to build when, who supplies whom, and what limits it."""
