"""Input files of JaamSim that are wrong: each error names file and line, says what was expected, and has a remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from taktwin.model.errors import ModelError
from tests.exchange.jaamsim.files import QUEUE, read

#: (what is replaced, by what, line, object and keyword, words of the message, words of the remedy)
CASES = [
    # records
    ("Define Queue { Line }", "Define Queue Line", 3, "Define", "expected a kind and names", "Define Server {"),
    ("Define Queue { Line }", "Define Queue { }", 3, "Define", "expected a kind and names", "Define Server {"),
    (
        "{ Line }\nDefine Server",
        "{ 'a b' Line }\nDefine Server",
        3,
        "Define",
        "'a b' cannot be a name",
        "leave the sign",
    ),
    (
        "{ Line }\nDefine Server",
        "{ Arrivals Line }\nDefine Server",
        3,
        "Arrivals",
        "is a EntityGenerator already",
        "another name",
    ),
    (
        "Define Server { Clerk }",
        "Define Server { Clerk CLERK }",
        4,
        "CLERK",
        "'CLERK' is a Server already, defined in line 4",
        "another name",
    ),
    ("Work Mean { 0.8 min }", "Work Mean { 0.8 min", 10, "Work", "not closed up to the end", "add a }"),
    ("Work Mean { 0.8 min }", "Work Mean { 0.8 min } }", 10, "", "never opened", "take one } out"),
    ("Work Mean { 0.8 min }", "Work Mean { { { { 0.8 min } } } }", 10, "", "more than 3 braces", "close one"),
    (
        "Work Mean { 0.8 min }",
        "Work Mean 0.8 min",
        10,
        "Work",
        "expected a keyword and its values in braces",
        "Name Keyword",
    ),
    ("Work Mean { 0.8 min }", "Work", 10, "Work", "expected keywords", "Name Keyword"),
    ("Work Mean { 0.8 min }", "Work Mean { '0.8 min }", 10, "", "a quotation mark is not closed", "add a '"),
    ("Work Mean { 0.8 min }", "Wrok Mean { 0.8 min }", 10, "Wrok", "no object called 'Wrok'", "did you mean `Work`?"),
    ("Work Mean { 0.8 min }", "Include a b", 10, "Include", "expected one file", "Include 'other.cfg'"),
    ("Work Mean { 0.8 min }", "Include none.cfg", 10, "Include", "there is no file", "check the path"),
    ("Work Mean { 0.8 min }", "Include model.cfg", 1, "Include", "includes itself", "take one Include out"),
    # values
    ("Work Mean { 0.8 min }", "Work Mean { 0.8 }", 10, "Work Mean", "'0.8' has no unit", "such as 5 s"),
    (
        "Work Mean { 0.8 min }",
        "Work Mean { 0.8 minutes }",
        10,
        "Work Mean",
        "expected a time, got '0.8 minutes'",
        "s, min, h",
    ),
    ("Work Mean { 0.8 min }", "Work Mean { -0.8 min }", 10, "Work Mean", "cannot be negative", "correct it"),
    ("Work Mean { 0.8 min }", "Work Mean { inf s }", 10, "Work Mean", "expected a time, got 'inf s'", "a number"),
    ("Work Mean { 0.8 min }", "Work Mean { 1 min 2 }", 10, "Work Mean", "expected a time", "s, min, h"),
    ("Work Mean { 0.8 min }", "Work Mean { Gasp }", 10, "Work Mean", "no object called 'Gasp'", "did you mean `Gaps`?"),
    ("Work Mean { 0.8 min }", "Work RandomSeed { 3 }", 7, "Work", "has no Mean", "Work Mean { 5 s }"),
    ("ServiceTime { Work }", "ServiceTime { Wrok }", 15, "Clerk ServiceTime", "no object called 'Wrok'", "`Work`"),
    (
        "FirstArrivalTime { Gaps }",
        "MaxNumber { 0 }",
        12,
        "Arrivals MaxNumber",
        "expected a whole number from 1",
        "correct",
    ),
    (
        "FirstArrivalTime { Gaps }",
        "MaxNumber { 2.5 }",
        12,
        "Arrivals MaxNumber",
        "expected a whole number from 1",
        "correct",
    ),
    (
        "FirstArrivalTime { Gaps }",
        "MaxNumber { many }",
        12,
        "Arrivals MaxNumber",
        "expected a number, got 'many'",
        "such as 3",
    ),
    # ways
    ("Clerk NextComponent { Out }", "", 4, "Clerk", "the Server has no NextComponent", "Clerk NextComponent { Sink1 }"),
    (
        "Clerk NextComponent { Out }",
        "Clerk NextComponent { Uot }",
        16,
        "Clerk NextComponent",
        "no object called 'Uot'",
        "Out",
    ),
    (
        "Clerk NextComponent { Out }",
        "Clerk NextComponent { Out Line }",
        16,
        "Clerk NextComponent",
        "expected one object, got 2",
        "one",
    ),
    (
        "Clerk NextComponent { Out }",
        "Clerk NextComponent { Arrivals }",
        16,
        "Clerk NextComponent",
        "can be sent to the EntityGenerator",
        "another",
    ),
    (
        "Clerk NextComponent { Out }",
        "Clerk NextComponent { Customer }",
        16,
        "Clerk NextComponent",
        "no way leads on",
        "EntitySink",
    ),
    ("Clerk WaitQueue { Line }", "", 4, "Clerk", "the Server has no WaitQueue", "Clerk WaitQueue { Queue1 }"),
    (
        "Clerk WaitQueue { Line }",
        "Clerk WaitQueue { Out }",
        14,
        "Clerk WaitQueue",
        "'Out' is a EntitySink",
        "name a queue",
    ),
    (
        "Clerk WaitQueue { Line }",
        "Clerk WaitQueue { Line Line }",
        14,
        "Clerk WaitQueue",
        "expected one queue, got 2",
        "name one",
    ),
    (
        "Define EntityGenerator",
        "Define EntityGate",
        1,
        "Simulation",
        "no EntityGenerator, so nothing ever arrives",
        "file",
    ),
    ("NextComponent { Clerk }", "Seed { 1 }", 2, "Arrivals", "the EntityGenerator has no NextComponent", "Sink1"),
]
#: More lines behind the model, with `Gate` behind the clerk; the same without what is replaced.
GATE = "Clerk NextComponent { Gate }\n"
MORE = [
    ("Define Branch { Gate }\nGate Choice { 1 }", 18, "Gate", "no NextComponentList", "leads to"),
    ("Define Branch { Gate }\nGate NextComponentList { Out Line }", 18, "Gate", "no Choice", "is chosen"),
    (
        "Define Branch { Gate }\nGate NextComponentList { Out Line } Choice { 3 }",
        19,
        "Gate Choice",
        "way 3 is chosen, and there are 2",
        "",
    ),
    (
        "Define Branch { Gate }\nGate NextComponentList { Out Line } Choice { 0 }",
        19,
        "Gate Choice",
        "expected a whole number from 1",
        "",
    ),
    (
        (
            "Define Branch { Gate }\n"
            "Define DiscreteDistribution { D }\n"
            "D ValueList { 1 3 } ProbabilityList { 0.5 0.5 }\n"
            "Gate NextComponentList { Out Line } Choice { D }"
        ),
        21,
        "Gate Choice",
        "D chooses way 3, and there are 2",
        "ValueList",
    ),
    (
        (
            "Define Branch { Gate }\n"
            "Define DiscreteDistribution { D }\n"
            "D ValueList { 1 2 } ProbabilityList { 0.5 0.4 }\n"
            "Gate NextComponentList { Out Line } Choice { D }"
        ),
        20,
        "D ProbabilityList",
        "sum to 0.9",
        "sum to 1",
    ),
    (
        (
            "Define Branch { Gate }\n"
            "Define DiscreteDistribution { D }\n"
            "D ValueList { 1 2 } ProbabilityList { 1 }\n"
            "Gate NextComponentList { Out Line } Choice { D }"
        ),
        20,
        "D ProbabilityList",
        "2 values, and 1 probabilities",
        "each value",
    ),
    (
        (
            "Define Branch { Gate }\n"
            "Define DiscreteDistribution { D }\n"
            "D ValueList { 1 2 }\n"
            "Gate NextComponentList { Out Line } Choice { D }"
        ),
        19,
        "D",
        "lacks ValueList or ProbabilityList",
        "give both",
    ),
    (
        (
            "Define Branch { Gate }\n"
            "Define DiscreteDistribution { D }\n"
            "D ValueList { 1 x 2 } ProbabilityList { 0.5 0.5 0 }\n"
            "Gate NextComponentList { Out Line } Choice { D }"
        ),
        20,
        "D ProbabilityList",
        "expected numbers",
        "numbers only",
    ),
    ("Define Assemble { Gate }\nGate NextComponent { Out }", 18, "Gate", "no WaitQueueList", "name its queues"),
    (
        "Define Assemble { Gate }\nDefine Queue { Q }\nGate WaitQueueList { Q } NextComponent { Out }",
        17,
        "Clerk NextComponent",
        "no entity can be sent to the Assemble 'Gate'",
        "a queue of it",
    ),
    (
        (
            "Define Assemble { Gate }\n"
            "Define Queue { Q }\n"
            "Gate WaitQueueList { Q } NumberRequired { x } NextComponent { Out }"
        ),
        20,
        "Gate NumberRequired",
        "expected whole numbers",
        "such as 1 4",
    ),
    (
        (
            "Define Assemble { Gate }\n"
            "Define Queue { Q }\n"
            "Gate WaitQueueList { Q } NumberRequired { 0 } NextComponent { Out }"
        ),
        20,
        "Gate NumberRequired",
        "whole numbers from 1",
        "correct",
    ),
    (
        "Define EntityConveyor { Gate }\nGate NextComponent { Out } Accumulating { TRUE }",
        18,
        "Gate",
        "needs its Length",
        "Gate Length {",
    ),
    (
        "Define EntityConveyor { Gate }\nGate NextComponent { Out } Accumulating { yes }",
        19,
        "Gate Accumulating",
        "TRUE or FALSE",
        "one of",
    ),
    (
        "Define EntityConveyor { Gate }\nGate NextComponent { Out } Length { 3 s }",
        19,
        "Gate Length",
        "expected a length",
        "2.5 m",
    ),
    (
        "Define EntityConveyor { Gate }\nGate NextComponent { Out } Length { -3 m }",
        19,
        "Gate Length",
        "cannot be negative",
        "correct",
    ),
    ("Define EntityDelay { Gate }\nGate NextComponent { Out }", 18, "Gate", "no Duration", "Gate Duration {"),
    ("Define Release { Gate }\nGate NextComponent { Out }", 18, "Gate", "names no Resource", "Gate Resource {"),
    (
        "Define Assign { Gate Other }\nGate NextComponent { Other }\nOther NextComponent { Gate }",
        20,
        "Other NextComponent",
        "leads back to it",
        "lead to a queue",
    ),
    (
        (
            "Define TriangularDistribution { T }\n"
            "T MinValue { 3 s } Mode { 2 s } MaxValue { 4 s }\n"
            "Clerk ServiceTime { T }\n"
            "Define Assign { Gate }\n"
            "Gate NextComponent { Out }"
        ),
        18,
        "T",
        "do not rise",
        "correct",
    ),
    (
        (
            "Define DowntimeEntity { Gate }\n"
            "Clerk ImmediateBreakdownList { Gate } NextComponent { Out }\n"
            "Gate Interval { 3 h }"
        ),
        18,
        "Gate",
        "lacks Interval or Duration",
        "give both",
    ),
    (
        (
            "Define ErlangDistribution { E }\n"
            "E Mean { 3 s } Shape { 1.5 }\n"
            "Clerk ServiceTime { E } NextComponent { Out }\n"
            "Define Assign { Gate }"
        ),
        19,
        "E Shape",
        "expected a whole number",
        "correct",
    ),
]
for words in ("NormalMean { 999 }", "NormalStandardDeviation { 40 }"):
    normal = f"Define LogNormalDistribution {{ N }}\nN {words}\nClerk ServiceTime {{ N }}\n"
    passed = "Define Assign { Gate }\nGate NextComponent { Out }"
    MORE.append((normal + passed, 18, "N", "is beyond all numbers", "correct"))


def refused(folder: Path, text: str) -> ModelError:
    with pytest.raises(ModelError) as caught:
        read(folder, text)
    return caught.value


@pytest.mark.parametrize(("old", "new", "line", "what", "message", "remedy"), CASES, ids=[case[4] for case in CASES])
def test_wrong_lines(old: str, new: str, line: int, what: str, message: str, remedy: str, tmp_path: Path) -> None:
    assert QUEUE.count(old) == 1
    problem = refused(tmp_path, QUEUE.replace(old, new)).problems[0]
    assert (problem.file, problem.line, problem.path) == (str(tmp_path / "model.cfg"), line, what)
    assert message in problem.message
    assert remedy in problem.remedy
    assert problem.remedy


@pytest.mark.parametrize(("more", "line", "what", "message", "remedy"), MORE, ids=[f"{m[3]}" for m in MORE])
def test_wrong_objects(more: str, line: int, what: str, message: str, remedy: str, tmp_path: Path) -> None:
    text = QUEUE.replace("Clerk NextComponent { Out }   # and away\n", "").rstrip() + "\n" + GATE + more + "\n"
    problem = refused(tmp_path, text).problems[0]
    assert (problem.file, problem.line, problem.path) == (str(tmp_path / "model.cfg"), line, what)
    assert message in problem.message
    assert remedy in problem.remedy
    assert problem.remedy
