"""Models of several plants: random clusters in both programs, and the rules of what is called and joined abroad."""
