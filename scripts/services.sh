# shellcheck shell=sh
# What the tests run on: a browser, and a PostgreSQL and a Redis of their own.

browser() {
    if command -v chromium >/dev/null || playwright_has_browser; then return 0; fi
    say "Installing Chromium"
    counting '%' .venv/bin/python -m playwright install --with-deps chromium ||
        say "No Chromium could be had: the tests in a browser are skipped."
}

playwright_has_browser() {
    python - <<'END'
from pathlib import Path
from playwright.sync_api import sync_playwright

with sync_playwright() as playwright:
    raise SystemExit(not Path(playwright.chromium.executable_path).exists())
END
}

# Start both in a folder that goes when the tests end; the settings outside do not reach the tests.
start_services() {
    # shellcheck disable=SC2046 # one name a line
    unset DATABASE_URL EMAIL_URL $(env | sed -n 's/^\(ZHOUBAO_[A-Z_]*\)=.*/\1/p')
    services=$(mktemp -d "${TMPDIR:-/tmp}/zhoubao.XXXXXX")
    trap stop_services EXIT
    trap 'exit 130' INT
    trap 'exit 143' TERM
    export TMPDIR="$services"
    secret=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
    start_redis
    start_postgres
}

stop_services() {
    [ -z "${redis-}" ] || kill "$redis" 2>/dev/null || true
    [ ! -e "$services/postgres/postmaster.pid" ] ||
        as_postgres pg_ctl stop -s -m immediate -D "$services/postgres" || true
    rm -rf "$services"
}

free_port() {
    python -c 'import socket; print(socket.create_server(("127.0.0.1", 0)).getsockname()[1])'
}

start_redis() {
    port=$(free_port)
    redis-server - >"$services/redis.log" 2>&1 <<END &
bind 127.0.0.1
port $port
requirepass $secret
save ""
dir $services
END
    redis=$!
    tries=0
    until REDISCLI_AUTH=$secret redis-cli -p "$port" ping 2>/dev/null | grep -q PONG; do
        tries=$((tries + 1))
        [ "$tries" -lt 50 ] || die "Redis does not start: $(tail -n 3 "$services/redis.log")"
        sleep 0.1
    done
    export ZHOUBAO_TEST_REDIS_URL="redis://:$secret@127.0.0.1:$port/0"
}

# PostgreSQL refuses to be run by root; Debian's package brings a user for it.
as_postgres() (
    PATH=$PATH:$(printf '%s:' /usr/lib/postgresql/*/bin)
    cd /
    if [ "$(id -u)" = 0 ]; then
        runuser -u postgres -- "$@"
    else
        "$@"
    fi
)

# Nothing in it need outlast the tests.
start_postgres() {
    data=$services/postgres
    port=$(free_port)
    mkdir "$data"
    printf '%s' "$secret" >"$services/password"
    if [ "$(id -u)" = 0 ]; then
        chmod 711 "$services"
        chown postgres "$data" "$services/password"
        chmod 400 "$services/password"
    fi
    quickly="-c fsync=off -c synchronous_commit=off -c full_page_writes=off"
    {
        as_postgres initdb -D "$data" -U zhoubao -A scram-sha-256 --pwfile "$services/password" \
            -E UTF8 --locale C.UTF-8 --no-sync &&
            as_postgres pg_ctl start -s -w -D "$data" -l "$data/log" \
                -o "-h 127.0.0.1 -p $port -k '' $quickly"
    } >"$services/postgres.log" 2>&1 ||
        die "PostgreSQL does not start: $(tail -n 5 "$services/postgres.log" "$data/log")"
    postgres_url="postgres://zhoubao:$secret@127.0.0.1:$port/postgres"
}
