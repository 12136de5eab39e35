#compdef samc
# zsh completion for samc. Made by samc completion zsh from the tables in cli/. Do not edit.

_samc_rules() {
  local -a rules
  rules=(${${(f)"$(samc rules 2>/dev/null)"}%% *})
  compadd -a rules
}

_samc_types() {
  local -a types
  types=(${(f)"$(samc spec 2>/dev/null)"})
  compadd -a types
}

_samc_templates() { _files -g '*.(yaml|yml|json|template)(-.)' }

_samc_commands() {
  local -a commands=(
    'transform:compile a SAM template to CloudFormation'
    'lint:find what is wrong with templates'
    'resolve:evaluate intrinsic functions as far as can be'
    'explain:show where a resource of the output comes from'
    'spec:show what is known of resource types'
    'rules:list the rules that findings name'
    'completion:print what a shell needs to complete words of samc'
    'help:show what samc, or one of its commands, can do'
  )
  _describe -t commands command commands
}

_samc() {
  local state line curcontext=$curcontext
  typeset -A opt_args
  _arguments -C \
      '(- *)-h[show this help]' \
      '(- *)--help[show this help]' \
      '(- *)--version[show the version]' \
      '1:command:_samc_commands' '*::argument:->argument' \
      && return 0
  [[ $state == argument ]] || return 1
  case $words[1] in
  transform)
    _arguments -S \
      '(-o --output)-o+[write the result to FILE instead of standard output]:FILE:_files' \
      '(-o --output)--output=[write the result to FILE instead of standard output]:FILE:_files' \
      '--format=[form of the result (default\: json)]:format:(json yaml)' \
      '--compact[JSON without line breaks and spaces]' \
      '--diagnostics-format=[form of the findings (default\: text)]:FORM:(text json parseable sarif junit github gitlab checkstyle rdjson)' \
      '--region=[region, such as eu-west-1 (default\: see the manual)]:REGION: ' \
      '--partition=[partition, such as aws-cn (default\: the region'\''s)]:PARTITION: ' \
      '*--parameter-overrides[values of parameters, up to the next option or --]:*-*:NAME=VALUE...: ' \
      '*--parameter-file=[values of parameters in a file; may be repeated]:FILE:_files' \
      '--managed-policies=[map of managed policy names to their ARNs]:FILE:_files' \
      '*--feature-toggles=[behaviour to switch on]:NAME,...:(all normalized_open_api_version deployment_preference_condition_fix)' \
      '--local-artifacts=[what to do about local paths, as in CodeUri\: ./src (default\: refuse)]:local-artifacts:(refuse keep placeholder)' \
      '--include-local[replace AWS\:\:Include of local paths by the files]' \
      '--offline[do not ask AWS for the URLs of applications]' \
      '--profile=[profile with the AWS credentials for that]:NAME: ' \
      '(- *)-h[show this help]' \
      '(- *)--help[show this help]' \
      '(- *)--version[show the version]' \
      '1:FILE:_samc_templates' \
      && return 0
    ;;
  lint)
    _arguments -S \
      '--changed=-[only what changed in git (since REF)]::REF: ' \
      '*--ignore-templates[files and folders to leave out]:*-*:FILE...:_files' \
      '*-s[folders with schemas of more resource types]:*-*:FOLDER...:_files -/' \
      '*--registry-schemas[folders with schemas of more resource types]:*-*:FOLDER...:_files -/' \
      '--bundled-types[use only the resource types that are built in]' \
      '(-L --list-templates)-L[list the files that would be read, and end]' \
      '(-L --list-templates)--list-templates[list the files that would be read, and end]' \
      '--stdin-filename=[what findings call standard input]:FILE:_files' \
      '(-f --format)-f+[form of the findings (default\: text)]:FORM:(text json parseable sarif junit github gitlab checkstyle rdjson)' \
      '(-f --format)--format=[form of the findings (default\: text)]:FORM:(text json parseable sarif junit github gitlab checkstyle rdjson)' \
      '(-o --output)-o+[write the findings to FILE]:FILE:_files' \
      '(-o --output)--output=[write the findings to FILE]:FILE:_files' \
      '--fix[mend what is safe to mend]' \
      '--diff[show what --fix would change]' \
      '*-i[rules that do not count, by id or start of id]:*-*:ID...:_samc_rules' \
      '*--ignore-checks[rules that do not count, by id or start of id]:*-*:ID...:_samc_rules' \
      '*-c[rules that inform, to count]:*-*:ID...:_samc_rules' \
      '*--include-checks[rules that inform, to count]:*-*:ID...:_samc_rules' \
      '*-m[rules that count, whatever else is said]:*-*:ID...:_samc_rules' \
      '*--mandatory-checks[rules that count, whatever else is said]:*-*:ID...:_samc_rules' \
      '*-x[settings of single rules, up to the next option or --]:*-*:RULE\:KEY=VALUE...: ' \
      '*--configure-rule[settings of single rules, up to the next option or --]:*-*:RULE\:KEY=VALUE...: ' \
      '*-r[regions that the templates are for]:*-*:REGION...: ' \
      '*--regions[regions that the templates are for]:*-*:REGION...: ' \
      '--fail-on=[least that sets the exit status]:fail-on:(info warning error none)' \
      '--today=[day for rules about dates, such as 2026-11-21]:DATE: ' \
      '--config-file=[settings to use instead of those in .cfnlintrc]:FILE:_files' \
      '(-j --jobs)-j+[threads (default\: one for each processor)]:N: ' \
      '(-j --jobs)--jobs=[threads (default\: one for each processor)]:N: ' \
      '--partition=[partition, such as aws-cn (default\: the region'\''s)]:PARTITION: ' \
      '*--parameter-overrides[values of parameters, up to the next option or --]:*-*:NAME=VALUE...: ' \
      '*--parameter-file=[values of parameters in a file; may be repeated]:FILE:_files' \
      '--include-local[replace AWS\:\:Include of local paths by the files]' \
      '(- *)-h[show this help]' \
      '(- *)--help[show this help]' \
      '(- *)--version[show the version]' \
      '*:FILE:_samc_templates' \
      && return 0
    ;;
  resolve)
    _arguments -S \
      '(-o --output)-o+[write the result to FILE instead of standard output]:FILE:_files' \
      '(-o --output)--output=[write the result to FILE instead of standard output]:FILE:_files' \
      '--format=[form of the result (default\: json)]:format:(json yaml)' \
      '--compact[JSON without line breaks and spaces]' \
      '--diagnostics-format=[form of the findings (default\: text)]:FORM:(text json parseable sarif junit github gitlab checkstyle rdjson)' \
      '--language-extensions-only[evaluate only what AWS\:\:LanguageExtensions does]' \
      '--explain=[show step by step how the value at PATH came about]:PATH: ' \
      '--conditions[show a table of the conditions instead of the template]' \
      '--region=[region, such as eu-west-1 (default\: see the manual)]:REGION: ' \
      '--partition=[partition, such as aws-cn (default\: the region'\''s)]:PARTITION: ' \
      '*--parameter-overrides[values of parameters, up to the next option or --]:*-*:NAME=VALUE...: ' \
      '*--parameter-file=[values of parameters in a file; may be repeated]:FILE:_files' \
      '(- *)-h[show this help]' \
      '(- *)--help[show this help]' \
      '(- *)--version[show the version]' \
      '1:FILE:_samc_templates' \
      && return 0
    ;;
  explain)
    _arguments -S \
      '--diagnostics-format=[form of the findings (default\: text)]:FORM:(text json parseable sarif junit github gitlab checkstyle rdjson)' \
      '--region=[region, such as eu-west-1 (default\: see the manual)]:REGION: ' \
      '--partition=[partition, such as aws-cn (default\: the region'\''s)]:PARTITION: ' \
      '*--parameter-overrides[values of parameters, up to the next option or --]:*-*:NAME=VALUE...: ' \
      '*--parameter-file=[values of parameters in a file; may be repeated]:FILE:_files' \
      '--managed-policies=[map of managed policy names to their ARNs]:FILE:_files' \
      '*--feature-toggles=[behaviour to switch on]:NAME,...:(all normalized_open_api_version deployment_preference_condition_fix)' \
      '--local-artifacts=[what to do about local paths, as in CodeUri\: ./src (default\: refuse)]:local-artifacts:(refuse keep placeholder)' \
      '--include-local[replace AWS\:\:Include of local paths by the files]' \
      '(- *)-h[show this help]' \
      '(- *)--help[show this help]' \
      '(- *)--version[show the version]' \
      '1:FILE:_samc_templates' \
      '2:LOGICAL_ID: ' \
      && return 0
    ;;
  spec)
    _arguments -S \
      '--bundled-types[use only the resource types that are built in]' \
      '--update[take newer schemas for this and for lint]' \
      '--region=[region of --update (default\: see the manual)]:REGION: ' \
      '--remove-update[go back to the resource types that are built in]' \
      '(- *)-h[show this help]' \
      '(- *)--help[show this help]' \
      '(- *)--version[show the version]' \
      '1:TYPE:_samc_types' \
      && return 0
    ;;
  rules)
    _arguments -S \
      '(- *)-h[show this help]' \
      '(- *)--help[show this help]' \
      '(- *)--version[show the version]' \
      '1:ID:_samc_rules' \
      && return 0
    ;;
  completion)
    _arguments -S \
      '(- *)-h[show this help]' \
      '(- *)--help[show this help]' \
      '(- *)--version[show the version]' \
      '1:SHELL:(bash zsh fish)' \
      && return 0
    ;;
  help)
    _arguments -S \
      '(- *)-h[show this help]' \
      '(- *)--help[show this help]' \
      '(- *)--version[show the version]' \
      '1:COMMAND:_samc_commands' \
      && return 0
    ;;
  esac
  return 1
}

if [[ $funcstack[1] == _samc ]]; then
  _samc "$@"
else
  compdef _samc samc
fi
