/* Uploaded PDFs: pages and their text, what stays without effect, and what is
 * refused for which reason. */
#include <arpa/inet.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "app/document.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/file.h"

static char home[] = "/tmp/lorbeer-document-XXXXXX";
static char upload[64];
static int page_seconds; /* 0: as usual */

static int shell(const char *script)
{
    const char *const arguments[] = {"sh", "-c", script, home, NULL};
    pid_t pid = fork();
    if (pid == 0) {
        execv("/bin/sh", (char *const *)arguments);
        _exit(127);
    }
    int status = -1;
    waitpid(pid, &status, 0);
    return status;
}

/* --- a PDF by hand ---------------------------------------------------------
 */

struct pdf {
    int pages;
    const char *box;     /* "595 842" */
    const char *catalog; /* further entries of the catalog, or "" */
    const char *page;    /* further entries of each page, or "" */
    const char *draw;    /* what each page draws */
    const char *stream;  /* further entries of that stream, or "" */
    int forms;           /* each draws the next ten times; after the pages */
};
static const struct pdf plain = {
    1, "595 842", "", "", "BT /F 24 Tf 72 700 Td (Guten Tag) Tj ET", "", 0};

enum { OBJECTS_MAX = 3000 };

static void begin_object(struct buf *b, size_t *offsets, int number)
{
    offsets[number] = b->bytes;
    buf_addf(b, "%d 0 obj\n", number);
}

static void add_pages(struct buf *b, const struct pdf *p, size_t *offsets)
{
    for (int i = 0; i < p->pages; i++) {
        begin_object(b, offsets, 4 + 2 * i);
        buf_addf(b,
                 "<</Type/Page/Parent 2 0 R/MediaBox[0 0 %s]/Resources<</Font"
                 "<</F 3 0 R>>/XObject<</X %d 0 R>>>>/Contents %d 0 R%s>>\n"
                 "endobj\n",
                 p->box, 4 + 2 * p->pages, 5 + 2 * i, p->page);
        begin_object(b, offsets, 5 + 2 * i);
        buf_addf(b, "<</Length %zu%s>>stream\n%s\nendstream\nendobj\n",
                 strlen(p->draw), p->stream, p->draw);
    }
}

static void add_forms(struct buf *b, const struct pdf *p, size_t *offsets)
{
    static const char draw[] =
        "0 0 m 9 9 l S /X Do /X Do /X Do /X Do /X Do /X Do /X Do /X Do /X Do";
    for (int i = 0; i < p->forms; i++) {
        int number = 4 + 2 * p->pages + i;
        begin_object(b, offsets, number);
        buf_addf(b,
                 "<</Type/XObject/Subtype/Form/BBox[0 0 600 900]/Resources"
                 "<</XObject<</X %d 0 R>>>>/Length %zu>>stream\n%s\n"
                 "endstream\nendobj\n",
                 number + 1, strlen(draw), draw);
    }
}

static void write_pdf(const struct pdf *p)
{
    static size_t offsets[OBJECTS_MAX];
    int count = 4 + 2 * p->pages + p->forms;
    struct buf b;
    buf_init(&b, NULL);
    buf_add(&b, "%PDF-1.7\n");
    begin_object(&b, offsets, 1);
    buf_addf(&b, "<</Type/Catalog/Pages 2 0 R%s>>\nendobj\n", p->catalog);
    begin_object(&b, offsets, 2);
    buf_addf(&b, "<</Type/Pages/Count %d/Kids[", p->pages);
    for (int i = 0; i < p->pages; i++)
        buf_addf(&b, "%d 0 R ", 4 + 2 * i);
    buf_add(&b, "]>>\nendobj\n");
    begin_object(&b, offsets, 3);
    buf_add(&b, "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>\nendobj\n");
    add_pages(&b, p, offsets);
    add_forms(&b, p, offsets);
    size_t table = b.bytes;
    buf_addf(&b, "xref\n0 %d\n0000000000 65535 f \n", count);
    for (int i = 1; i < count; i++)
        buf_addf(&b, "%010zu 00000 n \n", offsets[i]);
    buf_addf(&b, "trailer<</Root 1 0 R/Size %d>>\nstartxref\n%zu\n%%%%EOF\n",
             count, table);
    assert_true(file_write(upload, b.data, b.bytes, 0600));
    buf_free(&b);
}

