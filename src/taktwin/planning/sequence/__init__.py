"""The car sequence: which car follows which.

``problem`` says what is wanted, ``score`` what a sequence is worth, ``solve`` finds a good one, ``bound`` says how much
better it could be, ``resequence`` mends one after a disturbance; ``roadef`` and ``csplib`` read published instances.
"""
