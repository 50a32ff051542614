"""Rules of the house that a reader should be able to rely on."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SERVICES = ("matching", "messaging", "moderation", "notifications", "analytics")


def product_files(*folders: str) -> Iterator[Path]:
    for folder in folders or ("kit/causeway_kit", "cli/causeway_cli", *(f"services/{name}/{name}" for name in SERVICES)):
        yield from sorted((ROOT / folder).rglob("*.py"))


def calls(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func)


def test_only_the_batch_consumer_subscribes_to_kafka() -> None:
    subscribing = {path.name for path in product_files() for call in calls(path) if call.endswith(".subscriber")}

    assert subscribing == {"consume.py"}


def test_services_ask_the_clock_and_not_the_machine_for_the_time() -> None:
    folders = [f"services/{name}/{name}/{layer}" for name in SERVICES for layer in ("domain", "app", "adapters", "entrypoints")]
    forbidden = re.compile(r"(^|\.)(datetime\.)?(now|utcnow|today)$|^time\.time$")

    asking = [
        f"{path.relative_to(ROOT)}: {call}"
        for path in product_files(*folders)
        for call in calls(path)
        if forbidden.search(call) and "clock" not in call
    ]

    assert asking == []


def test_the_domain_makes_no_ids_and_no_chance_of_its_own() -> None:
    folders = [f"services/{name}/{name}/domain" for name in SERVICES]
    forbidden = re.compile(r"^(uuid\.uuid4|uuid4|random\.|os\.urandom|secrets\.)")

    assert [call for path in product_files(*folders) for call in calls(path) if forbidden.search(call)] == []


def test_nobody_swallows_every_error_outside_the_kit() -> None:
    broad = re.compile(r"except( Exception| BaseException)?( as \w+)?:\s*(pass)?$", re.MULTILINE)
    folders = [f"services/{name}/{name}" for name in SERVICES]

    assert [str(path.relative_to(ROOT)) for path in product_files(*folders) if broad.search(path.read_text())] == []


def test_every_module_says_what_it_is_for() -> None:
    silent = [
        path for path in product_files() if path.name != "__init__.py" and not ast.get_docstring(ast.parse(path.read_text()))
    ]

    assert [str(path.relative_to(ROOT)) for path in silent] == []


def test_no_file_is_longer_than_a_reader_can_hold() -> None:
    long = {str(path.relative_to(ROOT)): len(path.read_text().splitlines()) for path in product_files()}

    assert {name: lines for name, lines in long.items() if lines > 300} == {}


def test_the_readme_names_the_two_commands() -> None:
    readme = (ROOT / "README.md").read_text()

    assert "./causeway up" in readme
    assert "./causeway test" in readme
