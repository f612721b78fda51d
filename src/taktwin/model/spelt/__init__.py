"""A model spelt out: entries with `count`, copies of shops and several plants become one plant of single things."""
