#!/usr/bin/env python3
"""Writes (--store) or checks fixtures/document/python_text.txt with aws-sam-translator's own types.

Logical ids of API deployments come from the text that Python 2.7 prints for a definition, all others
from JSON as Python writes it. The file holds values with each of these texts.
"""
import json
import pathlib

from samtranslator.utils.py27hash_fix import _convert_to_py27_type

from stored import store_or_check

FILE = pathlib.Path(__file__).resolve().parents[2] / "fixtures" / "document" / "python_text.txt"
HEAD = """\
# Values as Python prints them, as aws-sam-translator has it (tests/peer/python_text.py). A row is
#
# form TAB value in JSON TAB text
#
# where the form is repr (Python 2.7's repr() of the value), sorted (json.dumps with sorted keys and no
# spaces) or plain (json.dumps, maps in the order of Python 2.7).
"""
VALUES = [
    None, True, False, 0, 1, -1, 9223372036854775807, 9223372036854775808, -9223372036854775808,
    -9223372036854775809, 123456789012345678901234567890, 1.0, 1.5, -0.5, 0.1, 1e22, 1e16, 1e15, 1e-5,
    0.0001, 1.5e300, 3.14159265358979,
    "", "a", "it's", 'say "x"', "it's \"x\"", "back\\slash", "tab\tline\nreturn\r", "\x00\x01\x1f\x7f",
    "\x80\x9f\xa0\xe9\xff", "\u0100\u20ac\uffff", "\U0001f600", "\U00010000", "/path/{id}", "${AWS::Region}",
    "\u2028", "</script>",
    [], {}, [[]], [{}], ["a", 1, None], {"a": 1}, {"b": 1, "a": 2}, {"a": {"b": ["c"]}},
    {"get": 1, "GET": 2}, {"GET": 2, "get": 1}, {"é": "ü", "日本": 1, "😀": 2},
    {"paths": {"/hello": {"get": {"responses": {}}}}, "swagger": "2.0",
     "info": {"version": "1.0", "title": {"Ref": "AWS::StackName"}}},
    {str(number): number for number in range(30)},
    {"Version": "v1", "Bucket": "bucket", "Key": "key"},
    {"title": "café \"it's\" \\ tab\t"},
]


def lines():
    for value in VALUES:
        text = json.dumps(value, ensure_ascii=False)
        python2 = _convert_to_py27_type(value)
        yield f"repr\t{text}\t{python2!r}"
        yield f"sorted\t{text}\t{json.dumps(value, separators=(',', ':'), sort_keys=True)}"
        yield f"plain\t{text}\t{json.dumps(python2)}"


store_or_check(FILE, HEAD + "".join(line + "\n" for line in lines()))
