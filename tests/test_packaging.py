"""The wheel, the editable install and the clone see the same packages; nothing else lands beside them."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SEED = ROOT.parent / "shared" / "gold" / "seed" / "article.txt"
PLACES = ("supplement.json", "capitals.json")
LOOK = "import summarizer.schemas, summarizer.prompts, pathlib; print(pathlib.Path(summarizer.__file__).parent)"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    # A copy, because a build leaves its folders in the source tree.
    source = tmp_path_factory.mktemp("source")
    tracked = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for name in filter(None, tracked.split("\0")):
        origin, copy = ROOT / name, source / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        if origin.is_symlink():
            copy.symlink_to(origin.readlink())
        elif origin.is_file():
            copy.write_bytes(origin.read_bytes())
    out = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--wheel", "--outdir", str(out), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=280)
    return next(out.glob("*.whl"))


def test_the_wheel_holds_one_package_with_schemas_prompts_and_templates(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert {n.split("/")[0] for n in names if ".dist-info" not in n} == {"summarizer"}
    for wanted in (
        "summarizer/schemas/event.py",
        "summarizer/prompts/extract/v1/system.j2",
        "summarizer/prompts/sentence/v1/examples.json",
        "summarizer/py.typed",
    ):
        assert wanted in names
    for folder in ("schemas", "prompts", "summarizer"):
        for path in (ROOT / folder).rglob("*"):
            if path.suffix in (".py", ".j2", ".json", ".yaml") and not path.is_symlink():
                inside = path.relative_to(ROOT).as_posix()
                assert (inside if folder == "summarizer" else f"summarizer/{inside}") in names, inside


def test_the_wheel_imports_elsewhere(wheel: Path, tmp_path: Path) -> None:
    zipfile.ZipFile(wheel).extractall(tmp_path)
    command = [sys.executable, "-c", LOOK]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert Path(done.stdout.strip()) == tmp_path / "summarizer"


def test_the_editable_install_and_the_clone_agree(tmp_path: Path) -> None:
    for where in (tmp_path, ROOT):
        done = subprocess.run([sys.executable, "-c", LOOK], cwd=where, capture_output=True, text=True, check=True)
        assert Path(done.stdout.strip()).resolve() == ROOT / "summarizer"


def test_evaluations_run_from_the_root() -> None:
    done = subprocess.run([sys.executable, "-m", "evals.score", "--help"], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0
    assert "ceaf-ree" in done.stdout


def _runs(text: str) -> set[tuple[str, ...]]:
    words = "".join(c if c.isalnum() else " " for c in text.casefold()).split()
    return {tuple(words[i : i + 5]) for i in range(len(words) - 4)}


if SEED.is_file():  # the article that must not be copied from is at hand on its owners' machines only

    def test_no_five_word_run_of_the_seed_article_stands_in_the_project() -> None:
        runs = _runs(SEED.read_text(encoding="utf-8"))
        tracked = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
        for name in filter(None, tracked.split("\0")):
            path = ROOT / name
            if (
                path.suffix in (".py", ".j2", ".json", ".md", ".txt", ".toml", ".yaml", ".html")
                and not path.is_symlink()
            ):
                shared = runs & _runs(path.read_text(encoding="utf-8"))
                assert not shared, f"{name}: {sorted(shared)[:3]}"

    def test_no_name_of_the_seed_article_stands_in_prompts_or_code() -> None:
        # Countries and their forces are everybody's words; these are the article's own.
        names = ("Hamoud", "Afrin", "Zawya", "Lavrov", "Erdo\u011fan", "Sochi", "Assad", "Putin", "Idlib")
        text = SEED.read_text(encoding="utf-8")
        assert all(name in text for name in names)
        for folder in ("prompts", "summarizer", "schemas"):
            for path in (ROOT / folder).rglob("*"):
                # A gazetteer of real places and their spellings holds everybody's places.
                if (
                    path.suffix in (".py", ".j2", ".json", ".yaml")
                    and not path.is_symlink()
                    and path.name not in PLACES
                ):
                    told = path.read_text(encoding="utf-8")
                    assert not [name for name in names if name in told], path
