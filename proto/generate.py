"""Writes the gRPC stubs and the pydantic event classes from the .proto files.

`python proto/generate.py` rewrites proto/python/causeway/*/v1; `--check` fails if that would change anything.
"""

import filecmp
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
OUT = HERE / "python"
# 1.81.1 is the newest generator whose code runs on protobuf 6, which OR-Tools needs.
GENERATOR = [
    "tool",
    "run",
    "--python",
    "3.11",
    "--from",
    "grpcio-tools==1.81.1",
    "--with",
    "protobuf==6.33.6",
    "--with",
    "grpcio==1.81.1",
]


def sources() -> list[str]:
    return sorted(str(path.relative_to(HERE)) for path in HERE.glob("causeway/**/*.proto"))


def find_uv() -> str:
    beside = HERE.parent / ".causeway" / "uv" / "bin" / "uv"
    return str(beside) if beside.exists() else shutil.which("uv") or sys.exit("uv is missing: run ./causeway doctor once")


def protoc(out: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    arguments = ["-I.", f"--python_out={out}", f"--pyi_out={out}", f"--grpc_python_out={out}"]
    arguments += ["--include_source_info", "--include_imports", f"--descriptor_set_out={out / 'all.desc'}"]
    subprocess.run([find_uv(), *GENERATOR, "python", "-m", "grpc_tools.protoc", *arguments, *sources()], cwd=HERE, check=True)


def write_events(out: Path) -> None:
    """Runs in its own process: the options' stubs must be imported before the descriptors are read."""
    subprocess.run([sys.executable, str(HERE / "generate_events.py"), str(out)], check=True)


def generate(out: Path) -> None:
    protoc(out)
    for folder in out.glob("causeway/**/"):
        (folder / "__init__.py").touch()
    write_events(out)
    (out / "all.desc").unlink()
    for cache in out.glob("**/__pycache__"):
        shutil.rmtree(cache)


def generated(root: Path) -> dict[str, Path]:
    found = [path for path in root.glob("causeway/*/**/*.py*") if path.suffix in (".py", ".pyi")]
    return {str(path.relative_to(root)): path for path in found}


def stale(fresh: Path) -> list[str]:
    new, old = generated(fresh), generated(OUT)
    return sorted(
        name
        for name in new.keys() | old.keys()
        if name not in new or name not in old or not filecmp.cmp(new[name], old[name], shallow=False)
    )


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder)
        generate(fresh)
        if "--check" in sys.argv:
            if changed := stale(fresh):
                sys.exit(f"generated code is stale: {', '.join(changed)}. Run: make proto")
            return
        for path in generated(OUT).values():
            path.unlink()
        for name, path in generated(fresh).items():
            target = OUT / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)


if __name__ == "__main__":
    main()
