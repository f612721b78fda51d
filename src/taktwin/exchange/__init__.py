"""Other people's formats: a folder for each; what is read of one becomes a draft in the model language."""