/* --- what comes of it --------------------------------------------------------
 */

struct witness {
    int pages, width, height, stop_after;
    struct buf text;
    bool metadata; /* a JPEG with something else than a picture in it */
};

static struct witness watch(int stop_after)
{
    struct witness w = {.stop_after = stop_after};
    buf_init(&w.text, NULL);
    return w;
}

static bool take(void *context, const struct document_sheet *sheet)
{
    struct witness *w = context;
    size_t bytes;
    char *data = file_read(sheet->picture, 1 << 25, &bytes);
    assert_non_null(data);
    assert_memory_equal(data, "\xff\xd8\xff", 3);
    w->metadata |= memmem(data, bytes, "Exif", 4) != NULL ||
                   memmem(data, bytes, "http://", 7) != NULL;
    free(data);
    w->pages++;
    assert_int_equal(sheet->number, w->pages);
    w->width = sheet->width;
    w->height = sheet->height;
    buf_addn(&w->text, sheet->text, sheet->text_bytes);
    return w->stop_after == 0 || w->pages < w->stop_after;
}

static struct document_outcome render(const char *source, struct witness *w)
{
    const struct document_order order = {.home = home,
                                         .source = source,
                                         .page_seconds = page_seconds,
                                         .page = take,
                                         .context = w};
    struct document_outcome outcome;
    document_render(&order, &outcome);
    return outcome;
}

static void want_done(const struct document_outcome *got, int pages)
{
    if (got->end != DOCUMENT_DONE)
        fail_msg("end %d, fault %d: %s", got->end, got->fault, got->why);
    assert_int_equal(got->pages, pages);
    assert_string_equal(got->why, "");
}

static void want_fault(const char *name, enum document_fault fault)
{
    struct witness w = watch(0);
    struct document_outcome got = render(upload, &w);
    if (got.end != DOCUMENT_FAULTY || got.fault != fault || got.why[0] == '\0')
        fail_msg("%s: end %d, fault %d, %s", name, got.end, got.fault, got.why);
    buf_free(&w.text);
}

static void test_pages_and_text(void **state)
{
    (void)state;
    struct witness w = watch(0);
    struct document_outcome got = render("assets/demo/document-cedra.pdf", &w);
    want_done(&got, 3);
    assert_int_equal(w.pages, 3);
    assert_int_equal(w.width, 1132);
    assert_int_equal(w.height, 1600);
    assert_false(w.metadata);
    assert_non_null(strstr(w.text.data, "für jede Familie einen Ordner"));
    assert_null(strchr(w.text.data, '\f'));
    buf_free(&w.text);
}

/* The pages of a document that anybody may open, but not print or copy. */
static void test_owner_password(void **state)
{
    (void)state;
    struct witness w = watch(0);
    write_pdf(&plain);
    assert_int_equal(shell("cd \"$0\" && qpdf --encrypt '' o 256 --print=none "
                           "--extract=n -- up.pdf own.pdf && mv own.pdf "
                           "up.pdf"),
                     0);
    struct document_outcome got = render(upload, &w);
    want_done(&got, 1);
    assert_non_null(strstr(w.text.data, "Guten Tag"));
    buf_free(&w.text);
}

