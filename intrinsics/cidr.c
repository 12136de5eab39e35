/* Fn::Cidr: the first blocks of a given size in an address block, IPv4 or IPv6.
 *
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference-cidr.html
 */
#include <arpa/inet.h>

#include "intrinsics/evaluation_internal.h"

enum { MOST_BLOCKS = 256, BYTES_OF_IPV6 = 16 };

struct block {
    int family;                           /* AF_INET, AF_INET6 */
    unsigned bits;                        /* of an address: 32, 128 */
    unsigned prefix;                      /* bits of the network */
    unsigned char address[BYTES_OF_IPV6]; /* the first bits / 8 bytes, host bits cleared */
};

static bool read_number(struct slice text, unsigned most, unsigned *number)
{
    *number = 0;
    if (text.size == 0 || text.size > 3) return false;
    for (size_t i = 0; i < text.size; i++) {
        if (text.text[i] < '0' || text.text[i] > '9') return false;
        *number = *number * 10 + (unsigned)(text.text[i] - '0');
    }
    return *number <= most;
}

static void clear_host_bits(struct block *block)
{
    for (unsigned bit = block->prefix; bit < block->bits; bit++)
        block->address[bit / 8] &= (unsigned char)~(0x80u >> bit % 8);
}

static bool read_block(struct slice text, struct block *block)
{
    char address[INET6_ADDRSTRLEN];
    size_t slash = slice_find(text, '/');

    if (slash >= sizeof address) return false;
    memcpy(address, text.text, slash);
    address[slash] = '\0';
    block->family = slice_find(text, ':') < text.size ? AF_INET6 : AF_INET;
    block->bits = block->family == AF_INET ? 32 : 128;
    if (inet_pton(block->family, address, block->address) != 1) return false;
    if (!read_number(slice_from(text, slash + 1), block->bits, &block->prefix)) return false;
    clear_host_bits(block);
    return true;
}

/* Adds 1 to the network part of `prefix` bits; false when there is no next one in the block. */
static bool next_network(const struct block *block, unsigned char *address, unsigned prefix)
{
    for (unsigned bit = prefix; bit > block->prefix; bit--) {
        unsigned char mask = (unsigned char)(0x80u >> (bit - 1) % 8);
        address[(bit - 1) / 8] ^= mask;
        if (address[(bit - 1) / 8] & mask) return true; /* no carry */
    }
    return false;
}

static const struct node *block_text(struct evaluation *e, const struct block *block,
                                     const unsigned char *address, unsigned prefix)
{
    char text[INET6_ADDRSTRLEN];

    inet_ntop(block->family, address, text, sizeof text);
    return node_user_string(e->b, slice_printf(e->b->arena, "%s/%u", text, prefix));
}

static const struct node *cut(struct evaluation *e, const struct node *node,
                              const struct block *block, unsigned count, unsigned prefix)
{
    unsigned char address[BYTES_OF_IPV6];
    struct node *list = node_list(e->b);

    memcpy(address, block->address, sizeof address);
    list->origin = node;
    for (unsigned i = 0; i < count; i++) {
        list_add(e->b, list, block_text(e, block, address, prefix));
        if (!next_network(block, address, prefix) && i + 1 < count) {
            evaluation_error(e, node, INTRINSIC_CIDR,
                             "Fn::Cidr asks for %u blocks, but only %u of /%u fit into the given "
                             "block of /%u.",
                             count, i + 1, prefix, block->prefix);
            return node;
        }
    }
    return list;
}

const struct node *evaluate_cidr(struct evaluation *e, const struct node *node,
                                 const struct node *argument)
{
    const struct node *items = evaluate_items(e, argument);
    struct block block = {0};
    unsigned count, host_bits;

    if (is_intrinsic(items)) return with_argument(e, node, items);
    if (list_count(items) < 2 || list_count(items) > 3) {
        evaluation_error(e, argument, INTRINSIC_CIDR,
                         "Fn::Cidr takes an address block, a count and the bits of each subnet.");
        return node;
    }
    LIST_EACH (items, each)
        if (!is_known(each.value) && !is_no_value(each.value)) return with_argument(e, node, items);
    if (!is_known_scalar(list_at(items, 0)) ||
        !read_block(scalar_text(list_at(items, 0)), &block)) {
        evaluation_error(
            e, list_at(items, 0), INTRINSIC_CIDR,
            "The address block of Fn::Cidr must be like 10.0.0.0/16 or 2001:db8::/56.");
        return node;
    }
    if (!read_number(scalar_text(list_at(items, 1)), MOST_BLOCKS, &count) || count == 0) {
        evaluation_error(e, list_at(items, 1), INTRINSIC_CIDR,
                         "The count of Fn::Cidr must be a number from 1 to 256.");
        return node;
    }
    host_bits = block.bits == 32 ? 8 : 64;
    if (list_at(items, 2) &&
        (!read_number(scalar_text(list_at(items, 2)), block.bits - block.prefix, &host_bits) ||
         host_bits == 0)) {
        evaluation_error(e, list_at(items, 2), INTRINSIC_CIDR,
                         "The bits of Fn::Cidr must be a number from 1 to %u: those that the block "
                         "leaves to hosts.",
                         block.bits - block.prefix);
        return node;
    }
    if (host_bits > block.bits - block.prefix) host_bits = block.bits - block.prefix;
    return cut(e, node, &block, count, block.bits - host_bits);
}
