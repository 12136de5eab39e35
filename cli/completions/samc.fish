# fish completion for samc. Made by samc completion fish from the tables in cli/. Do not edit.

function __samc_rules
    samc rules 2>/dev/null | string replace -r '^(\S+)\s+\S+\s+' '$1\t'
end

function __samc_templates
    for suffix in .yaml .yml .json .template
        __fish_complete_suffix $suffix
    end
end

complete -c samc -f
complete -c samc -n '__fish_use_subcommand' -a transform -d 'compile a SAM template to CloudFormation'
complete -c samc -n '__fish_use_subcommand' -a lint -d 'find what is wrong with templates'
complete -c samc -n '__fish_use_subcommand' -a resolve -d 'evaluate intrinsic functions as far as can be'
complete -c samc -n '__fish_use_subcommand' -a explain -d 'show where a resource of the output comes from'
complete -c samc -n '__fish_use_subcommand' -a spec -d 'show what is known of resource types'
complete -c samc -n '__fish_use_subcommand' -a rules -d 'list the rules that findings name'
complete -c samc -n '__fish_use_subcommand' -a completion -d 'print what a shell needs to complete words of samc'
complete -c samc -n '__fish_use_subcommand' -a help -d 'show what samc, or one of its commands, can do'
complete -c samc -n '__fish_use_subcommand' -s h -l help -d 'show this help'
complete -c samc -n '__fish_use_subcommand' -l version -d 'show the version'

# samc transform
complete -c samc -n '__fish_seen_subcommand_from transform' -k -a '(__samc_templates)'
complete -c samc -n '__fish_seen_subcommand_from transform' -s o -l output -r -F -d 'write the result to FILE instead of standard output'
complete -c samc -n '__fish_seen_subcommand_from transform' -l format -x -a 'json yaml' -d 'form of the result (default: json)'
complete -c samc -n '__fish_seen_subcommand_from transform' -l compact -d 'JSON without line breaks and spaces'
complete -c samc -n '__fish_seen_subcommand_from transform' -l diagnostics-format -x -a 'text json parseable sarif junit github gitlab checkstyle rdjson' -d 'form of the findings (default: text)'
complete -c samc -n '__fish_seen_subcommand_from transform' -l region -x -d 'region, such as eu-west-1 (default: see the manual)'
complete -c samc -n '__fish_seen_subcommand_from transform' -l partition -x -d 'partition, such as aws-cn (default: the region\'s)'
complete -c samc -n '__fish_seen_subcommand_from transform' -l parameter-overrides -x -d 'values of parameters, up to the next option or --'
complete -c samc -n '__fish_seen_subcommand_from transform' -l parameter-file -r -F -d 'values of parameters in a file; may be repeated'
complete -c samc -n '__fish_seen_subcommand_from transform' -l managed-policies -r -F -d 'map of managed policy names to their ARNs'
complete -c samc -n '__fish_seen_subcommand_from transform' -l feature-toggles -x -a 'all normalized_open_api_version deployment_preference_condition_fix' -d 'behaviour to switch on'
complete -c samc -n '__fish_seen_subcommand_from transform' -l local-artifacts -x -a 'refuse keep placeholder' -d 'what to do about local paths, as in CodeUri: ./src (default: refuse)'
complete -c samc -n '__fish_seen_subcommand_from transform' -l include-local -d 'replace AWS::Include of local paths by the files'
complete -c samc -n '__fish_seen_subcommand_from transform' -l offline -d 'do not ask AWS for the URLs of applications'
complete -c samc -n '__fish_seen_subcommand_from transform' -l profile -x -d 'profile with the AWS credentials for that'
complete -c samc -n '__fish_seen_subcommand_from transform' -s h -l help -d 'show this help'
complete -c samc -n '__fish_seen_subcommand_from transform' -l version -d 'show the version'

