"""Wires messaging and runs it."""

from causeway.messaging.v1 import messaging_pb2 as pb
from causeway.messaging.v1 import talks_pb2, transcripts_pb2
from causeway_kit.service import Service, run_service
from causeway_kit.settings import ServiceSettings, read_settings
from causeway_kit.work import UnitOfWork
from messaging.adapters.mongo import INDEXES, MongoMailroom
from messaging.adapters.places import sequences
from messaging.adapters.reading import MongoReading
from messaging.adapters.sealing import seal
from messaging.adapters.talks import TALK_INDEXES, MongoTalkBook, MongoTalkReading
from messaging.adapters.transcripts import MongoTranscripts
from messaging.app.ports import CONVERSATIONS, MESSAGES
from messaging.entrypoints.events import subscribe
from messaging.entrypoints.rpc import STATUSES, ConversationsRpc, MessagesRpc
from messaging.entrypoints.rpc_talks import TALK_STATUSES, TalksRpc
from messaging.entrypoints.rpc_transcripts import TranscriptsRpc
from messaging.entrypoints.watching import Watching


def build(settings: ServiceSettings) -> Service:
    service = Service("messaging", settings, {**INDEXES, **TALK_INDEXES}, remembered=(CONVERSATIONS, MESSAGES))
    service.sequences |= sequences(service.store)
    reading = MongoReading(service.store, service.keyring)
    watching = Watching(reading)

    def opens(work: UnitOfWork) -> MongoMailroom:
        return MongoMailroom(work, watching.released)

    subscribe(service.consumer, opens)
    services = pb.DESCRIPTOR.services_by_name
    service.answers(services["Conversations"], ConversationsRpc(reading), STATUSES)
    messages = MessagesRpc(service.group_commit(), opens, reading, seal, watching)
    service.answers(services["Messages"], messages, STATUSES)
    talks = TalksRpc(service.group_commit(), MongoTalkBook, reading, MongoTalkReading(service.store), service.clock)
    service.answers(talks_pb2.DESCRIPTOR.services_by_name["Talks"], talks, TALK_STATUSES)
    transcripts = TranscriptsRpc(MongoTranscripts(service.store))
    service.answers(transcripts_pb2.DESCRIPTOR.services_by_name["Transcripts"], transcripts)
    service.beside(watching.run)
    return service


def main() -> None:
    settings = read_settings(ServiceSettings)
    run_service("messaging", settings, lambda: build(settings))


if __name__ == "__main__":
    main()
