#!/usr/bin/env bash
# Start the time-skipping server beside whose jars this file stands; the SDK gives the port.
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
exec java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx256m -cp "$here/*" \
    io.temporal.testserver.TestServer "$@" 2> >(grep -v '^SLF4J:' >&2)
