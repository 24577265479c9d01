/* What strangers send may spoil their own page, never more: pictures that reach
 * for the network or for files, that are broken or explode; texts that look
 * like code; fonts that are none; data without end. Nothing of it leaves the
 * folder of its job, and each comes to an end. */
#include <arpa/inet.h>
#include <poll.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cmocka.h>

#include "app/render.h"
#include "app/render_notes.h"
#include "base/file.h"
#include "support/shell.h"

static char home[] = "/tmp/lorbeer-hostile-XXXXXX";
static struct render_tools tools;
static int listener;
static int port;

/* Somebody who would notice. */
static void listen_here(void)
{
    struct sockaddr_in here = {.sin_family = AF_INET,
                               .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t bytes = sizeof here;
    listener = socket(AF_INET, SOCK_STREAM, 0);
    assert_int_equal(bind(listener, (struct sockaddr *)&here, bytes), 0);
    assert_int_equal(listen(listener, 5), 0);
    getsockname(listener, (struct sockaddr *)&here, &bytes);
    port = ntohs(here.sin_port);
}

static void nobody_came(const char *name)
{
    struct pollfd wait = {.fd = listener, .events = POLLIN};
    if (poll(&wait, 1, 0) != 0)
        fail_msg("%s: the network was reached", name);
}

struct attempt {
    struct render_outcome outcome;
    struct render_notes notes;
};

static void set(const char *data, size_t bytes, const struct print_image *image,
                struct attempt *a)
{
    char output[64];
    snprintf(output, sizeof output, "%s/out.pdf", home);
    const struct render_order order = {.home = home,
                                       .data = data,
                                       .data_bytes = bytes,
                                       .images = image,
                                       .image_count = image != NULL,
                                       .created_at = 1795600800,
                                       .output = output,
                                       .notes = &a->notes};
    unlink(output);
    render_notes_start(&a->notes);
    render_brochure(&tools, &order, NULL, &a->outcome);
}

/* Nothing is left, nothing was read that is not its own. */
static void well_kept(const char *name)
{
    nobody_came(name);
    if (!shell_says(home, "test -z \"$(ls -A $0/run/jobs)\""))
        fail_msg("%s: its folder is left", name);
    if (!shell_says(home,
                    "test ! -e $0/out.pdf || ! pdftotext $0/out.pdf - | "
                    "grep -q 'root:x:'"))
        fail_msg("%s: a file of the house is in it", name);
}

struct picture_case {
    const char *name, *file, *content; /* PORT: that of the listener */
};

static const struct picture_case pictures[] = {
    {"a picture from the network", "a.svg",
     "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/"
     "1999/xlink' width='10' height='10'><image width='10' height='10' "
     "xlink:href='http://127.0.0.1:PORT/x.png'/></svg>"},
    {"a picture from a file", "a.svg",
     "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/"
     "1999/xlink' width='10' height='10'><image width='10' height='10' "
     "xlink:href='file:///etc/passwd'/><!-- PORT --></svg>"},
    {"a stylesheet and a script", "a.svg",
     "<?xml-stylesheet href='http://127.0.0.1:PORT/a.css'?><svg xmlns='http://"
     "www.w3.org/2000/svg' width='10' height='10'><script href='http://"
     "127.0.0.1/a.js'/><rect width='5' height='5'/></svg>"},
    {"an entity from a file", "a.svg",
     "<!DOCTYPE svg [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><svg xmlns="
     "'http://www.w3.org/2000/svg' width='10' height='10'><text>&x;PORT</text>"
     "</svg>"},
    {"entities without end", "a.svg",
     "<!DOCTYPE svg [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;'>"
     "<!ENTITY c '&b;&b;&b;&b;&b;&b;&b;'><!ENTITY d '&c;&c;&c;&c;&c;&c;&c;'>"
     "<!ENTITY e '&d;&d;&d;&d;&d;&d;&d;'><!ENTITY f '&e;&e;&e;&e;&e;&e;&e;'>]>"
     "<svg xmlns='http://www.w3.org/2000/svg' width='10' height='10'><text>"
     "&f;&f;&f;PORT</text></svg>"},
    {"a photo that is none", "a.jpg", "\xff\xd8\xff\xe0 no photo PORT"},
    {"a photo that is a program", "a.png",
     "\x7f"
     "ELF PORT"},
    {"a picture that is empty", "a.png", ""},
};

static int with_port(char *text, size_t room, const char *content)
{
    const char *at = strstr(content, "PORT");
    if (at == NULL)
        return snprintf(text, room, "%s", content);
    return snprintf(text, room, "%.*s%d%s", (int)(at - content), content, port,
                    at + strlen("PORT"));
}

/* Either the book is made without it, or it fails and says so. */
static void bad_pictures(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof pictures / sizeof *pictures; i++) {
        char content[1000], source[80], data[300], name[32];
        struct attempt a;
        int bytes = with_port(content, sizeof content, pictures[i].content);
        snprintf(source, sizeof source, "%s/%s", home, pictures[i].file);
        snprintf(name, sizeof name, "images/1-photo%s",
                 strchr(pictures[i].file, '.'));
        file_write(source, content, (size_t)bytes, 0600);
        int length = snprintf(data, sizeof data,
                              "{\"created_at\":1,\"entries\":[{\"name\":\"A\","
                              "\"photo\":{\"file\":\"%s\"}}]}",
                              name);
        const struct print_image image = {.name = name, .path = source};
        set(data, (size_t)length, &image, &a);
        if (a.outcome.end != RENDER_DONE && a.outcome.end != RENDER_FAILED)
            fail_msg("%s: end %d: %s", pictures[i].name, a.outcome.end,
                     a.outcome.why);
        if (a.outcome.end == RENDER_FAILED && a.outcome.why[0] == '\0')
            fail_msg("%s: fails without a word", pictures[i].name);
        render_notes_free(&a.notes);
        well_kept(pictures[i].name);
    }
}

