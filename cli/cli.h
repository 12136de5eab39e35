/* What the files of the command line share: memory, what was asked for, and how the tool says that
 * it could not work.
 *
 * Standard output carries what was asked for and nothing else. Standard error carries the findings
 * of a template and, in lines that start with "samc: ", what kept the tool from working.
 */
#ifndef CLI_CLI_H
#define CLI_CLI_H

#include "base/buffer.h"
#include "base/file.h"
#include "cli/arguments.h"

/* What the program returns to its caller. */
enum status {
#define STATUS(NAME, value, meaning, sentence) STATUS_##NAME = value,
#include "cli/status_list.h"
#undef STATUS
};

struct cli {
    struct arena *arena; /* everything lives in it until the program ends */
    struct arguments arguments;
    struct buffer complaints; /* lines for standard error; printed when the program ends */
    const char *input_use;    /* what standard input was read as; NULL: it was not */
    bool printed;             /* something went to standard output */
};

/* Records why the tool cannot work: one line, with printf. It says what, where, why and the next
 * step. The line is escaped as a whole, so texts of any origin may go into it. Returns false. */
bool cli_fail(struct cli *cli, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Records, in the same form, what the user should know although work goes on. */
void cli_warn(struct cli *cli, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* cli_fail() for a file operation that failed; "-" is standard input and standard output. */
bool cli_fail_reading(struct cli *cli, const char *path, struct file_status status);
bool cli_fail_writing(struct cli *cli, const char *path, struct file_status status);

/* Why a file could not be read, and what to do, in one or two sentences that live in `arena`. */
const char *cli_reading_problem(struct arena *arena, struct file_status status);

/* Reads a file, or for "-" standard input, up to `most` bytes. `use` says what it is read as, for
 * example "the template". On failure it has been said why, and false is returned. */
bool cli_read(struct cli *cli, const char *path, const char *use, size_t most, struct slice *bytes);

/* Writes to standard output. On failure it has been said why, and false is returned. */
bool cli_print(struct cli *cli, struct slice text);

/* " Did you mean 'x'?", or an empty text when `found` is empty. */
struct slice cli_suggestion(const struct cli *cli, struct slice found);

#endif
