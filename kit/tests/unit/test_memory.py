"""What a process remembers of documents, and for how long."""

from causeway_kit.memory import DOCUMENTS, SECONDS, Memory


class Ticking:
    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


def test_a_document_is_remembered_with_its_version_for_two_seconds() -> None:
    clock = Ticking()
    memory = Memory({"cups"}, clock)
    memory.keep("cups", 3, {"_id": "red"})
    clock.seconds = SECONDS
    assert memory.recall("cups", "red") == (3, {"_id": "red"})
    clock.seconds = SECONDS + 0.01
    assert memory.recall("cups", "red") is None


def test_only_chosen_collections_are_remembered() -> None:
    memory = Memory({"cups"})
    memory.keep("plates", 1, {"_id": "red"})
    assert memory.recall("plates", "red") is None


def test_what_is_forgotten_is_read_again() -> None:
    memory = Memory({"cups"})
    memory.keep("cups", 1, {"_id": "red"})
    memory.keep("cups", 1, {"_id": "blue"})
    memory.forget([("cups", "red"), ("cups", "unknown")])
    assert memory.recall("cups", "red") is None
    assert memory.recall("cups", "blue") == (1, {"_id": "blue"})


def test_memory_stays_bounded_and_drops_the_oldest_first() -> None:
    memory = Memory({"cups"}, Ticking())
    for number in range(DOCUMENTS + 10):
        memory.keep("cups", 1, {"_id": str(number)})
    assert memory.recall("cups", "9") is None
    assert memory.recall("cups", "10") is not None
