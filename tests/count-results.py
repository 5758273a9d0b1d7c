#!/usr/bin/env python3
# Lazy Labels: segmentation of micrographs learned from rough marks
# SPDX-License-Identifier: GPL-3.0-or-later

"""Counts what Meson's testlog.json says, test case by test case.

Prints "PASSED FAILED SKIPPED" on the standard output, and what went wrong on the
standard error.  A program that crashed or ran out of time has failed, even when all
test cases before that were fine.
"""

import json
import re
import sys

CASE = re.compile(r"^(not )?ok\b[^#]*(#\s*(SKIP|TODO)\b.*)?", re.IGNORECASE)
NO_CASES = re.compile(r"^1\.\.0\b.*#\s*SKIP", re.IGNORECASE)


def count_cases(output):
    """Passed, failed and skipped cases of one program that speaks TAP."""
    passed = failed = skipped = 0
    for line in output.splitlines():
        case = CASE.match(line)
        if NO_CASES.match(line):
            skipped += 1
        elif case and (case.group(3) or "").upper() == "SKIP":
            skipped += 1
        elif case and case.group(1):
            failed += 1
        elif case:
            passed += 1
    return passed, failed, skipped


def count_program(entry):
    """The same for any program of testlog.json."""
    passed, failed, skipped = count_cases(entry.get("stdout") or "")
    if entry["result"] in ("OK", "EXPECTEDFAIL"):
        passed += passed + failed + skipped == 0
    elif entry["result"] == "SKIP":
        skipped += skipped == 0
    else:
        failed += failed == 0
    return passed, failed, skipped


def show_failure(entry):
    print(f"  failed: {entry['name']} ({entry['result']})", file=sys.stderr)
    lines = (entry.get("stdout") or "").splitlines()
    bad = [line for line in lines if line.startswith("not ok")]
    for line in bad[:20] + lines[-12:] + (entry.get("stderr") or "").splitlines()[-30:]:
        print(f"    {line}", file=sys.stderr)


def main():
    totals = [0, 0, 0]
    with open(sys.argv[1], encoding="utf-8", errors="replace") as log:
        for line in log:
            entry = json.loads(line)
            counts = count_program(entry)
            totals = [total + count for total, count in zip(totals, counts)]
            if counts[1]:
                show_failure(entry)
    print(*totals)


if __name__ == "__main__":
    main()
