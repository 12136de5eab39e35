/* strtod() and printf() follow the locale of the program that uses the library; both directions
 * therefore go through the locale's decimal point. */
#include "base/number.h"

#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { BILLION = 1000000000 };

static unsigned digit_value(char digit)
{
    if (digit >= '0' && digit <= '9') return (unsigned)(digit - '0');
    return (unsigned)((digit | 0x20) - 'a') + 10;
}

/* Schoolbook: limbs of nine decimal digits, times base plus digit for each digit. Quadratic, so the
 * caller bounds the size; a limb per 29 bits of input. */
struct slice number_decimal(struct arena *arena, struct slice digits, unsigned base)
{
    while (digits.size > 1 && digits.text[0] == '0')
        digits = slice_from(digits, 1);
    if (base == 10) return digits.size ? digits : SLICE("0");

    uint32_t *limbs = arena_array(arena, digits.size / 7 + 2, sizeof *limbs);
    size_t count = 1;
    limbs[0] = 0;
    for (size_t i = 0; i < digits.size; i++) {
        uint64_t carry = digit_value(digits.text[i]);
        for (size_t k = 0; k < count; k++) {
            carry += (uint64_t)limbs[k] * base;
            limbs[k] = (uint32_t)(carry % BILLION);
            carry /= BILLION;
        }
        if (carry) limbs[count++] = (uint32_t)carry;
    }
    struct buffer out = buffer_new(arena);
    buffer_printf(&out, "%u", limbs[--count]);
    while (count > 0)
        buffer_printf(&out, "%09u", limbs[--count]);
    return buffer_slice(&out);
}

double number_double(struct arena *arena, struct slice text)
{
    struct buffer copy = buffer_new(arena);
    const char *point = localeconv()->decimal_point;

    for (size_t i = 0; i < text.size; i++) {
        if (text.text[i] == '.')
            buffer_add(&copy, slice_of(point));
        else
            buffer_add_byte(&copy, text.text[i]);
    }
    return copy.size ? strtod(copy.text, NULL) : 0;
}

/* Adds one to the last digit of "d.ddde+dd"; false when all digits are nines. */
static bool increment(char *text)
{
    for (char *p = strchr(text, 'e'); p-- > text;) {
        if (*p < '0' || *p > '9') continue;
        if (*p != '9') return ++*p, true;
        *p = '0';
    }
    return false;
}

/* The digits of value's shortest form, without point; *exponent is that of the first digit. The
 * decimal next above counts too: below a power of two, floats are twice as dense as above it, so
 * the nearest decimal may read back as another float while the one above reads back as this one. */
static size_t shortest_digits(double value, char digits[20], int *exponent)
{
    char text[64];
    size_t count = 0;

    for (int precision = 0; precision < 17; precision++) {
        snprintf(text, sizeof text, "%.*e", precision, value);
        if (strtod(text, NULL) == value) break;
        if (precision < 16 && increment(text) && strtod(text, NULL) == value) break;
    }
    char *mark = strchr(text, 'e');
    *exponent = (int)strtol(mark + 1, NULL, 10);
    for (const char *p = text; p < mark; p++)
        if (*p >= '0' && *p <= '9') digits[count++] = *p;
    while (count > 1 && digits[count - 1] == '0')
        count--;
    digits[count] = '\0';
    return count;
}

struct slice number_shortest(struct arena *arena, double value)
{
    struct buffer out = buffer_new(arena);
    char digits[20];
    int exponent;

    if (isnan(value)) return SLICE("nan");
    if (signbit(value)) buffer_add_byte(&out, '-');
    value = fabs(value);
    if (isinf(value)) {
        buffer_add(&out, SLICE("inf"));
        return buffer_slice(&out);
    }
    int count = (int)shortest_digits(value, digits, &exponent);
    if (exponent < -4 || exponent >= 16) {
        buffer_printf(&out, "%c%s%se%c%02d", digits[0], count > 1 ? "." : "", digits + 1,
                      exponent < 0 ? '-' : '+', abs(exponent));
    } else if (exponent < 0) {
        buffer_add(&out, SLICE("0."));
        buffer_add_repeat(&out, '0', (size_t)(-exponent - 1));
        buffer_add(&out, slice_of(digits));
    } else {
        for (int i = 0; i <= exponent || i < count; i++) {
            if (i == exponent + 1) buffer_add_byte(&out, '.');
            buffer_add_byte(&out, i < count ? digits[i] : '0');
        }
        if (count <= exponent + 1) buffer_add(&out, SLICE(".0"));
    }
    return buffer_slice(&out);
}

static size_t count_digits(struct slice text, size_t at)
{
    size_t start = at;

    while (at < text.size && text.text[at] >= '0' && text.text[at] <= '9')
        at++;
    return at - start;
}

bool number_is_json(struct slice text)
{
    size_t at = text.size && text.text[0] == '-';
    size_t whole = count_digits(text, at);

    if (whole == 0 || (whole > 1 && text.text[at] == '0')) return false;
    at += whole;
    if (at < text.size && text.text[at] == '.') {
        size_t part = count_digits(text, at + 1);
        if (part == 0) return false;
        at += 1 + part;
    }
    if (at < text.size && (text.text[at] | 0x20) == 'e') {
        at++;
        if (at < text.size && (text.text[at] == '+' || text.text[at] == '-')) at++;
        size_t power = count_digits(text, at);
        if (power == 0) return false;
        at += power;
    }
    return at == text.size;
}
