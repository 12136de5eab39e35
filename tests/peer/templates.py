"""Templates as the AWS transform's parser reads them."""

import json

import yaml
from samtranslator.yaml_helper import intrinsics_multi_constructor


class _Loader(yaml.SafeLoader):
    """YAML where short tags are intrinsics and dates stay the text they are."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in rows if tag != "tag:yaml.org,2002:timestamp"]
    for first, rows in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_multi_constructor("!", intrinsics_multi_constructor)


def read_yaml(text):
    """YAML as Python data."""
    return yaml.load(text, Loader=_Loader)  # noqa: S506 (a safe loader)


def read_template(text):
    """A template in JSON or YAML as plain data; keys become strings as in JSON. ValueError when it
    holds what JSON cannot (infinity), yaml.YAMLError when it cannot be read."""
    if text.lstrip("\ufeff \t\r\n").startswith("{"):
        try:
            return json.loads(text.lstrip("\ufeff"))
        except ValueError:
            pass  # a flow map of YAML
    return json.loads(json.dumps(read_yaml(text), allow_nan=False))
