/* The options, in the order of the help. A row:
 *
 *     OPTION(NAME, "name", letter or 0, TYPE, "ARGUMENT" or NULL, choices or NULL, commands,
 *            "help", "more for the manual" or NULL)
 *
 * TYPE is one of enum option_type without OPTION_. Where `choices` is given and ARGUMENT is not, the
 * help shows the choices in its place. An option without help is not shown anywhere.
 *
 * To add one: a row here, and the code that asks arguments_value() for it. Parsing, its messages,
 * --help, the man pages (tests/cli/man_page.sh SAMC --update) and what shells complete
 * (tests/cli/completions.sh SAMC --update) follow from the row.
 */
OPTION(OUTPUT, "output", 'o', ONE, "FILE", NULL, WRITING,
       "write the result to FILE instead of standard output",
       "The file is replaced as a whole once the result is complete and on the disk. On any failure, "
       "and when the template has errors, it stays as it was. A - stands for standard output.")
OPTION(FORMAT, "format", 0, ONE, NULL, samc_format_name, WRITING,
       "form of the result (default: json)", NULL)
OPTION(COMPACT, "compact", 0, FLAG, NULL, NULL, WRITING,
       "JSON without line breaks and spaces", NULL)
OPTION(DIAGNOSTICS_FORMAT, "diagnostics-format", 0, ONE, "FORM", samc_report_format_name, EVALUATING,
       "form of the findings (default: text)",
       "Findings go to standard error. With json, it holds one array, which is empty when nothing was found. Each "
       "finding has the members that cfn-lint's format of this name has (Filename, Id, ParentId, Level, "
       "Message, Location and Rule), and flat ones: rule, severity, file, line, column, endLine, endColumn, "
       "message, resource, event and path. Columns count code points, but bytes of UTF-8 in rdjson. When "
       "samc could not run (exit status 1), there is text instead.")
OPTION(TEMPLATE, "template", 't', WORDS, "FILE...", NULL, IN(LINT),
       NULL, NULL)
OPTION(CHANGED, "changed", 0, MAYBE, "REF", NULL, IN(LINT),
       "only what changed in git (since REF)",
       "REF is attached: --changed=REF. Runs git diff and git ls-files, and lints those of the files that differ from the commit REF "
       "(default: HEAD) or are not yet in git. Without a FILE, those below the working folder count.")
OPTION(IGNORE_TEMPLATES, "ignore-templates", 0, WORDS, "FILE...", NULL, IN(LINT),
       "files and folders to leave out", NULL)
OPTION(REGISTRY_SCHEMAS, "registry-schemas", 's', WORDS, "FOLDER...", NULL, IN(LINT),
       "folders with schemas of more resource types",
       "Schemas of the CloudFormation registry in *.json files: of types of your own, such as My::Org::Type, or "
       "newer ones of AWS. They come before what samc knows of a type by itself.")
OPTION(BUNDLED_TYPES, "bundled-types", 0, FLAG, NULL, NULL, IN(LINT) | IN(SPEC),
       "use only the resource types that are built in",
       "What an update of samc spec has made is left out.")
OPTION(UPDATE, "update", 0, FLAG, NULL, NULL, IN(SPEC),
       "take newer schemas for this and for lint",
       "The schemas are those of the CloudFormation registry. A folder with *.json files, or a ZIP archive of "
       "them, may stand in the place of TYPE; without, the archive that AWS publishes for the region is "
       "downloaded. What they say is kept in $XDG_CACHE_HOME/samc/resource-types, or in ~/.cache in "
       "place of that variable, and comes before what samc knows of a type by itself. It takes the place of an earlier update.")
OPTION(UPDATE_REGION, "region", 0, ONE, "REGION", NULL, IN(SPEC),
       "region of --update (default: see the manual)",
       "It is found as for the other commands.")
OPTION(REMOVE_UPDATE, "remove-update", 0, FLAG, NULL, NULL, IN(SPEC),
       "go back to the resource types that are built in", NULL)
OPTION(LIST_TEMPLATES, "list-templates", 'L', FLAG, NULL, NULL, IN(LINT),
       "list the files that would be read, and end",
       "Whether one of them is a template is found out when it is read.")
OPTION(STDIN_FILENAME, "stdin-filename", 0, ONE, "FILE", NULL, IN(LINT),
       "what findings call standard input", NULL)
