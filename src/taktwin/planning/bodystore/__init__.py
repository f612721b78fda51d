"""The painted body store: from the order in which paint delivers to the order in which trim builds.

`retrieval` puts cars back in order in a store with random access, `lanes` in lanes first in, first out; `curve` says
how much store buys which adherence, `replay` what waiting for a missing car costs assembly, `plant` takes both from
runs of a model. `contest` is the six-lane store of a modelling contest, with its transfer machines and its scoring.
"""
