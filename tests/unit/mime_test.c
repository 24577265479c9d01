/* A mail as it travels: what is put in comes out, in its place. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/mime.h"
#include "base/str.h"
#include "support/mem.h"

static const struct mime_mail plain = {
    .from = "The Award <award@example.org>",
    .to_name = "Ada",
    .to_address = "ada@example.org",
    .subject = "Hello",
    .text = "Text\n",
    .language = "en",
    .id = "1@example.org",
    .date = 1790000000,
};

static const char *written(struct mime_mail mail)
{
    struct buf out;
    buf_init(&out, mem);
    assert_null(mime_write(mem, &mail, &out));
    return out.data;
}

/* The value of a header with its folds undone; it stands there once. */
static const char *header(const char *message, const char *name)
{
    struct buf value;
    const char *mark = arena_printf(mem, "\r\n%s: ", name);
    const char *end = strstr(message, "\r\n\r\n");
    const char *at = strstr(arena_printf(mem, "\r\n%s", message), mark);
    assert_non_null(end);
    assert_non_null(at);
    assert_null(strstr(at + 2, mark));
    buf_init(&value, mem);
    for (at += strlen(mark); !(str_starts(at, "\r\n") && at[2] != ' ');)
        if (str_starts(at, "\r\n"))
            at += 2;
        else
            buf_addc(&value, *at++);
    return value.data;
}

static int digit(char c)
{
    return c <= '9' ? c - '0' : c - 'A' + 10;
}

/* Encoded words, and what stands between them as it is. */
static const char *decoded(const char *text)
{
    struct buf out;
    buf_init(&out, mem);
    while (*text != '\0') {
        if (!str_starts(text, "=?UTF-8?Q?")) {
            buf_addc(&out, *text++);
            continue;
        }
        const char *end = strstr(text + 10, "?=");
        assert_non_null(end);
        assert_true(end + 2 - text <= 75);
        const char *from = text + 10;
        size_t begin = out.bytes;
        for (; from < end; from++) {
            if (*from == '=') {
                buf_addc(&out, (char)(digit(from[1]) * 16 + digit(from[2])));
                from += 2;
            } else {
                buf_addc(&out, *from == '_' ? ' ' : *from);
            }
        }
        /* whole characters in each word */
        assert_true(str_utf8(out.data + begin, out.bytes - begin));
        text = end + 2;
        if (str_starts(text, " =?UTF-8?Q?"))
            text++;
    }
    return out.data;
}

/* The text after the headers, with quoted-printable undone. */
static const char *body(const char *message)
{
    struct buf out;
    const char *at = strstr(message, "\r\n\r\n") + 4;
    buf_init(&out, mem);
    while (*at != '\0') {
        if (str_starts(at, "=\r\n")) {
            at += 3;
        } else if (*at == '=') {
            buf_addc(&out, (char)(digit(at[1]) * 16 + digit(at[2])));
            at += 3;
        } else if (str_starts(at, "\r\n")) {
            buf_addc(&out, '\n');
            at += 2;
        } else {
            buf_addc(&out, *at++);
        }
    }
    return out.data;
}

/* Lines of printable ASCII, none too long, none a dot alone, each with CRLF. */
static void assert_travels(const char *message)
{
    while (*message != '\0') {
        size_t bytes = strcspn(message, "\r\n");
        assert_true(bytes <= 76);
        assert_true(str_starts(message + bytes, "\r\n"));
        assert_false(bytes == 1 && *message == '.');
        assert_true(*message != '.');
        for (size_t i = 0; i < bytes; i++)
            assert_in_range(message[i], ' ', '~');
        assert_false(bytes > 0 && message[bytes - 1] == ' ');
        message += bytes + 2;
    }
}

static void test_headers(void **state)
{
    (void)state;
    const char *m = written(plain);
    assert_travels(m);
    assert_string_equal(header(m, "Date"), "Mon, 21 Sep 2026 14:13:20 +0000");
    assert_string_equal(header(m, "From"), "\"The Award\" <award@example.org>");
    assert_string_equal(header(m, "To"), "\"Ada\" <ada@example.org>");
    assert_string_equal(header(m, "Subject"), "Hello");
    assert_string_equal(header(m, "Message-ID"), "<1@example.org>");
    assert_string_equal(header(m, "Auto-Submitted"), "auto-generated");
    assert_string_equal(header(m, "MIME-Version"), "1.0");
    assert_string_equal(header(m, "Content-Type"), "text/plain; charset=UTF-8");
    assert_string_equal(body(m), "Text\n");
}

