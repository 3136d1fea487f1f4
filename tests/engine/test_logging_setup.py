"""Logging is set up for a whole process, so each of these tests starts one."""

import subprocess
import sys

import pytest

SECRET = "Zonnebloemstraat 12"

PREPARE = f"""
import logging, os, sys, threading, warnings
from bot.engine.logging_setup import configure
configure("DEBUG")
secret = "{SECRET}"
"""


def output_of(program: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", PREPARE + program], capture_output=True, text=True, check=False
    )
    return done.stdout + done.stderr


@pytest.mark.parametrize(
    "program",
    [
        "logging.getLogger('rasa.core.processor').warning(f'heard {secret}')",
        "logging.getLogger('rasa').error('heard %s', secret)",
        "logging.getLogger('asyncio').error('task failed', exc_info=ValueError(secret))",
        "logging.getLogger('sqlalchemy.engine').warning('insert %s', secret)",
        "logging.getLogger('somebody.else').critical(secret, stack_info=True)",
        "warnings.warn('intent of ' + secret)",
        "import structlog; structlog.get_logger().warning('parsed', user_text=secret)",
        "import structlog; structlog.get_logger().debug('parsed', user_text=secret)",
        "import structlog; structlog.get_logger().error('x', exc_info=ValueError(secret))",
        """
try: raise ValueError(secret)
except ValueError: logging.getLogger('bot.conversation').exception('it failed')
""",
        """
try: raise ValueError(secret)
except ValueError: logging.getLogger('uvicorn.error').exception('it failed')
""",
        """
def fail(): raise ValueError(secret)
thread = threading.Thread(target=fail); thread.start(); thread.join()
""",
        """
class Unlucky:
    def __del__(self): raise ValueError(secret)
Unlucky()
""",
        """
handler = logging.StreamHandler(sys.stdout)
logging.getLogger().addHandler(handler)
logging.getLogger('rasa.late').error(secret, exc_info=ValueError(secret))
""",
    ],
)
def test_no_text_of_others_reaches_the_output(program: str) -> None:
    output = output_of(program + "\nprint('end')")
    assert "end" in output
    assert SECRET not in output


def test_the_type_and_the_place_of_an_error_are_logged() -> None:
    output = output_of("""
def fail(): raise ValueError(secret)
try: fail()
except ValueError: logging.getLogger('bot.conversation').exception('it failed')
""")
    assert "bot.conversation it failed: ValueError at <string>:" in output


def test_our_own_messages_are_logged() -> None:
    assert "bot.engine model 1 answers" in output_of(
        "logging.getLogger('bot.engine').info('model %d answers', 1)"
    )


def test_of_a_foreign_warning_the_place_is_logged() -> None:
    output = output_of("logging.getLogger('rasa.core').warning(secret)")
    assert "WARNING rasa.core at <string>:" in output


def test_setting_up_twice_logs_once() -> None:
    output = output_of("configure('INFO'); logging.getLogger('bot').info('only once')")
    assert output.count("only once") == 1


def test_rasa_sends_no_telemetry() -> None:
    assert "false" in output_of("print(os.environ['RASA_TELEMETRY_ENABLED'])")


def test_rasa_prints_nothing_that_a_visitor_says() -> None:
    output = output_of("""
from rasa.shared.core.training_data.story_reader.yaml_story_reader import YAMLStoryReader
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.core.domain import Domain
from rasa.core.nlg.interpolator import interpolate_text
domain = Domain.empty()
for text in ('/' + secret, '/greet{"x": "' + secret + '"}', '/greet{' + secret + '}'):
    YAMLStoryReader.unpack_regex_message(Message({'text': text}), domain)
interpolate_text('{' + secret + '}', {})
print('end')
""")
    assert "end" in output
    assert SECRET not in output
