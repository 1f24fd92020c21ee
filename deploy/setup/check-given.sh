#!/usr/bin/env bash
# The given cases, law and inputs stand here unchanged: compare with the digests and with their source.
set -euo pipefail
cd "$(dirname "$0")/../../tests/given"
sha256sum --quiet --check DIGESTS
echo "tests/given: every file has its digest."

source_dir=../../../shared
if [ ! -d "$source_dir" ]; then
    echo "tests/given: ../shared is not here; compared with the digests only."
    exit 0
fi
different=0
for part in cases law inputs; do
    for file in "$part"/*; do
        cmp --silent "$file" "$source_dir/$file" || { echo "tests/given/$file differs from ../shared/$file" >&2; different=1; }
    done
done
[ "$different" = 0 ] && echo "tests/given: equal to ../shared."
exit "$different"