static void test_subjects(void **state)
{
    static const char *const subjects[] = {
        "Ihre Einladung",
        "Preis für Jena: Grüße aus der Geschäftsstelle, zum Nachlesen, und "
        "noch viel länger, damit es über die Zeile geht, größtmöglich ÄÖÜß",
        "ÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄ",
        "Emoji 🏆🏆🏆🏆🏆🏆🏆🏆🏆🏆🏆🏆🏆🏆",
        "=?UTF-8?Q?no word of ours?=",
        "100 % = alles? _ja_",
        "A very long subject of plain letters only that would not fit on one "
        "line of a header without being folded somewhere",
    };
    (void)state;
    for (size_t i = 0; i < sizeof subjects / sizeof *subjects; i++) {
        struct mime_mail mail = plain;
        mail.subject = mail.to_name = subjects[i];
        const char *m = written(mail);
        assert_travels(m);
        assert_string_equal(decoded(header(m, "Subject")), subjects[i]);
        assert_non_null(strstr(decoded(header(m, "To")), subjects[i]));
    }
}

static void test_texts(void **state)
{
    static const char *const texts[] = {
        "Guten Tag Zoë,\n\nviele Grüße\n",
        ".\n..\n.hidden\n",
        "From the start\n>From\n",
        "trailing space \nand tab\t\n",
        "a=b ==\n",
        "no line break at the end",
        "\n\n\n",
        "",
    };
    (void)state;
    struct buf longest;
    buf_init(&longest, mem);
    for (int i = 0; i < 2000; i++)
        buf_add(&longest, i % 7 == 0 ? "ä" : i % 5 == 0 ? "." : "x");
    buf_addc(&longest, '\n');
    for (size_t i = 0; i < sizeof texts / sizeof *texts + 1; i++) {
        struct mime_mail mail = plain;
        mail.text = i < sizeof texts / sizeof *texts ? texts[i] : longest.data;
        const char *m = written(mail);
        assert_travels(m);
        const char *want = str_equal(mail.text, texts[5])
                               ? arena_printf(mem, "%s\n", mail.text)
                               : mail.text;
        assert_string_equal(body(m), want);
    }
}

/* Names and subjects with line breaks stay values. */
static void test_injection(void **state)
{
    static const char *const evil[] = {
        "x\r\nBcc: all@example.org",     "x\nBcc: all@example.org",
        "x\r\n\r\nBcc: all@example.org", "x\" <all@example.org>, \"y",
        "ü\r\nBcc: all@example.org",
    };
    (void)state;
    for (size_t i = 0; i < sizeof evil / sizeof *evil; i++) {
        struct mime_mail mail = plain;
        mail.subject = mail.to_name = evil[i];
        const char *m = written(mail);
        assert_travels(m);
        assert_null(strstr(m, "\nBcc:"));
        assert_string_equal(body(m), "Text\n");
        const char *to = header(m, "To");
        assert_true(str_ends(to, " <ada@example.org>"));
        assert_true(to[0] == '"' || str_starts(to, "=?"));
        assert_null(strstr(to, "x\" <all"));
    }
    struct mime_mail mail = plain;
    mail.text = "x\r\n.\r\nMAIL FROM:<a@example.org>\r\n";
    assert_travels(written(mail));
}

static void test_addresses(void **state)
{
    static const char *const bad[] = {
        "ada@example.org>\r\nBcc: b@example.org",
        "ada@example.org\nRCPT TO:<b@example.org>",
        "a b@example.org",
        "zoë@example.org",
        "<ada@example.org>",
        "ada@example.org,b@example.org",
        "nobody",
        "",
    };
    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct mime_mail mail = plain;
        struct buf out;
        buf_init(&out, mem);
        mail.to_address = bad[i];
        if (mime_write(mem, &mail, &out) == NULL)
            fail_msg("taken: %s", bad[i]);
        assert_int_equal(out.bytes, 0);
    }
    struct mime_mail mail = plain;
    struct buf out;
    buf_init(&out, mem);
    mail.from = "nobody";
    assert_non_null(mime_write(mem, &mail, &out));
    mail.from = "Name <zoë@example.org>";
    assert_non_null(mime_write(mem, &mail, &out));
    assert_string_equal(mime_address(mem, plain.from), "award@example.org");
    assert_string_equal(mime_address(mem, "a@example.org"), "a@example.org");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_headers, setup, teardown),
        cmocka_unit_test_setup_teardown(test_subjects, setup, teardown),
        cmocka_unit_test_setup_teardown(test_texts, setup, teardown),
        cmocka_unit_test_setup_teardown(test_injection, setup, teardown),
        cmocka_unit_test_setup_teardown(test_addresses, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
