# bash completion for samc. Made by samc completion bash from the tables in cli/. Do not edit.

# Offers those of the words that start with what is typed. What bash has taken for words of its
# own, up to the last = or :, is left out.
_samc_words() { # WORD...
    local typed=${typed##*=} kept
    kept=${typed%"${typed##*:}"}
    mapfile -t COMPREPLY < <(compgen -W "$*" -- "$typed")
    COMPREPLY=("${COMPREPLY[@]#"$kept"}")
}

_samc_rules() { _samc_words $(samc rules 2>/dev/null | cut -d' ' -f1); }
_samc_types() { _samc_words $(samc spec 2>/dev/null); }

_samc_files() { # -f or -d
    compopt -o filenames 2>/dev/null
    mapfile -t COMPREPLY < <(compgen "$1" -- "$cur")
}

# Folders, and files that look like templates; other files only where there is none.
_samc_templates() {
    local word words=()
    _samc_files -f
    for word in "${COMPREPLY[@]}"; do
        [[ -d $word || $word == *.@(yaml|yml|json|template) ]] && words+=("$word")
    done
    [[ ${#words[@]} == 0 ]] || COMPREPLY=("${words[@]}")
}

_samc_options() { # COMMAND
    case $1 in
    transform) echo "-o --output --format --compact --diagnostics-format --region --partition --parameter-overrides --parameter-file --managed-policies --feature-toggles --local-artifacts --include-local --offline --profile -h --help --version" ;;
    lint) echo "--changed --ignore-templates -s --registry-schemas --bundled-types -L --list-templates --stdin-filename -f --format -o --output --fix --diff -i --ignore-checks -c --include-checks -m --mandatory-checks -x --configure-rule -r --regions --fail-on --today --config-file -j --jobs --partition --parameter-overrides --parameter-file --include-local -h --help --version" ;;
    resolve) echo "-o --output --format --compact --diagnostics-format --language-extensions-only --explain --conditions --region --partition --parameter-overrides --parameter-file -h --help --version" ;;
    explain) echo "--diagnostics-format --region --partition --parameter-overrides --parameter-file --managed-policies --feature-toggles --local-artifacts --include-local -h --help --version" ;;
    spec) echo "--bundled-types --update --region --remove-update -h --help --version" ;;
    rules) echo "-h --help --version" ;;
    completion) echo "-h --help --version" ;;
    help) echo "-h --help --version" ;;
    *) echo "-h --help --version" ;;
    esac
}

# Completes an argument of an option; fails when what comes is none.
_samc_argument() { # COMMAND OPTION NUMBER
    case "$1 $2 $3" in
    "transform -o 0" | "transform --output 0") _samc_files -f ;;
    "transform --format 0") _samc_words json yaml ;;
    "transform --diagnostics-format 0") _samc_words text json parseable sarif junit github gitlab checkstyle rdjson ;;
    "transform --region 0") : ;;
    "transform --partition 0") : ;;
    "transform --parameter-overrides "*) : ;;
    "transform --parameter-file 0") _samc_files -f ;;
    "transform --managed-policies 0") _samc_files -f ;;
    "transform --feature-toggles 0") _samc_words all normalized_open_api_version deployment_preference_condition_fix ;;
    "transform --local-artifacts 0") _samc_words refuse keep placeholder ;;
    "transform --profile 0") : ;;
    "lint --ignore-templates "*) _samc_files -f ;;
    "lint -s "* | "lint --registry-schemas "*) _samc_files -d ;;
    "lint --stdin-filename 0") _samc_files -f ;;
    "lint -f 0" | "lint --format 0") _samc_words text json parseable sarif junit github gitlab checkstyle rdjson ;;
    "lint -o 0" | "lint --output 0") _samc_files -f ;;
    "lint -i "* | "lint --ignore-checks "*) _samc_rules; [[ ${#COMPREPLY[@]} -gt 0 ]] ;;
    "lint -c "* | "lint --include-checks "*) _samc_rules; [[ ${#COMPREPLY[@]} -gt 0 ]] ;;
    "lint -m "* | "lint --mandatory-checks "*) _samc_rules; [[ ${#COMPREPLY[@]} -gt 0 ]] ;;
    "lint -x "* | "lint --configure-rule "*) : ;;
    "lint -r 0" | "lint --regions 0") : ;;
    "lint --fail-on 0") _samc_words info warning error none ;;
    "lint --today 0") : ;;
    "lint --config-file 0") _samc_files -f ;;
    "lint -j 0" | "lint --jobs 0") : ;;
    "lint --partition 0") : ;;
    "lint --parameter-overrides "*) : ;;
    "lint --parameter-file 0") _samc_files -f ;;
    "resolve -o 0" | "resolve --output 0") _samc_files -f ;;
    "resolve --format 0") _samc_words json yaml ;;
    "resolve --diagnostics-format 0") _samc_words text json parseable sarif junit github gitlab checkstyle rdjson ;;
    "resolve --explain 0") : ;;
    "resolve --region 0") : ;;
    "resolve --partition 0") : ;;
    "resolve --parameter-overrides "*) : ;;
    "resolve --parameter-file 0") _samc_files -f ;;
    "explain --diagnostics-format 0") _samc_words text json parseable sarif junit github gitlab checkstyle rdjson ;;
    "explain --region 0") : ;;
    "explain --partition 0") : ;;
    "explain --parameter-overrides "*) : ;;
    "explain --parameter-file 0") _samc_files -f ;;
    "explain --managed-policies 0") _samc_files -f ;;
    "explain --feature-toggles 0") _samc_words all normalized_open_api_version deployment_preference_condition_fix ;;
    "explain --local-artifacts 0") _samc_words refuse keep placeholder ;;
    "spec --region 0") : ;;
    *) return 1 ;;
    esac
}

_samc_operand() { # COMMAND
    case $1 in
    transform) _samc_templates ;;
    lint) _samc_templates ;;
    resolve) _samc_templates ;;
    explain) _samc_templates ;;
    spec) _samc_types ;;
    rules) _samc_rules ;;
    completion) _samc_words bash zsh fish ;;
    help) _samc_words transform lint resolve explain spec rules completion help ;;
    '') _samc_words transform lint resolve explain spec rules completion help ;;
    esac
}

_samc() {
    local cur=${COMP_WORDS[COMP_CWORD]} line=${COMP_LINE:0:COMP_POINT}
    local typed=${line##*[[:space:]]} command= option= behind=0 word i
    COMPREPLY=()
    for ((i = 1; i < COMP_CWORD; i++)); do
        word=${COMP_WORDS[i]}
        case $word in
        --) option= ;;
        -*) option=$word behind=0 ;;
        = | : | ::) ;;
        *) if [[ $command ]]; then ((behind++)); else command=$word; fi ;;
        esac
    done
    [[ $cur != [=:]* ]] || cur=
    if [[ $typed == -* && $typed != *=* ]]; then
        _samc_words $(_samc_options "$command")
    elif ! [[ $option ]] || ! _samc_argument "$command" "$option" $behind; then
        _samc_operand "$command"
    fi
}

complete -F _samc samc
