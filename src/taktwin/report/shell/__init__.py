"""What all pages have in common: the file around them, sections, tiles, figures, and words in both languages."""
