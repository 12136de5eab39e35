#!/usr/bin/env python3
"""Writes (--store) or checks fixtures/document/python_order.txt with aws-sam-translator's own maps.

The AWS transform keeps some maps in the order of a Python 2.7 dictionary. The file holds hashes of
keys, and random sequences of operations with the order that they end in. Seeded, so that the file
is always the same.
"""
import copy
import pathlib
import random

from samtranslator.utils.py27hash_fix import Hash, Py27Dict, Py27UniStr

from stored import store_or_check

FILE = pathlib.Path(__file__).resolve().parents[2] / "fixtures" / "document" / "python_order.txt"
HEAD = """\
# Orders of Python 2.7 dictionaries, as aws-sam-translator has them (tests/peer/python_order.py).
#
# hash TAB key TAB its hash as a signed 64-bit number
# order TAB operations TAB the keys in their order; an operation is
#     =KEY set   -KEY remove   * deep copy   <KEY,KEY... update from a map made with these keys
"""
WORDS = ("paths info swagger openapi definitions get post put delete GET Get any x-amazon-apigateway-any-method "
         "/ /a /b /hello /orders/{id} /users/{user_id}/posts responses parameters security type httpMethod uri "
         "200 400 Version Statement Fn1 Fn2 FunctionApi é größe 日本語 😀 a b c d e f g h").split()


def new_key(choose):
    return choose.choice(WORDS) if choose.random() < 0.7 else f"/r{choose.randrange(400)}"


def run(operations):
    table = Py27Dict()
    for operation in operations:
        key = operation[1:]
        if operation[0] == "=":
            table[Py27UniStr(key)] = 0
        elif operation[0] == "-":
            del table[Py27UniStr(key)]
        elif operation[0] == "<":
            other = Py27Dict()
            for part in key.split(","):
                other[Py27UniStr(part)] = 0
            table.update(other)
        else:
            table = copy.deepcopy(table)
    return [str(key) for key in table]


def sequence(choose):
    """Random operations that make sense: only what is there is removed."""
    operations, there = [], set()
    for _ in range(choose.choice([3, 6, 12, 40, 120])):
        kind = choose.random()
        if kind < 0.62:
            key = new_key(choose)
            operations.append("=" + key)
            there.add(key)
        elif kind < 0.85 and there:
            key = choose.choice(sorted(there))
            operations.append("-" + key)
            there.remove(key)
        elif kind < 0.92:
            keys = sorted({new_key(choose) for _ in range(choose.randrange(1, 9))})
            choose.shuffle(keys)
            operations.append("<" + ",".join(keys))
            there.update(keys)
        else:
            operations.append("*")
    return operations


def lines():
    choose = random.Random(27)
    yield from (f"hash\t{word}\t{Hash.hash(Py27UniStr(word))}" for word in WORDS)
    yield f"order\t{' '.join('=' + word for word in ['GET', 'get'])}\t{' '.join(run(['=GET', '=get']))}"
    yield f"order\t{' '.join('=' + word for word in ['get', 'GET'])}\t{' '.join(run(['=get', '=GET']))}"
    for _ in range(200):
        operations = sequence(choose)
        yield f"order\t{' '.join(operations)}\t{' '.join(run(operations))}"


store_or_check(FILE, HEAD + "".join(line + "\n" for line in lines()))
