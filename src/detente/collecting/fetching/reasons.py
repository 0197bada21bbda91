"""Why an address gave no answer: few words, which failures of the same kind share."""

from __future__ import annotations

__all__ = ["REASONS", "of_status"]

ADDRESS = "address refused"
ASKED_TO_WAIT = "asked to wait"
CANNOT_CONNECT = "cannot connect"
CUT = "connection cut"
FORBIDDEN = "forbidden"
GONE = "gone"
LOOP = "redirect loop"
NOT_A_WEB_ADDRESS = "not a web address"
NOT_FOUND = "not found"
NOT_HTTP = "not HTTP"
NO_ANSWER = "no answer in time"
NO_NAME = "name not found"
PACKING = "cannot be unpacked"
PORT = "port refused"
ROBOTS = "robots.txt forbids it"
SCHEME = "scheme refused"
SERVER_ERROR = "server error"
TLS = "TLS failed"
TOO_LARGE = "too large"
TOO_MANY_REDIRECTS = "too many redirects"
UNEXPECTED = "unexpected answer"
UNPACKS_TO_TOO_MUCH = "unpacks to too much"

REASONS = (
    ADDRESS, ASKED_TO_WAIT, CANNOT_CONNECT, CUT, FORBIDDEN, GONE, LOOP, NOT_A_WEB_ADDRESS,
    NOT_FOUND, NOT_HTTP, NO_ANSWER, NO_NAME, PACKING, PORT, ROBOTS, SCHEME, SERVER_ERROR, TLS,
    TOO_LARGE, TOO_MANY_REDIRECTS, UNEXPECTED, UNPACKS_TO_TOO_MUCH,
)  # fmt: skip
"""All of them. The first, the scheme, the port and what is no web address come as `Refused`."""

_OF_STATUS = {
    401: FORBIDDEN, 402: FORBIDDEN, 403: FORBIDDEN, 404: NOT_FOUND, 410: GONE, 429: ASKED_TO_WAIT,
    451: FORBIDDEN,
}  # fmt: skip


def of_status(status: int) -> str:
    """Give the reason for a status that brings no usable answer."""
    return _OF_STATUS.get(status, SERVER_ERROR if status >= 500 else UNEXPECTED)
