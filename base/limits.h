/* Every growth has a cap, and every cap is here, with its reason. A cap that is hit gives a finding
 * (or, for LIMIT_MEMORY_BYTES, the status "out of memory"); tests/unit/test_limits.c hits each one.
 */
#ifndef BASE_LIMITS_H
#define BASE_LIMITS_H

#include <stddef.h>
#include <stdint.h>

/* Bytes of one input file. CloudFormation takes templates up to 1 MB; the rest is head-room for
 * files that are to be split. Spans are 32-bit offsets, which this keeps far from overflow. */
#define LIMIT_INPUT_BYTES ((size_t)16 * 1024 * 1024)

/* Levels of nested maps and lists in an input. Each level costs a few stack frames in the stages
 * that recurse; 256 levels stay below 1 MiB of stack. */
#define LIMIT_DEPTH 256

/* Nodes that the aliases of one YAML document may stand for in total: ends an alias bomb. */
#define LIMIT_ALIAS_NODES 1000000

/* Files that may lead to an included file, one including the next. */
#define LIMIT_INCLUDE_LEVELS 16

/* Bytes of all included files together. */
#define LIMIT_INCLUDE_BYTES LIMIT_INPUT_BYTES

/* Maps and lists of all included files together, each counted as often as aliases stand for it. */
#define LIMIT_INCLUDE_NODES 4000000

/* Bytes of a Dockerfile that is looked into. Those that people write have some hundred lines. */
#define LIMIT_DOCKERFILE_BYTES ((size_t)64 * 1024)

/* Files and folders, and levels of them, that are looked at to see how large local code is. What is
 * beyond counts for nothing. */
#define LIMIT_CODE_ENTRIES 20000
#define LIMIT_CODE_LEVELS  32

/* Bytes of the templates of nested stacks, in local files, that are read in all; one more may be.
 */
#define LIMIT_NESTED_BYTES LIMIT_INPUT_BYTES

/* Findings kept of one compilation; later ones are only counted. */
#define LIMIT_FINDINGS 1000

/* Bytes of the text of one finding: it may name what the template has, such as a key of megabytes.
 * What is between its beginning and its end is left out then. */
#define LIMIT_MESSAGE_BYTES 4000

/* Steps that may be taken, for all findings of one compilation, to find the names that are nearest
 * to those that are missing: each is compared with all that there are. A step is some nanoseconds;
 * who has a thousand findings in a template with a thousand resources needs fifteen million. */
#define LIMIT_NEAREST_STEPS ((size_t)100 * 1000 * 1000)

/* Bytes that one compilation may allocate. */
#define LIMIT_MEMORY_BYTES ((size_t)4 * 1024 * 1024 * 1024)

/* Steps that bringing maps into Python's order (document/python_order.h) may take in one
 * compilation. The reference copies a definition several times for each event that it enters, which
 * moves about a fifth of the keys each time: there is no way to the last copy but through all of
 * them, so the work grows with the square of the events, and 3,000 in one API are too many.
 * Besides, the hash is public, so a hostile template could make every key collide. A step is a few
 * nanoseconds. CloudFormation takes no more than 500 resources, and each event makes one. */
#define LIMIT_PYTHON_PROBES 100000000

/* Loops (Fn::ForEach) inside each other, as CloudFormation has it. */
#define LIMIT_LOOP_DEPTH 5

/* Nodes that the loops of a template may make in total: nested loops multiply. A template of 1 MB
 * has some 100,000 nodes. */
#define LIMIT_LOOP_NODES 2000000

/* What the intrinsic functions and loops of a template may take and make in total, in bytes of text
 * and nodes: those that repeat a value, inside each other, grow exponentially, and aliases let many
 * functions take the same long text. */
#define LIMIT_EVALUATION ((size_t)20 * 1000 * 1000)

/* Steps kept of how one value came about; later ones are only counted. Nobody reads more. */
#define LIMIT_TRACE_STEPS 1000

/* Condition functions inside each other, from one condition to the next included. Each costs a few
 * stack frames. */
#define LIMIT_CONDITION_LEVELS 2000

/* Values that may be looked at to tell which of several forms one value has; forms that can hold
 * each other multiply. What takes more is not decided. */
#define LIMIT_SCHEMA_STEPS 200000

/* Notifications of one bucket that are compared with each other. S3 takes 100. */
#define LIMIT_NOTIFICATIONS 100

/* Bytes of all texts inside of values that are read as documents (policies, definitions of state
 * machines) in one template. A template has 1 MB, but aliases repeat texts. What is more is not
 * looked at. */
#define LIMIT_EMBEDDED_BYTES ((size_t)4 * 1024 * 1024)

/* Words of the table that schemas of the registry become, and levels of schemas inside each other.
 * All of CloudFormation's take less than a million words. */
#define LIMIT_SCHEMA_WORDS  ((size_t)16 * 1024 * 1024)
#define LIMIT_SCHEMA_LEVELS 100

/* Schemas of one folder or archive, and the bytes of all of them: those of CloudFormation are some
 * 1,500 with 30 MB. */
#define LIMIT_SCHEMA_FILES 20000
#define LIMIT_SCHEMA_BYTES ((size_t)256 * 1024 * 1024)

/* Bytes of an archive of schemas, packed. That of CloudFormation has some 3 MB. */
#define LIMIT_ARCHIVE_BYTES ((size_t)64 * 1024 * 1024)

/* Comparisons that may take part in a question about conditions: the worst case doubles with each.
 * A question with more is not decided. */
#define LIMIT_CONDITION_ATOMS 256

/* Steps of the search for an answer to one such question, and of all those about one template. A
 * question that needs more is not decided. A step is some ten nanoseconds. */
#define LIMIT_QUESTION_STEPS  ((size_t)200 * 1000)
#define LIMIT_CONDITION_STEPS ((size_t)5 * 1000 * 1000)

/* Comparisons that Fn::EachMemberIn in Rules may stand for: it multiplies. One with more is taken
 * for unknown. */
#define LIMIT_RULE_COMPARISONS 10000

/* Values that a function may have over what its parameters may be, and combinations that are looked
 * at for all functions of a template: each parameter multiplies. What has more is not known. */
#define LIMIT_VALUES      128
#define LIMIT_VALUE_STEPS ((size_t)1000 * 1000)

/* Bytes of a regular expression, and of what a match may keep for backtracking (in all it takes
 * twice as much). */
#define LIMIT_PATTERN_BYTES  4096
#define LIMIT_PATTERN_MEMORY ((size_t)8 * 1024 * 1024)

/* Steps that each match may take; the most that one may; and what those matches of one compilation
 * that take more than the first number may cost together, in steps times bytes of their text. See
 * base/pattern.h. An exponential pattern gives up after 20 ms, all of them together after 1 s. */
#define LIMIT_PATTERN_FREE_STEPS 64
#define LIMIT_PATTERN_STEPS      262144
#define LIMIT_PATTERN_WORK       400000000

/* Limits of CloudFormation itself, reported as findings on the output:
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html */
#define LIMIT_OUTPUT_BYTES     1000000
#define LIMIT_OUTPUT_RESOURCES 500

#endif
