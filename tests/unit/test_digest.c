/* Digests against the vectors of FIPS 180; for all sizes of the end, against libmd as a whole. */
#include "base/digest.h"

#include <sys/types.h>

#include <sha1.h>

#include "tests/unit/unit.h"

UNIT_TEST(known_vectors)
{
    static const struct {
        const char *text, *sha1, *sha256;
    } cases[] = {
        {"", "da39a3ee5e6b4b0d3255bfef95601890afd80709",
         "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
        {"abc", "a9993e364706816aba3e25717850c26c9cd0d89d",
         "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
        {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
         "84983e441c3bd26ebaae4aa1f95129e5e54670f1",
         "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
    };
    char sha1[41], sha256[65];

    (void)unit;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        digest_sha1(slice_of(cases[i].text), sha1);
        digest_sha256(slice_of(cases[i].text), sha256);
        assert_string_equal(sha1, cases[i].sha1);
        assert_string_equal(sha256, cases[i].sha256);
    }
}

UNIT_TEST(a_million_times_a)
{
    struct buffer text = buffer_new(unit->arena);
    char sha1[41], sha256[65];

    buffer_add_repeat(&text, 'a', 1000000);
    digest_sha1(buffer_slice(&text), sha1);
    digest_sha256(buffer_slice(&text), sha256);
    assert_string_equal(sha1, "34aa973cd4c4daa4f61eeb2bdbad27316534016f");
    assert_string_equal(sha256, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

UNIT_TEST(each_size_around_a_block)
{
    enum { MOST = 200 };
    struct buffer text = buffer_new(unit->arena);

    for (int size = 0; size <= MOST; size++) {
        struct slice part = buffer_slice(&text);
        char ours[41], whole[SHA1_DIGEST_STRING_LENGTH];
        digest_sha1(part, ours);
        assert_non_null(SHA1Data((const uint8_t *)part.text, part.size, whole));
        assert_string_equal(ours, whole);
        buffer_add_byte(&text, (char)('a' + size % 26));
    }
}

int main(void)
{
    return UNIT_RUN(UNIT(known_vectors), UNIT(a_million_times_a), UNIT(each_size_around_a_block));
}
