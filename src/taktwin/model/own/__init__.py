"""Rules of one's own: plain functions, numbers in and a number out, that decide where a plant leaves something open."""
