"""Part families of the file become parts, stocks and lanes, or lines of called parts, before the model is checked."""
