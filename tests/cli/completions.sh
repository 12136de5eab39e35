#!/bin/bash
# completions.sh SAMC [--update]: cli/completions/samc.SHELL is what `samc completion SHELL` prints, and
# the shells complete with it what users would expect. A shell that is not installed is passed over.
set -u
samc=$(realpath "$1")
kept=$(realpath "$(dirname "$0")/../../cli/completions")
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
failures=0
fail() {
    failures=$((failures + 1))
    echo "$*"
}

for shell in bash zsh fish; do
    if [ "${2-}" = --update ]; then
        "$samc" completion $shell >"$kept/samc.$shell"
    else
        "$samc" completion $shell | diff -u "$kept/samc.$shell" - ||
            fail "cli/completions/samc.$shell is not what samc prints. Run: $0 $samc --update"
    fi
done
[ "${2-}" != --update ] || exit 0

mkdir "$work/bin" "$work/place" "$work/place/schemas"
ln -s "$samc" "$work/bin/samc"
export PATH=$work/bin:$PATH HOME=$work LC_ALL=C
unset XDG_CACHE_HOME
cd "$work/place" || exit 1
touch template.yaml template.json text.md

# What is typed, and what has to come of it, for all shells. Words are apart by blanks; with a + before
# them there may be others, too.
cases() {
    cat <<'END'
samc exp|explain
samc lint --form|--format
samc lint --format jso|json
samc lint -f ju|junit
samc transform --local-artifacts ke|keep
samc transform tem|template.json template.yaml
samc lint --registry-schemas sch|schemas/
samc rules E300|+ E3001 E3002
samc lint -i W10|+ W1001
samc spec AWS::SQS::Q|AWS::SQS::Queue AWS::SQS::QueueInlinePolicy AWS::SQS::QueuePolicy
samc completion z|zsh
samc help tr|transform
samc resolve --cond|--conditions
samc transform --cond|
END
}

in_bash() { # LINE: a completion in each line
    bash -c '
        source "$1"
        COMP_LINE=$2 COMP_POINT=${#2}
        read -ra COMP_WORDS <<<"$(sed "s/\(::\|[=:]\)/ & /g" <<<"$2")"
        [[ $2 != *" " ]] || COMP_WORDS+=("")
        COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
        _samc
        for word in "${COMPREPLY[@]}"; do
            [[ $2 != *::* ]] || word=${2##* } word=${word%"${word##*:}"}${COMPREPLY[i++]}
            [[ ! -d $word ]] || word+=/ # as bash shows it
            echo "$word"
        done' bash "$kept/samc.bash" "$1"
}

in_fish() {
    fish --no-config -c 'source $argv[1]; complete -C $argv[2]' "$kept/samc.fish" "$1" | cut -f1
}

check() { # SHELL LINE EXPECTED
    local found word
    found=$("in_$1" "$2" | sort -u | tr '\n' ' ')
    case $3 in
    '+ '*)
        for word in ${3#+ }; do
            [[ " $found" == *" $word "* ]] || fail "$1: $2: $word is not among: $found"
        done
        ;;
    *) [ "${found% }" = "$3" ] || fail "$1: $2: it should be '$3' and is '${found% }'" ;;
    esac
}

for shell in bash fish; do
    command -v $shell >/dev/null || { echo "$shell is not installed"; continue; }
    while IFS='|' read -r line expected; do
        check $shell "$line" "$expected"
    done < <(cases)
done
check bash 'samc lint --format=jso' json
check bash 'samc lint --parameter-overrides A=B --list' --list-templates
check bash 'samc lint -i W1 tem' 'template.json template.yaml'

# zsh completes only in its line editor: a line is typed there, with a tabulator, and read again.
if command -v zsh >/dev/null; then
    mkdir "$work/functions" && cp "$kept/samc.zsh" "$work/functions/_samc"
    while IFS='|' read -r line expected; do
        found=$(zsh -f "$(dirname "$kept")/../tests/cli/completions.zsh" "$work/functions" "$line")
        [ "$found" = "$expected" ] || fail "zsh: $line: it should be '$expected' and is '$found'"
    done <<'END'
samc exp|samc explain 
samc lint --forma|samc lint --format=
samc lint -f ju|samc lint -f junit 
samc transform template.y|samc transform template.yaml 
samc transform te|samc transform template.
samc lint --registry-schemas sch|samc lint --registry-schemas schemas/
samc rules PKG100|samc rules PKG1001 
samc spec AWS::SQS::QueueP|samc spec AWS::SQS::QueuePolicy 
samc completion z|samc completion zsh 
samc transform --cond|samc transform --cond
END
else
    echo "zsh is not installed"
fi
echo "$failures failures"
[ "$failures" = 0 ]
