/* git is asked, since only git knows. It is run without a shell, with nothing to read, and says on
 * standard error what it does not like. */
#include "cli/git_changes.h"

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/vector.h"

enum { MOST_BYTES = 256 * 1024 * 1024 };

/* Starts git with `words`, which end with NULL, its output going to the descriptor `out`. Returns
 * an errno. */
static int start(const char *const *words, int out, pid_t *process)
{
    posix_spawn_file_actions_t actions;
    int error = posix_spawn_file_actions_init(&actions);

    if (error) return error;
    error = posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    if (!error) error = posix_spawn_file_actions_adddup2(&actions, out, STDOUT_FILENO);
    if (!error) error = posix_spawnp(process, "git", &actions, NULL, (char *const *)words, environ);
    posix_spawn_file_actions_destroy(&actions);
    return error;
}

static bool ended_well(pid_t process)
{
    int status = 0;

    while (waitpid(process, &status, 0) < 0)
        if (errno != EINTR) return false;
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

static bool fail_start(struct cli *cli, int error)
{
    return cli_fail(cli,
                    "cannot run git, which --changed needs: %s. Install it, or name the files.",
                    strerror(error));
}

/* What git prints. */
static bool ask(struct cli *cli, const char *const *words, struct slice *answer)
{
    int ends[2];
    pid_t process;

    if (pipe2(ends, O_CLOEXEC) != 0) return fail_start(cli, errno);
    int error = start(words, ends[1], &process);
    close(ends[1]);
    struct file_status status = {0};
    if (!error) status = file_read_descriptor(cli->arena, ends[0], MOST_BYTES, answer);
    close(ends[0]);
    if (error) return fail_start(cli, error);
    if (ended_well(process) && file_ok(status)) return true;
    return cli_fail(cli,
                    "git %s failed, so what changed is not known. --changed needs a git "
                    "repository around the working folder, and a commit in it to compare with.",
                    words[1]);
}

/* Adds the paths in a text, each followed by a zero byte, that exist. They are relative to the root
 * of the repository, which `up` leads to. */
static void add_paths(struct cli *cli, struct slice up, struct slice paths,
                      struct template_files *files)
{
    struct stat about;

    while (paths.size > 0) {
        struct slice path = slice_first(paths, slice_find(paths, '\0'));
        const char *full = CONCAT(cli->arena, up, path).text;
        paths = slice_from(paths, path.size + 1);
        if (stat(full, &about) != 0) continue;
        VECTOR_PUSH(cli->arena, files,
                    (struct template_file){full, false, about.st_dev, about.st_ino});
    }
}

bool git_changes(struct cli *cli, const char *ref, struct template_files *files)
{
    const char *const root[] = {"git", "rev-parse", "--show-cdup", NULL};
    const char *const differing[] = {
        "git", "diff", "--name-only", "--no-ext-diff", "--no-renames", "-z", ref, "--", NULL};
    const char *const added[] = {
        "git", "ls-files", "--others", "--exclude-standard", "-z", "--full-name", "--", ":/", NULL};
    struct slice up, paths;

    if (ref[0] == '-')
        return cli_fail(cli,
                        "'%s' (--changed) is not the name of a commit. Write it like "
                        "--changed=origin/main.",
                        ref);
    if (!ask(cli, root, &up)) return false;
    while (slice_ends(up, SLICE("\n")))
        up.size--;
    if (!ask(cli, differing, &paths)) return false;
    add_paths(cli, up, paths, files);
    if (!ask(cli, added, &paths)) return false;
    add_paths(cli, up, paths, files);
    return true;
}
