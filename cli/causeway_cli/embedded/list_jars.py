"""Write the list of Kafka's jars anew, for a new version of Kafka: `python -m causeway_cli.embedded.list_jars`.

The registry is asked which jars Kafka needs; `jars.py` then downloads exactly what the list says, without asking.
"""

import sys
import tempfile
from pathlib import Path

from causeway_cli.embedded.jars import KAFKA, LIST, digest_of, fetching

LOG4J = "2.24.3"  # the version of the log4j-core that Kafka brings
# Resolved one after the other: together, log4j's own version table would replace Kafka's.
ROOTS = (
    (("org.apache.kafka", "kafka_2.13", KAFKA), ("org.apache.kafka", "kafka-tools", KAFKA)),
    (("org.apache.logging.log4j", "log4j-slf4j-impl", LOG4J),),
)


def list_jars(repository: Path) -> dict[str, str]:
    """Place in the registry to SHA-256 of every jar that Kafka needs at run time."""
    from jgo.maven import Dependency, MavenContext

    context = MavenContext(repo_cache=repository, timeout=60)
    found = {}
    for roots in ROOTS:
        wanted = [Dependency(context.project(group, name).at_version(version).artifact()) for group, name, version in roots]
        inputs, others = context.resolver.resolve(wanted)
        for dependency in [*inputs, *others]:
            jar: Path = dependency.artifact.resolve()
            if jar.suffix == ".jar":
                found[jar.relative_to(repository).as_posix()] = digest_of(jar)
    return found


def main() -> None:
    with tempfile.TemporaryDirectory() as scratch, fetching("The list of Kafka's jars"):
        found = list_jars(Path(scratch))
    LIST.write_text("".join(f"{digest}  {place}\n" for place, digest in sorted(found.items())))
    print(f"{len(found)} jars listed in {LIST}", file=sys.stderr)


if __name__ == "__main__":
    main()
