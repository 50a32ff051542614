"""Which function applies which kind of event, and what makes a record an event at all."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeVar, cast

from aiokafka import ConsumerRecord
from opentelemetry.trace import SpanKind
from pydantic import ValidationError

from causeway.event import Event
from causeway_kit.batch import Item
from causeway_kit.dead_letters import Letter
from causeway_kit.tracing import span
from causeway_kit.work import Need, UnitOfWork

E = TypeVar("E", bound=Event)
R = TypeVar("R")
Opens = Callable[[UnitOfWork], R]
Handler = Callable[[Any, Any], None]

CLOCKS_DIFFER = timedelta(days=1)  # an event from further in the future is wrong, whatever it says


@dataclass(frozen=True, slots=True)
class Route:
    event: type[Event]
    opens: Opens[Any]
    needs: Callable[[Any], Sequence[Need]]
    new: Callable[[Any], Sequence[Need]]
    handler: Handler


class Routes:
    """The event classes of one consumer, by name."""

    def __init__(self) -> None:
        self._routes: dict[str, Route] = {}

    def add(
        self,
        event: type[E],
        opens: Opens[R],
        needs: Callable[[E], Sequence[Need]],
        new: Callable[[E], Sequence[Need]],
        handler: Callable[[R, E], None],
    ) -> None:
        self._routes[event.__name__] = Route(event, opens, needs, new, cast(Handler, handler))

    @property
    def topics(self) -> list[str]:
        return sorted({route.event.TOPIC for route in self._routes.values()})

    def parse(self, record: ConsumerRecord, now: datetime, mark: Callable[[str], str]) -> Item | Letter | None:
        """None for a type that nobody here listens to. `mark` gives what the inbox knows an event id by."""
        headers = dict(record.headers or ())
        type_name = (headers.get("type") or b"").decode("utf-8", "replace")
        route = self._routes.get(type_name)
        if route is None:
            return None if type_name else Letter(record, "no_type", "")
        try:
            event = route.event.model_validate_json(record.value or b"")
            if wrong := _wrong(record, event, now):
                return Letter(record, "malformed", wrong, type_name)
            needs, new = route.needs(event), route.new(event)
        except ValidationError:
            return Letter(record, "malformed", "ValidationError", type_name)  # its text quotes the input
        except Exception as error:
            return Letter(record, "failed", type(error).__name__, type_name)
        parent = (headers.get("traceparent") or b"").decode("ascii", "replace")
        return Item(needs, _acting(route, event, parent), mark(event.event_id), new)


def _wrong(record: ConsumerRecord, event: Event, now: datetime) -> str:
    """What an event of the right form can still be: one that its owner never sent so."""
    if not event.event_id:
        return "no event id"
    if record.topic != event.TOPIC:
        return "wrong topic"
    if record.key != event.key.encode():
        return "wrong key"
    return "from the future" if event.occurred_at - now > CLOCKS_DIFFER else ""


def _acting(route: Route, event: Event, parent: str) -> Callable[[UnitOfWork], None]:
    def act(work: UnitOfWork) -> None:
        if not parent:
            route.handler(route.opens(work), event)
            return
        with span(f"apply {route.event.__name__}", SpanKind.CONSUMER, parent):
            route.handler(route.opens(work), event)

    return act


def type_of(record: ConsumerRecord) -> str:
    """Of a record that was parsed: its type is registered. Of several headers the last one counts, as there."""
    for name, value in reversed(record.headers):
        if name == "type":
            return str(value, "utf-8")
    return ""
