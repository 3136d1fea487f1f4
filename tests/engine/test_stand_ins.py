"""Every interpreter of the environment stands in for absent libraries; each test starts one."""

import subprocess
import sys
from pathlib import Path

import pytest


def run(program: str, path: Path | None = None) -> subprocess.CompletedProcess[str]:
    prepare = f"import sys; sys.path.insert(0, {str(path)!r})\n" if path else ""
    activate = "import bot.engine.stand_ins as s; s.activate(); s.activate()\n"
    return subprocess.run(
        [sys.executable, "-c", prepare + activate + program],
        capture_output=True,
        text=True,
        check=False,
    )


def output_of(program: str, path: Path | None = None) -> str:
    done = run(program, path)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.mark.parametrize(
    "program",
    [
        "from tensorflow.keras.layers import Dense\nclass Mine(Dense): pass",
        "import tensorflow as tf\nx: tf.Tensor | None = None",
        "from tensorflow import Tensor\nlist[Tensor], Tensor['x']",
        "import tensorflow as tf\n@tf.function\ndef f(x): return x\nassert f(1) == 1",
        "from twilio.base.exceptions import TwilioRestException as E\ntry: pass\nexcept E: pass",
        "import boto3, pymongo.errors, redis, slack_sdk",
    ],
)
def test_what_rasa_does_at_import_works(program: str) -> None:
    output_of(program)


def test_nothing_is_a_tensor() -> None:
    assert output_of("import tensorflow\nprint(tensorflow.is_tensor(1))") == "False"


def test_making_an_object_says_what_to_install() -> None:
    done = run("from tensorflow.keras.layers import Dense\nclass Mine(Dense): pass\nMine()")
    assert done.returncode != 0
    assert "optional extra 'tensorflow' on Python 3.11" in done.stderr


def test_another_library_is_named() -> None:
    assert "needs the library 'twilio'" in run("from twilio.rest import Client\nClient()").stderr


def test_a_library_that_is_installed_is_used_itself(tmp_path: Path) -> None:
    (tmp_path / "redis.py").write_text("REAL = 'the real one'\n")
    assert output_of("import redis\nprint(redis.REAL)", tmp_path) == "the real one"


def test_a_library_that_is_no_concern_is_still_missing() -> None:
    assert "ModuleNotFoundError" in run("import no_such_library").stderr


def test_rasa_imports_without_tensorflow() -> None:
    program = "import rasa.core.agent, sys\nprint(type(sys.modules['tensorflow']).__name__)"
    assert output_of(program) == "_StandInModule"


def test_configuring_diet_says_what_to_install(tmp_path: Path) -> None:
    assert (
        "optional extra 'tensorflow'"
        in run("""
from rasa.nlu.classifiers.diet_classifier import DIETClassifier
from rasa.utils.tensorflow.models import RasaModel
RasaModel(name="x")
""").stderr
    )


def test_the_module_needs_nothing_but_the_standard_library() -> None:
    program = (
        "import sys\nprint(sorted(m for m in sys.modules if m.split('.')[0] in ('rasa','numpy')))"
    )
    assert output_of(program) == "[]"
