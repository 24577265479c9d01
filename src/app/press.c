/* From a set brochure to PDF/X-4: see press.h.
 *
 * Ghostscript could do it too, but takes a minute where this takes a tenth of
 * a second, and its conversion turns black text into four inks. PDF/X-4 allows
 * what Typst writes (CMYK drawings, pictures with their own profile), so
 * nothing has to be converted: only the boxes, the output intent and the
 * identification are missing. */
#include "app/press.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <qpdf/qpdf-c.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/log.h"

enum { PROFILE_BYTES_MAX = 16 << 20, ICC_HEADER_BYTES = 128 };

static void explain(char **why, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
static void explain(char **why, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    if (vasprintf(why, format, arguments) < 0)
        die("out of memory");
    va_end(arguments);
}

/* Has libqpdf complained since we last asked? Then says so. */
static bool complains(qpdf_data pdf, char **why)
{
    qpdf_error fault = NULL;
    if (qpdf_has_error(pdf))
        fault = qpdf_get_error(pdf);
    else if (qpdf_more_warnings(pdf))
        fault = qpdf_next_warning(pdf);
    if (!fault)
        return false;
    explain(why, "the PDF is damaged: %s",
            qpdf_get_error_full_text(pdf, fault));
    return true;
}

static qpdf_data open_pdf(const char *path, char **why)
{
    qpdf_data pdf = qpdf_init();
    qpdf_silence_errors(pdf);
    qpdf_set_suppress_warnings(pdf, QPDF_TRUE);
    qpdf_set_attempt_recovery(pdf, QPDF_FALSE);
    qpdf_read(pdf, path, NULL);
    if (complains(pdf, why))
        qpdf_cleanup(&pdf);
    return pdf;
}

int press_pages(const char *path, char **why)
{
    qpdf_data pdf = open_pdf(path, why);
    if (!pdf)
        return 0;
    int count = qpdf_get_num_pages(pdf);
    if (complains(pdf, why)) {
        count = 0;
    } else if (count <= 0) {
        explain(why, "the PDF has no pages");
        count = 0;
    }
    qpdf_cleanup(&pdf);
    return count;
}

/* A box `inset` points smaller than the sheet on every side. */
static void set_box(qpdf_data pdf, qpdf_oh page, const char *key, double inset)
{
    qpdf_oh sheet = qpdf_oh_get_key(pdf, page, "/MediaBox");
    qpdf_oh box = qpdf_oh_new_array(pdf);
    for (int i = 0; i < 4; i++) {
        qpdf_oh edge = qpdf_oh_get_array_item(pdf, sheet, i);
        double at = qpdf_oh_get_numeric_value(pdf, edge);
        at += i < 2 ? inset : -inset;
        qpdf_oh_append_item(pdf, box, qpdf_oh_new_real_from_double(pdf, at, 3));
    }
    qpdf_oh_replace_key(pdf, page, key, box);
}

static void set_boxes(qpdf_data pdf, const struct press_settings *settings)
{
    const double points_per_mm = 72 / 25.4;
    double trim = settings->trim_mm * points_per_mm;
    double bleed = settings->bleed_mm * points_per_mm;
    int count = qpdf_get_num_pages(pdf);
    for (int i = 0; i < count; i++) {
        qpdf_oh page = qpdf_get_page_n(pdf, (size_t)i);
        set_box(pdf, page, "/TrimBox", trim);
        set_box(pdf, page, "/BleedBox", trim - bleed);
        qpdf_oh_remove_key(pdf, page, "/Annots");
    }
}

/* ICC.1, 7.2: class at 12, colour space at 16, signature at 36. */
static bool is_press_profile(const char *icc, size_t bytes)
{
    return bytes >= ICC_HEADER_BYTES && memcmp(icc + 12, "prtr", 4) == 0 &&
           memcmp(icc + 16, "CMYK", 4) == 0 && memcmp(icc + 36, "acsp", 4) == 0;
}

static bool set_intent(qpdf_data pdf, const struct press_settings *settings,
                       char **why)
{
    size_t bytes = 0;
    char *icc = file_read(settings->profile, PROFILE_BYTES_MAX, &bytes);
    if (!icc) {
        explain(why, "%s: %s", settings->profile, strerror(errno));
        return false;
    }
    if (!is_press_profile(icc, bytes)) {
        explain(why, "%s: not an ICC profile of a CMYK press",
                settings->profile);
        free(icc);
        return false;
    }
    qpdf_oh null = qpdf_oh_new_null(pdf);
    qpdf_oh stream = qpdf_oh_new_stream(pdf);
    qpdf_oh_replace_stream_data(pdf, stream, (const unsigned char *)icc, bytes,
                                null, null);
    free(icc); /* copied by libqpdf */
    qpdf_oh_replace_key(pdf, qpdf_oh_get_dict(pdf, stream), "/N",
                        qpdf_oh_new_integer(pdf, 4));
    qpdf_oh intent = qpdf_oh_new_dictionary(pdf);
    qpdf_oh_replace_key(pdf, intent, "/Type",
                        qpdf_oh_new_name(pdf, "/OutputIntent"));
    qpdf_oh_replace_key(pdf, intent, "/S", qpdf_oh_new_name(pdf, "/GTS_PDFX"));
    qpdf_oh_replace_key(pdf, intent, "/RegistryName",
                        qpdf_oh_new_string(pdf, "http://www.color.org"));
    qpdf_oh name = qpdf_oh_new_unicode_string(pdf, settings->condition);
    qpdf_oh_replace_key(pdf, intent, "/OutputConditionIdentifier", name);
    qpdf_oh_replace_key(pdf, intent, "/Info", name);
    qpdf_oh_replace_key(pdf, intent, "/DestOutputProfile", stream);
    qpdf_oh all = qpdf_oh_new_array(pdf);
    qpdf_oh_append_item(pdf, all, qpdf_make_indirect_object(pdf, intent));
    qpdf_oh_replace_key(pdf, qpdf_get_root(pdf), "/OutputIntents", all);
    return true;
}

/* What PDF/X-4 wants to find in the XMP, as one more description. */
static void add_description(struct buf *xmp, int64_t created_at)
{
    time_t at = (time_t)created_at;
    struct tm utc;
    char date[32];
    if (!gmtime_r(&at, &utc) ||
        strftime(date, sizeof date, "%Y-%m-%dT%H:%M:%SZ", &utc) == 0)
        die("no such time: %lld", (long long)created_at);
    buf_addf(xmp,
             "<rdf:Description rdf:about=\"\""
             " xmlns:pdfxid=\"http://www.npes.org/pdfx/ns/id/\""
             " xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\""
             " xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\""
             " xmlns:xmpMM=\"http://ns.adobe.com/xap/1.0/mm/\">"
             "<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>"
             "<pdf:Trapped>False</pdf:Trapped>"
             "<xmp:MetadataDate>%s</xmp:MetadataDate>"
             "<xmpMM:VersionID>1</xmpMM:VersionID>"
             "</rdf:Description>",
             date);
}

static bool set_metadata(qpdf_data pdf, int64_t created_at, char **why)
{
    qpdf_oh stream = qpdf_oh_get_key(pdf, qpdf_get_root(pdf), "/Metadata");
    unsigned char *data = NULL;
    size_t bytes = 0;
    QPDF_BOOL decoded = QPDF_FALSE;
    if (qpdf_oh_is_stream(pdf, stream))
        qpdf_oh_get_stream_data(pdf, stream, qpdf_dl_all, &decoded, &data,
                                &bytes);
    static const char end[] = "</rdf:RDF>";
    const char *at = data ? memmem(data, bytes, end, sizeof end - 1) : NULL;
    if (!at) {
        explain(why, "the PDF has no XMP metadata");
        free(data);
        return false;
    }
    size_t before = (size_t)(at - (const char *)data);
    struct buf xmp;
    buf_init(&xmp, NULL);
    buf_addn(&xmp, (const char *)data, before);
    add_description(&xmp, created_at);
    buf_addn(&xmp, at, bytes - before);
    qpdf_oh null = qpdf_oh_new_null(pdf);
    qpdf_oh_replace_stream_data(pdf, stream, (const unsigned char *)xmp.data,
                                xmp.bytes, null, null);
    buf_free(&xmp);
    free(data);

    qpdf_oh info = qpdf_oh_get_key(pdf, qpdf_get_trailer(pdf), "/Info");
    qpdf_oh_replace_key(pdf, info, "/Trapped", qpdf_oh_new_name(pdf, "/False"));
    qpdf_oh_replace_key(pdf, info, "/GTS_PDFXVersion",
                        qpdf_oh_new_string(pdf, "PDF/X-4"));
    return true;
}

static bool write_pdf(qpdf_data pdf, const char *out, char **why)
{
    if (qpdf_init_write(pdf, out) & QPDF_ERRORS) {
        explain(why, "%s: cannot be written", out);
        return false;
    }
    qpdf_set_deterministic_ID(pdf, QPDF_TRUE);
    qpdf_set_object_stream_mode(pdf, qpdf_o_preserve);
    qpdf_set_stream_data_mode(pdf, qpdf_s_preserve);
    qpdf_force_pdf_version(pdf, "1.6");
    qpdf_write(pdf);
    return !complains(pdf, why);
}

bool press_pdf(const char *in, const char *out,
               const struct press_settings *settings, char **why)
{
    qpdf_data pdf = open_pdf(in, why);
    if (!pdf)
        return false;
    set_boxes(pdf, settings);
    bool done = set_intent(pdf, settings, why) &&
                set_metadata(pdf, settings->created_at, why) &&
                !complains(pdf, why) && write_pdf(pdf, out, why);
    qpdf_cleanup(&pdf);
    return done;
}
