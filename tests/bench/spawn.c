/* How long whole processes take, side by side.
 *
 *     spawn [-t] ROUNDS COMMAND ARGUMENT... [-- COMMAND ARGUMENT...]...
 *
 * Runs the commands in turn, round after round, with output to nowhere, and prints for each the
 * median time, its ratio to that of the first command, the median processor time, and the most
 * memory it used. A first round, which fills the caches, is not counted. With -t it prints for
 * programs: both times in seconds, and the memory in bytes.
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
    double times[MOST_ROUNDS], processor[MOST_ROUNDS]; /* seconds */
    long long memory;                                  /* bytes */
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

static double seconds(struct timeval time)
{
    return (double)time.tv_sec + (double)time.tv_usec * 1e-6;
}

/* A round of a command; those below 0 are not counted. False when it could not be started. */
static bool run(struct command *command, int round, const posix_spawn_file_actions_t *actions)
{
    struct rusage usage;
    double start = now();

    if (!run_once(command->arguments, actions, &usage)) return false;
    double time = now() - start;
    long long memory = (long long)usage.ru_maxrss * 1024;
    if (memory > command->memory) command->memory = memory;
    if (round < 0) return true;
    command->times[round] = time;
    command->processor[round] = seconds(usage.ru_utime) + seconds(usage.ru_stime);
    return true;
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

static double median(double *times, int rounds)
{
    qsort(times, (size_t)rounds, sizeof *times, compare_times);
    return times[rounds / 2];
}

static void report(struct command *commands, int count, int rounds, bool terse)
{
    double first = 0;

    for (int i = 0; i < count; i++) {
        double time = median(commands[i].times, rounds);
        double processor = median(commands[i].processor, rounds);
        if (i == 0) first = time;
        if (terse) {
            printf("%.6f %.6f %lld\n", time, processor, commands[i].memory);
            continue;
        }
        printf("%9.3f ms  %5.2f x  %9.3f ms of the processor  %7.1f MB  ", time * 1e3, time / first,
               processor * 1e3, (double)commands[i].memory * 1e-6);
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
    bool terse = argc > 2 && strcmp(argv[1], "-t") == 0;
    int rounds = argc > 2 + terse ? (int)strtol(argv[1 + terse], NULL, 10) : 0;

    if (!usage && (rounds < 1 || rounds > MOST_ROUNDS)) {
        fprintf(stderr, "usage: spawn [-t] ROUNDS COMMAND ARGUMENT... [-- COMMAND ARGUMENT...]...\n"
                        "       spawn -u COMMAND ARGUMENT...\n");
        return 1;
    }
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    if (usage) return report_usage(argv + 2, &actions) ? 0 : 1;
    int count = split(argv + 2 + terse, commands);
    for (int round = -1; round < rounds; round++)
        for (int i = 0; i < count; i++)
            if (!run(&commands[i], round, &actions)) {
                fprintf(stderr, "spawn: %s cannot be run\n", commands[i].arguments[0]);
                return 1;
            }
    posix_spawn_file_actions_destroy(&actions);
    report(commands, count, rounds, terse);
    return 0;
}
