# Where the template comes from, and what is wrong with it.

# -- Sources
run 0 transform template.yaml
no_err
out_is "$(cat out.json)"
input=$(cat template.yaml)
run 0 transform
out_is "$(cat out.json)"
input=$(cat template.yaml)
run 0 transform -
out_is "$(cat out.json)"
input='Resources: ['
run 2 transform
err_has '-:1:'
mkfifo pipe
cat template.yaml >pipe &
run 0 transform pipe
out_is "$(cat out.json)"
wait
cp out.json template.json
run 0 transform template.json
out_is "$(cat out.json)"

# -- The tool cannot read
run 1 transform missing.yaml
no_out
err_is "samc: cannot read 'missing.yaml': there is no such file. Check its name, and the folder you are in."
run 1 transform ''
err_has "cannot read ''"
run 1 transform .
no_out
err_is "samc: cannot read '.': it is a folder. Name a file in it."
run 1 transform template.yaml/x
err_has "cannot read 'template.yaml/x': a part of its path is no folder."
ln -s circle circle
run 1 transform circle
err_has "cannot read 'circle': its symbolic links lead in a circle."
run 1 transform "$(printf '%0300d' 1)"
err_has 'its name is too long'
run 1 transform /proc/self/mem # opens, and cannot be read, not even by root
no_out
err_has "cannot read '/proc/self/mem': "
streams "$samc" transform <&-
check 'a closed standard input is told' test $? = 1
err_is 'samc: cannot read standard input: it is closed. Name a file, or connect a file or a pipe to it.'
cp template.yaml secret.yaml
chmod 0 secret.yaml
if [ "$(id -u)" != 0 ]; then
    run 1 transform secret.yaml
    err_is "samc: cannot read 'secret.yaml': you may not read it. Check its permissions and those of its folder (ls -l)."
elif setpriv --reuid=65534 --regid=65534 --clear-groups test -x "$samc" 2>/dev/null; then
    run_as=(setpriv --reuid=65534 --regid=65534 --clear-groups)
    run 1 transform secret.yaml
    err_is "samc: cannot read 'secret.yaml': you may not read it. Check its permissions and those of its folder (ls -l)."
    run_as=()
else
    skip 'root may read everything, and another user cannot run this samc'
fi

# -- The template is wrong, or none
echo '[1, 2]' >list.yaml
run 2 transform list.yaml
no_out
err_is 'list.yaml:1:1: error SAM1001: A template is a map with a Resources section, but this is a list.'
echo 'just a text' >text.txt
run 2 transform text.txt
no_out
err_has 'but this is a string.'
echo 'services: {web: {image: nginx}}' >other.yaml
run 4 transform other.yaml
err_is 'other.yaml:1:1: warning W0032: The file has no Resources section, so CloudFormation will refuse it. Check that it is the template you mean.'
echo 'Transform: OwnMacro' >macro.yaml
run 0 transform macro.yaml
no_err
run 2 transform --diagnostics-format text /dev/null
no_out
err_has '/dev/null:1:1: error E0000: '
head -c 1000 /dev/zero >binary
run 2 transform binary
no_out
err_has 'binary:1:1: error E0000: '
printf 'Resources:\n  A: \377\376\n' >latin.yaml
run 2 transform latin.yaml
err_has 'latin.yaml:2:6: error E0000: '
printf '\177ELF\002\001\001\000\000\000' >program
run 2 transform program
no_out
printf '{"Resources": {}' >cut.json
run 2 transform cut.json
no_out
err_has 'cut.json:1:17: error E0000: '

# -- The cap: no more is read than needed to see that it is passed, and nothing is kept of it
cap=$((16 * 1024 * 1024))
{ cat template.yaml; head -c $((cap - $(wc -c <template.yaml))) /dev/zero | tr '\0' '\n'; } >full.yaml
run 0 transform full.yaml
out_is "$(cat out.json)"
echo >>full.yaml
run 2 transform full.yaml
no_out
err_has 'full.yaml:1:1: error E0010: '
run 2 transform /dev/zero
err_has '/dev/zero:1:1: error E0010: '
truncate -s 10G sparse.yaml
run 2 transform sparse.yaml
err_has 'sparse.yaml:1:1: error E0010: The file has more than 16777216 bytes'
yes 'a: b' | streams timeout 20 "$samc" transform
check 'an endless input ends' test $? = 2
err_has '-:1:1: error E0010: '
