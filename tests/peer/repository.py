"""Stands in for the Serverless Application Repository: as a client for the reference, and over HTTP for
samc. Each application has a template in each version, but for those that are REFUSED."""

import functools
import json
import os
import threading
import urllib.parse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from botocore.exceptions import ClientError

# Id -> HTTP status, kind of error.
REFUSED = {"no-access": (403, "AccessDeniedException"), "non-existent": (404, "NotFoundException")}


def template_url(application, version):
    return f"https://templates.example.com/{application}/{version}"


class Client:
    """What the reference uses of the client of boto3."""

    def create_cloud_formation_template(self, ApplicationId, SemanticVersion):
        if ApplicationId in REFUSED:
            error = {"Code": REFUSED[ApplicationId][1], "Message": "no"}
            raise ClientError({"Error": error}, "CreateCloudFormationTemplate")
        return {
            "ApplicationId": ApplicationId,
            "SemanticVersion": SemanticVersion,
            "TemplateUrl": template_url(ApplicationId, SemanticVersion),
            "TemplateId": "template",
            "Status": "ACTIVE",
        }


class _Handler(BaseHTTPRequestHandler):
    def _answer(self, status, data, headers=()):
        text = json.dumps(data).encode()
        self.send_response(status)
        for header in (("Content-Length", str(len(text))), *headers):
            self.send_header(*header)
        self.end_headers()
        self.wfile.write(text)

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        application = urllib.parse.unquote(self.path.split("/")[2])
        if application in REFUSED:
            status, kind = REFUSED[application]
            self._answer(status, {"message": kind}, [("x-amzn-ErrorType", kind)])
        else:
            url = template_url(application, body["semanticVersion"])
            self._answer(201, {"status": "ACTIVE", "templateId": "template", "templateUrl": url})

    def log_message(self, *_):
        pass


@functools.cache
def environment():
    """The environment in which samc asks the stand-in, which serves as long as this process lives."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return {
        **os.environ,
        "AWS_ENDPOINT_URL_SERVERLESSREPO": f"http://127.0.0.1:{server.server_address[1]}",
        "AWS_ACCESS_KEY_ID": "key",
        "AWS_SECRET_ACCESS_KEY": "secret",
    }
