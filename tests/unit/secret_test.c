/* Passwords, tokens, digests; the digests against published vectors. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/secret.h"
#include "base/str.h"

#define COUNT(table) (sizeof(table) / sizeof(table)[0])

/* BLAKE2b-256 as other programs compute it (b2sum -l 256). */
static const struct {
    const char *text, *digest;
} digests[] = {
    {"", "0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8"},
    {"abc", "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319"},
    {"Größe 🏆",
     "f33fda9b54eec2b1829c105049009ed3ac89371e1d3fcd2a1ac567797e898ed9"},
};

static void test_digest(void **state)
{
    struct arena *mem = arena_new();

    (void)state;
    for (size_t i = 0; i < COUNT(digests); i++) {
        const char *text = digests[i].text;
        assert_string_equal(secret_digest(mem, text, strlen(text)),
                            digests[i].digest);
        struct secret_digest *d = secret_digest_start(mem);
        for (const char *at = text; *at; at++)
            secret_digest_add(d, at, 1);
        assert_string_equal(secret_digest_end(mem, d), digests[i].digest);
        assert_string_equal(secret_token_digest(mem, text), digests[i].digest);
    }
    arena_free(mem);
}

static void test_keyed(void **state)
{
    struct arena *mem = arena_new();
    unsigned char key[SECRET_KEY_BYTES] = "0123456789abcdef0123456789abcde";
    const char *first = secret_keyed(mem, key, "abc", 3);

    (void)state;
    assert_int_equal(strlen(first), SECRET_DIGEST_HEX - 1);
    assert_string_equal(secret_keyed(mem, key, "abc", 3), first);
    assert_string_not_equal(secret_keyed(mem, key, "abd", 3), first);
    assert_string_not_equal(secret_digest(mem, "abc", 3), first);
    key[SECRET_KEY_BYTES - 1] ^= 1;
    assert_string_not_equal(secret_keyed(mem, key, "abc", 3), first);
    arena_free(mem);
}

static void test_token(void **state)
{
    struct arena *mem = arena_new();
    enum { TOKENS = 50 };
    const char *tokens[TOKENS];

    (void)state;
    for (size_t i = 0; i < TOKENS; i++) {
        tokens[i] = secret_token(mem);
        assert_int_equal(strlen(tokens[i]), SECRET_TOKEN_CHARS);
        assert_int_equal(strspn(tokens[i],
                                "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                "abcdefghijklmnopqrstuvwxyz"
                                "0123456789-_"),
                         SECRET_TOKEN_CHARS);
        for (size_t j = 0; j < i; j++)
            assert_string_not_equal(tokens[i], tokens[j]);
    }
    arena_free(mem);
}

static void test_tokens_are_seeded(void **state)
{
    struct arena *mem = arena_new();

    (void)state;
    secret_weaken_for_tests();
    const char *first = secret_token(mem);
    const char *second = secret_token(mem);
    secret_weaken_for_tests();
    assert_string_equal(secret_token(mem), first);
    assert_string_equal(secret_token(mem), second);
    assert_string_not_equal(first, second);
    arena_free(mem);
}

static void test_password(void **state)
{
    char hash[SECRET_PASSWORD_HASH];
    char again[SECRET_PASSWORD_HASH];
    const char *password = "Lörbéer 🏆 2026";

    (void)state;
    secret_weaken_for_tests();
    assert_true(secret_password_hash(hash, password));
    assert_true(str_starts(hash, "$argon2id$"));
    assert_true(secret_password_verify(hash, password));
    assert_false(secret_password_verify(hash, "Lorbeer 🏆 2026"));
    assert_false(secret_password_verify(hash, ""));
    assert_false(secret_password_needs_rehash(hash));
    assert_true(secret_password_hash(again, password));
    assert_string_not_equal(hash, again);
}

static void test_not_a_hash(void **state)
{
    static const char *const broken[] = {
        "",
        "x",
        "$argon2id$",
        "$argon2id$v=19$m=8,t=1,p=1$AAAA$AAAA",
        "$2y$10$abcdefghijklmnopqrstuv",
    };
    char endless[SECRET_PASSWORD_HASH * 2];

    (void)state;
    for (size_t i = 0; i < COUNT(broken); i++) {
        assert_false(secret_password_verify(broken[i], ""));
        assert_true(secret_password_needs_rehash(broken[i]));
    }
    memset(endless, 'a', sizeof endless);
    endless[sizeof endless - 1] = '\0';
    assert_false(secret_password_verify(endless, "a"));
    assert_true(secret_password_needs_rehash(endless));
    assert_false(secret_password_verify(NULL, "a"));
}

/* Before the tests that weaken: this one costs a real half second. */
static void test_dummy(void **state)
{
    (void)state;
    const char *real = secret_password_dummy();
    assert_true(str_starts(real, "$argon2id$v=19$m=262144,t=3,p=1$"));
    assert_false(secret_password_needs_rehash(real));
    assert_false(secret_password_verify(real, ""));
    secret_weaken_for_tests();
    assert_string_not_equal(secret_password_dummy(), real);
    assert_true(secret_password_needs_rehash(real));
    assert_false(secret_password_needs_rehash(secret_password_dummy()));
    assert_false(secret_password_verify(secret_password_dummy(), ""));
}

static void test_equal(void **state)
{
    static const struct {
        const char *a, *b;
        bool want;
    } cases[] = {
        {"", "", true},       {"abc", "abc", true}, {"abc", "abd", false},
        {"abc", "ab", false}, {"ab", "abc", false}, {"abc", "ABC", false},
        {"abc", NULL, false}, {NULL, "abc", false}, {NULL, NULL, false},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_int_equal(secret_equal(cases[i].a, cases[i].b), cases[i].want);
}

static void test_wipe(void **state)
{
    char text[] = "geheim";
    static const char nothing[sizeof text] = "";

    (void)state;
    secret_wipe(text, sizeof text);
    assert_memory_equal(text, nothing, sizeof text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_digest),
        cmocka_unit_test(test_keyed),
        cmocka_unit_test(test_token),
        cmocka_unit_test(test_dummy),
        cmocka_unit_test(test_tokens_are_seeded),
        cmocka_unit_test(test_password),
        cmocka_unit_test(test_not_a_hash),
        cmocka_unit_test(test_equal),
        cmocka_unit_test(test_wipe),
    };
    secret_start();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
