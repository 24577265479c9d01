/* lorbeer.conf: what is taken, and the line and reason of what is not. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/config.h"
#include "base/file.h"

#define COUNT(table) (sizeof(table) / sizeof(table)[0])

static char folder[] = "/tmp/lorbeer-config-XXXXXX";
static char path[sizeof folder + 16];

/* What config_read() says about such a file, without "PATH:". */
static const char *read_text(struct arena *mem, const char *text, size_t bytes,
                             struct config *config)
{
    assert_true(file_write(path, text, bytes, 0600));
    const char *fault = config_read(mem, path, config);
    if (!fault)
        return NULL;
    assert_memory_equal(fault, path, strlen(path));
    assert_int_equal(fault[strlen(path)], ':');
    return fault + strlen(path) + 1;
}

static void test_defaults(void **state)
{
    struct arena *mem = arena_new();
    struct config c;

    (void)state;
    assert_null(read_text(mem, "", 0, &c));
    assert_string_equal(c.url, "http://127.0.0.1:8080");
    assert_string_equal(c.listen, "127.0.0.1:8080");
    assert_string_equal(c.timezone, "Europe/Berlin");
    assert_null(c.smtp.server);
    assert_int_equal(c.smtp.port, 587);
    assert_null(c.smtp.user);
    assert_null(c.smtp.password_file);
    assert_null(c.smtp.ca_file);
    assert_null(c.smtp.from);
    arena_free(mem);
}

static void test_everything(void **state)
{
    static const char text[] =
        "\xef\xbb\xbf# a comment\r\n"
        "  ; another\r\n"
        "url = https://award.example.org/\r\n"
        "listen=unix:/run/lorbeer/socket\r\n"
        "timezone = Europe/Vienna ; where we are\r\n"
        "\r\n"
        "[smtp]\r\n"
        "server = mail.example.org\r\n"
        "port = 465\r\n"
        "user = lorbeer\r\n"
        "password_file = /etc/lorbeer/smtp password\r\n"
        "ca_file = /etc/lorbeer/ca.pem\r\n"
        "from = Der Preis f\xc3\xbcr alle <preis@example.org>";
    struct arena *mem = arena_new();
    struct config c;

    (void)state;
    assert_null(read_text(mem, text, strlen(text), &c));
    assert_string_equal(c.url, "https://award.example.org");
    assert_string_equal(c.listen, "unix:/run/lorbeer/socket");
    assert_string_equal(c.timezone, "Europe/Vienna");
    assert_string_equal(c.smtp.server, "mail.example.org");
    assert_int_equal(c.smtp.port, 465);
    assert_string_equal(c.smtp.user, "lorbeer");
    assert_string_equal(c.smtp.password_file, "/etc/lorbeer/smtp password");
    assert_string_equal(c.smtp.ca_file, "/etc/lorbeer/ca.pem");
    assert_string_equal(c.smtp.from,
                        "Der Preis f\xc3\xbcr alle <preis@example.org>");
    arena_free(mem);
}

#define URL_WRONG "url: must be like https://award.example.org"
#define LISTEN_WRONG "listen: must be ADDRESS:PORT or unix:/PATH"
#define PORT_WRONG "port: must be a number from 1 to 65535"
#define FROM_WRONG "from: must be ADDRESS or NAME <ADDRESS>"
#define NO_PAIR "neither KEY = VALUE nor [SECTION]"

