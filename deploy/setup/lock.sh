#!/usr/bin/env bash
# Write requirements.lock from pyproject.toml: every package with its hashes, no address.
set -euo pipefail
cd "$(dirname "$0")/../.."
.venv/bin/uv pip compile --quiet --python-version 3.11 --extra dev --generate-hashes \
    --no-emit-index-url -o requirements.lock pyproject.toml
deploy/setup/environment.sh
