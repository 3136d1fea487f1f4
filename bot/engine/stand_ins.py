"""Stands in for libraries that Rasa imports and this product never uses.

Rasa imports TensorFlow and the SDKs of a dozen chat vendors as soon as it is imported
itself. A model of scikit-learn and rules needs none of them. Once `activate()` has run,
each of these libraries that is not installed is answered for by modules whose attributes
are permissive classes: they can be subclassed, subscripted and used as decorators, so
that Rasa's modules can be defined. Making an object of such a class raises
`LibraryNotInstalled` with a sentence that says what to do. A library that is installed
is always used instead of its stand-in.

It has to run before `rasa` is imported, also for the stock commands: the environment
holds a `.pth` file that calls it. So this module imports nothing beyond the standard
library.
"""

import sys
from collections.abc import Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType
from typing import Any

TENSORFLOW = ("tensorflow", "tensorflow_addons", "tensorflow_hub", "tensorflow_text", "keras")

CHANNELS_AND_STORES = (
    "aio_pika",
    "aiormq",
    "aiogram",
    "boto3",
    "botocore",
    "cachecontrol",
    "engineio",
    "fbmessenger",
    "google",
    "mattermostwrapper",
    "pymongo",
    "redis",
    "rocketchat_API",
    "slack_sdk",
    "socketio",
    "twilio",
    "webexteamssdk",
)

ROOTS = frozenset(TENSORFLOW + CHANNELS_AND_STORES)

TRAINING = frozenset({"PIL", "matplotlib", "sklearn", "sklearn_crfsuite", "skops"})
"""Libraries that a server can do without; see `leave_out_training_libraries`."""

_left_out: set[str] = set()


NAMES_OLD_NUMPY = "rasa.utils.common"
"""The one module of Rasa that needs a name which numpy 2 (on Python 3.13) has moved."""


class LibraryNotInstalled(ImportError):
    """Something was configured that needs a library which is not installed."""


def _advice(library: str) -> str:
    if library in TENSORFLOW:
        return (
            "This part of Rasa (DIET or TED, say) needs TensorFlow, which is not installed. "
            "Install the optional extra 'tensorflow' on Python 3.11, or take the component "
            "out of config.yml."
        )
    return f"This part of Rasa needs the library '{library}', which is not installed."


class _Permissive(type):
    """The type of every stand-in class."""

    def __getattr__(cls, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return _stand_in(f"{cls.__module__}.{name}")

    def __getitem__(cls, item: object) -> Any:
        return cls

    def __or__(cls, other: Any) -> Any:
        return cls

    __ror__ = __or__

    def __call__(cls, *args: Any, **kwargs: Any) -> Any:
        if "_library" not in vars(cls):
            raise LibraryNotInstalled(_advice(cls._library))
        if len(args) == 1 and not kwargs and callable(args[0]):
            return args[0]
        if cls._library not in TENSORFLOW:
            raise LibraryNotInstalled(_advice(cls._library))
        # Rasa's modules for TensorFlow make types and constants while they are imported.
        return _stand_in(f"{cls.__module__}.result")


def _stand_in(path: str) -> Any:
    """A permissive class that goes by the last part of `path`."""
    module, _, name = path.rpartition(".")
    # `except TwilioRestException` needs an exception class, also when it never catches one.
    bases = (Exception,) if name.endswith(("Error", "Exception")) else (object,)
    library = module.partition(".")[0]
    return _Permissive(name, bases, {"__module__": path, "_library": library})


class _StandInModule(ModuleType):
    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.__path__ = []

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        if self.__name__ == "tensorflow" and name == "is_tensor":
            # matplotlib asks this of every array once a module `tensorflow` is loaded.
            value: Any = _never_a_tensor
        else:
            value = _stand_in(f"{self.__name__}.{name}")
        setattr(self, name, value)
        return value


def _never_a_tensor(value: object) -> bool:
    return False


class _StandInFinder(MetaPathFinder, Loader):
    def find_spec(
        self,
        fullname: str,
        path: Sequence[str] | None,
        target: ModuleType | None = None,
    ) -> ModuleSpec | None:
        if fullname == NAMES_OLD_NUMPY:
            _lend_numpy_its_old_name()
        root = fullname.partition(".")[0]
        if root not in ROOTS | _left_out or _is_installed(root):
            return None
        return ModuleSpec(fullname, self, is_package=True)

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        return _StandInModule(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """A stand-in has nothing to run."""


def _lend_numpy_its_old_name() -> None:
    import numpy

    if not hasattr(numpy, "VisibleDeprecationWarning"):
        moved = numpy.exceptions.VisibleDeprecationWarning
        setattr(numpy, "VisibleDeprecationWarning", moved)  # noqa: B010 - unknown to the types


def _is_installed(root: str) -> bool:
    loaded = sys.modules.get(root)
    if loaded is not None:
        return not isinstance(loaded, _StandInModule)
    return root not in _left_out and PathFinder.find_spec(root) is not None


def activate() -> None:
    """Answers from now on for the libraries in `ROOTS` that are not installed."""
    if not any(isinstance(finder, _StandInFinder) for finder in sys.meta_path):
        sys.meta_path.insert(0, _StandInFinder())


def leave_out_training_libraries() -> None:
    """Serves without the libraries that only training and evaluation use.

    Rasa imports them all with its own components: 70 MB and a second of every start. Call
    it only when no component of Rasa's own is in the pipeline.
    """
    _left_out.update(TRAINING - set(sys.modules))