static void test_refused(void **state)
{
    (void)state;
    write_pdf(&plain);
    assert_int_equal(shell("cd \"$0\" && qpdf --encrypt geheim o 256 -- up.pdf "
                           "e.pdf && mv e.pdf up.pdf"),
                     0);
    want_fault("a password", DOCUMENT_LOCKED);

    assert_int_equal(shell("head -c 20000 assets/demo/document-cedra.pdf "
                           ">\"$0/up.pdf\""),
                     0);
    want_fault("cut in the middle", DOCUMENT_BROKEN);
    assert_int_equal(shell("head -c -30 assets/demo/document-cedra.pdf "
                           ">\"$0/up.pdf\""),
                     0);
    want_fault("cut at the end", DOCUMENT_BROKEN);

    static const char *const texts[] = {
        "", "hello", "%PDF-1.7\n", "%PDF-1.7\n%%EOF\n",
        "%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 1 0 R>>\nendobj\n"
        "trailer<</Root 1 0 R>>\n%%EOF\n"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        assert_true(file_write(upload, texts[i], strlen(texts[i]), 0600));
        want_fault(texts[i], DOCUMENT_BROKEN);
    }
    struct pdf none = plain;
    none.pages = 0;
    write_pdf(&none);
    want_fault("no page", DOCUMENT_BROKEN);
    struct witness w = watch(0);
    struct document_outcome got = render("/no/such/file", &w);
    assert_int_equal(got.fault, DOCUMENT_BROKEN);
    buf_free(&w.text);
}

static void test_many_pages(void **state)
{
    (void)state;
    struct pdf many = plain;
    struct witness w = watch(0);
    double begin = clock_monotonic();
    many.pages = 1000;
    write_pdf(&many);
    struct document_outcome got = render(upload, &w);
    assert_int_equal(got.end, DOCUMENT_FAULTY);
    assert_int_equal(got.fault, DOCUMENT_LONG);
    assert_string_equal(got.why, "1000 pages");
    assert_int_equal(w.pages, 0);
    assert_true(clock_monotonic() - begin < 10);

    many.pages = DOCUMENT_PAGES_MAX + 1;
    write_pdf(&many);
    want_fault("one page too many", DOCUMENT_LONG);
    buf_free(&w.text);
}

static void test_sizes(void **state)
{
    static const struct {
        const char *box;
        int width, height;
    } cases[] = {{"1000000 1000000", 1600, 1600},
                 {"842 595", 1600, 1131},
                 {"72 72", 1600, 1600}};

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct pdf p = plain;
        struct witness w = watch(0);
        p.box = cases[i].box;
        write_pdf(&p);
        struct document_outcome got = render(upload, &w);
        want_done(&got, 1);
        assert_int_equal(w.width, cases[i].width);
        assert_int_equal(w.height, cases[i].height);
        buf_free(&w.text);
    }
}

/* A picture of some bytes that claims 20 billion points: drawn as far as it
 * goes, or given up, but in time. */
static void test_false_picture(void **state)
{
    (void)state;
    struct pdf p = plain;
    struct witness w = watch(0);
    double begin = clock_monotonic();
    p.draw = "BI /W 150000 /H 150000 /BPC 8 /CS /RGB ID x EI";
    write_pdf(&p);
    struct document_outcome got = render(upload, &w);
    assert_true(got.end == DOCUMENT_DONE || got.end == DOCUMENT_FAULTY);
    assert_true(clock_monotonic() - begin < 15);
    buf_free(&w.text);
}

/* Forms that draw each other ten times, nine deep. */
static void test_endless(void **state)
{
    (void)state;
    struct pdf p = plain;
    p.draw = "/X Do";
    p.forms = 9;
    write_pdf(&p);
    struct witness w = watch(0);
    double begin = clock_monotonic();
    page_seconds = 2;
    struct document_outcome got = render(upload, &w);
    page_seconds = 0;
    assert_int_equal(got.end, DOCUMENT_FAULTY);
    assert_int_equal(got.fault, DOCUMENT_HEAVY);
    assert_true(clock_monotonic() - begin < 10);
    buf_free(&w.text);
}

