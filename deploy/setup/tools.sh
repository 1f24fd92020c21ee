#!/usr/bin/env bash
# Bring what the house needs beside Python. What is there already is left alone.
set -euo pipefail
cd "$(dirname "$0")/../.."
. deploy/setup/parts.sh

packages=$(missing_packages)
if [ -n "$packages" ]; then
    install_packages "$packages"
fi
temporal_cli
time_skipping_server
if [ -x deploy/setup/fonts.sh ]; then
    deploy/setup/fonts.sh
fi
