/* Whose name a request is made in.
 *
 * https://docs.aws.amazon.com/sdkref/latest/guide/standardized-credentials.html
 */
#ifndef AWS_CREDENTIALS_H
#define AWS_CREDENTIALS_H

#include "aws/signature.h"

/* Finds credentials: with `profile` (NULL: none is asked for) those of that profile, else those of
 * the environment (AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN), else those of
 * AWS_PROFILE or the profile "default". Profiles stand in ~/.aws/credentials and ~/.aws/config, or
 * where AWS_SHARED_CREDENTIALS_FILE and AWS_CONFIG_FILE say. Keys that stand in a file are all that
 * is understood; profiles that get theirs by other means are told by name.
 *
 * Returns false, and *problem holds one or more sentences about why and what to do, when there are
 * none. All texts live in the arena or the environment. */
bool credentials_find(struct arena *arena, const char *profile, struct credentials *credentials,
                      struct slice *problem);

#endif
