"""Moments as protobuf carries them."""

from datetime import UTC, datetime

from google.protobuf.timestamp_pb2 import Timestamp

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def moment(stamp: Timestamp) -> datetime:
    return stamp.ToDatetime(UTC)


def timestamp(moment: datetime) -> Timestamp:
    """What `Timestamp.FromDatetime` gives, in a third of the time: each message of a stream needs two."""
    since = moment - EPOCH
    return Timestamp(seconds=since.days * 86400 + since.seconds, nanos=since.microseconds * 1000)
