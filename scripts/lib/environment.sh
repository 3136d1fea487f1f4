# Sourced by the scripts beside it: makes the Python environment that they run in.
# Needs nothing but a Python 3.11, 3.12 or 3.13 on the machine.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
ROOT=$PWD
PYTHON=$ROOT/.venv/bin/python

# Rasa is large: compile its modules once, not at every start.
unset PYTHONDONTWRITEBYTECODE
export RASA_TELEMETRY_ENABLED=false
export PYTHONWARNINGS=${PYTHONWARNINGS:-ignore}
export UV_NO_PROGRESS=${UV_NO_PROGRESS:-}
[ -t 2 ] || export UV_NO_PROGRESS=1

say() { printf '\033[1m==>\033[0m %s\n' "$*" >&2; }
die() { printf '%s\n' "$*" >&2; exit 1; }

find_python() {
    local candidate
    for candidate in ${REPORTING_CHAT_PYTHON:-} python3.13 python3.12 python3.11 python3 python; do
        if command -v "$candidate" >/dev/null 2>&1 &&
            "$candidate" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' \
                >/dev/null 2>&1; then
            command -v "$candidate"
            return
        fi
    done
    die "This needs Python 3.11, 3.12 or 3.13, and none was found. Install one, for example
with 'apt-get install python3 python3-venv', or name it in REPORTING_CHAT_PYTHON."
}

# Prints the path of uv: the machine's own, or one in .tools; nothing when neither works.
find_uv() {
    if command -v uv >/dev/null 2>&1; then
        command -v uv
    elif [ -x "$ROOT/.tools/bin/uv" ]; then
        echo "$ROOT/.tools/bin/uv"
    elif "$1" -m venv "$ROOT/.tools" >/dev/null 2>&1 &&
        "$ROOT/.tools/bin/python" -m pip install --quiet --disable-pip-version-check uv \
            >/dev/null 2>&1; then
        echo "$ROOT/.tools/bin/uv"
    fi
}

lock_stamp() { sha256sum "$ROOT/requirements/$1.lock" | cut -d' ' -f1; }

# make_environment FOLDER LOCK: a virtual environment that holds exactly that lock file.
make_environment() {
    local folder=$ROOT/$1 lock=$2 python uv
    local stamp=$folder/.installed-$lock
    if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$(lock_stamp "$lock")" ]; then
        return
    fi
    python=$(find_python) || exit 1
    say "Setting up Python packages in $1 (once; a minute or two)"
    uv=$(find_uv "$python")
    if [ -n "$uv" ]; then
        [ -x "$folder/bin/python" ] || "$uv" venv --quiet --python "$python" "$folder"
        "$uv" pip install --python "$folder/bin/python" --no-deps --require-hashes \
            -r "requirements/$lock.lock"
    else
        [ -x "$folder/bin/python" ] || "$python" -m venv "$folder" ||
            die "Python's venv module does not work. Install it, for example with
'apt-get install python3-venv', or install uv."
        "$folder/bin/python" -m pip install --disable-pip-version-check --no-deps \
            --require-hashes --ignore-requires-python -r "requirements/$lock.lock"
    fi
    lock_stamp "$lock" >"$stamp"
}

# environment runtime|test: the environment that the product (and its tests) run in.
environment() {
    make_environment .venv "$1"
    local site
    site=$("$PYTHON" -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
    # Makes the project importable and the stand-ins active, also for the stock rasa commands.
    printf '%s\nimport bot.engine.stand_ins; bot.engine.stand_ins.activate()\n' "$ROOT" \
        >"$site/reporting_chat.pth"
}

# A trained model that fits the files it is trained from.
trained_model() {
    "$PYTHON" -m bot train --if-needed
}
