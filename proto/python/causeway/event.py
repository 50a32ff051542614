"""What every event is: frozen data with an id, a time, a topic and a key."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import ClassVar, Self

from pydantic import AwareDatetime, BaseModel, ConfigDict

UNSTAMPED = datetime(1970, 1, 1, tzinfo=UTC)


class OpenEnum(StrEnum):
    """An enum that reads values of a newer schema as UNSPECIFIED instead of failing."""

    @classmethod
    def _missing_(cls, value: object) -> "OpenEnum | None":
        return cls.__members__.get("UNSPECIFIED")


class Event(BaseModel):
    """A fact that has happened. Id and time are stamped when it is saved; fields of newer schemas are ignored."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    TOPIC: ClassVar[str]
    KEY: ClassVar[str]

    event_id: str = ""
    occurred_at: AwareDatetime = UNSTAMPED

    @property
    def key(self) -> str:
        """The Kafka key: events that share it stay in order."""
        return str(getattr(self, self.KEY))

    def stamped(self, event_id: str, occurred_at: datetime) -> Self:
        return self.model_copy(update={"event_id": event_id, "occurred_at": occurred_at})

    def to_json(self) -> bytes:
        """The wire form: the fields of the .proto in JSON, with the type in front."""
        return f'{{"type":"{type(self).__name__}",{self.model_dump_json()[1:]}'.encode()