/* --- what a document asks for and does not get -------------------------------
 */

static int listen_here(char url[64])
{
    struct sockaddr_in here = {.sin_family = AF_INET,
                               .sin_addr = {htonl(INADDR_LOOPBACK)}};
    socklen_t bytes = sizeof here;
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    assert_int_equal(bind(fd, (struct sockaddr *)&here, bytes), 0);
    assert_int_equal(listen(fd, 4), 0);
    getsockname(fd, (struct sockaddr *)&here, &bytes);
    snprintf(url, 64, "http://127.0.0.1:%d/x", ntohs(here.sin_port));
    return fd;
}

static void test_no_effects(void **state)
{
    (void)state;
    char url[64], catalog[1000], page[600], mark[100];
    int door = listen_here(url);
    snprintf(mark, sizeof mark, "%s/launched", home);
    snprintf(catalog, sizeof catalog,
             "/OpenAction<</S/JavaScript/JS(app.launchURL\\('%s'\\);)>>"
             "/AA<</WC<</S/Launch/F(/usr/bin/touch)/Win<</F(/usr/bin/touch)"
             "/P(%s)>>>>>>/URI<</Base(%s)>>",
             url, mark, url);
    snprintf(page, sizeof page,
             "/AA<</O<</S/URI/URI(%s)>>>>/Annots[<</Type/Annot/Subtype/Link"
             "/Rect[0 0 600 800]/A<</S/Launch/F(/usr/bin/touch)>>>>"
             "<</Type/Annot/Subtype/Screen/Rect[0 0 9 9]/A<</S/GoToR/F"
             "<</FS/URL/F(%s)>>>>>>]",
             url, url);
    struct pdf p = plain;
    p.catalog = catalog;
    p.page = page;
    p.draw = "BT /F 24 Tf 72 700 Td (Harmlos) Tj ET";
    write_pdf(&p);
    struct witness w = watch(0);
    struct document_outcome got = render(upload, &w);
    want_done(&got, 1);
    assert_non_null(strstr(w.text.data, "Harmlos"));
    assert_false(w.metadata);
    assert_int_equal(accept(door, NULL, NULL), -1);
    assert_false(file_exists(mark));
    close(door);
    buf_free(&w.text);
}

/* A page whose drawing is said to lie in a file of this machine: nothing of
 * that file gets onto it. */
static void test_outer_file(void **state)
{
    (void)state;
    struct witness w = watch(0);
    struct pdf p = plain;
    p.stream = "/F(/etc/passwd)";
    write_pdf(&p);
    struct document_outcome got = render(upload, &w);
    want_done(&got, 1);
    assert_null(strstr(w.text.data, "root:"));
    buf_free(&w.text);
}

static void test_cancelled(void **state)
{
    (void)state;
    struct witness w = watch(2);
    struct document_outcome got = render("assets/demo/document-cedra.pdf", &w);
    assert_int_equal(got.end, DOCUMENT_CANCELLED);
    assert_int_equal(w.pages, 2);
    buf_free(&w.text);
}

static void test_left_behind(void **state)
{
    (void)state;
    assert_int_equal(shell("test -z \"$(ls -A \"$0/run/jobs\")\""), 0);
}

static int set_up(void **state)
{
    (void)state;
    if (!mkdtemp(home))
        return -1;
    snprintf(upload, sizeof upload, "%s/up.pdf", home);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    return shell("rm -rf \"$0\"");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_pages_and_text),
        cmocka_unit_test(test_owner_password),
        cmocka_unit_test(test_refused),
        cmocka_unit_test(test_many_pages),
        cmocka_unit_test(test_sizes),
        cmocka_unit_test(test_false_picture),
        cmocka_unit_test(test_endless),
        cmocka_unit_test(test_no_effects),
        cmocka_unit_test(test_outer_file),
        cmocka_unit_test(test_cancelled),
        cmocka_unit_test(test_left_behind),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
