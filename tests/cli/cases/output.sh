# Where the result goes, and what becomes of a file when that fails.

old='what was there before'
mode_of() { stat -c %a "$1"; }
no_leftovers() { check 'no file is left over' test -z "$(find . -name '.samc-*')"; }

# -- Forms
run 0 transform template.yaml --format yaml
no_err
out_has 'Type: AWS::SNS::Topic'
run 0 transform template.yaml --compact
out_is '{"Resources":{"Topic":{"Type":"AWS::SNS::Topic"}}}'
run 0 transform template.yaml -o -
out_is "$(cat out.json)"

# -- Files
run 0 transform template.yaml -o new.json
no_out
no_err
check 'the file is what standard output would be' cmp -s new.json out.json
check 'a new file has usual permissions' test "$(mode_of new.json)" = "$(printf %o $((0666 & ~$(umask))))"
(umask 077 && "$samc" transform template.yaml -o private.json)
check 'the umask counts' test "$(mode_of private.json)" = 600
echo "$old" >kept.json
chmod 640 kept.json
run 0 transform template.yaml -o kept.json
check 'a file is replaced' cmp -s kept.json out.json
check 'it keeps its permissions' test "$(mode_of kept.json)" = 640
mkdir folder
echo "$old" >folder/target.json
ln -s folder/target.json link.json
run 0 transform template.yaml -o link.json
check 'a link is followed' cmp -s folder/target.json out.json
check 'a link stays' test -L link.json
ln -s nowhere.json dangling.json
run 0 transform template.yaml -o dangling.json
check 'a link to nothing is followed' cmp -s nowhere.json out.json
no_leftovers

# -- What is no regular file
run 0 transform template.yaml -o /dev/null
no_out
check '/dev/null is still a device' test -c /dev/null
run 0 transform template.yaml -o /dev/stdout
out_is "$(cat out.json)"
{ echo one; "$samc" transform template.yaml -o /dev/stdout; echo two; } >several
check '/dev/stdout writes where standard output stands' \
    cmp -s several <(echo one; cat out.json; echo two)
{ echo one; "$samc" transform template.yaml; } >>several
check 'appending appends' test "$(grep -c one several)" = 2
check 'process substitution works' cmp -s out.json \
    <("$samc" transform template.yaml -o >(cat) | cat)
mkfifo pipe
cat pipe >from_pipe &
run 0 transform template.yaml -o pipe
wait
check 'a pipe is written to' cmp -s from_pipe out.json
check 'a pipe stays' test -p pipe

# -- Outputs that are not held in memory: they wait in a file without a name
"$here/../bench/large_template.sh" plain 12000 >large.yaml
TMPDIR=/nowhere run 4 transform large.yaml # held after all, where there is no such file
cp "$work/out" large.json
cp "$work/err" large.err
check 'the output is large' test "$(stat -c %s large.json)" -gt 1000000
mkdir temporary
TMPDIR=$PWD/temporary run 4 transform large.yaml
check 'it is the same' cmp -s "$work/out" large.json
check 'so are the findings' cmp -s "$work/err" large.err
run 4 transform large.yaml -o taken.json
no_out
check 'a file gets it' cmp -s taken.json large.json
run 4 transform large.yaml -o link.json
check 'a link is followed' cmp -s folder/target.json large.json
run 4 transform large.yaml -o /dev/stdout
check 'a stream gets it' cmp -s "$work/out" large.json
cat pipe >from_pipe &
run 4 transform large.yaml -o pipe
wait
check 'a pipe gets it' cmp -s from_pipe large.json
run 1 transform large.yaml -o missing/x.json
no_out
err_has "its folder does not exist."
if [ -w /dev/full ]; then
    "$samc" transform large.yaml >/dev/full 2>full.err
    check 'a full device is told of' grep -q 'no space is left' full.err
fi
check 'nothing is left over' test -z "$(ls temporary)"
no_leftovers

# -- Errors in the template: nothing is written
echo 'Resources: [' >bad.yaml
echo "$old" >kept.json
for arguments in '-o kept.json' '-o none.json' '-o /dev/stdout' '-o missing/x.json' ''; do
    run 2 transform bad.yaml $arguments
    no_out
    err_has 'bad.yaml:'
