"""A small plant with one of everything, for start states written by hand."""

from __future__ import annotations

from tests.kernel.plants import Data

PLANT: Data = {
    "start": "2026-01-05 06:00",
    "options": {"colour": {"red": "50 %", "blue": "50 %"}},
    "products": {"car": {}, "van": {"options": {"colour": {"red": "100 %"}}}},
    "orders": {
        "jobs": {"mix": {"car": "100 %"}, "quantity": 100},
        "others": {"mix": {"van": "100 %"}, "interval": "1 h"},
    },
    "crews": {"fitters": {"size": 1}},
    "failures": {
        "jam": {"up": "uniform(1 h, 2 h)", "repair": "uniform(5 min, 10 min)", "crew": "fitters"},
        "wear": {"clock": "operation", "up": "exp(8 h)", "repair": "10 min"},
    },
    "calendars": {"day": {"shifts": [{"days": "Mon-Fri", "from": "06:00", "to": "14:00", "breaks": ["09:00-09:15"]}]}},
    "parts": {"door": {"family": "panels", "unit": "piece"}, "coil": {"family": "steel", "unit": "kg"}},
    "stocks": {
        "doors": {"part": "door", "initial": 10, "capacity": 40},
        "far-doors": {"part": "door", "initial": 30, "capacity": 100},
        "coils": {"part": "coil", "initial": "unlimited"},
    },
    "suppliers": {"mill": {"title": "Mill"}},
    "lanes": {"doors-in": {"supplier": "mill", "to": "far-doors", "every": "1 h", "quantity": 10, "lead": "30 min"}},
    "feeds": {
        "door-feed": {
            "from": "far-doors",
            "to": "doors",
            "fleet": "tugs",
            "distance": "60 m",
            "lot": 10,
            "reorder": 5,
        }
    },
    "fleets": {"tugs": {"count": 2, "speed": "1 m/s"}},
    "shops": {
        "body": {
            "cells": {
                "press": {
                    "change": "3 min",
                    "makes": {
                        "left": {"part": "door", "into": "doors", "hit": "6 s", "lot": 20, "reorder": 2},
                        "right": {"part": "door", "into": "far-doors", "hit": "6 s", "lot": 20, "reorder": 2},
                    },
                },
                "caster": {
                    "makes": {"bar": {"part": "door", "into": "far-doors", "hit": "6 s", "lot": 5, "reorder": 0}}
                },
            },
            "lines": {
                "main": {
                    "orders": "jobs",
                    "flow": [
                        {
                            "station": "weld",
                            "cycle": "tri(50 s, 60 s, 80 s)",
                            "servers": 2,
                            "failures": ["jam", "wear"],
                        },
                        {"buffer": "b1", "capacity": 3},
                        {
                            "station": "paint",
                            "cycle": {"by": "colour", "red": "40 s", "default": "50 s"},
                            "setup": {"by": "colour", "time": "12 s", "purge_after": 5, "purge_time": "30 s"},
                            "failures": ["jam"],
                        },
                        {"conveyor": "belt", "transit": "30 s", "capacity": 4, "spacing": "5 s"},
                        {"store": "wall", "capacity": 4, "cycle": "10 s", "rule": {"same": "colour"}},
                        {
                            "station": "check",
                            "cycle": "uniform(20 s, 30 s)",
                            "calendar": "day",
                            "routes": [{"to": "rework", "share": "10 %"}],
                        },
                        {"transport": "t1", "fleet": "tugs", "distance": "50 m", "capacity": 2},
                        {
                            "station": "fit",
                            "cycle": "60 s",
                            "uses": [{"part": "door", "from": "doors"}],
                            "joins": [{"line": "cockpits"}],
                        },
                    ],
                },
                "second": {"orders": "others", "to": "fit", "flow": [{"buffer": "b2", "capacity": 9}]},
                "rework": {"to": "check", "flow": [{"buffer": "b3", "capacity": "unlimited"}]},
                "cockpits": {"call": {"at": "weld"}, "flow": [{"station": "cockpit", "cycle": "30 s"}]},
            },
        }
    },
}
