#!/bin/bash
# rule_pages.sh SAMC ROOT [--update] [ID...]: each rule has a page docs/rules/ID.md, and each page
# tells the truth.
#
# Read from a page, in this order:
#
#     # ID: TITLE                 as `samc rules` has them
#     Severity: SEVERITY          as well
#     ```yaml bad [options="..."] a template that gives a finding of the rule; `options` may start
#                                 with "lint": then samc lint is run, else samc transform
#     ```text                     all that samc says about it, as it says it
#     ```yaml good [options=...]  a template that nothing is found in
#     ```LANGUAGE file="PATH"     a file beside the template of the sample above it
#     https://docs.aws.amazon.com the page of AWS that it rests on
#
# There may be several samples of each kind; each bad one has its text below it. One that is too
# large for a page, or made by a program, says `elsewhere="FILE"`: that test must name the rule.
# --update writes the texts anew, to be read before they are kept.
set -u
samc=$(realpath "$1")
root=$(realpath "$2")
shift 2
pages=$root/docs/rules
update=
[ "${1-}" != --update ] || { update=yes; shift; }
only=" $* "

unset AWS_REGION AWS_DEFAULT_REGION
export LC_ALL=C XDG_CACHE_HOME=/dev/null
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1

failures=0
fail() {
    failures=$((failures + 1))
    echo "docs/rules/$1.md: $2"
    [ -z "${3-}" ] || sed 's/^/    /' "$3"
}

# Cuts the page into files: N.yaml and N.text for each sample; prints a line "N KIND OPTIONS" each;
# KIND is bad, good, or elsewhere (then a file follows). A file of sample N becomes N.file.M, with a
# line "N.file.M file PATH".
samples_of() {
    awk -v work="$work" '
        function attribute(name) {
            if (!match($0, " " name "=\"[^\"]*\"")) return ""
            return substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 4)
        }
        /^```/ && file { close(file); file = ""; next }
        /^```yaml (bad|good)/ {
            file = work "/" ++n ".yaml"
            if (attribute("elsewhere") != "") print n, "elsewhere", attribute("elsewhere")
            else print n, $2, attribute("options")
        }
        /^```text$/ { file = work "/" n ".text" }
        attribute("file") != "" && /^```/ {
            file = work "/" n ".file." ++m
            print n ".file." m, "file", attribute("file")
        }
        /^```/ { if (file) printf "" >file; next }
        file { print >file }' "$1"
}

# Puts the texts N.said in place of those of the page.
with_new_texts() {
    awk -v work="$work" '
        /^```yaml (bad|good)/ { n++ }
        skipping && /^```$/ { skipping = 0 }
        !skipping { print }
        /^```text$/ {
            file = work "/" n ".said"
            while ((getline line <file) > 0) print line
            skipping = 1
        }' "$1"
}

check_bad() {
    local id=$1 severity=$2 n=$3 status=$4
    grep -q "^template\.yaml:[0-9]*:[0-9]*: $severity $id: " "$n.said" ||
        fail "$id" "sample $n does not give the rule as $severity, but ends with status $status:" "$n.said"
    [ -z "$update" ] || return
    diff "$n.text" "$n.said" >"$n.diff" 2>&1 ||
        fail "$id" "sample $n does not give the text below it (--update writes it):" "$n.diff"
}

check_sample() {
    local id=$1 severity=$2 n=$3 kind=$4 options=$5 status file what path
    [ "$kind" != file ] || return
    if [ "$kind" = elsewhere ]; then
        grep -q "\"$id\"" "$root/$options" || fail "$id" "$options does not name the rule"
        return
    fi
    rm -rf beside && mkdir beside && cp "$n.yaml" beside/template.yaml
    while read -r file what path; do
        [[ $what = file && $file = "$n".file.* ]] || continue
        mkdir -p "beside/$(dirname "$path")" && cp "$file" "beside/$path"
    done <samples
    cd beside || exit 1
    # shellcheck disable=SC2086 # options are words
    [ "${options%% *}" = lint ] || options="transform $options"
    "$samc" $options template.yaml >../out 2>"../$n.said"
    status=$?
    cd ..
    [ "${options%% *}" != lint ] || cat out >>"$n.said"
    case $kind in
    bad) check_bad "$id" "$severity" "$n" "$status" ;;
    good)
        [ "$status" = 0 ] && [ ! -s "$n.said" ] ||
            fail "$id" "good sample $n ends with status $status:" "$n.said"
        ;;
    esac
}

check_page() {
    local id=$1 severity=$2 title=$3 page=$pages/$1.md n kind options
    [ -e "$page" ] || { fail "$id" "the page is missing"; return; }
    rm -rf ./*
    [ "$(head -n 1 "$page")" = "# $id: $title" ] || fail "$id" "its first line is not '# $id: $title'"
    grep -qx "Severity: $severity" "$page" || fail "$id" "it lacks the line 'Severity: $severity'"
    grep -q 'https://docs\.aws\.amazon\.com/' "$page" || fail "$id" "it names no page of AWS"
    samples_of "$page" >samples
    grep -qE '^[0-9]+ (bad|elsewhere)' samples || fail "$id" "it has no bad sample"
    grep -q '^[0-9]* good' samples || fail "$id" "it has no good sample"
    while read -r n kind options; do
        check_sample "$id" "$severity" "$n" "$kind" "$options"
    done <samples
    [ -n "$update" ] || return
    with_new_texts "$page" >page
    cmp -s page "$page" || { cat page >"$page"; echo "docs/rules/$id.md: written"; }
}

rules=$("$samc" rules) || { echo "samc rules failed"; exit 1; }
count=0
while read -r id severity title; do
    [ "$only" = "  " ] || [[ $only = *" $id "* ]] || continue
    count=$((count + 1))
    check_page "$id" "$severity" "$title"
done <<<"$rules"
for page in "$pages"/*.md; do
    id=$(basename "$page" .md)
    grep -q "^$id " <<<"$rules" || fail "$id" "there is no rule $id; remove the page"
done
echo "$count rules, $failures failures"
[ "$failures" = 0 ]