done
holds kept.json "$old
"
check 'no file is made' test ! -e none.json

# -- The file cannot be written
run 1 transform template.yaml -o folder
no_out
err_is "samc: cannot write 'folder': it is a folder. Give the name of a file."
run 1 transform template.yaml -o folder/
err_has "cannot write 'folder/': it is a folder."
run 1 transform template.yaml -o missing/out.json
err_is "samc: cannot create the new file for 'missing/out.json': its folder does not exist. Create the folder, or choose another place."
run 1 transform template.yaml -o new/
err_has "'new/'"
run 1 transform template.yaml -o template.yaml/x
err_has "cannot write 'template.yaml/x': a part of its path is no folder."
run 1 transform template.yaml -o "$(printf '%0300d' 1)"
err_has 'its name is too long'
ln -s circle circle
run 1 transform template.yaml -o circle
err_has 'its symbolic links lead in a circle'
run 1 transform template.yaml -o /proc/samc.json # not even root can make files there
err_has "cannot create the new file for '/proc/samc.json': "

# -- The output is the input
cp template.yaml copy.yaml
run 1 transform template.yaml -o template.yaml
no_out
err_is "samc: 'template.yaml' (--output) is the template itself. Give the output another name."
ln -s template.yaml alias.yaml
run 1 transform template.yaml -o alias.yaml
err_has 'is the template itself'
streams "$samc" transform -o template.yaml <template.yaml
check 'neither over standard input' test $? = 1
check 'the template stays' cmp -s template.yaml copy.yaml

# -- Permissions
protected() {
    mkdir locked
    echo "$old" >locked/kept.json
    chmod 666 locked/kept.json
    chmod 555 locked
    run 1 transform template.yaml -o locked/kept.json
    err_has "cannot create the new file for 'locked/kept.json': you may not write there."
    run 1 transform template.yaml -o locked/none.json
    err_has "'locked/none.json': you may not write there."
    chmod 755 locked
    holds locked/kept.json "$old
"
    check 'no file is made' test "$(ls -A locked)" = kept.json
    chmod 444 locked/kept.json
    chmod 777 locked
    run 1 transform template.yaml -o locked/kept.json
    err_has "cannot write 'locked/kept.json': you may not write there."
    holds locked/kept.json "$old
"
}
if [ "$(id -u)" != 0 ]; then
    protected
elif setpriv --reuid=65534 --regid=65534 --clear-groups test -x "$samc" 2>/dev/null; then
    run_as=(setpriv --reuid=65534 --regid=65534 --clear-groups)
    protected
    run_as=()
else
    skip 'root may write everywhere, and another user cannot run this samc'
fi

# -- No room
run 1 transform template.yaml -o /dev/full
no_out
err_is "samc: cannot write '/dev/full': no space is left on the device. Make room, or choose another place."
streams sh -c '"$1" transform template.yaml >/dev/full' - "$samc"
check 'a full standard output is told' test $? = 1
err_is 'samc: cannot write standard output: no space is left on the device. Make room, or choose another place.'
for words in --help --version rules 'help transform' 'explain template.yaml Topic'; do
    streams sh -c '"$@" >/dev/full' - "$samc" $words
    check "$words into a full device is told" test $? = 1
    err_has 'cannot write standard output'
done
# A limit on the size of files is a full disk that can be had anywhere.
seq 3000 | sed 's/.*/  T&: {Type: "AWS::SNS::Topic"}/' | { echo Resources:; cat; } >large.yaml
echo "$old" >kept.json
for path in kept.json none.json; do
    (ulimit -f 8 && streams "$samc" transform large.yaml -o $path)
    check "too large a $path is told" test $? = 1
    err_has "cannot write '$path': it would be larger than is allowed."
done
holds kept.json "$old
"
check 'no file is made' test ! -e none.json
no_leftovers
run 4 transform large.yaml -o kept.json
check 'without the limit it is written' test "$(wc -c <kept.json)" -gt 100000
