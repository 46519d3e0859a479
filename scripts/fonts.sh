# shellcheck shell=sh
# The bulletin's faces: cut once from open fonts. Some of these lie in packages that would bring
# much else along (TeX); they are downloaded, not installed.

fonts() {
    made=.venv/share/fonts/zhoubao
    set -- "$made"/Bulletin*.otf
    if [ $# -eq 8 ] && # all of them are there
        [ -z "$(find requirements/fonts.txt bulletins/rendering/fonts/*.py -newer "$made/manifest.json")" ]; then
        return 0
    fi
    found=$(mktemp -d)
    if packaged_fonts "$found" || [ ! -e "$made/manifest.json" ]; then
        step 3 "Making the faces of the bulletin"
        python -m bulletins.rendering.fonts "$found"
    fi
    rm -rf "$found"
}

# Put the font files of the packages of requirements/fonts.txt into a folder.
packaged_fonts() {
    on_debian || return 1
    list=$PWD/requirements/fonts.txt
    (
        cd "$1"
        # shellcheck disable=SC2046 # words on purpose
        apt-get download $(cat "$list") >/dev/null 2>&1 || exit 1
        for package in ./*.deb; do
            dpkg-deb --fsys-tarfile "$package" | tar -x --wildcards '*.[ot]tf' || exit 1
        done
    )
}

# What the printing engine declares of Pango in C, read once instead of for each page that is printed.
declarations() {
    [ -z "$(find .venv/lib/python3*/site-packages/weasyprint/text/ffi.py \
        -newer .venv/share/zhoubao/declarations 2>&1)" ] ||
        python -m bulletins.rendering.declarations >/dev/null
}
