"""A question to routes as a server passes it on, without a server."""

import asyncio

from starlette.applications import Starlette
from starlette.datastructures import Headers


def asked(routes, path, query="", method="GET", headers=None, **scope):
    """Ask routes; return status, headers and body."""
    app = Starlette(routes=routes)
    return asyncio.run(answered(app, path, query, method, headers, **scope))


async def answered(
    app, path, query="", method="GET", headers=None, content=b"", **scope
):
    """Ask an app; return status, headers and body."""
    sent = []

    async def receive():
        return {"type": "http.request", "body": content, "more_body": False}

    async def send(message):
        sent.append(message)

    said = {
        "type": "http",
        "method": method,
        "path": path,
        "query_string": query.encode(),
        "headers": [
            (name.replace("_", "-").encode(), value.encode())
            for name, value in (headers or {}).items()
        ],
        **scope,
    }
    await app(said, receive, send)
    body = b"".join(message.get("body", b"") for message in sent)
    return sent[0]["status"], Headers(raw=sent[0]["headers"]), body
