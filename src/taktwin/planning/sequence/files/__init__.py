"""Instances and orders of car sequencing in other people's formats: ROADEF 2005, CSPLib, CSV."""
