"""Puts together what people review with."""

from causeway.moderation.v1 import moderation_pb2, review_pb2
from causeway_kit.client import ServiceTokens, open_channel
from causeway_kit.service import Service
from moderation.adapters.overview import MongoOverview
from moderation.adapters.queue import MongoQueue
from moderation.adapters.review_bench import MongoReviewBench
from moderation.adapters.reviewers import MongoGolden, MongoLimits, MongoReviewers
from moderation.adapters.transcripts import MessagingTranscripts, NoTranscripts
from moderation.app.ports import TextJudging
from moderation.app.review_ports import Transcripts
from moderation.entrypoints.returning import Returning, Watching
from moderation.entrypoints.rpc_review import REVIEW_STATUSES, ReviewRpc
from moderation.entrypoints.rpc_reviewers import REVIEWERS_STATUSES, ReviewersRpc
from moderation.settings import Settings

LOOK_SECONDS = 3  # so that what somebody may not hold any more is back within five
WATCH_SECONDS = 30


def add_review(service: Service, settings: Settings, judge: TextJudging) -> MongoLimits:
    """Gives the limits of programmes, followed as they change."""
    store, clock = service.store, service.clock
    overview, reviewers, limits = MongoOverview(store), MongoReviewers(store, clock), MongoLimits(store)
    commits = service.group_commit()
    queue = MongoQueue(store, service.keyring)
    transcripts = _transcripts(settings)
    review = ReviewRpc(commits, MongoReviewBench, queue, transcripts, overview, reviewers, limits, MongoGolden(store), clock)
    service.answers(moderation_pb2.DESCRIPTOR.services_by_name["Review"], review, REVIEW_STATUSES)
    staff = ReviewersRpc(commits, MongoReviewBench, overview, reviewers, limits, judge, clock)
    service.answers(review_pb2.DESCRIPTOR.services_by_name["Reviewers"], staff, REVIEWERS_STATUSES)

    service.every(LOOK_SECONDS, limits.step)
    service.every(LOOK_SECONDS, Returning(store, service.open_work, MongoReviewBench, reviewers, clock).step)
    if service.settings.service_ordinal == 0:
        service.every(WATCH_SECONDS, Watching(overview, reviewers).step)
    return limits


def _transcripts(settings: Settings) -> Transcripts:
    if not settings.messaging_address:
        return NoTranscripts()
    token = ServiceTokens(settings.token_url, settings.client_id, settings.client_secret_file)
    return MessagingTranscripts(open_channel(settings.messaging_address), token)
