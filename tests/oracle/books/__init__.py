"""Energy and media: what the resources of the oracle draw, how cars share it, and the engine's books beside it."""
