"""Stories of many learners at once, told beside a browser."""

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any


def told(story: Coroutine[Any, Any, Any]) -> Any:
    """Run a story in a thread of its own: a browser may have its loop in this one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, story).result()
