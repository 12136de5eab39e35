/* Fn::Cidr: the first blocks of a given size in an address block, IPv4 or IPv6.
 *
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference-cidr.html
 */
#include "base/buffer.h"
#include "base/network.h"
#include "intrinsics/evaluation_internal.h"

enum { MOST_BLOCKS = 256 };

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

static const struct node *cut(struct evaluation *e, const struct node *node,
                              const struct network *block, unsigned count, unsigned prefix)
{
    struct network part = *block;
    struct node *list = node_list(e->b);
    char text[NETWORK_TEXT_SIZE];

    part.prefix = prefix;
    list->origin = node;
    for (unsigned i = 0; i < count; i++) {
        list_add(e->b, list,
                 node_user_string(e->b, slice_copy(e->b->arena, network_text(&part, text))));
        if (!network_next(&part, block->prefix) && i + 1 < count) {
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
    struct network block = {0};
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
        !network_read(scalar_text(list_at(items, 0)), &block)) {
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
    network_clear_host(&block);
    host_bits = block.family == NETWORK_IPV4 ? 8 : 64;
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