/* Pixels that do not fit into memory: a small file, a large picture. */
static void a_picture_that_explodes(void **state)
{
    char source[80];
    struct attempt a;
    static const char data[] =
        "{\"created_at\":1,\"entries\":[{\"name\":\"A\","
        "\"photo\":{\"file\":\"images/1-photo.png\"}}]}";
    (void)state;
    assert_true(shell_says(home, "vips black $0/bomb.png 30000 30000"));
    snprintf(source, sizeof source, "%s/bomb.png", home);
    const struct print_image image = {.name = "images/1-photo.png",
                                      .path = source};
    set(data, sizeof data - 1, &image, &a);
    assert_true(a.outcome.end == RENDER_DONE || a.outcome.end == RENDER_FAILED);
    assert_true(a.outcome.memory_kb < (long)RENDER_MEMORY_MB * 1024);
    render_notes_free(&a.notes);
    well_kept("a bomb");
}

static const char *const texts[] = {
    "#read(\\\"/etc/passwd\\\")",
    "#image(\\\"/etc/passwd\\\")",
    "#import \\\"@preview/cetz:0.3.0\\\"",
    "#let x = x\\n#while true {}",
    "$ #panic() $ ] } ) */ // `",
    "\\u202e\\u0000\\u0007\\ufffe\\ud83d\\ude00",
    "http://127.0.0.1/a b\\\"<>{}|^`#[]",
};

/* In every field, also where families of fonts and colours stand. */
static void texts_are_texts(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        char data[1200];
        struct attempt a;
        int bytes = snprintf(
            data, sizeof data,
            "{\"created_at\":1,\"award\":\"%s\",\"entries\":[{\"name\":\"%s\","
            "\"category\":\"%s\",\"text\":{\"de\":\"%s\"},\"facts\":[{"
            "\"label\":\"%s\",\"value\":\"%s\"}]}],\"notes\":[\"%s\"],"
            "\"partners\":[{\"tier\":\"%s\",\"members\":[{\"name\":\"%s\"}]}]}",
            texts[i], texts[i], texts[i], texts[i], texts[i], texts[i],
            texts[i], texts[i], texts[i]);
        set(data, (size_t)bytes, NULL, &a);
        if (a.outcome.end != RENDER_DONE)
            fail_msg("%s: %s", texts[i], a.outcome.why);
        render_notes_free(&a.notes);
        well_kept(texts[i]);
    }
}

/* Families and colours come from the office; a wrong one is refused or
 * replaced, and no file is read for it. */
static void fonts_that_are_none(void **state)
{
    static const char *const data[] = {
        "{\"created_at\":1,\"fonts\":{\"text\":\"../../../etc/passwd\","
        "\"head\":\"/etc/passwd\"},\"award\":\"A\"}",
        "{\"created_at\":1,\"fonts\":{\"text\":{\"a\":1},\"head\":[7]},"
        "\"award\":\"A\"}",
        "{\"created_at\":1,\"accent\":\"#zzz\",\"award\":\"A\"}",
    };
    (void)state;
    for (size_t i = 0; i < sizeof data / sizeof *data; i++) {
        struct attempt a;
        set(data[i], strlen(data[i]), NULL, &a);
        assert_true(a.outcome.end == RENDER_DONE ||
                    a.outcome.end == RENDER_FAILED);
        render_notes_free(&a.notes);
        well_kept(data[i]);
    }
}

static int set_up(void **state)
{
    const char *why = NULL;
    (void)state;
    if (!render_find(&tools, "assets/brochure", "build/node", &why)) {
        print_error("%s\n", why);
        return -1;
    }
    if (!mkdtemp(home))
        return -1;
    listen_here();
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    close(listener);
    return shell_says(home, "rm -rf $0") ? 0 : -1;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bad_pictures),
        cmocka_unit_test(a_picture_that_explodes),
        cmocka_unit_test(texts_are_texts),
        cmocka_unit_test(fonts_that_are_none),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
