/* Addresses are read and written by the C library; blocks are compared bit by bit. */
#include "base/network.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <string.h>

static int family_of(const struct network *network)
{
    return network->family == NETWORK_IPV4 ? AF_INET : AF_INET6;
}

bool network_read_address(struct slice text, struct network *network)
{
    char address[INET6_ADDRSTRLEN];

    if (text.size >= sizeof address || slice_find(text, '\0') < text.size) return false;
    memcpy(address, text.text, text.size);
    address[text.size] = '\0';
    network->family = slice_find(text, ':') < text.size ? NETWORK_IPV6 : NETWORK_IPV4;
    network->bits = network->family == NETWORK_IPV4 ? 32 : 128;
    network->prefix = network->bits;
    return inet_pton(family_of(network), address, network->address) == 1;
}

bool network_read(struct slice text, struct network *network)
{
    size_t slash = slice_find(text, '/');

    if (!network_read_address(slice_first(text, slash), network)) return false;
    text = slice_from(text, slash < text.size ? slash + 1 : slash);
    if (text.size == 0 || text.size > 3) return false;
    network->prefix = 0;
    for (size_t i = 0; i < text.size; i++) {
        if (text.text[i] < '0' || text.text[i] > '9') return false;
        network->prefix = network->prefix * 10 + (unsigned)(text.text[i] - '0');
    }
    return network->prefix <= network->bits;
}

bool network_is_first(const struct network *network)
{
    for (unsigned bit = network->prefix; bit < network->bits; bit++)
        if (network->address[bit / 8] & (0x80u >> bit % 8)) return false;
    return true;
}

void network_clear_host(struct network *network)
{
    for (unsigned bit = network->prefix; bit < network->bits; bit++)
        network->address[bit / 8] &= (unsigned char)~(0x80u >> bit % 8);
}

bool networks_overlap(const struct network *one, const struct network *other)
{
    unsigned prefix = one->prefix < other->prefix ? one->prefix : other->prefix;

    if (one->family != other->family) return false;
    for (unsigned bit = 0; bit < prefix; bit++)
        if ((one->address[bit / 8] ^ other->address[bit / 8]) & (0x80u >> bit % 8)) return false;
    return true;
}

bool network_contains(const struct network *outer, const struct network *inner)
{
    return outer->prefix <= inner->prefix && networks_overlap(outer, inner);
}

bool network_next(struct network *network, unsigned outer)
{
    for (unsigned bit = network->prefix; bit > outer; bit--) {
        unsigned char mask = (unsigned char)(0x80u >> (bit - 1) % 8);
        network->address[(bit - 1) / 8] ^= mask;
        if (network->address[(bit - 1) / 8] & mask) return true; /* no carry */
    }
    return false;
}

struct slice network_text(const struct network *network, char *text)
{
    size_t size;

    inet_ntop(family_of(network), network->address, text, INET6_ADDRSTRLEN);
    size = strlen(text);
    snprintf(text + size, NETWORK_TEXT_SIZE - size, "/%u", network->prefix);
    return slice_of(text);
}
