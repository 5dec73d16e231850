"""Results of cases as JUnit XML, which build servers read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from xml.etree.ElementTree import Element, SubElement, tostring

from rubric_dsl.testing.cases import CaseResult
from rubric_dsl.text.characters import visible


def junit(files: Mapping[str, Sequence[CaseResult]]) -> bytes:
    """A test suite for each file, a test case for each case."""
    root = Element("testsuites")
    for path, results in files.items():
        failed = sum(not r.passed for r in results)
        suite = SubElement(root, "testsuite", name=path, tests=str(len(results)), failures=str(failed), errors="0")
        for result in results:
            case = SubElement(suite, "testcase", classname=path, name=visible(result.case.name))
            if not result.passed:
                lines = list(_lines(result))
                failure = SubElement(case, "failure", message=lines[0])
                failure.text = "\n".join(lines)
    document: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return document + b"\n"


def _lines(result: CaseResult) -> Iterable[str]:
    for m in result.mismatches:
        yield visible(f"{m.what}: expected {m.expected or '-'}, got {m.actual or '-'}")
