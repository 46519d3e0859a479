# shellcheck shell=sh
# Installing: Debian's packages and the locked Python packages, each only when it is missing.

# Run a command quietly; every five seconds tell how many lines of its output match a pattern.
# If it fails, show the end of its output.
counting() {
    pattern=$1
    shift
    log=$(mktemp)
    tick "$pattern" "$log" &
    ticker=$!
    status=0
    "$@" </dev/null >"$log" 2>&1 || status=$?
    kill "$ticker" 2>/dev/null || true
    wait "$ticker" 2>/dev/null || true
    [ "$status" = 0 ] || tail -n 30 "$log" >&2
    rm -f "$log"
    return "$status"
}

tick() {
    while sleep 5 >/dev/null 2>&1 && kill -0 $$ 2>/dev/null; do
        say "      $(grep -cE "$1" "$2") …"
    done
}

on_debian() { command -v apt-get >/dev/null && grep -qE '^ID(_LIKE)?=.*debian' /etc/os-release; }
on_ubuntu() { grep -q '^ID=ubuntu' /etc/os-release 2>/dev/null; }

# Ubuntu has Chromium as a snap only; there Playwright brings its own.
packages_of() {
    if on_ubuntu; then cat "$@" | grep -vx chromium; else cat "$@"; fi
}

# Which of the Debian packages named on stdin are not installed.
missing_packages() {
    # shellcheck disable=SC2016 # dpkg-query fills these in
    installed=$(dpkg-query -W -f '${Package} ${db:Status-Status}\n' 2>/dev/null |
        sed -n 's/ installed$//p')
    grep -vxF "$installed" | tr '\n' ' '
}

# Install the packages of the lists given. Elsewhere than on Debian say what is needed, and go on.
debian_packages() {
    if ! on_debian; then
        [ -e .venv/lock.txt ] ||
            say "Neither Debian nor Ubuntu. These must be there: $(cat "$@" | tr '\n' ' ')"
        return 0
    fi
    missing=$(packages_of "$@" | missing_packages)
    [ "$missing" ] || return 0
    step 1 "Installing Debian packages: $missing"
    if [ "$(id -u)" = 0 ]; then
        root=
    elif command -v sudo >/dev/null; then
        root=sudo
    else
        say "Neither root nor sudo here. Have them installed: apt-get install $missing"
        return 0
    fi
    apt="$root env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300"
    # shellcheck disable=SC2086 # words on purpose
    counting '^(Get|Hit):' $apt update || die "apt-get update failed, as told above."
    # shellcheck disable=SC2086
    counting '^(Get:|Unpacking|Setting up)' $apt install -y --no-install-recommends $missing ||
        die "apt-get install failed, as told above."
}

virtual_environment() {
    if python -c 'import pip' 2>/dev/null; then return 0; fi
    python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null ||
        die "Python 3.11 or newer is needed as python3."
    step 2 "Making a virtual environment in .venv"
    python3 -m venv --clear .venv || die "Python's venv is missing (Debian: python3-venv)."
}

# Install the locked packages of requirements/NAME.txt. .venv/lock.txt is the lock last installed;
# dev.txt holds all of base.txt.
python_packages() {
    virtual_environment
    for lock in "$1" dev; do
        if cmp -s "requirements/$lock.txt" .venv/lock.txt; then return 0; fi
    done
    step 2 "Installing $(grep -c == "requirements/$1.txt") Python packages"
    rm -f .venv/lock.txt
    counting '^Collecting' .venv/bin/python -m pip install --no-input --disable-pip-version-check \
        --no-deps --only-binary :all: --require-hashes -r "requirements/$1.txt" ||
        die "pip failed, as told above."
    python -c 'import weasyprint' >/dev/null ||
        die "Pango is missing (Debian: libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0)."
    cp "requirements/$1.txt" .venv/lock.txt
}
