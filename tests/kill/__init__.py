"""Commands killed, or interrupted, at random instants.

    python -m tests.kill --seed 1 --cases 200

Whatever stands under its final name afterwards is whole, and the same command goes on: its result is that of the
command that nobody disturbed. Each command runs in a forked copy of this process.
"""
