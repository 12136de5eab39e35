/* Blocks of internet addresses, such as 10.0.0.0/16 and 2001:db8::/56. */
#ifndef BASE_NETWORK_H
#define BASE_NETWORK_H

#include <stdbool.h>

#include "base/slice.h"

enum network_family { NETWORK_IPV4, NETWORK_IPV6 };

enum { NETWORK_BYTES = 16, NETWORK_TEXT_SIZE = 64 };

struct network {
    enum network_family family;
    unsigned bits;                        /* of an address: 32, 128 */
    unsigned prefix;                      /* those that all addresses of the block share */
    unsigned char address[NETWORK_BYTES]; /* the first bits / 8 bytes */
};

/* Reads an address without a block: `prefix` is `bits` then. */
bool network_read_address(struct slice text, struct network *network);

/* Reads an address, a slash and a prefix. The bits behind the prefix stay what they are. */
bool network_read(struct slice text, struct network *network);

/* Whether the bits behind the prefix are all zero: it is the first address of the block. */
bool network_is_first(const struct network *network);

/* Makes them zero. */
void network_clear_host(struct network *network);

/* Whether all addresses of `inner` are in `outer`. */
bool network_contains(const struct network *outer, const struct network *inner);

/* Whether an address is in both. */
bool networks_overlap(const struct network *one, const struct network *other);

/* Goes on to the next block of this size inside of the block that the first `outer` bits tell;
 * false when this was the last one, and `network` is the first one then. */
bool network_next(struct network *network, unsigned outer);

/* The text of it, "address/prefix", in `text`, which has NETWORK_TEXT_SIZE bytes. */
struct slice network_text(const struct network *network, char *text);

#endif
