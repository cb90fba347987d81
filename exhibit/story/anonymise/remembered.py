"""What was worked out about the words of one text is remembered while that text is read or planned, and no longer: a cache of a process would keep words of a source after it is deleted."""
from __future__ import annotations

from collections.abc import Callable, Hashable
from contextvars import ContextVar
from functools import wraps
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")
_UNASKED: Any = object()
_known: ContextVar[dict[Hashable, Any] | None] = ContextVar("known", default=None)


def for_one_text(work: Callable[P, T]) -> Callable[P, T]:
    """A function that works on one text: what it remembers goes when it returns, also with an error. Inside another one it remembers with that."""

    @wraps(work)
    def remembering(*args: P.args, **kwargs: P.kwargs) -> T:
        if _known.get() is not None:
            return work(*args, **kwargs)
        token = _known.set({})
        try:
            return work(*args, **kwargs)
        finally:
            _known.reset(token)

    return remembering


def remembered(answer: Callable[P, T]) -> Callable[P, T]:
    """Like `functools.cache` inside of `for_one_text`; outside nothing is kept. Arguments are hashable and given by place."""

    @wraps(answer)
    def known(*args: P.args, **kwargs: P.kwargs) -> T:
        kept = _known.get()
        if kept is None:
            return answer(*args, **kwargs)
        key = (answer, args, tuple(sorted(kwargs.items())) if kwargs else ())
        found: T = kept.get(key, _UNASKED)
        if found is _UNASKED:
            found = kept[key] = answer(*args, **kwargs)
        return found

    return known
