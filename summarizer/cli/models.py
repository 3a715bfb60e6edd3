"""`summarizer models` and `summarizer doctor`: what is on this machine."""

from __future__ import annotations

from typing import Annotated

import typer

from summarizer.cli.app import app
from summarizer.cli.options import BaseUrl, Config, Model, Profile, fail, settings_from

models_app = typer.Typer(help="Model files of the embedded model.", no_args_is_help=True)
app.add_typer(models_app, name="models")


@models_app.command("list")
def models_list() -> None:
    """Known model files, and which are on this machine."""
    from summarizer.render.terminal import print_models
    from summarizer.settings import Settings

    print_models(Settings().cache_dir)


@models_app.command("pull")
def models_pull(name: Annotated[str, typer.Argument(help="A name of `models list`, or hf:OWNER/REPO/FILE.")]) -> None:
    """Fetch a model file and check it."""
    from summarizer.errors import SummarizerError
    from summarizer.model.download import model_path
    from summarizer.settings import Settings

    try:
        print(model_path(name, Settings().cache_dir))
    except SummarizerError as error:
        fail(str(error))


@app.command()
def doctor(config: Config = None, model: Model = None, base_url: BaseUrl = None, profile: Profile = None) -> None:
    """Check the set-up: settings, extras, model file or endpoint; says what to do about what is missing."""
    from summarizer.doctor import examine
    from summarizer.render.terminal import print_checks

    checks = examine(settings_from(config, model=model, base_url=base_url, profile=profile))
    print_checks(checks)
    if not all(check.ok for check in checks):
        raise typer.Exit(1)
