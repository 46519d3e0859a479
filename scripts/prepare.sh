# shellcheck shell=sh
# Preparing an installation: catalogues, data folder, static files, database.
# Each asks first whether there is anything to do, without starting Django.

catalogues() {
    for catalogue in locale/*/LC_MESSAGES/*.po; do
        compiled=${catalogue%.po}.mo
        if [ -e "$catalogue" ] && { [ ! -e "$compiled" ] || [ "$catalogue" -nt "$compiled" ]; }; then
            step 3 "Compiling $catalogue"
            msgfmt --check-format -o "$compiled" "$catalogue"
        fi
    done
}

# Make a folder the data folder, with settings of its own that hold a new secret key.
data_folder() {
    export ZHOUBAO_DATA_DIR="$1"
    if [ -e "$1/zhoubao.env" ]; then return 0; fi
    step 3 "Writing $1/zhoubao.env with a new secret key"
    key=$(python -c 'import secrets; print(secrets.token_urlsafe(48))')
    (
        umask 077
        mkdir -p "$1"
        printf 'ZHOUBAO_SECRET_KEY=%s\n' "$key" >"$1/zhoubao.env"
    )
}

static_files() {
    collected=static-root/staticfiles.json
    if [ -e "$collected" ] && [ ! .venv/lock.txt -nt "$collected" ] &&
        [ -z "$(find static ./*/static -newer "$collected" 2>/dev/null | head -n 1)" ]; then
        return 0
    fi
    step 4 "Collecting styles, scripts and pictures in static-root"
    manage collectstatic --no-input -v 0
}

# What the tables follow from: migrations, locked packages, and which database it is.
schema() {
    {
        ls ./*/migrations/*.py
        cat .venv/lock.txt "$ZHOUBAO_DATA_DIR/zhoubao.env"
        find "$ZHOUBAO_DATA_DIR" -maxdepth 1 -name '*.sqlite3'
        printf '%s' "${DATABASE_URL-}"
    } | cksum
}

database() {
    if [ "$(cat "$ZHOUBAO_DATA_DIR/schema" 2>/dev/null)" = "$(schema)" ]; then return 0; fi
    step 5 "Bringing the database up to date"
    manage migrate --no-input -v 0 || return
    schema >"$ZHOUBAO_DATA_DIR/schema"
}
