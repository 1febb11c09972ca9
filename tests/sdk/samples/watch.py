"""Imported first by every Python sample: makes the program fail if its SDK could not send something.

The SDKs only log that, or say nothing at all. So this hears the errors that the exporters log, and sees in urllib3's
debug log how each request to Verbatim was answered. It looks at the end, after what the SDKs themselves do then.
"""

import atexit
import logging
import os
import sys
from urllib.parse import urlsplit

EXPORTERS = ("opentelemetry.exporter", "opentelemetry.sdk", "langwatch", "sentry_sdk.errors")
# Over OTLP these answers ask for another try, whose own failure is logged.
AGAIN = ("429", "502", "503", "504")

failures = []
sent = 0
# A sample that sends by gRPC sets this to False; then only the log tells.
over_http = True


class Watch(logging.Handler):
    def emit(self, record):
        global sent
        text = record.getMessage()
        if record.name == "urllib3.connectionpool" and record.msg.startswith("%s://"):
            scheme, host, port, method, path, _, status = record.args[:7]
            if f"{host}:{port}" != urlsplit(os.environ["VERBATIM_URL"]).netloc:
                return
            sent += 1
            if not str(status).startswith("2") and ("envelope" in path or str(status) not in AGAIN):
                failures.append(f"{method} {path} was answered {status}")
        elif record.levelno >= logging.ERROR and record.name.startswith(EXPORTERS):
            failures.append(text)
        elif record.levelno >= logging.WARNING:
            host, port = urlsplit(os.environ["VERBATIM_URL"]).netloc.split(":")
            unreachable = record.name.startswith("urllib3") and f"host='{host}', port={port}" in text
            if unreachable or (record.name.startswith(EXPORTERS) and "drop" in text):
                failures.append(text)


def look():
    if not sent and over_http:
        failures.append("nothing was sent")
    for failure in failures:
        print("not sent:", failure, file=sys.stderr)
    if failures:
        sys.stderr.flush()
        os._exit(1)


logging.getLogger().addHandler(Watch())
# Nothing of this goes further than to the handler above, unless the program asks for logs of this level.
logging.getLogger("urllib3.connectionpool").setLevel(logging.DEBUG)
atexit.register(look)
