/* Words about uploads: what may be sent, what is wrong with a file and what to
 * do about it, how it will look in print. */
#include "page/my_upload_view.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"
#include "model/content.h"
#include "page/tmpl.h"

enum { MB = 1000000 };

static const struct {
    const char *word, *name, *accept;
} kinds[] = {
    {"pdf", "PDF", "application/pdf"},
    {"png", "PNG", "image/png"},
    {"jpeg", "JPEG", "image/jpeg"},
    {"webp", "WebP", "image/webp"},
    {"svg", "SVG", "image/svg+xml"},
    {"office", "DOCX, XLSX, PPTX, ODT, ODS, ODP",
     ".docx,.xlsx,.pptx,.odt,.ods,.odp"},
};
enum { KINDS = sizeof kinds / sizeof *kinds };

const char *my_upload_kinds(struct out *o, const char *accepts)
{
    const char *name[KINDS];
    size_t count = 0;
    struct buf text;
    buf_init(&text, o->mem);
    for (size_t i = 0; i < KINDS; i++)
        if (content_among(accepts, kinds[i].word))
            name[count++] = kinds[i].name;
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            buf_addf(&text, "%s", i + 1 == count ? T(" or ") : ", ");
        buf_add(&text, name[i]);
    }
    return text.data;
}

const char *my_upload_accept(struct out *o, const char *accepts)
{
    struct buf text;
    buf_init(&text, o->mem);
    for (size_t i = 0; i < KINDS; i++)
        if (content_among(accepts, kinds[i].word))
            buf_addf(&text, "%s%s", text.bytes > 0 ? "," : "", kinds[i].accept);
    return text.data;
}

static bool is_image(const struct my_question *q)
{
    return str_equal(q->kind, "image");
}

const char *my_upload_hint(struct out *o, const struct my_question *q)
{
    int mb = file_bytes_max(q->accepts) / MB;
    const char *kind = my_upload_kinds(o, q->accepts);
    const char *hint = arena_printf(o->mem, T("%s, at most %d MB"), kind, mb);
    if (content_among(q->accepts, "pdf"))
        hint = arena_printf(o->mem,
                            T("%s; a PDF without a password and of at "
                              "most %d pages"),
                            hint, DOCUMENT_PAGES_MAX);
    if (q->files_max == 1)
        return hint;
    return arena_printf(o->mem,
                        is_image(q) ? T("Up to %d pictures: %s each")
                                    : T("Up to %d files: %s each"),
                        (int)q->files_max, hint);
}

const char *my_upload_too_large(struct out *o, const struct my_question *q)
{
    return arena_printf(
        o->mem,
        is_image(q)
            ? T("This picture is too large. Please choose one of at most %d "
                "MB.")
            : T("This document is too large. Please choose one of at most %d "
                "MB."),
        file_bytes_max(q->accepts) / MB);
}

const char *my_upload_full(struct out *o, const struct my_question *q)
{
    return arena_printf(o->mem,
                        T("Here is room for %d files. Please remove one "
                          "first."),
                        (int)q->files_max);
}

static const char *wrong_type(struct out *o, const struct my_question *q)
{
    if (str_equal(q->accepts, "pdf"))
        return T("This is not a PDF. Please choose a PDF file.");
    return arena_printf(
        o->mem,
        is_image(q) ? T("This is not a picture that we can read. Please choose "
                        "a file of the kind %s.")
                    : T("This file is of another kind than its name says, or "
                        "of one that is not taken here. Please choose a file "
                        "of the kind %s."),
        my_upload_kinds(o, q->accepts));
}

/* What only concerns office files. */
static const char *office_problem(struct out *o, enum file_outcome outcome)
{
    if (outcome == FILE_LOCKED)
        return T(
            "This file is protected by a password. Please save it without "
            "one and choose it again.");
    if (outcome == FILE_MACROS)
        return T(
            "This file has macros in it. Please save it without macros "
            "(as DOCX, XLSX or PPTX) and choose the new file.");
    if (outcome == FILE_OLD)
        return T(
            "This file has an old format. Please save it as DOCX, XLSX or "
            "PPTX, or as a PDF, and choose the new file.");
    return T(
        "This file is damaged, or unpacks to far too much. Please save it "
        "again, or as a PDF, and choose the new file.");
}