static void test_faults(void **state)
{
    static const struct {
        const char *name, *text, *want; /* NULL: taken */
    } cases[] = {
        {"unknown key", "\nurk = x\n", "2: urk: unknown key"},
        {"of another section", "server = a\n", "1: server: unknown key"},
        {"unknown section", "[mail]\nserver = a\n", "2: server: unknown key"},
        {"capitals", "URL = http://a\n", "1: URL: unknown key"},
        {"twice", "timezone = UTC\ntimezone = UTC\n",
         "2: timezone: given twice"},
        {"no value", "url =\n", "1: url: has no value"},
        {"no equals sign", "\n\nurl\n", "3: " NO_PAIR},
        {"open section", "[smtp\n", "1: " NO_PAIR},
        {"the first of two faults", "url\nurk = 1\n", "1: " NO_PAIR},
        {"the first of two the other way", "urk = 1\nurl\n",
         "1: urk: unknown key"},
        {"continued line", "timezone = Europe/\n  Berlin\n",
         "2: starts with a space"},
        {"not UTF-8", "timezone = \xff\n", "1: timezone: is not UTF-8 text"},
        {"port of localhost", "url = http://localhost:8080\n", NULL},
        {"url with a path", "url = http://a.example/b\n", "1: " URL_WRONG},
        {"url with a query", "url = http://a.example?b\n", "1: " URL_WRONG},
        {"url with a user", "url = http://a@b.example\n", "1: " URL_WRONG},
        {"url without a scheme", "url = a.example\n", "1: " URL_WRONG},
        {"listen on IPv6", "listen = [::1]:8080\n", NULL},
        {"listen without a port", "listen = 127.0.0.1\n", "1: " LISTEN_WRONG},
        {"listen without an address", "listen = :80\n", "1: " LISTEN_WRONG},
        {"listen on port 0", "listen = 127.0.0.1:0\n", "1: " LISTEN_WRONG},
        {"listen on a relative path", "listen = unix:a\n", "1: " LISTEN_WRONG},
        {"port too large", "[smtp]\nport = 65536\n", "2: " PORT_WRONG},
        {"port in words", "[smtp]\nport = smtp\n", "2: " PORT_WRONG},
        {"server as a link", "[smtp]\nserver = smtp://a\n",
         "2: server: must be the name of a host"},
        {"plain sender", "[smtp]\nfrom = a@b.example\n", NULL},
        {"sender without an address", "[smtp]\nfrom = Preis\n",
         "2: " FROM_WRONG},
        {"sender with a broken one", "[smtp]\nfrom = Preis <a@b>\n",
         "2: " FROM_WRONG},
        {"sender left open", "[smtp]\nfrom = Preis <a@b.example\n",
         "2: " FROM_WRONG},
        {"no sender", "[smtp]\nserver = a.example\n",
         " [smtp] from is missing"},
        {"no password", "[smtp]\nuser = a\n",
         " [smtp] password_file is missing"},
    };
    struct arena *mem = arena_new();

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct config c;
        print_message("  %s\n", cases[i].name);
        const char *fault =
            read_text(mem, cases[i].text, strlen(cases[i].text), &c);
        if (!cases[i].want) {
            assert_null(fault);
            continue;
        }
        assert_non_null(fault);
        assert_string_equal(fault, cases[i].want);
    }
    arena_free(mem);
}

static void test_long_lines(void **state)
{
    struct arena *mem = arena_new();
    struct config c;

    (void)state;
    for (int length = 180; length < 205; length++) {
        const char *text = arena_printf(
            mem, "timezone = %0*d\nurl = http://a.example\n", length - 11, 0);
        const char *fault = read_text(mem, text, strlen(text), &c);
        if (length <= 190) {
            assert_null(fault);
            assert_int_equal(strlen(c.timezone), length - 11);
        } else {
            assert_non_null(fault);
            assert_string_equal(fault, "1: longer than 190 bytes");
        }
    }
    arena_free(mem);
}

static void test_no_file(void **state)
{
    struct arena *mem = arena_new();
    struct config c;

    (void)state;
    assert_string_equal(config_read(mem, "/nowhere/lorbeer.conf", &c),
                        "/nowhere/lorbeer.conf: No such file or directory");
    assert_string_equal(config_read(mem, "/tmp", &c), "/tmp: Is a directory");
    assert_string_equal(read_text(mem, "\0url = x\n", 9, &c), " is not a text");
    arena_free(mem);
}

static int set_up(void **state)
{
    (void)state;
    if (!mkdtemp(folder))
        return -1;
    return snprintf(path, sizeof path, "%s/lorbeer.conf", folder) > 0 ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    return unlink(path) == 0 && rmdir(folder) == 0 ? 0 : -1;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_defaults), cmocka_unit_test(test_everything),
        cmocka_unit_test(test_faults),   cmocka_unit_test(test_long_lines),
        cmocka_unit_test(test_no_file),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
