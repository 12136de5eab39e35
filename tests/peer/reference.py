"""The reference implementation (aws-sam-translator) as one function, for many runs in one process.

    reference = Reference()
    outcome = reference.transform(text, "ap-southeast-1", parameters={"Stage": "prod"})

The outcome is one of
    Output(template)    plain data, as JSON would give it
    Refusal(ids)        the logical ids that are refused, sorted; None stands for the whole document
    Crash(text)         an exception that is no refusal; no expectation can be taken from it

Each run parses the text anew, because the reference changes what it is given.
"""

import contextlib
import io
import json
import logging
import os
import traceback
from dataclasses import dataclass, field

# The reference wants a region from its surroundings before anything else, and never calls AWS here.
os.environ.setdefault("AWS_DEFAULT_REGION", "us-east-1")
os.environ.setdefault("AWS_EC2_METADATA_DISABLED", "true")

import boto3
from samtranslator.model.exceptions import ExceptionWithMessage, InvalidDocumentException
from samtranslator.translator import arn_generator
from samtranslator.translator.transform import transform

import repository
from templates import read_template

logging.disable(logging.CRITICAL)  # what it logs, it raises too

# Partition -> the region that stands for it.
PARTITIONS = {"aws": "ap-southeast-1", "aws-cn": "cn-north-1", "aws-us-gov": "us-gov-west-1"}


@dataclass
class Output:
    template: dict


@dataclass
class Refusal:
    ids: list
    messages: list = field(default_factory=list)


@dataclass
class Crash:
    text: str  # kind and text of the exception
    traceback: str


class _Policies:
    def __init__(self, arns):
        self._arns = arns

    def load(self):
        return self._arns


class _Toggles:
    def __init__(self, names):
        self._names = names

    def is_enabled(self, name):
        return "all" in self._names or name in self._names


def _client(name, *arguments, **options):
    return repository.Client() if name == "serverlessrepo" else _boto3_client(name, *arguments, **options)


_boto3_client, boto3.client = boto3.client, _client


def _refused_ids(error):
    causes = getattr(error, "causes", None) or [error]
    ids = {getattr(cause, "_logical_id", None) for cause in causes}
    return json.loads(json.dumps(sorted(ids, key=lambda each: (each is not None, each))))


class Reference:
    def _use_region(self, region):
        os.environ["AWS_DEFAULT_REGION"] = region
        boto3.setup_default_session(region_name=region)
        arn_generator._get_region_from_session.cache_clear()

    def transform(self, text, region, parameters=None, policies=None, toggles=()):
        self._use_region(region)
        try:
            with contextlib.redirect_stdout(io.StringIO()):  # questions that it asks the user
                template = transform(
                    read_template(text), dict(parameters or {}), _Policies(policies or {}), _Toggles(toggles)
                )
            return Output(json.loads(json.dumps(template)))
        except InvalidDocumentException as error:
            return Refusal(_refused_ids(error), [cause.message for cause in error.causes])
        except ExceptionWithMessage as error:
            return Refusal(_refused_ids(error), [error.message])
        except Exception as error:  # noqa: BLE001 (whatever it is, it is no refusal)
            text = (str(error).splitlines() or [""])[0]
            return Crash(f"{type(error).__name__}: {text}", traceback.format_exc())
