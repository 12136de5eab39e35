"""Compares two values as data: maps without order, lists in order, numbers by value."""

import json

_RANDOM_LISTS = ("Conditions/SharedUsagePlanCondition/Fn::Or", "Conditions/ServerlessCodeDeployCondition/Fn::Or")


def random_lists(template):
    """Paths of the lists that the reference fills from hash sets, so that their order is random."""
    resources = template.get("Resources") if isinstance(template, dict) else None
    items = resources.items() if isinstance(resources, dict) else ()
    buckets = [name for name, each in items if isinstance(each, dict) and each.get("Type") == "AWS::S3::Bucket"]
    return {*_RANDOM_LISTS, *(f"Resources/{name}/DependsOn" for name in buckets)}


def has_bad_condition(template):
    """Whether a resource has a Condition that is no name. CloudFormation takes none of these and samc refuses them,
    the reference only those that count as true in Python."""
    resources = template.get("Resources") if isinstance(template, dict) else None
    items = resources.values() if isinstance(resources, dict) else ()
    conditions = [each.get("Condition") for each in items if isinstance(each, dict)]
    return any(each is not None and not isinstance(each, str) for each in conditions)


def _is_number(value):
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _sorted(items):
    return sorted(items, key=lambda item: json.dumps(item, sort_keys=True))


def _show(value):
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 240 else text[:240] + "..."


def _compare_maps(expected, got, path, any_order):
    for key, value in expected.items():
        if key not in got:
            return f"{path}/{key}", value, None, "nothing"
        found = first_difference(value, got[key], f"{path}/{key}", any_order)
        if found:
            return found
    for key, value in got.items():
        if key not in expected:
            return f"{path}/{key}", None, value, "no such key"
    return None


def _compare_lists(expected, got, path, any_order):
    if path[1:] in any_order:
        expected, got = _sorted(expected), _sorted(got)
    for number, (one, other) in enumerate(zip(expected, got)):
        found = first_difference(one, other, f"{path}/{number}", any_order)
        if found:
            return found
    if len(expected) != len(got):
        return path, expected, got, "another number of items"
    return None


def first_difference(expected, got, path="", any_order=()):
    """(path, expected, got, remark) of the first place where the values differ, or None."""
    if _is_number(expected) and _is_number(got):
        return None if expected == got else (path, expected, got, "")
    if type(expected) is not type(got):
        return path, expected, got, ""
    if isinstance(expected, dict):
        return _compare_maps(expected, got, path, any_order)
    if isinstance(expected, list):
        return _compare_lists(expected, got, path, any_order)
    return None if expected == got else (path, expected, got, "")


def describe(difference):
    path, expected, got, remark = difference
    note = f" ({remark})" if remark else ""
    return f"{path[1:] or 'the root'}: expected {_show(expected)}, got {_show(got)}{note}"


def shuffled_lists(one, other, path=""):
    """Paths of the lists that hold the same items in another order in two values."""
    if isinstance(one, dict) and isinstance(other, dict):
        pairs = [(one[key], other[key], f"{path}/{key}") for key in one if key in other]
    elif isinstance(one, list) and isinstance(other, list):
        if one != other and _sorted(one) == _sorted(other):
            return {path[1:]}
        pairs = [(a, b, f"{path}/{number}") for number, (a, b) in enumerate(zip(one, other))]
    else:
        return set()
    return {found for a, b, way in pairs for found in shuffled_lists(a, b, way)}
