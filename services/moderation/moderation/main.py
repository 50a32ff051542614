"""Wires moderation and runs it."""

from causeway.moderation.v1 import moderation_pb2 as pb
from causeway_kit.service import Service, run_service
from causeway_kit.settings import read_settings
from moderation.adapters.mongo import INDEXES, MongoBench
from moderation.adapters.queue import MongoQueue
from moderation.entrypoints.events import subscribe
from moderation.entrypoints.rpc import STATUSES, ReviewRpc, ScreeningRpc
from moderation.judging import open_judge
from moderation.settings import Settings


def build(settings: Settings) -> Service:
    service = Service("moderation", settings, INDEXES)
    judge = open_judge(cache=settings.pattern_cache)
    subscribe(service.consumer, MongoBench, judge)
    services = pb.DESCRIPTOR.services_by_name
    service.answers(services["Screening"], ScreeningRpc(judge))
    review = ReviewRpc(service.group_commit(), MongoBench, MongoQueue(service.store, service.keyring))
    service.answers(services["Review"], review, STATUSES)
    return service


def main() -> None:
    settings = read_settings(Settings)
    run_service("moderation", settings, lambda: build(settings))


if __name__ == "__main__":
    main()