OPTION(REPORT_FORMAT, "format", 'f', ONE, "FORM", samc_report_format_name, IN(LINT),
       "form of the findings (default: text)", NULL)
OPTION(LINT_OUTPUT, "output", 'o', ONE, "FILE", NULL, IN(LINT),
       "write the findings to FILE",
       "The file is replaced as a whole once all templates are done.")
OPTION(FIX, "fix", 0, FLAG, NULL, NULL, IN(LINT),
       "mend what is safe to mend",
       "Only what has no effect, or cannot be there, is removed; comments and layout stay. Each file is "
       "replaced as a whole. What is left is reported.")
OPTION(DIFF, "diff", 0, FLAG, NULL, NULL, IN(LINT),
       "show what --fix would change",
       "The changes are shown in the form of diff -u in place of the findings; these go to --output, when "
       "that is given. The exit status is that of what --fix would leave.")
OPTION(IGNORE_CHECKS, "ignore-checks", 'i', NAMES, "ID...", NULL, IN(LINT),
       "rules that do not count, by id or start of id",
       "Adds to those of the configuration files and of the template.")
OPTION(INCLUDE_CHECKS, "include-checks", 'c', NAMES, "ID...", NULL, IN(LINT),
       "rules that inform, to count",
       "All of them: -c I.")
OPTION(MANDATORY_CHECKS, "mandatory-checks", 'm', NAMES, "ID...", NULL, IN(LINT),
       "rules that count, whatever else is said", NULL)
OPTION(IGNORE_BAD_TEMPLATE, "ignore-bad-template", 'b', FLAG, NULL, NULL, IN(LINT),
       NULL, NULL)
OPTION(CONFIGURE_RULE, "configure-rule", 'x', WORDS, "RULE:KEY=VALUE...", NULL, IN(LINT),
       "settings of single rules, up to the next option or --",
       "Such as E3012:strict=true; docs/lint.md lists them. They come before those of the configuration "
       "files and of the template, and lists are put together.")
OPTION(REGIONS, "regions", 'r', NAMES, "REGION...", NULL, IN(LINT),
       "regions that the templates are for",
       "Each template is linted for each of them. Without this option, and without regions in the "
       "configuration, it is linted for one, which is found as for the other commands.")
OPTION(FAIL_ON, "fail-on", 0, ONE, NULL, fail_on_choice, IN(LINT),
       "least that sets the exit status",
       "Findings that are less severe are reported and leave the status as it is. With none, it is 0 "
       "or 1.")
OPTION(NON_ZERO_EXIT_CODE, "non-zero-exit-code", 0, ONE, NULL, exit_code_choice, IN(LINT), NULL,
       NULL)
OPTION(TODAY, "today", 0, ONE, "DATE", NULL, IN(LINT),
       "day for rules about dates, such as 2026-11-21", "By default it is today, in UTC.")
OPTION(CONFIG_FILE, "config-file", 0, ONE, "FILE", NULL, IN(LINT),
       "settings to use instead of those in .cfnlintrc",
       "By default they are read from .cfnlintrc, .cfnlintrc.yaml or .cfnlintrc.yml in the home folder and "
       "in the working folder.")
OPTION(JOBS, "jobs", 'j', ONE, "N", NULL, IN(LINT),
       "threads (default: one for each processor)",
       "What is reported does not depend on it.")
OPTION(LIST_RULES, "list-rules", 'l', FLAG, NULL, NULL, IN(LINT), NULL, NULL)
OPTION(LANGUAGE_EXTENSIONS_ONLY, "language-extensions-only", 0, FLAG, NULL, NULL, IN(RESOLVE),
       "evaluate only what AWS::LanguageExtensions does", NULL)
OPTION(EXPLAIN, "explain", 0, ONE, "PATH", NULL, IN(RESOLVE),
       "show step by step how the value at PATH came about",
       "PATH is Resources/ID/Properties/NAME and so on, as findings show it in JSON, or the same with "
       "dots; items of lists are numbered from 0. It may also be that of a condition, a parameter or an "
       "output. Each line starts with the place in the template; for what is not known it says why. "
       "Values of parameters with NoEcho are not shown.")
OPTION(CONDITIONS, "conditions", 0, FLAG, NULL, NULL, IN(RESOLVE),
       "show a table of the conditions instead of the template",
       "Each line has the name of a condition, its value and what it is made of. The value is true or false, "
       "by the values and defaults of parameters and the region; always or never, when it is so whatever "
       "these are; or unknown.")