# samc lint
complete -c samc -n '__fish_seen_subcommand_from lint' -k -a '(__samc_templates)'
complete -c samc -n '__fish_seen_subcommand_from lint' -l changed -d 'only what changed in git (since REF)'
complete -c samc -n '__fish_seen_subcommand_from lint' -l ignore-templates -r -F -d 'files and folders to leave out'
complete -c samc -n '__fish_seen_subcommand_from lint' -s s -l registry-schemas -x -a '(__fish_complete_directories)' -d 'folders with schemas of more resource types'
complete -c samc -n '__fish_seen_subcommand_from lint' -l bundled-types -d 'use only the resource types that are built in'
complete -c samc -n '__fish_seen_subcommand_from lint' -s L -l list-templates -d 'list the files that would be read, and end'
complete -c samc -n '__fish_seen_subcommand_from lint' -l stdin-filename -r -F -d 'what findings call standard input'
complete -c samc -n '__fish_seen_subcommand_from lint' -s f -l format -x -a 'text json parseable sarif junit github gitlab checkstyle rdjson' -d 'form of the findings (default: text)'
complete -c samc -n '__fish_seen_subcommand_from lint' -s o -l output -r -F -d 'write the findings to FILE'
complete -c samc -n '__fish_seen_subcommand_from lint' -l fix -d 'mend what is safe to mend'
complete -c samc -n '__fish_seen_subcommand_from lint' -l diff -d 'show what --fix would change'
complete -c samc -n '__fish_seen_subcommand_from lint' -s i -l ignore-checks -x -a '(__samc_rules)' -d 'rules that do not count, by id or start of id'
complete -c samc -n '__fish_seen_subcommand_from lint' -s c -l include-checks -x -a '(__samc_rules)' -d 'rules that inform, to count'
complete -c samc -n '__fish_seen_subcommand_from lint' -s m -l mandatory-checks -x -a '(__samc_rules)' -d 'rules that count, whatever else is said'
complete -c samc -n '__fish_seen_subcommand_from lint' -s x -l configure-rule -x -d 'settings of single rules, up to the next option or --'
complete -c samc -n '__fish_seen_subcommand_from lint' -s r -l regions -x -d 'regions that the templates are for'
complete -c samc -n '__fish_seen_subcommand_from lint' -l fail-on -x -a 'info warning error none' -d 'least that sets the exit status'
complete -c samc -n '__fish_seen_subcommand_from lint' -l today -x -d 'day for rules about dates, such as 2026-11-21'
complete -c samc -n '__fish_seen_subcommand_from lint' -l config-file -r -F -d 'settings to use instead of those in .cfnlintrc'
complete -c samc -n '__fish_seen_subcommand_from lint' -s j -l jobs -x -d 'threads (default: one for each processor)'
complete -c samc -n '__fish_seen_subcommand_from lint' -l partition -x -d 'partition, such as aws-cn (default: the region\'s)'
complete -c samc -n '__fish_seen_subcommand_from lint' -l parameter-overrides -x -d 'values of parameters, up to the next option or --'
complete -c samc -n '__fish_seen_subcommand_from lint' -l parameter-file -r -F -d 'values of parameters in a file; may be repeated'
complete -c samc -n '__fish_seen_subcommand_from lint' -l include-local -d 'replace AWS::Include of local paths by the files'
complete -c samc -n '__fish_seen_subcommand_from lint' -s h -l help -d 'show this help'
complete -c samc -n '__fish_seen_subcommand_from lint' -l version -d 'show the version'

# samc resolve
complete -c samc -n '__fish_seen_subcommand_from resolve' -k -a '(__samc_templates)'
complete -c samc -n '__fish_seen_subcommand_from resolve' -s o -l output -r -F -d 'write the result to FILE instead of standard output'
complete -c samc -n '__fish_seen_subcommand_from resolve' -l format -x -a 'json yaml' -d 'form of the result (default: json)'
complete -c samc -n '__fish_seen_subcommand_from resolve' -l compact -d 'JSON without line breaks and spaces'
complete -c samc -n '__fish_seen_subcommand_from resolve' -l diagnostics-format -x -a 'text json parseable sarif junit github gitlab checkstyle rdjson' -d 'form of the findings (default: text)'
complete -c samc -n '__fish_seen_subcommand_from resolve' -l language-extensions-only -d 'evaluate only what AWS::LanguageExtensions does'
complete -c samc -n '__fish_seen_subcommand_from resolve' -l explain -x -d 'show step by step how the value at PATH came about'
complete -c samc -n '__fish_seen_subcommand_from resolve' -l conditions -d 'show a table of the conditions instead of the template'
complete -c samc -n '__fish_seen_subcommand_from resolve' -l region -x -d 'region, such as eu-west-1 (default: see the manual)'
complete -c samc -n '__fish_seen_subcommand_from resolve' -l partition -x -d 'partition, such as aws-cn (default: the region\'s)'
complete -c samc -n '__fish_seen_subcommand_from resolve' -l parameter-overrides -x -d 'values of parameters, up to the next option or --'
complete -c samc -n '__fish_seen_subcommand_from resolve' -l parameter-file -r -F -d 'values of parameters in a file; may be repeated'
complete -c samc -n '__fish_seen_subcommand_from resolve' -s h -l help -d 'show this help'
complete -c samc -n '__fish_seen_subcommand_from resolve' -l version -d 'show the version'

