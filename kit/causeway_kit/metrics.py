"""Every metric's name, in one place, with a sentence each. No label ever holds a person, a conversation or a text."""

from prometheus_client import Counter, Gauge, Histogram

SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)

calls = Counter("causeway_calls_total", "Calls answered, by method and gRPC status.", ["method", "status"])
call_seconds = Histogram("causeway_call_seconds", "Time from the arrival of a call to its answer.", ["method"], buckets=SECONDS)
calls_in_flight = Gauge("causeway_calls_in_flight", "Unary calls being worked on.")
streams_open = Gauge("causeway_streams_open", "Streams being served.")
commit_seconds = Histogram("causeway_commit_seconds", "Time of one transaction.", buckets=SECONDS)
commit_items = Histogram(
    "causeway_commit_items", "Items that shared one transaction.", buckets=(1, 2, 5, 10, 20, 50, 100, 200, 500)
)
events_applied = Counter("causeway_events_applied_total", "Events whose effects are stored.", ["consumer", "type"])
events_repeated = Counter("causeway_events_repeated_total", "Events met again and left alone.", ["consumer"])
dead_letters = Counter("causeway_dead_letters_total", "Events set aside, by reason.", ["consumer", "reason"])
batch_retries = Counter("causeway_batch_retries_total", "Batches taken again, by reason.", ["reason"])
outbox_sent = Counter("causeway_outbox_sent_total", "Events handed to Kafka and acknowledged.")
outbox_waiting = Gauge("causeway_outbox_waiting", "Events stored and not yet sent, as of the last look.")
producer_rebuilds = Counter("causeway_producer_rebuilds_total", "Times the Kafka producer was built again after trouble.")
audit_chains_broken = Gauge(
    "causeway_audit_chains_broken", "1: the chain is shorter or another than a kept checkpoint.", ["service"]
)
unheard = Counter("causeway_unheard_total", "Attempts to call somebody to something urgent that had no effect.", ["reason"])
work_stuck = Gauge("causeway_work_stuck", "Pieces of work that nobody may take, as of the last look, by kind.", ["kind"])