OPTION(REGION, "region", 0, ONE, "REGION", NULL, EVALUATING,
       "region, such as eu-west-1 (default: see the manual)",
       "The region that the result is made for. Without this option it is that of AWS_REGION, AWS_DEFAULT_REGION, the file samconfig.toml "
       "beside the template (region of transform, deploy or global in the environment default), or "
       "us-east-1, whichever comes first.")
OPTION(PARTITION, "partition", 0, ONE, "PARTITION", NULL, EVALUATING | IN(LINT),
       "partition, such as aws-cn (default: the region's)", NULL)
OPTION(PARAMETER_OVERRIDES, "parameter-overrides", 0, WORDS, "NAME=VALUE...", NULL, EVALUATING | IN(LINT),
       "values of parameters, up to the next option or --",
       "A value may also be written ParameterKey=NAME,ParameterValue=VALUE. Pseudo parameters such as "
       "AWS::AccountId may be given too. A parameter may get a value several times, here and in "
       "parameter files, when the value is the same. Without this option and --parameter-file, all "
       "commands but lint take those of parameter_overrides in the file samconfig.toml beside the template (of "
       "transform, deploy or global in the environment default, whichever comes first).")
OPTION(PARAMETER_FILE, "parameter-file", 0, MANY, "FILE", NULL, EVALUATING | IN(LINT),
       "values of parameters in a file; may be repeated",
       "The file, in JSON or YAML, holds {\"NAME\": \"VALUE\"}, {\"Parameters\": {\"NAME\": \"VALUE\"}} (also as parameters), "
       "[{\"ParameterKey\": \"NAME\", \"ParameterValue\": \"VALUE\"}] or [\"NAME=VALUE\"]. A VALUE may "
       "be a number or a boolean, which counts as the text it is written as.")
OPTION(MANAGED_POLICIES, "managed-policies", 0, ONE, "FILE", NULL, COMPILING,
       "map of managed policy names to their ARNs",
       "The file is JSON or YAML. They come before those of the bundled table.")
OPTION(FEATURE_TOGGLES, "feature-toggles", 0, MANY, "NAME,...", toggle_choice, COMPILING,
       "behaviour to switch on", NULL)
OPTION(LOCAL_ARTIFACTS, "local-artifacts", 0, ONE, NULL, local_artifacts_choice, COMPILING,
       "what to do about local paths, as in CodeUri: ./src (default: refuse)",
       "They cannot be deployed, so by default they are errors. With keep they go into the result as "
       "they are, for aws cloudformation package. With placeholder, locations in S3 stand in for "
       "them, so that all else in the template can be looked at.")
OPTION(INCLUDE_LOCAL, "include-local", 0, FLAG, NULL, NULL, COMPILING | IN(LINT),
       "replace AWS::Include of local paths by the files",
       "CloudFormation includes files from S3 only, so by default such an include is left as it is. With "
       "this option Fn::Transform, or an entry of Transform, with the Name AWS::Include and a local path "
       "as Location is replaced by the content of the file, in YAML or JSON, before anything else is "
       "done. A path is relative to the file it stands in. Locations that start with s3://, http:// or "
       "https://, and those that are no text, stay as they are.")
OPTION(OFFLINE, "offline", 0, FLAG, NULL, NULL, IN(TRANSFORM),
       "do not ask AWS for the URLs of applications",
       "Only applications of the Serverless Application Repository need the network: the repository of "
       "the region is asked for the URL of their template. With this option there is a warning instead, "
       "and the result cannot be deployed.")
OPTION(PROFILE, "profile", 0, ONE, "NAME", NULL, IN(TRANSFORM),
       "profile with the AWS credentials for that",
       "Without this option the credentials are those of AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and "
       "AWS_SESSION_TOKEN, else those of AWS_PROFILE or the profile default. Profiles whose keys do not "
       "stand in a file (credential_process, single sign-on, roles) are not understood yet; put their "
       "keys into the environment with aws configure export-credentials --format env.")
OPTION(HELP, "help", 'h', INSTEAD, NULL, NULL, EVERYWHERE, "show this help", NULL)
OPTION(VERSION, "version", 0, INSTEAD, NULL, NULL, EVERYWHERE, "show the version", NULL)
OPTION(MANUAL, "man-page", 0, INSTEAD, NULL, NULL, EVERYWHERE, NULL, NULL)
