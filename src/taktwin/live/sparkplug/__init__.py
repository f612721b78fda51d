"""The host side of Sparkplug B 3.0: a state machine that needs no network, and the client that gives it one."""
