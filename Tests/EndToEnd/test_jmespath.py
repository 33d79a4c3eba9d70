"""`elastatus jmespath` against the PyPI package `jmespath`, on made-up expressions and documents."""

from __future__ import annotations

import json
import os
import subprocess
import warnings
from collections import Counter
from typing import Any

import jmespath
import pytest
from expressions import Maker
from jmespath import exceptions
from jmespath.functions import Functions
from jmespath.visitor import TreeInterpreter
from running import PATIENCE, ROOT, binary

CASES = 5_000
SEED = 1207


def ask(*words: str, given: str) -> subprocess.CompletedProcess[str]:
    """Runs `elastatus jmespath` over `given`."""
    return subprocess.run(
        [str(binary()), "jmespath", *words], input=given, capture_output=True, text=True, timeout=PATIENCE, cwd=ROOT
    )


class Interpreter(TreeInterpreter):
    """The package's own, which answers null where Python cannot compare (docs/jmespath.md)."""

    def visit_comparator(self, node: dict[str, Any], value: Any) -> Any:
        try:
            return super().visit_comparator(node, value)
        except TypeError:
            return None


def wrong_calls(node: Any) -> list[str]:
    """The classes of calls that cannot be right, in the order of the text."""
    if not isinstance(node, dict):
        return []
    found = [fault for child in node.get("children", []) for fault in wrong_calls(child)]
    if node.get("type") == "function_expression":
        function = Functions.FUNCTION_TABLE.get(node["value"])
        if function is None:
            return ["unknown-function", *found]
        signature = function["signature"]
        given, wanted = len(node["children"]), len(signature)
        is_variadic = bool(signature) and signature[-1].get("variadic")
        if given < wanted if is_variadic else given != wanted:
            return ["invalid-arity", *found]
    return found


def has_loose_reference(node: Any, is_argument: bool = False) -> bool:
    """Whether an `&expression` stands where no function takes it."""
    if not isinstance(node, dict):
        return False
    if node.get("type") == "expref" and not is_argument:
        return True
    is_call = node.get("type") == "function_expression"
    return any(has_loose_reference(child, is_call) for child in node.get("children", []))


def expected(expression: str, document: Any) -> dict[str, Any]:
    """What the package says: a result or the class of an error."""
    try:
        compiled = jmespath.compile(expression)
    except exceptions.ArityError:
        return {"error": "invalid-arity"}
    except (exceptions.ParseError, exceptions.EmptyExpressionError):
        return {"error": "syntax"}
    if has_loose_reference(compiled.parsed):
        return {"error": "syntax"}
    # Here they are errors of the expression, there of the document that gets so far.
    if faults := wrong_calls(compiled.parsed):
        return {"error": faults[0]}
    try:
        return {"result": Interpreter().visit(compiled.parsed, document)}
    except exceptions.JMESPathTypeError:
        return {"error": "invalid-type"}
    except ValueError as error:
        return {"error": "invalid-value" if "slice step" in str(error) else "invalid-type"}
    except (TypeError, AttributeError):
        return {"error": "invalid-type"}


def same(left: Any, right: Any) -> bool:
    """Equality of JSON: numbers by value, and no number is a truth value."""
    if isinstance(left, bool) or isinstance(right, bool):
        return left is right
    if isinstance(left, dict) and isinstance(right, dict):
        return list(left) == list(right) and all(same(value, right[key]) for key, value in left.items())
    if isinstance(left, list) and isinstance(right, list):
        return len(left) == len(right) and all(map(same, left, right))
    return left == right


def test_agrees_with_the_package_on_5000_cases() -> None:
    warnings.simplefilter("ignore", PendingDeprecationWarning)  # unquoted literals, which are meant
    maker = Maker(SEED)
    cases = [maker.case() for _ in range(CASES)]
    given = "\n".join(json.dumps({"expression": expression, "document": document}) for expression, document in cases)
    done = ask("--lines", "--standard", given=given)
    assert done.returncode == 0, done.stderr
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(answers) == CASES
    counts: Counter[str] = Counter()
    wrong = []
    for (expression, document), answer in zip(cases, answers, strict=True):
        wanted = expected(expression, document)
        found = {"error": answer["error"]["class"]} if "error" in answer else answer
        counts[wanted.get("error") or ("null" if wanted["result"] is None else "value")] += 1
        if not same(found, wanted):
            wrong.append((expression, document, wanted, answer))
    assert not wrong, f"{len(wrong)} of {CASES}, the first: {wrong[:5]}"
    # What the cases are worth: every class, and far more than nothing.
    assert dict(sorted(counts.items())) == {
        "invalid-arity": 136, "invalid-type": 1043, "invalid-value": 11, "null": 2024, "syntax": 427,
        "unknown-function": 153, "value": 1206,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("expression", "document", "name", "caret"),
    [
        ("a[?b ==]", "{}", "syntax", 7),
        ("lenght(@)", "{}", "unknown-function", 0),
        ("a.length(@, @)", "{}", "invalid-arity", 2),
        ("a || length(b)", '{"b": 1}', "invalid-type", 5),
        ("a[::0]", '{"a": [1]}', "invalid-value", None),
        ('"é"."grün".[', "{}", "syntax", 12),
    ],
)
def test_errors_name_their_class_and_show_the_place(expression: str, document: str, name: str, caret: int | None) -> None:
    done = ask(expression, given=document)
    assert done.returncode == 1
    assert done.stdout == ""
    lines = done.stderr.splitlines()
    assert lines[0].startswith(f"elastatus: {name}: ")
    if caret is None:
        assert len(lines) == 1
    else:
        assert lines[1:] == [f"  {expression}", "  " + " " * caret + "^"]


def test_prints_as_aws_query_does() -> None:
    done = ask("{Name: a, List: b[]}", given='{"a": "grün", "b": [1, []]}')
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == json.dumps({"Name": "grün", "List": [1]}, indent=4, ensure_ascii=False) + "\n"
    assert ask("a", given='{"a": "x\\ty"}').stdout == '"x\\ty"\n'
    assert ask("-u", "a", given='{"a": "x\\ty"}').stdout == "x\ty\n"
    assert ask("nothing", given="{}").stdout == "null\n"
    assert ask("tag(Tags, 'Name')", given='{"Tags": [{"Key": "Name", "Value": "x"}]}').stdout == '"x"\n'


@pytest.mark.parametrize(
    ("words", "given", "code", "said"),
    [
        (["a"], "{", 1, "standard input is no JSON: 1:"),
        ([], "{}", 2, "one expression"),
        (["a", "b"], "{}", 2, "one expression"),
        (["--standard", "tag(@, 'x')"], "{}", 1, "unknown-function"),
        (["--lines"], "[]\n", 1, "line 1"),
        (["--lines", "a"], "", 2, "standard input"),
    ],
)
def test_says_what_was_wrong(words: list[str], given: str, code: int, said: str) -> None:
    done = ask(*words, given=given)
    assert done.returncode == code
    assert said in done.stderr


def test_a_reader_that_is_slower_than_the_program_gets_everything() -> None:
    # Whoever shares the pipe may have set it not to block; what does not fit at once is not lost.
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    words = "x" * 1_000_000
    with subprocess.Popen([str(binary()), "jmespath", "@"], stdin=subprocess.PIPE, stdout=writing, text=True, cwd=ROOT) as program:
        os.close(writing)
        assert program.stdin
        program.stdin.write(json.dumps(words))
        program.stdin.close()
        with os.fdopen(reading) as answer:
            assert json.load(answer) == words
        assert program.wait(PATIENCE) == 0
