/* One-time codes: the vectors of RFC 6238, the window, replay; the secret as
 * text and as an address; encryption of what is stored. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/secret.h"
#include "base/totp.h"

static struct arena *mem;
static const unsigned char secret[TOTP_SECRET_BYTES] = "12345678901234567890";

static int setup(void **state)
{
    (void)state;
    secret_start();
    mem = arena_new();
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    arena_free(mem);
    return 0;
}

/* Appendix B of RFC 6238, the rows for SHA-1. */
static void test_vectors(void **state)
{
    static const struct {
        int64_t time;
        const char *code;
    } rows[] = {
        {59, "94287082"},         {1111111109, "07081804"},
        {1111111111, "14050471"}, {1234567890, "89005924"},
        {2000000000, "69279037"}, {20000000000, "65353130"},
    };
    char code[TOTP_DIGITS_MAX + 1];
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        int64_t step = rows[i].time / TOTP_STEP_S;
        totp_code(secret, sizeof secret, step, 8, code);
        assert_string_equal(code, rows[i].code);
        totp_code(secret, sizeof secret, step, TOTP_DIGITS, code);
        assert_string_equal(code, rows[i].code + 2); /* the last six */
    }
}

static bool fits(int64_t step_of_code, int64_t now, int64_t last, int64_t *step)
{
    char code[TOTP_DIGITS_MAX + 1];
    totp_code(secret, sizeof secret, step_of_code, TOTP_DIGITS, code);
    return totp_fits(secret, code, now, last, step);
}

static void test_window(void **state)
{
    int64_t now = 1111111109, here = now / TOTP_STEP_S, step = 0;
    (void)state;
    for (int64_t off = -3; off <= 3; off++) {
        step = -7;
        bool good = off >= -1 && off <= 1;
        assert_int_equal(fits(here + off, now, 0, &step), good);
        assert_int_equal(step, good ? here + off : -7);
    }
    /* the last second of a step and the first of the next */
    assert_true(fits(here, here * TOTP_STEP_S, 0, &step));
    assert_true(fits(here, here * TOTP_STEP_S + 59, 0, &step));
    assert_false(fits(here, here * TOTP_STEP_S + 60, 0, &step));
}

static void test_no_step_twice(void **state)
{
    int64_t now = 1111111109, here = now / TOTP_STEP_S, step = 0;
    (void)state;
    assert_true(fits(here, now, here - 1, &step));
    assert_false(fits(here, now, here, &step));
    assert_false(fits(here - 1, now, here, &step)); /* an older one neither */
    assert_true(fits(here + 1, now, here, &step));
}

static void test_no_code(void **state)
{
    static const char *const wrong[] = {"", "0", "abcdef", "0000000", NULL};
    int64_t step = 0;
    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_false(totp_fits(secret, wrong[i], 1111111109, 0, &step));
}

static void test_text(void **state)
{
    (void)state;
    assert_string_equal(totp_secret_text(mem, secret),
                        "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ");
    assert_string_equal(
        totp_uri(mem, "preis.example", "ada+jury@example.org", secret),
        "otpauth://totp/preis.example:ada%2Bjury@example.org?secret="
        "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=preis.example");
}

/* Only with the same key, for the same purpose, whole. */
static void test_box(void **state)
{
    static const unsigned char key[SECRET_KEY_BYTES] = "k",
                               other[SECRET_KEY_BYTES] = "o";
    unsigned char back[TOTP_SECRET_BYTES];
    char *box = secret_box(mem, key, "a", secret, sizeof secret);
    (void)state;
    assert_true(secret_unbox(key, "a", box, back, sizeof back));
    assert_memory_equal(back, secret, sizeof back);
    assert_string_not_equal(box,
                            secret_box(mem, key, "a", secret, sizeof secret));
    assert_null(strstr(box, "3132333435")); /* the secret in hex */
    assert_false(secret_unbox(other, "a", box, back, sizeof back));
    assert_false(secret_unbox(key, "b", box, back, sizeof back));
    assert_false(secret_unbox(key, "a", box, back, sizeof back - 1));
    assert_false(secret_unbox(key, "a", NULL, back, sizeof back));
    assert_false(secret_unbox(key, "a", "", back, sizeof back));
    for (size_t i = 0; i < strlen(box); i += 9) {
        char *changed = arena_text(mem, box);
        changed[i] = changed[i] == '0' ? '1' : '0';
        assert_false(secret_unbox(key, "a", changed, back, sizeof back));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_vectors),       cmocka_unit_test(test_window),
        cmocka_unit_test(test_no_step_twice), cmocka_unit_test(test_no_code),
        cmocka_unit_test(test_text),          cmocka_unit_test(test_box),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
