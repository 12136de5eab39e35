#!/bin/sh
# Holds reports and hooks against the programs that read them (reports.py, hooks.py). Called by
# `make peer`.
#
# Environment: SAMC, the program to test (build/samc); SAMC_REPORTS_VENV, a Python virtual environment
# for the packages, or where to make one (build/peer-reports); SAMC_PEER_PACKAGES, where validators are
# kept (build/peer-packages).
set -eu

packages='cfn-lint==1.51.5 lxml==6.1.3 jsonschema==4.26.0 diff-cover==11.0.1 check-jsonschema==0.39.0 pre-commit==4.7.0'
root=$(cd "$(dirname "$0")/../.." && pwd)
venv=${SAMC_REPORTS_VENV:-$root/build/peer-reports}
SAMC=${SAMC:-$root/build/samc}
export SAMC

say() { echo "peer: $*" >&2; }

# Installs the packages unless exactly those were installed by this script before.
prepare() {
    if [ "$(cat "$venv/packages" 2>/dev/null)" = "$packages" ]; then return; fi
    say "installing $packages into $venv"
    python3 -m venv "$venv" || {
        say "python3 cannot make a virtual environment; on Debian: apt-get install python3-venv"
        exit 1
    }
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check $packages
    echo "$packages" >"$venv/packages"
}

if [ ! -x "$SAMC" ]; then
    say "$SAMC is not there; build it first ('make peer' does), or set SAMC to the program to test"
    exit 1
fi
prepare
failed=0
for program in reports.py hooks.py; do
    PYTHONDONTWRITEBYTECODE=1 "$venv/bin/python" "$root/tests/peer/$program" </dev/null || failed=1
done
exit $failed
