#!/usr/bin/env bash
# Make .venv from requirements.lock. The stamp makes a second call immediate.
set -euo pipefail
cd "$(dirname "$0")/../.."

stamp=.venv/duecourse.lock.sha256
want=$(cat requirements.lock pyproject.toml | sha256sum | cut -d' ' -f1)
if [ -x .venv/bin/duecourse ] && [ "$(cat "$stamp" 2>/dev/null)" = "$want" ]; then
    exit 0
fi

python=${DUECOURSE_PYTHON:-python3}
if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    echo "Duecourse needs Python 3.11 or later: install it, or name it in DUECOURSE_PYTHON." >&2
    exit 1
fi
if ! "$python" -c 'import ensurepip' 2>/dev/null; then
    echo "Python has no venv module here: apt-get install -y python3-venv" >&2
    exit 1
fi

echo "Setting up .venv from requirements.lock (about a minute the first time)."
[ -x .venv/bin/python ] || "$python" -m venv .venv
.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
echo "$want" > "$stamp"
