/* How long whole processes take, side by side.
 *
 *     spawn ROUNDS COMMAND ARGUMENT... [-- COMMAND ARGUMENT...]...
 *
 * Runs the commands in turn, round after round, with output to nowhere, and prints for each the
 * median time, its ratio to that of the first command, and the most memory it used. A first round,
 * which fills the caches, is not counted.
 *
 *     spawn -u COMMAND ARGUMENT...
 *
 * Runs the command once and prints its processor time in seconds and the most memory it used in
 * bytes.
 */
#include <fcntl.h>
#include <spawn.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { MOST_COMMANDS = 16, MOST_ROUNDS = 10000 };

struct command {
    char **arguments; /* ended by NULL; the first is the path of the program */
    double times[MOST_ROUNDS];
    long memory; /* KiB */
};

static double now(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

static int compare_times(const void *a, const void *b)
{
    double one = *(const double *)a, two = *(const double *)b;

    return (one > two) - (one < two);
}

/* Runs a command to its end. False when it could not be started, or crashed. */
static bool run_once(char **arguments, const posix_spawn_file_actions_t *actions,
                     struct rusage *usage)
{
    char *no_environment[] = {NULL};
    pid_t pid;
    int status;

    return posix_spawn(&pid, arguments[0], actions, NULL, arguments, no_environment) == 0 &&
           wait4(pid, &status, 0, usage) == pid && WIFEXITED(status);
}

/* Seconds that one run took, or a negative number when it could not be started. */
static double run(struct command *command, const posix_spawn_file_actions_t *actions)
{
    struct rusage usage;
    double start = now();

    if (!run_once(command->arguments, actions, &usage)) return -1;
    if (usage.ru_maxrss > command->memory) command->memory = usage.ru_maxrss;
    return now() - start;
}

static double seconds(struct timeval time)
{
    return (double)time.tv_sec + (double)time.tv_usec * 1e-6;
}

static bool report_usage(char **arguments, const posix_spawn_file_actions_t *actions)
{
    struct rusage usage;

    if (!run_once(arguments, actions, &usage)) return false;
    printf("%.6f %lld\n", seconds(usage.ru_utime) + seconds(usage.ru_stime),
           (long long)usage.ru_maxrss * 1024);
    return true;
}

/* Cuts the arguments at each "--". Returns the number of commands. */
static int split(char **arguments, struct command *commands)
{
    int count = 0;

    while (*arguments && count < MOST_COMMANDS) {
        commands[count++].arguments = arguments;
        while (*arguments && strcmp(*arguments, "--") != 0)
            arguments++;
        if (*arguments) *arguments++ = NULL;
    }
    return count;
}

static void report(struct command *commands, int count, int rounds)
{
    double first = 0;

    for (int i = 0; i < count; i++) {
        qsort(commands[i].times, (size_t)rounds, sizeof(double), compare_times);
        double time = commands[i].times[rounds / 2];
        if (i == 0) first = time;
        printf("%9.3f ms  %5.2f x  %7.1f MB  ", time * 1e3, time / first,
               (double)commands[i].memory / 1024);
        for (char **argument = commands[i].arguments; *argument; argument++)
            printf(" %s", *argument);
        printf("\n");
    }
}

int main(int argc, char **argv)
{
    static struct command commands[MOST_COMMANDS];
    posix_spawn_file_actions_t actions;
    bool usage = argc > 2 && strcmp(argv[1], "-u") == 0;
    int rounds = argc > 2 ? (int)strtol(argv[1], NULL, 10) : 0;

    if (!usage && (rounds < 1 || rounds > MOST_ROUNDS)) {
        fprintf(stderr, "usage: spawn ROUNDS COMMAND ARGUMENT... [-- COMMAND ARGUMENT...]...\n"
                        "       spawn -u COMMAND ARGUMENT...\n");
        return 1;
    }
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    if (usage) return report_usage(argv + 2, &actions) ? 0 : 1;
    int count = split(argv + 2, commands);
    for (int round = -1; round < rounds; round++)
        for (int i = 0; i < count; i++) {
            double time = run(&commands[i], &actions);
            if (time < 0) {
                fprintf(stderr, "spawn: %s cannot be run\n", commands[i].arguments[0]);
                return 1;
            }
            if (round >= 0) commands[i].times[round] = time;
        }
    posix_spawn_file_actions_destroy(&actions);
    report(commands, count, rounds);
    return 0;
}
