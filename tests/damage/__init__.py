"""Files cut, emptied, flipped or made anew with one value changed: a clear error or the same result, nothing else.

    python -m tests.damage --seed 1 --cases 2000

Each case is read, and run on from, in a forked copy of this process with a limit of time and memory. A snapshot that is
made anew with a right checksum may be another state of the plant, and then gives other numbers; nothing else may.
"""