# samc explain
complete -c samc -n '__fish_seen_subcommand_from explain' -k -a '(__samc_templates)'
complete -c samc -n '__fish_seen_subcommand_from explain' -l diagnostics-format -x -a 'text json parseable sarif junit github gitlab checkstyle rdjson' -d 'form of the findings (default: text)'
complete -c samc -n '__fish_seen_subcommand_from explain' -l region -x -d 'region, such as eu-west-1 (default: see the manual)'
complete -c samc -n '__fish_seen_subcommand_from explain' -l partition -x -d 'partition, such as aws-cn (default: the region\'s)'
complete -c samc -n '__fish_seen_subcommand_from explain' -l parameter-overrides -x -d 'values of parameters, up to the next option or --'
complete -c samc -n '__fish_seen_subcommand_from explain' -l parameter-file -r -F -d 'values of parameters in a file; may be repeated'
complete -c samc -n '__fish_seen_subcommand_from explain' -l managed-policies -r -F -d 'map of managed policy names to their ARNs'
complete -c samc -n '__fish_seen_subcommand_from explain' -l feature-toggles -x -a 'all normalized_open_api_version deployment_preference_condition_fix' -d 'behaviour to switch on'
complete -c samc -n '__fish_seen_subcommand_from explain' -l local-artifacts -x -a 'refuse keep placeholder' -d 'what to do about local paths, as in CodeUri: ./src (default: refuse)'
complete -c samc -n '__fish_seen_subcommand_from explain' -l include-local -d 'replace AWS::Include of local paths by the files'
complete -c samc -n '__fish_seen_subcommand_from explain' -s h -l help -d 'show this help'
complete -c samc -n '__fish_seen_subcommand_from explain' -l version -d 'show the version'

# samc spec
complete -c samc -n '__fish_seen_subcommand_from spec' -a '(samc spec 2>/dev/null)'
complete -c samc -n '__fish_seen_subcommand_from spec' -l bundled-types -d 'use only the resource types that are built in'
complete -c samc -n '__fish_seen_subcommand_from spec' -l update -d 'take newer schemas for this and for lint'
complete -c samc -n '__fish_seen_subcommand_from spec' -l region -x -d 'region of --update (default: see the manual)'
complete -c samc -n '__fish_seen_subcommand_from spec' -l remove-update -d 'go back to the resource types that are built in'
complete -c samc -n '__fish_seen_subcommand_from spec' -s h -l help -d 'show this help'
complete -c samc -n '__fish_seen_subcommand_from spec' -l version -d 'show the version'

# samc rules
complete -c samc -n '__fish_seen_subcommand_from rules' -a '(__samc_rules)'
complete -c samc -n '__fish_seen_subcommand_from rules' -s h -l help -d 'show this help'
complete -c samc -n '__fish_seen_subcommand_from rules' -l version -d 'show the version'

# samc completion
complete -c samc -n '__fish_seen_subcommand_from completion' -a 'bash zsh fish'
complete -c samc -n '__fish_seen_subcommand_from completion' -s h -l help -d 'show this help'
complete -c samc -n '__fish_seen_subcommand_from completion' -l version -d 'show the version'

# samc help
complete -c samc -n '__fish_seen_subcommand_from help' -a 'transform lint resolve explain spec rules completion help'
complete -c samc -n '__fish_seen_subcommand_from help' -s h -l help -d 'show this help'
complete -c samc -n '__fish_seen_subcommand_from help' -l version -d 'show the version'
