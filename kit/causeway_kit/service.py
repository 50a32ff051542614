"""Runs one service: gRPC server, consumer, relay, background work, status page, and a drain on SIGTERM."""

import asyncio
import contextlib
import gc
import signal
import time
from collections.abc import Awaitable, Callable, Collection, Coroutine, Mapping
from typing import Any

import grpc
import structlog
import uvloop
from faststream.kafka import KafkaBroker
from google.protobuf.descriptor import ServiceDescriptor
from grpc_health.v1 import health, health_pb2, health_pb2_grpc

from causeway_kit import access, audit, inbox, leases, outbox, store_mark
from causeway_kit.chain import CHAIN, ChainRpc
from causeway_kit.clock import Clock, clock_of
from causeway_kit.consume import BatchConsumer
from causeway_kit.dead_letters import LetterSender
from causeway_kit.errors import Unavailable, place_of
from causeway_kit.group_commit import GroupCommit
from causeway_kit.kafka_security import reason, security_of
from causeway_kit.logs import start_logging
from causeway_kit.memory import Memory
from causeway_kit.relay import Relay
from causeway_kit.rpc import SERVER_OPTIONS, RpcServer
from causeway_kit.sealed import FileVault, Keyring
from causeway_kit.sender import Sender
from causeway_kit.sequences import Sequence
from causeway_kit.settings import ServiceSettings
from causeway_kit.status import OPERATOR, SENDING, Status, serve_status
from causeway_kit.store import Indexes, Store
from causeway_kit.store_mark import StoreGone, StoreMark
from causeway_kit.tokens import IssuerKeys, IssuerTokens
from causeway_kit.tracing import start_tracing
from causeway_kit.work import UnitOfWork

log = structlog.get_logger()

POLL_SILENCE_SECONDS = 15
FORGET_SECONDS = 3600
START_AGAIN_SECONDS = 3
GOING_SECONDS = 0.2  # calls that come are refused in words; once the server stops, gRPC cancels what it has not looked at
Step = Callable[[], Awaitable[None]]
Task = Callable[[asyncio.Event], Coroutine[Any, Any, None]]
PLUMBING_INDEXES: Indexes = {**inbox.INDEXES, **outbox.INDEXES, **leases.INDEXES, **access.INDEXES, audit.AUDIT: []}