/* Many of them at once. */
static const char *budget_problem(struct out *o, enum file_outcome outcome)
{
    if (outcome == FILE_MANY)
        return arena_printf(o->mem,
                            T("You have sent %d files within an hour. Please "
                              "go on in an hour; nothing is lost."),
                            FILE_UPLOADS_MAX);
    if (outcome == FILE_DAY)
        return arena_printf(o->mem,
                            T("Your organisation has sent as much today as "
                              "one can in a day (%d files, %d MB). Please go "
                              "on tomorrow; nothing is lost."),
                            FILE_COMPANY_DAY_MAX, FILE_COMPANY_DAY_MB);
    return arena_printf(o->mem,
                        T("Your organisation's files take up all of the %d MB "
                          "that we keep. What you remove makes room after %d "
                          "days. Please send smaller files, or ask the award "
                          "office."),
                        FILE_COMPANY_EDITION_MB, UPLOAD_KEPT_DAYS);
}

const char *my_upload_problem(struct out *o, const struct my_question *q,
                              enum file_outcome outcome)
{
    switch (outcome) {
    case FILE_STORED:
        return "";
    case FILE_TYPE:
        return wrong_type(o, q);
    case FILE_LARGE:
        return my_upload_too_large(o, q);
    case FILE_PIXELS:
        return arena_printf(o->mem,
                            T("This picture has too many pixels: at most %d "
                              "million are read. Please save it smaller and "
                              "choose it again."),
                            FILE_PIXELS_MAX / MB);
    case FILE_LOCKED:
    case FILE_MACROS:
    case FILE_OLD:
    case FILE_BROKEN:
        return office_problem(o, outcome);
    case FILE_MANY:
    case FILE_DAY:
    case FILE_ROOM:
        return budget_problem(o, outcome);
    case FILE_PROBLEM:
        break;
    }
    return is_image(q)
               ? T("The picture could not be stored. Please try again later.")
               : T("The document could not be stored. Please try again later.");
}

/* --- print -----------------------------------------------------------------
 */

const char *my_print_words(struct out *o, const struct print_size *size,
                           bool poor, const char *pixels, const char *ppi)
{
    int width, height;
    print_pixels(size, &width, &height);
    return arena_printf(
        o->mem,
        poor ? T("This picture has %s pixels. Printed %d × %d mm large that is "
                 "%s dpi: it would look blurred. Good print needs %d dpi, here "
                 "%s × %s pixels. Please look for a larger original; the "
                 "picture is taken all the same.")
             : T("This picture has %s pixels. Printed %d × %d mm large that is "
                 "%s dpi; good print needs %d dpi, here %s × %s pixels. If "
                 "there is a larger original, please choose that one."),
        pixels, size->width_mm, size->height_mm, ppi, PRINT_PPI, COUNT(width),
        COUNT(height));
}

const char *my_print_warning(struct out *o, const char *slot,
                             const struct my_picture *p)
{
    struct print_size size;
    if (p->own_width == 0 || !print_size_of(slot, &size))
        return NULL;
    int ppi = print_ppi(&size, p->own_width, p->own_height);
    if (ppi >= PRINT_PPI_SOFT)
        return NULL;
    return my_print_words(o, &size, ppi < PRINT_PPI_POOR,
                          arena_printf(o->mem, "%s × %s", COUNT(p->own_width),
                                       COUNT(p->own_height)),
                          arena_printf(o->mem, "%d", ppi));
}

/* --- names of fields and paths ---------------------------------------------
 */

const char *my_upload_anchor(struct out *o, const struct my_question *q,
                             int64_t file_id)
{
    return q->files_max == 1 || file_id == 0
               ? q->field
               : arena_printf(o->mem, "%s-%lld", q->field, (long long)file_id);
}

const char *my_upload_path(struct out *o, const struct my_entry_view *v,
                           const struct my_question *q)
{
    return arena_printf(o->mem, "/my/entry/%lld/%s/%s", (long long)v->entry.id,
                        is_image(q) ? "picture" : "document", q->code);
}
