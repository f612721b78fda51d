"""What the states of resources, and the powers of a profile, mean in the tables."""

from __future__ import annotations

MEANING_OF_STATE = {
    "working": "work, or rest of work, is under way",
    "setup": "it is being set up; of a vehicle: it charges",
    "starved": "it has nothing to do",
    "blocked": "it cannot hand its job on",
    "down": "it has failed and is being repaired",
    "minor_stop": "a minor stop is being dealt with",
    "waiting_parts": "a part or a job of a sub-line is missing",
    "waiting_operator": "it has a job, but an operator is lacking or on the way; of an operator: he waits for others",
    "waiting_transport": "its job waits to be fetched",
    "waiting_carrier": "a job is ready for it, or its own for the next place, and a carrier is missing",
    "waiting_crew": "it has failed and those who repair it are elsewhere",
    "walking": "of an operator: he is on the way to a station",
    "brief_pause": "it sleeps, in a brief pause",
    "long_pause": "it sleeps, in a long pause",
    "waking": "it wakes from a pause",
    "maintenance": "planned maintenance",
    "off_shift": "its calendar is off shift",
}
MEANING_OF_POWER = {
    "working": "while working",
    "setup": "while being set up",
    "idle": "while starved, blocked, or waiting for parts, operators, transport or a carrier",
    "brief": "in brief pauses",
    "long": "in long pauses",
    "waking": "while it wakes from a pause",
    "standby": "while down, at a minor stop, in maintenance or waiting for a crew",
    "off": "off shift",
}
