"""Whether a target will be met: as a curve over what is assumed, never one number."""
