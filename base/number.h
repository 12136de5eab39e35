/* Numbers as text. Templates hold integers of any size and decimals that must come out as they went
 * in, so numbers stay text; these functions bring text into canonical forms. */
#ifndef BASE_NUMBER_H
#define BASE_NUMBER_H

#include "base/buffer.h"

/* The decimal text of an unsigned integer of any size written in `base` (2, 8, 10 or 16) with the
 * digits of `digits`, which holds nothing else. */
struct slice number_decimal(struct arena *arena, struct slice digits, unsigned base);

/* The value of a JSON or YAML decimal ("1.5", "-.5", "1e3"), whatever the locale says. */
double number_double(struct arena *arena, struct slice text);

/* The shortest decimal that reads back as `value`, in the form that Python's repr() gives it:
 * "1.0", "1e+22", "1.5e-07", "inf", "nan". */
struct slice number_shortest(struct arena *arena, double value);

/* Whether `text` is a number by the grammar of JSON (RFC 8259). */
bool number_is_json(struct slice text);

#endif
