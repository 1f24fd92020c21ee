#!/bin/sh
# Bring the fonts the papers are printed with into .tools/fonts.
#
# The digests below decide, not where a file came from: an office without a
# network copies the same files into .tools/fonts by hand and this script is
# content. Noto Serif SC holds every rare name character and is required; the
# Fandol faces (仿宋, 黑体, 楷体, 宋体) give the official look and are not: without
# them the papers are printed in Noto Serif SC alone.
set -eu

root=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd)
fonts="$root/.tools/fonts"
noto_package='@expo-google-fonts/noto-serif-sc@0.4.3'
fandol_package='texlive-lang-chinese'
fandol_version='2022.20230122-1'

noto='c358a69de3df5f423a8946a7b03e3126fb6ba116f1130a463455b4e39e1f0742  NotoSerifSC_400Regular.ttf
5d19e0f438d4a30371f584d34a87c9232dba0a85237db63fe5337fe743487def  NotoSerifSC_600SemiBold.ttf
9c6a2ba736e4b499c84f65ce366bd3625c0401885fd3e585ace50fb738b96ff6  NotoSerifSC_700Bold.ttf'
fandol='d838ad32ce2244d8144f408c37fe71065aba6fbbc80759a4d2aa2033948d5bc9  FandolFang-Regular.otf
4afa97aa8751e0118617df88272b58d43691b5cffb7ea024c4580496e9f34d28  FandolHei-Regular.otf
ea7e7fb4f9b3ac694a68d43946e04d21deed6e8c29a7c2d3081e1a4138f2f827  FandolKai-Regular.otf
a3820003227d4abe31fe28b493200d94a849ccfd078b50a019264f70353020b0  FandolSong-Regular.otf'

# whether every file of the list $1 lies in the folder $2 with its digest
holds() { [ -d "$2" ] && (cd "$2" && printf '%s\n' "$1" | sha256sum --check --status 2>/dev/null); }

# copy the files of the list $1 from anywhere under $2 into .tools/fonts, if all are right
take() {
    printf '%s\n' "$1" | while read -r _ name; do
        found=$(find "$2" -type f -name "$name" | head -n 1)
        [ -z "$found" ] || cp "$found" "$picked/$name"
    done
    holds "$1" "$picked" || return 1
    printf '%s\n' "$1" | while read -r _ name; do mv "$picked/$name" "$fonts/$name"; done
}

fetch_noto() {
    command -v npm >/dev/null || { echo 'fonts: npm is missing; it brings Noto Serif SC' >&2; return 1; }
    (cd "$work" && npm pack --silent --ignore-scripts "$noto_package" >/dev/null) || return 1
    mkdir "$work/noto"
    tar -xzf "$work"/*.tgz -C "$work/noto" || return 1
    take "$noto" "$work/noto"
}

# The pinned version first; another version will do, since its fonts' digests decide.
fetch_fandol() {
    command -v apt-get >/dev/null && command -v dpkg-deb >/dev/null || return 1
    (cd "$work" && { apt-get -qq download "$fandol_package=$fandol_version" ||
        apt-get -qq download "$fandol_package"; } >/dev/null 2>&1) || return 1
    mkdir "$work/fandol"
    dpkg-deb -x "$work"/"$fandol_package"_*.deb "$work/fandol" || return 1
    take "$fandol" "$work/fandol"
}

if holds "$noto" "$fonts" && holds "$fandol" "$fonts"; then exit 0; fi

mkdir -p "$fonts"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
picked="$work/picked"
mkdir "$picked"

if ! holds "$noto" "$fonts"; then
    fetch_noto || {
        echo "fonts: Noto Serif SC could not be had ($noto_package, by npm); no paper can be printed" >&2
        exit 1
    }
fi
if ! holds "$fandol" "$fonts"; then
    fetch_fandol || {
        printf '%s\n' "$fandol" | while read -r _ name; do rm -f "$fonts/$name"; done
        echo "fonts: Fandol could not be had ($fandol_package, by apt-get); papers are printed in Noto Serif SC alone" >&2
    }
fi
