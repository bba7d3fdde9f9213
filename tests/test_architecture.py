"""The layers of docs/architecture.md: imports go one way, files stay short, importing does no input or output."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
BUILDER = ROOT / "builder"
MAX_LINES = 400

# A layer may import those before it in this list; a set holds neighbours that never import each other.
LAYERS: list[set[str]] = [
    {"terms", "resources", "errors"},
    {"model"},
    {"identity"},
    {"turtle"},
    {"lexicon"},
    {"ontology", "registry", "serial"},
    {"text"},
    {"store"},
    {"graph"},
    {"readers", "extract", "link", "export"},
    {"pipeline"},
    {"serve"},
    {"cli"},
]
# The pipeline's parts: the only modules that know the stages.
PIPELINE = {
    "pipeline", "intake", "extracting", "copies", "linking", "inferring", "reviewed", "settling", "writing",
    "correcting", "reviewing", "rebuilding", "as_of", "exporting", "keeping", "networking",
    "answers",
}  # fmt: skip
STAGES = {"readers", "extract", "link", "export"}
# `cli` and `serve` import no stage but these light parts, which tell what can be typed.
CLI_MAY = {("cli", "readers"), ("cli", "export")}


def module_files() -> list[Path]:
    return sorted(p for p in BUILDER.rglob("*.py") if "_data" not in p.parts)


def layer_of(module: str) -> str | None:
    """The layer's name of `builder.x.y`; None for the package itself and its entry point."""
    parts = module.split(".")
    if len(parts) < 2 or parts[1] in ("__main__", "__version__"):
        return None
    return "pipeline" if parts[1] in PIPELINE else parts[1]


def rank(layer: str) -> int:
    found = [n for n, names in enumerate(LAYERS) if layer in names]
    assert found, f"'{layer}' has no layer; docs/architecture.md and this test say where a module belongs"
    return found[0]


def imports(path: Path) -> set[str]:
    """The modules of ours that a file imports, wherever in the file."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, f"{path}: relative import"
            found |= {f"builder.{a.name}" for a in node.names} if node.module == "builder" else {node.module}
    return {name for name in found if name.split(".")[0] == "builder"}


def edges() -> list[tuple[str, str, str]]:
    """(file, its layer, layer imported)."""
    found = []
    for path in module_files():
        module = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        mine = layer_of(module)
        for name in sorted(imports(path)):
            other = layer_of(name)
            if mine and other and mine != other:
                found.append((str(path.relative_to(ROOT)), mine, other))
    return found


def test_imports_point_one_way() -> None:
    found = edges()
    assert len(found) > 50
    wrong = [f"{file}: {mine} imports {other}" for file, mine, other in found if rank(other) >= rank(mine)]
    assert not wrong, "\n".join(wrong)


def test_only_the_pipeline_knows_the_stages() -> None:
    wrong = [
        f"{file}: {mine} imports {other}"
        for file, mine, other in edges()
        if other in STAGES and mine not in {"pipeline"} and (mine, other) not in CLI_MAY
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("path", module_files(), ids=lambda p: str(p.relative_to(BUILDER)))
def test_no_file_is_long(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MAX_LINES


FORBIDDEN_AT_IMPORT = {
    "open",
    "print",
    "input",
    "read_text",
    "read_bytes",
    "write_text",
    "mkdir",
    "connect",
    "run",
    "system",
    "load",
}


@pytest.mark.parametrize("path", module_files(), ids=lambda p: str(p.relative_to(BUILDER)))
def test_importing_does_no_input_or_output(path: Path) -> None:
    """No call at module level that reads, writes or starts something."""
    calls = []
    for statement in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(statement, ast.FunctionDef | ast.ClassDef | ast.AsyncFunctionDef):
            continue
        if isinstance(statement, ast.If) and "__name__" in ast.unparse(statement.test):
            continue
        for node in ast.walk(statement):
            if isinstance(node, ast.Call):
                name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                calls += [f"line {node.lineno}: {name}"] if name in FORBIDDEN_AT_IMPORT else []
    assert not calls, calls


def loaded_by(*arguments: str) -> set[str]:
    """The top-level modules in memory after a command has run."""
    code = (
        "import sys\nfrom builder.cli.main import main\n"
        f"try:\n    main({list(arguments)!r})\nexcept SystemExit:\n    pass\n"
        "print('LOADED', *sorted({m.split('.')[0] for m in sys.modules}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    return set(done.stdout.rpartition("LOADED")[2].split())


HEAVY = {"spacy", "onnxruntime", "torch", "pyshacl", "trafilatura", "owlrl", "numpy"}


@pytest.mark.parametrize("arguments", [["--help"], ["queries"], ["query", "--help"], ["build", "--help"]], ids=" ".join)
def test_asking_loads_no_models(arguments: list[str]) -> None:
    assert not loaded_by(*arguments) & HEAVY


def test_help_loads_no_rdf_library() -> None:
    assert not loaded_by("--help") & {"rdflib", "pyoxigraph"}
    assert "rdflib" not in loaded_by("queries")


def test_a_query_loads_no_models(tmp_path: Path) -> None:
    assert not loaded_by("query", "incidents", "--store", str(tmp_path / "none")) & (HEAVY | {"rdflib"})
