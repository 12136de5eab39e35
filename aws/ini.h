/* The form of the files that the AWS tools keep profiles in: [sections] of lines "key = value".
 *
 * https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html
 */
#ifndef AWS_INI_H
#define AWS_INI_H

#include "base/slice.h"

/* Called for each line "key = value". All three are parts of the text, without blanks at their
 * ends; the key is as it was written. `section` is empty before the first one. */
typedef void ini_visit(void *context, struct slice section, struct slice key, struct slice value);

/* Goes through a text. Comments, lines that are moved in (they are settings of the one above) and
 * lines of any other form are passed over. */
void ini_read(struct slice text, ini_visit *visit, void *context);

#endif
