/* The print step on a small PDF: boxes, output intent, and what it refuses. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "app/press.h"
#include "base/file.h"

static char folder[] = "/tmp/lorbeer-press-XXXXXX";
static char in[64], out[64], other[64];

static const char xmp[] =
    "<?xpacket begin=\"\"?><x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF "
    "xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">"
    "</rdf:RDF></x:xmpmeta><?xpacket end=\"r\"?>";

/* Two sheets, 100 mm and 200 mm wide, and a link; the cross references are
 * right because they are counted here. */
static void write_pdf(const char *metadata)
{
    static char pdf[4000];
    char objects[7][700];
    size_t offsets[7], at;
    snprintf(objects[1], 700, "<</Type/Catalog/Pages 2 0 R/Metadata 5 0 R>>");
    snprintf(objects[2], 700, "<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2>>");
    snprintf(objects[3], 700,
             "<</Type/Page/Parent 2 0 R/Resources<<>>"
             "/MediaBox[0 0 283.465 283.465]/Annots[]>>");
    snprintf(objects[4], 700,
             "<</Type/Page/Parent 2 0 R/Resources<<>>"
             "/MediaBox[10 0 576.929 283.465]>>");
    snprintf(objects[5], 700,
             "<</Type/Metadata/Subtype/XML/Length %zu>>stream\n%s\nendstream",
             strlen(metadata), metadata);
    snprintf(objects[6], 700, "<</Title(x)>>");
    at = (size_t)snprintf(pdf, sizeof pdf, "%%PDF-1.7\n");
    for (int i = 1; i <= 6; i++) {
        offsets[i] = at;
        at += (size_t)snprintf(pdf + at, sizeof pdf - at,
                               "%d 0 obj\n%s\nendobj\n", i, objects[i]);
    }
    size_t table = at;
    at += (size_t)snprintf(pdf + at, sizeof pdf - at,
                           "xref\n0 7\n0000000000 65535 f \n");
    for (int i = 1; i <= 6; i++)
        at += (size_t)snprintf(pdf + at, sizeof pdf - at, "%010zu 00000 n \n",
                               offsets[i]);
    at += (size_t)snprintf(pdf + at, sizeof pdf - at,
                           "trailer<</Size 7/Root 1 0 R/Info 6 0 R>>\n"
                           "startxref\n%zu\n%%%%EOF\n",
                           table);
    assert_true(file_write(in, pdf, at, 0600));
}

static struct press_settings settings(void)
{
    return (struct press_settings){
        .profile = "assets/brochure/ISOcoated_v2_300_bas.icc",
        .condition = "FOGRA39",
        .trim_mm = 13,
        .bleed_mm = 3,
        .created_at = 1795600800};
}

static bool contains(const char *data, size_t bytes, const char *text)
{
    return memmem(data, bytes, text, strlen(text)) != NULL;
}

static void test_press(void **state)
{
    char *why = NULL;
    size_t bytes, other_bytes;
    struct press_settings s = settings();

    (void)state;
    write_pdf(xmp);
    assert_int_equal(press_pages(in, &why), 2);
    if (!press_pdf(in, out, &s, &why))
        fail_msg("%s", why);
    assert_true(press_pdf(in, other, &s, &why));
    assert_int_equal(press_pages(out, &why), 2);
    assert_null(why);

    char *data = file_read(out, 1 << 22, &bytes);
    char *again = file_read(other, 1 << 22, &other_bytes);
    assert_non_null(data);
    assert_non_null(again);
    assert_int_equal(bytes, other_bytes);
    assert_memory_equal(data, again, bytes);
    static const char *const wanted[] = {
        "%PDF-1.6",
        /* 13 mm and 10 mm are 36.85 and 28.346 points */
        "/TrimBox [ 36.85 36.85 246.615 246.615 ]",
        "/BleedBox [ 28.346 28.346 255.119 255.119 ]",
        "/TrimBox [ 46.85 36.85 540.079 246.615 ]",
        "/S /GTS_PDFX",
        "/OutputConditionIdentifier (FOGRA39)",
        "<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>",
        "<xmp:MetadataDate>2026-11-25T10:00:00Z</xmp:MetadataDate>",
        "/Trapped /False",
    };
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++)
        if (!contains(data, bytes, wanted[i]))
            fail_msg("not in the PDF: %s", wanted[i]);
    assert_false(contains(data, bytes, "/Annots"));
    free(data);
    free(again);
}

static void want_refusal(const struct press_settings *s, const char *want)
{
    char *why = NULL;
    assert_false(press_pdf(in, out, s, &why));
    assert_non_null(why);
    if (!strstr(why, want))
        fail_msg("got: %s", why);
    free(why);
}

static void test_refused(void **state)
{
    struct press_settings s = settings();

    (void)state;
    write_pdf(xmp);
    s.profile = "/no/such/profile";
    want_refusal(&s, "No such file");

    char rgb[200] = "";
    memcpy(rgb + 12, "mntrRGB ", 8);
    memcpy(rgb + 36, "acsp", 4);
    assert_true(file_write(other, rgb, sizeof rgb, 0600));
    s.profile = other;
    want_refusal(&s, "not an ICC profile of a CMYK press");
    memcpy(rgb + 12, "prtrCMYK", 8);
    assert_true(file_write(other, rgb, 100, 0600));
    want_refusal(&s, "not an ICC profile of a CMYK press");

    s = settings();
    write_pdf("nothing");
    want_refusal(&s, "no XMP");

    char *why = NULL;
    assert_true(file_write(in, "%PDF-1.7\nrubbish", 16, 0600));
    want_refusal(&s, "damaged");
    assert_int_equal(press_pages(in, &why), 0);
    assert_non_null(why);
    free(why);
    why = NULL;
    assert_int_equal(press_pages("/no/such/file", &why), 0);
    assert_non_null(why);
    free(why);
}

static int set_up(void **state)
{
    (void)state;
    if (!mkdtemp(folder))
        return -1;
    snprintf(in, sizeof in, "%s/in.pdf", folder);
    snprintf(out, sizeof out, "%s/out.pdf", folder);
    snprintf(other, sizeof other, "%s/other", folder);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    unlink(in);
    unlink(out);
    unlink(other);
    return rmdir(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_press),
        cmocka_unit_test(test_refused),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
