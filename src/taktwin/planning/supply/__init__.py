"""Decisions of supply with an exact answer: lots, reorder points, base stocks, safety stock, cards, JIS by time."""
