#!/bin/sh
# package.sh BUILD SOURCE CPACK: `make deb` makes a package that installs: what is in it, on which packages it
# depends, and that the program runs from where it is unpacked.
set -eu
build=$1 source=$2 cpack=$3
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fail() { echo "package: $*"; exit 1; }

"$cpack" --config "$build/CPackConfig.cmake" -G DEB -B "$work/packages" >"$work/log" 2>&1 ||
    { cat "$work/log"; exit 1; }
deb=$(echo "$work"/packages/*.deb)
[ -e "$deb" ] || fail "there is not one package: $deb"

field() { dpkg-deb -f "$deb" "$1"; }
for library in libc6 libyaml-0-2 libpcre2-8-0 libmd0; do
    field Depends | grep -q "$library" || fail "it does not depend on $library: $(field Depends)"
done
! field Depends | grep -qE 'libcurl|libarchive|libcjson' || fail "it depends on what is loaded when it is needed"
for library in libcurl4 libcjson1; do
    field Recommends | grep -q "$library" || fail "it does not recommend $library"
done
field Suggests | grep -q libarchive13 || fail "it does not suggest libarchive13"
[ "$(field Section)" = devel ] || fail "its section is $(field Section)"

dpkg-deb -x "$deb" "$work/root"
usr=$work/root/usr
for file in bin/samc share/doc/samc/copyright share/doc/samc/changelog.gz share/zsh/vendor-completions/_samc \
    share/bash-completion/completions/samc share/fish/vendor_completions.d/samc.fish; do
    [ -f "$usr/$file" ] || fail "there is no $file"
done
for page in "$source"/docs/*.1; do
    gzip -dc "$usr/share/man/man1/$(basename "$page").gz" | cmp - "$page"
done
others=$(find "$usr" -type f | sed "s,^$usr/,," | grep -vE '^(bin/samc|share/(doc|man|bash-completion|fish|zsh)/.*)$' || true)
[ -z "$others" ] || fail "there is more than the program: $others"

"$build/samc" transform "$source/fixtures/demo/template.yaml" >"$work/due"
"$usr/bin/samc" transform "$source/fixtures/demo/template.yaml" | cmp - "$work/due"

# dpkg itself takes it, when it may, into a system of its own.
if [ "$(id -u)" = 0 ]; then
    mkdir -p "$work/system/var/lib/dpkg/info" "$work/system/var/lib/dpkg/updates" "$work/system/var/log"
    touch "$work/system/var/lib/dpkg/status" "$work/system/var/lib/dpkg/available"
    dpkg --root="$work/system" --force-depends --force-script-chrootless -i "$deb" >"$work/log" 2>&1 ||
        { cat "$work/log"; fail "dpkg does not install it"; }
    "$work/system/usr/bin/samc" --version >/dev/null
fi

# What lintian has against it, but for the bug report that every package of Debian closes, and the address of
# a maintainer that nobody has named.
if command -v lintian >/dev/null; then
    lintian --allow-root --suppress-tags initial-upload-closes-no-bugs,bogus-mail-host "$deb" >"$work/said" || true
    ! grep '^[EW]:' "$work/said" || fail "lintian has something against it"
fi
