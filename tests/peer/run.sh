#!/bin/sh
# Compares samc with the reference implementation of the SAM transform. Called by `make peer`.
#
#     tests/peer/run.sh                      everything
#     tests/peer/run.sh --own                the same without the packages, which are many downloads
#     tests/peer/run.sh NAME ...             the fixtures whose name contains a NAME
#     tests/peer/run.sh --store [NAME ...]   writes the expectations of fixtures, from the reference
#     tests/peer/run.sh --reading [DIR ...]  compares how both read YAML and JSON
#     tests/peer/run.sh --mutations [...]    compares on fixtures with small mistakes, see mutations.py
#     tests/peer/run.sh --pages [RULE ...]   compares on the samples of docs/rules, see pages.py
#     tests/peer/run.sh --packages [...]     compares on templates that others wrote, see packages.py
#     tests/peer/run.sh --generate [...]     compares on random templates, see generate.py
#     tests/peer/run.sh --crossings [...]    compares on crossed templates, see crossings.py
#     tests/peer/run.sh --lint [...]         compares samc lint with cfn-lint, see lint.py
#
# Environment: SAMC, the program to test (build/samc); SAMC_PEER_VENV, a Python virtual environment
# that has the reference, or where to make one (build/peer); SAMC_LINT_VENV, the same for cfn-lint;
# SAMC_LINT_VERSION, which cfn-lint: 1.53.3, the last that runs the SAM transform, or the newest, 1.58.0,
# from which samc has its table of resource types; SAMC_PEER_PACKAGES, where packages with
# templates are kept (build/peer-packages).
set -eu

reference='aws-sam-translator==1.110.0'
# PyYAML 6.0.4 takes the first of two merge keys in a map, all before it the last. Jinja fills in the
# templates of `sam init`.
yaml='pyyaml==6.0.3'
others="$yaml jinja2"
root=$(cd "$(dirname "$0")/../.." && pwd)
venv=${SAMC_PEER_VENV:-$root/build/peer}
SAMC=${SAMC:-$root/build/samc}
export SAMC

say() { echo "peer: $*" >&2; }

# Installs the reference into the virtual environment unless exactly that version is there.
prepare() {
    installed=$("$venv/bin/python" -m pip freeze 2>/dev/null || true)
    if printf '%s\n' "$installed" | grep -qx "$reference" &&
        printf '%s\n' "$installed" | grep -qix "$yaml" &&
        printf '%s\n' "$installed" | grep -qi '^jinja2=='; then return; fi
    say "installing $reference into $venv"
    python3 -m venv "$venv" || {
        say "python3 cannot make a virtual environment; on Debian: apt-get install python3-venv"
        exit 1
    }
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check "$reference" $others
}

check_samc() {
    if [ -x "$SAMC" ]; then return; fi
    say "$SAMC is not there; build it first ('make peer' does), or set SAMC to the program to test"
    exit 1
}

# The reference fills some lists from hash sets; a fixed seed makes runs alike. It may also ask for
# input, which it does not get.
python() {
    script=$1
    shift
    PYTHONHASHSEED=0 PYTHONDONTWRITEBYTECODE=1 "$venv/bin/python" "$root/tests/peer/$script" "$@" </dev/null
}

# Runs programs to the end, even when one fails.
all_of() {
    failed=0
    for program; do
        python "$program" || failed=1
    done
    return $failed
}

if [ "${1:-}" = --lint ]; then # by default the one that the table of resource types comes from
    version=${SAMC_LINT_VERSION:-1.53.3}
    reference="cfn-lint==$version"
    venv=${SAMC_LINT_VENV:-$root/build/peer-lint-$version}
fi
prepare
own='document.py python_order.py python_text.py functions.py reading.py peer.py pages.py'
case "${1:-}" in
--store) python peer.py "$@" ;;
--reading | --mutations | --pages | --packages | --generate | --crossings | --lint)
    check_samc
    program=${1#--}.py
    shift
    python "$program" "$@"
    ;;
--own)
    check_samc
    all_of $own
    ;;
'')
    check_samc
    all_of $own packages.py generate.py
    ;;
*)
    check_samc
    python peer.py "$@"
    ;;
esac
