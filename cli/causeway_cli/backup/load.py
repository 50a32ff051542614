"""Loads a database from a backup: what is there goes, the documents come, then the indexes; then everything is compared."""

from collections.abc import Callable, Iterator
from pathlib import Path

from bson.raw_bson import RawBSONDocument
from pymongo.write_concern import WriteConcern

from causeway_cli.backup.collection_file import documents_in, pieces
from causeway_cli.backup.digest import Digest, NotDocuments
from causeway_cli.backup.manifest import CollectionPart, Manifest
from causeway_cli.backup.snapshot import Client, from_plain, raw_batches, shapes
from causeway_cli.trouble import Trouble

INSERTED_AT_ONCE = 1000
ALREADY_THERE = "_id_"
QUICK = WriteConcern(w=1)  # what is loaded is made durable by one write at the end, not by each of thousands
DURABLE = WriteConcern(w="majority", j=True)
Show = Callable[[int], None]


def load_database(client: Client, folder: Path, manifest: Manifest, database: str, show: Show = lambda done: None) -> None:
    """Raises Trouble when what was loaded is not what the backup holds; the database is not to be used then."""
    client.drop_database(database)
    done = 0
    for part in manifest.of(database):
        _load(client, folder, part, lambda fresh, done=done: show(done + fresh))  # type: ignore[misc]
        done += part.documents
    _make_durable(client, database)
    for part in manifest.of(database):
        _compare(client, part)
    _compare_shapes(client, manifest, database)


def _load(client: Client, folder: Path, part: CollectionPart, show: Show) -> None:
    target = client[part.database]
    target.create_collection(part.name, **from_plain(part.options))
    collection = target[part.name].with_options(write_concern=QUICK)
    done = 0
    try:
        for rows in _rows(folder / part.file):
            collection.insert_many(rows, ordered=False)
            done += len(rows)
            show(done)
    except NotDocuments:
        raise Trouble(_not_as_saved(part, "its file is damaged")) from None
    indexes = [from_plain(index) for index in part.indexes if index["name"] != ALREADY_THERE]
    if indexes:
        target.command("createIndexes", part.name, indexes=indexes)


def _rows(path: Path) -> Iterator[list[RawBSONDocument]]:
    for piece in pieces(path):
        rows = [RawBSONDocument(raw) for raw in documents_in(piece)]
        for start in range(0, len(rows), INSERTED_AT_ONCE):
            yield rows[start : start + INSERTED_AT_ONCE]


def _make_durable(client: Client, database: str) -> None:
    """A journalled majority write carries with it all that was written before."""
    marks = client[database].get_collection("restore", write_concern=DURABLE)
    marks.insert_one({"_id": "durable"})
    marks.drop()


def _compare(client: Client, part: CollectionPart) -> None:
    digest = digest_of(client, part.database, part.name)
    if (digest.documents, digest.hex) != (part.documents, part.digest):
        raise Trouble(_not_as_saved(part, f"{digest.documents:,} documents came of {part.documents:,}, or their digest differs"))


def digest_of(client: Client, database: str, collection: str) -> Digest:
    digest = Digest()
    for raw in raw_batches(client, database, collection):
        digest.take(raw)
    return digest


def _compare_shapes(client: Client, manifest: Manifest, database: str) -> None:
    made = {shape.name: (shape.options, _by_name(shape.indexes)) for shape in shapes(client, [database])}
    wanted = {part.name: (part.options, _by_name(part.indexes)) for part in manifest.of(database)}
    if made != wanted:
        raise Trouble(f"The collections of {database} or their indexes did not come out as they were: it is not to be used.")


def _by_name(indexes: tuple[dict[str, object], ...]) -> dict[object, dict[str, object]]:
    return {index["name"]: index for index in indexes}


def _not_as_saved(part: CollectionPart, what: str) -> str:
    return f"{part.database}.{part.name} was not restored as it was saved: {what}. The services stay stopped."
