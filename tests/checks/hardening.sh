#!/bin/bash
# hardening.sh BUILD FILE...: programs and shared libraries are hardened as cmake/hardening.cmake asks for:
# what the linker was told is in their headers, what the compiler was told in their code. Only of large
# frames, which hardly any function has, the commands that BUILD compiles with have to tell.
#
# First the check is held against a program that is hardened in nothing, of which it has to say so.
set -u
export LC_ALL=C
problems=0
bad() { # FILE WHAT
    problems=$((problems + 1))
    echo "$1: $2"
}

# What the headers say, for any processor.
check_headers() { # FILE
    local segments dynamic
    segments=$(readelf -lW "$1") dynamic=$(readelf -dW "$1")
    grep -q '^Elf file type is DYN' <<<"$segments" || bad "$1" "can be loaded at one address only (no PIE)"
    grep -q 'GNU_RELRO' <<<"$segments" || bad "$1" "has no segment that is read-only after relocation"
    grep -q 'FLAGS.*\bNOW\b' <<<"$dynamic" || bad "$1" "binds functions late (-z now)"
    grep -qE 'GNU_STACK .* RW +0x' <<<"$segments" || bad "$1" "has an executable stack"
    ! grep -qE 'LOAD .* RWE ' <<<"$segments" || bad "$1" "has a segment that can be written to and run"
    ! grep -q 'TEXTREL' <<<"$dynamic" || bad "$1" "has code that the loader has to change"
    ! grep -qE 'R(UN)?PATH' <<<"$dynamic" || bad "$1" "looks for libraries in folders of the build"
}

# What is called shows what was compiled in. The names are those of the GNU C library.
check_calls() { # FILE
    local names
    names=$(nm --undefined-only -D "$1")
    [ -n "$names" ] || names=$(nm "$1")
    grep -q '__stack_chk_fail' <<<"$names" || bad "$1" "watches no stack (-fstack-protector-strong)"
    grep -q '__[a-z]*_chk\b' <<<"$names" || bad "$1" "checks no calls (-D_FORTIFY_SOURCE)"
}

# x86-64: functions start with endbr64, where calls by pointer may land.
check_code() { # FILE
    local landings
    landings=$(objdump -d --no-show-raw-insn "$1" | grep -c endbr64)
    [ "$landings" -gt 100 ] || bad "$1" "has no landing places for calls (-fcf-protection)"
}

# One line of the file is one command.
check_commands() { # COMPILE_COMMANDS
    local all soft
    all=$(grep -c '"command":.*\.c",$' "$1")
    soft=$(grep '"command":.*\.c",$' "$1" | grep -cv -e '-fstack-clash-protection .*\.c",$')
    [ "$all" -gt 0 ] || bad "$1" "has no commands"
    [ "$soft" = 0 ] || bad "$1" "$soft files may skip pages of the stack (-fstack-clash-protection)"
}

check() { # FILE
    check_headers "$1"
    check_calls "$1"
    [ "$(uname -m)" != x86_64 ] || check_code "$1"
}

self_check() {
    local work soft expected=7
    work=$(mktemp -d) soft=$work/soft
    echo 'int main(void) { return 0; }' | cc -x c - -o "$soft" -no-pie -fcf-protection=none \
        -fno-stack-protector -U_FORTIFY_SOURCE -Wl,-z,norelro -Wl,-z,lazy -Wl,-z,execstack || exit 1
    [ "$(uname -m)" != x86_64 ] || expected=8
    echo '  "command": "cc -O2 -c soft.c",' >"$soft.json"
    { check "$soft"; check_commands "$soft.json"; } >"$work/said"
    [ "$problems" = $expected ] || { echo "of a soft program too little is said:"; cat "$work/said"; exit 1; }
    problems=0
    rm -rf "$work"
}

build=$1
shift
self_check
check_commands "$build/compile_commands.json"
for file; do
    check "$file"
done
[ "$problems" = 0 ] || echo "The flags are in cmake/hardening.cmake."
[ "$problems" = 0 ]
