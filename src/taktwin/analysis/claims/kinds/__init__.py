"""One file a kind of claim: which figures it takes, how it is found in a sentence, and how it is judged."""
