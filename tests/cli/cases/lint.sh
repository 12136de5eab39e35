# samc lint: findings of the transform and of the rules, what is left out, and the exit status.

cat >unused.yaml <<'YAML'
Parameters:
  Stage: {Type: String}
  Kept: {Type: String} # samc: ignore W2001, E9999
  # samc: ignore W2001
  Above: {Type: String}
  Other: {Type: String} # samc: ignore W7001
Resources:
  Topic:
    Type: AWS::SNS::Topic
YAML
run 4 lint unused.yaml
err_has "unused.yaml:2:3: warning W2001: The parameter Stage is not used anywhere."
err_has "unused.yaml:6:3: warning W2001: The parameter Other is not used anywhere."
err_lacks Kept
err_lacks Above

# -- Metadata
{ cat unused.yaml; printf 'Metadata:\n  cfn-lint: {config: {ignore_checks: [W2]}}\n'; } >metadata.yaml
run 0 lint metadata.yaml
no_err