class Service:
    """What a service is made of. `main.py` adds handlers, methods and background work, then runs it."""

    def __init__(
        self, name: str, settings: ServiceSettings, indexes: Indexes, clock: Clock | None = None, remembered: Collection[str] = ()
    ) -> None:
        self.name = name
        self.settings = settings
        self.clock = clock or clock_of(settings.clock_shift_seconds)
        self.status = Status()
        self.store = Store(settings.mongo_uri, settings.mongo_database, settings.mongo_driver)
        self._key_store = Store(settings.keys_uri, settings.keys_database, settings.mongo_driver)
        self.keyring = Keyring(self._key_store, FileVault(settings.kek_file))
        self.sequences: dict[str, Sequence] = {}
        self.memory = Memory(remembered)
        self._security = security_of(settings)
        sender = Sender(settings.kafka, self._security, self._sending_waits)
        self.relay = Relay(self.store, settings.kafka, f"{name}-{settings.service_ordinal}", settings.service_ordinal, sender)
        self.grants = access.Grants(self.store, self.clock)
        tokens = IssuerTokens(IssuerKeys(settings.jwks_url), settings.issuer, settings.audience, self.clock)
        self.rpc = RpcServer(tokens, self.grants, settings.calls_in_flight, settings.streams_in_flight, settings.allowance)
        self.answers(CHAIN, ChainRpc(self.store))
        self._broker = KafkaBroker(
            settings.kafka, apply_types=False, allow_auto_create_topics=False, metadata_max_age_ms=5000,
            acks="all", enable_idempotence=True, logger=None, security=self._security.of_broker,
        )  # fmt: skip
        self._letters = LetterSender(settings.kafka, self._security)
        self.consumer = BatchConsumer(name, self.open_work, self._letters.send, self._wait_for_operator)
        self._indexes = {**indexes, **PLUMBING_INDEXES, **store_mark.INDEXES}
        self._mark = StoreMark(self.store, name)
        self._health: Any = health.aio.HealthServicer()  # type: ignore[attr-defined]
        self._stop = asyncio.Event()  # nothing new is begun
        self._finished = asyncio.Event()  # nothing writes any more: what is stored by now is still sent
        self._background: list[Task] = [
            self.grants.follow,
            self.rpc.recheck_streams,
            self.consumer.commit_offsets,
            self._observe,
        ]
        self.every(FORGET_SECONDS, self._forget)

    def open_work(self) -> UnitOfWork:
        return UnitOfWork(self.store, self.clock, self.keyring, self.sequences, self.memory, self.relay)

    def group_commit(self) -> GroupCommit:
        return GroupCommit(self.open_work)

    def answers(
        self,
        service: ServiceDescriptor,
        servicer: object,
        statuses: Mapping[type[Exception], grpc.StatusCode] | None = None,
    ) -> None:
        self.rpc.answers(service, servicer, statuses)

    def every(self, seconds: float, step: Step) -> None:
        """Runs a step again and again, also after a passing fault."""

        async def repeat(stop: asyncio.Event) -> None:
            while not stop.is_set():
                try:
                    await step()
                except Unavailable as error:
                    log.warning("background work waits", step=step.__qualname__, why=str(error))
                await _rest(stop, seconds)

        self._background.append(repeat)

    async def _forget(self) -> None:
        now = self.clock.now()
        await outbox.forget_sent(self.store, now)
        await inbox.forget_marks(self.store, self.name, now)

    def beside(self, task: Task) -> None:
        """Runs a task of its own until stop is set."""
        self._background.append(task)

    def _wait_for_operator(self, why: str) -> None:
        """Stays up and answers calls: a restart would only set the next events aside."""
        self.status.waits_for(OPERATOR, why)

    def _sending_waits(self, why: str) -> None:
        if why:
            self.status.waits_for(SENDING, why)
        else:
            self.status.has(SENDING)

    def _fail(self, why: str) -> None:
        log.error("stopping", why=why)
        self.status.waits_for(OPERATOR, why)
        self._stop.set()

    async def run(self) -> None:
        """Serves until SIGTERM or SIGINT, then finishes what is under way within the drain time."""
        self._catch_signals()
        close_status = serve_status(self.settings.metrics_address, self.status)
        try:
            if await self._prepared():
                await self._serve()
        finally:
            close_status()
            await self.store.close()
            await self._key_store.close()

    def _catch_signals(self) -> None:
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, self._stop.set)

    async def _prepared(self) -> bool:
        """Waits for the database and makes its indexes. False: we were stopped meanwhile. Raises SystemExit."""
        while not self._stop.is_set():
            try:
                kafka = "" if self.settings.new_store or not self.consumer.topics else self.settings.kafka
                self.consumer.store_mark = await self._mark.opened(self._indexes, kafka, self._security)
                return True
            except Unavailable as error:
                self.status.waits_for("start", str(error))
                self.status.beat()
                await _rest(self._stop, 0.5)
        return False

    async def _serve(self) -> None:
        server = grpc.aio.server(options=SERVER_OPTIONS)
        self.rpc.attach(server)
        health_pb2_grpc.add_HealthServicer_to_server(self._health, server)
        if server.add_insecure_port(self.settings.grpc_address) == 0:
            raise SystemExit(f"Cannot start: the address {self.settings.grpc_address} is taken.")
        running = [asyncio.create_task(task(self._stop)) for task in self._background]
        relaying = asyncio.create_task(self.relay.run(self._finished))
        for task in (*running, relaying):
            task.add_done_callback(self._background_ended)
        await server.start()
        consuming = await self._start_consuming()
        await self._health.set("", health_pb2.HealthCheckResponse.SERVING)
        self.status.has("start")
        log.info("serving", at=self.settings.grpc_address)
        await self._stop.wait()
        await self._drain(server, running, relaying, consuming)

    def _background_ended(self, task: asyncio.Task[None]) -> None:
        if not task.cancelled() and (error := task.exception()) is not None:
            self._fail(f"background work ended: {type(error).__name__} {place_of(error)}")

    async def _start_consuming(self) -> bool:
        """Waits for Kafka and the topics."""
        if not self.consumer.topics:
            return False
        instance = f"{self.name}-{self.settings.service_ordinal}"
        self.consumer.subscribe(self._broker, instance, self.settings.batch_records, self.settings.batch_pause_seconds)
        starting = asyncio.create_task(self._start_broker())
        stopping = asyncio.create_task(self._stop.wait())
        await asyncio.wait({starting, stopping}, return_when=asyncio.FIRST_COMPLETED)
        stopping.cancel()
        if not starting.done():
            starting.cancel()
            return False
        await starting
        return True

    async def _start_broker(self) -> None:
        while True:
            try:
                await self._broker.start()
                break
            except Exception as error:  # aiokafka raises many kinds while a broker comes up
                self.status.waits_for("start", await reason(error, self.settings.kafka, self._security))
                await self._forgo_broker()
                await asyncio.sleep(0.5)
        self.consumer.polling.watch()

    async def _forgo_broker(self) -> None:
        """A client that could not start is closed: the next try opens another one."""
        with contextlib.suppress(Exception):
            await asyncio.wait_for(self._broker.stop(), START_AGAIN_SECONDS)

    async def _drain(
        self, server: grpc.aio.Server, running: list[asyncio.Task[None]], relaying: asyncio.Task[None], consuming: bool
    ) -> None:
        """Not ready; open streams are told to come again; calls and batches under way end; the relay sends the rest; leave."""
        self.status.waits_for("stop", "draining")
        share = self.settings.drain_seconds / 4
        await self._health.enter_graceful_shutdown()
        await asyncio.sleep(GOING_SECONDS)
        await server.stop(share)
        if consuming:
            await self.consumer.finish(share)
            await self._broker.stop()
            await self._letters.close()
        await _end(running, share)
        self._finished.set()
        await _end([relaying], share)
        log.info("stopped")

    async def _observe(self, stop: asyncio.Event) -> None:
        """Tells the status page that the loop runs, the database answers and the consumer polls."""
        while not stop.is_set():
            self.status.beat()
            try:
                await asyncio.wait_for(self._mark.look(), 3)
                self.status.has("database")
            except StoreGone as gone:
                self._fail(str(gone))
            except (Unavailable, TimeoutError) as error:
                self.status.waits_for("database", type(error).__name__)
            silence = time.monotonic() - self.consumer.polling.polled_at
            if why := self.consumer.polling.refused:
                self.status.waits_for("events", why)
            elif self.consumer.topics and silence > POLL_SILENCE_SECONDS:
                self.status.waits_for("events", f"no poll for {silence:.0f} s")
            else:
                self.status.has("events")
            await _rest(stop, 2)


async def _end(running: list[asyncio.Task[None]], seconds: float) -> None:
    _, late = await asyncio.wait(running, timeout=seconds)
    for task in late:
        task.cancel()


async def _rest(stop: asyncio.Event, seconds: float) -> None:
    try:
        await asyncio.wait_for(stop.wait(), seconds)
    except TimeoutError:
        return


def _calm_garbage_collection() -> None:
    """What is loaded by now stays for good; the default threshold would look through it for nothing 50 times a second."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(200_000, 20, 100)


def run_service(name: str, settings: ServiceSettings, build: Callable[[], Service]) -> None:
    """The whole life of a service process."""
    start_logging(name, settings.log_level)
    start_tracing(name, settings.traces_endpoint, settings.traces_ratio)

    async def live() -> None:
        service = build()
        _calm_garbage_collection()
        await service.run()

    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(live())
