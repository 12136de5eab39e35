/* Which files are meant: the files, folders and patterns of a command line become a list of files,
 * each once, in the order of their paths. Whether one of them is a template its content tells
 * (cli/detect.h), when it is read.
 *
 * A file that is named is taken as it is. In a named folder, and in what it holds, are taken
 * *.yaml, *.yml, *.json and *.template, and not: what .gitignore leaves out, names that start with
 * a dot, and folders node_modules. Links to folders are not followed. A pattern takes what matches
 * it among the files of the folder that its plain start names, under the same exceptions.
 */
#ifndef CLI_TEMPLATE_FILES_H
#define CLI_TEMPLATE_FILES_H

#include <sys/stat.h>

#include "cli/cli.h"

struct template_file {
    const char *path; /* as the user would write it: without "./" at the start; "-" */
    bool named;       /* by itself, so that it has to exist */
    dev_t device;     /* with `inode` what the file is, whatever it is called; both 0 when it cannot
                         be told */
    ino_t inode;
};

struct template_files {
    struct template_file *items;
    size_t count, room;
    bool incomplete; /* a folder could not be read, which has been said */
};

/* Adds what a word of the command line, or of `source`, stands for. `source` is how messages call
 * the place where the word is from. A pattern that nothing matches is said to, and false returned.
 */
bool template_files_add(struct cli *cli, struct template_files *files, const char *word,
                        const char *source);

/* Takes out what one of the patterns matches; a pattern also stands for all below a folder. One
 * that is not absolute is meant from the working folder, also for files with absolute paths. */
void template_files_drop(struct cli *cli, struct template_files *files,
                         const struct words *patterns);

/* Keeps only files that are also in `wanted`, whose order is lost. */
void template_files_keep(struct template_files *files, struct template_files *wanted);

/* Brings the files into the order of their paths, each once. */
void template_files_sort(struct template_files *files);

#endif
