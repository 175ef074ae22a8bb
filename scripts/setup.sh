#!/bin/sh
# setup.sh VENV REQUIREMENTS: bring VENV up to what REQUIREMENTS lists, by hash. Says what it does.
set -eu
venv=$1
requirements=$2

if ! command -v "$PYTHON" >/dev/null 2>&1; then
    echo "set-up: no $PYTHON found; install Python 3.11 or newer, or say PYTHON=/path/to/python3" >&2
    exit 1
fi
if ! "$PYTHON" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
    echo "set-up: Python 3.11 or newer is needed, $PYTHON is $("$PYTHON" -c 'import platform; print(platform.python_version())')" >&2
    exit 1
fi
if ! "$venv/bin/python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    echo "set-up: making $venv"
    rm -rf "$venv"
    if ! "$PYTHON" -m venv "$venv" 2>/dev/null; then
        # Debian splits ensurepip off; virtualenv's single file needs nothing
        echo "set-up: this Python cannot make environments (Debian: apt-get install python3-venv)" >&2
        rm -rf "$venv"
        exit 1
    fi
fi
echo "set-up: installing $(grep -c '^[a-z]' "$requirements") packages from $requirements (a minute at most on a usual line)"
if command -v uv >/dev/null 2>&1; then
    VIRTUAL_ENV="$venv" uv pip install --quiet --require-hashes -r "$requirements"
else
    "$venv/bin/python" -m pip install --disable-pip-version-check --no-input --progress-bar off --require-hashes \
        -r "$requirements" | awk '/^(Collecting|Downloading|Installing)/ { n++; if (n % 20 == 0) print "set-up: ..." n " steps"; fflush() }'
fi
echo "set-up: done"
