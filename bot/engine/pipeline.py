"""What config.yml says about the pipeline, without Rasa."""

from pathlib import Path

from ruamel.yaml import YAML

OWN = "bot."


def needs_no_training_library(config: Path) -> bool:
    """Whether every component of the pipeline is this product's own.

    They understand messages with numpy alone; components of Rasa's own may not.
    """
    pipeline = YAML(typ="safe").load(config).get("pipeline") or []
    return bool(pipeline) and all(part["name"].startswith(OWN) for part in pipeline)
