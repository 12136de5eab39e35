/* Files that changed, as git tells. */
#ifndef CLI_GIT_CHANGES_H
#define CLI_GIT_CHANGES_H

#include "cli/template_files.h"

/* Adds the files of the repository around the working folder that exist, and differ from the commit
 * `ref` or are neither in git nor ignored. Runs the program git, which may fail: then it has been
 * said why, and false is returned. */
bool git_changes(struct cli *cli, const char *ref, struct template_files *files);

#endif
