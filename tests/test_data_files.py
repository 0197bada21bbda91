"""A data file of the package that is missing or corrupt is named, with its line and a remedy.

Each file is damaged in a copy of the package, and read by a process of its own.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import detente

DATA = "knowledge/data"
GAZETTEER = "from detente.knowledge.lexicon import entries; entries()"
LOADERS = {
    f"{DATA}/countries.tsv": "from detente.knowledge.countries import countries; countries()",
    f"{DATA}/country_terms.tsv": GAZETTEER,
    f"{DATA}/agents.tsv": GAZETTEER,
    f"{DATA}/bodies/world.tsv": GAZETTEER,
    f"{DATA}/officials/world.tsv": GAZETTEER,
    f"{DATA}/places.tsv": GAZETTEER,
    f"{DATA}/cities.tsv": GAZETTEER,
    f"{DATA}/decoys.tsv": GAZETTEER,
    f"{DATA}/contested.tsv": GAZETTEER,
    f"{DATA}/acronyms.tsv": GAZETTEER,
    f"{DATA}/spellings.tsv": GAZETTEER,
    f"{DATA}/plover_types.tsv": "from detente.knowledge.plover import quad; quad('AID')",
    f"{DATA}/plover_modes.tsv": "from detente.knowledge.plover import quad; quad('AID')",
    f"{DATA}/cameo_plover.tsv": "from detente.knowledge.cameo import to_plover; to_plover('190')",
    f"{DATA}/words.tsv": "from detente.knowledge.tables import words_of; words_of('spoken')",
    f"{DATA}/geography.tsv": "from detente.knowledge.geography import locate; locate('Baku')",
    f"{DATA}/outlets/eurasia.tsv": "from detente.knowledge.outlets import outlets; outlets()",
    f"{DATA}/names.tsv": "from detente.knowledge.languages import languages; languages()",
    "coding/rules/lexicon.toml": "from detente.coding.rules.lexicon import lexicon; lexicon()",
    "coding/rules/grammar.toml": "from detente.coding.rules.lexicon import grammar; grammar()",
    "coding/rules/words.toml": "from detente.coding.rules.lexicon import wordlist as w; w('sides')",
    "publishing/phrases.tsv": "from detente.publishing.phrases import phrases; phrases()",
    "outlook/models/baserate.v1.csv": (
        "from detente.outlook.models.baserate import chances; chances()"
    ),
    "monitor/measured.toml": "from detente.monitor.measured import measured; measured()",
    "monitor/sample/items.jsonl": (
        "from detente.monitor.demo import sample\nwith sample(): raise SystemExit"
    ),
}
DAMAGES = ("missing", "encoding", "cut")
# Reads cases from standard input; every one in a fork, which has loaded no data yet.
SCRIPT = """
import json, os, sys
from detente.errors import DetenteError
import detente.knowledge.lexicon, detente.monitor.demo, detente.coding.rules.lexicon
for path, loader, damage, body in map(json.loads, sys.stdin):
    whole = open(path, "rb").read()
    if damage == "missing":
        os.rename(path, path + ".away")
    else:
        open(path, "wb").write(bytes.fromhex(body))
    if not (child := os.fork()):
        try:
            exec(loader, {})
        except DetenteError as error:
            print(json.dumps([path, damage, type(error).__name__, str(error)]), flush=True)
        except Exception as error:
            print(json.dumps([path, damage, type(error).__name__, repr(error)]), flush=True)
        os._exit(0)
    os.waitpid(child, 0)
    if damage == "missing":
        os.rename(path + ".away", path)
    open(path, "wb").write(whole)
"""


def _damaged(body: bytes, damage: str) -> bytes:
    if damage == "encoding":
        middle = body.index(b"\n", len(body) // 2) + 1
        return body[:middle] + b"\xff" + body[middle:]
    last = body.rstrip().rfind(b"\n")
    mark = max(body.find(sign, last) for sign in (b"\t", b",", b'"'))
    return body[: body.find(b'"', len(body) // 2) + 1] if mark < 0 else body[: mark + 1]


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder of a copy of the package."""
    folder = tmp_path_factory.mktemp("copy")
    source = Path(detente.__file__).parent
    shutil.copytree(source, folder / "detente", ignore=shutil.ignore_patterns("__pycache__"))
    return folder


@pytest.fixture(scope="module")
def told(copy: Path) -> dict[tuple[str, str], tuple[str, str]]:
    """Map file and damage to the error and its message."""
    cases = [
        [str(copy / "detente" / name), loader, damage, _damaged(body, damage).hex()]
        for name, loader in LOADERS.items()
        for body in [(copy / "detente" / name).read_bytes()]
        for damage in DAMAGES
    ]
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        input="\n".join(map(json.dumps, cases)),
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(copy)},
    )
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    return {(str(path), damage): (error, said) for path, damage, error, said in rows}


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("name", LOADERS)
def test_a_damaged_data_file_is_named_with_line_and_remedy(
    name: str, damage: str, copy: Path, told: dict[tuple[str, str], tuple[str, str]]
) -> None:
    error, said = told[str(copy / "detente" / name), damage]
    assert error == "DataFileError", said
    assert Path(name).name in said
    assert "install" in said
    if damage == "missing":
        assert "missing" in said
    else:
        assert "line " in said


def test_a_run_with_a_corrupt_lexicon_ends_with_one_line(copy: Path, tmp_path: Path) -> None:
    path = copy / "detente" / "coding" / "rules" / "lexicon.toml"
    whole = path.read_bytes()
    path.write_bytes(whole.replace(b"\n[sets]", b"\n[settings]", 1))
    (tmp_path / "a.txt").write_text("Russia expelled two diplomats of Azerbaijan on Monday.")
    try:
        done = subprocess.run(
            [sys.executable, "-m", "detente", "run", "--once", "a.txt"],
            capture_output=True, text=True, check=False, cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(copy)},
        )  # fmt: skip
    finally:
        path.write_bytes(whole)
    assert done.returncode == 2, done.stderr
    assert done.stderr == (
        "detente: coding/rules/lexicon.toml: no table 'sets'; reinstall the package\n"
    )
