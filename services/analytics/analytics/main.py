"""Wires analytics and runs it."""

from analytics.adapters.mongo import INDEXES, MongoBooks
from analytics.adapters.processes import MetricsPages
from analytics.adapters.reading import MongoFigures
from analytics.entrypoints.costs import CostReader
from analytics.entrypoints.events import subscribe
from analytics.entrypoints.latecomers import EVERY_SECONDS, Latecomers
from analytics.entrypoints.rpc import STATUSES, MetricsRpc
from analytics.settings import AnalyticsSettings
from causeway.analytics.v1 import analytics_pb2 as pb
from causeway_kit.service import Service, run_service
from causeway_kit.settings import read_settings


def build(settings: AnalyticsSettings) -> Service:
    service = Service("analytics", settings, INDEXES)
    figures = MongoFigures(service.store)
    subscribe(service.consumer, MongoBooks)
    service.answers(pb.DESCRIPTOR.services_by_name["Metrics"], MetricsRpc(figures), STATUSES)
    service.every(EVERY_SECONDS, Latecomers(service.open_work, MongoBooks, figures).settle)
    if settings.metrics_pages:
        costs = CostReader(service.open_work, MongoBooks, figures, MetricsPages(settings.metrics_pages))
        service.every(settings.cost_interval_seconds, costs.read)
    return service


def main() -> None:
    settings = read_settings(AnalyticsSettings)
    run_service("analytics", settings, lambda: build(settings))


if __name__ == "__main__":
    main()
