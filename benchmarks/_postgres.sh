# shellcheck shell=sh
# A PostgreSQL of its own until the standard input ends; its address is the one line printed.
set -eu
python() { .venv/bin/python "$@"; }
say() { printf '%s\n' "$*" >&2; }
die() {
    say "$*"
    exit 1
}
. scripts/services.sh
services=$(mktemp -d "${TMPDIR:-/tmp}/zhoubao.XXXXXX")
trap stop_services EXIT
secret=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
start_postgres
printf '%s\n' "$postgres_url"
read -r _end || true
