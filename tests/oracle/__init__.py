"""An independent oracle: the semantics of ``docs/semantics.md`` written again, plainly, on SimPy's clock.

Nothing here reads the kernel. ``python -m tests.oracle`` draws random factories and compares both, event by event.
"""
