/* The JSON of job.notes: see job_notes.h. */
#include "model/job_notes.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/json.h"
#include "base/str.h"

static size_t members(const struct json *list)
{
    return list != NULL && list->kind == JSON_ARRAY ? list->count : 0;
}

static void read_fit(struct arena *mem, const struct json *list,
                     struct job_notes *out)
{
    struct job_fit *fit = arena_alloc(mem, members(list) * sizeof *fit);
    out->fit = fit;
    if (members(list) == 0)
        return;
    for (const struct json *j = list->child; j != NULL; j = j->next) {
        const struct json *photo = json_get(j, "photo");
        bool placed = members(photo) == 2;
        fit[out->fit_count++] = (struct job_fit){
            .entry_id = json_get_int(j, "entry", 0),
            .from = json_get_int(j, "from", 0),
            .to = json_get_int(j, "to", 0),
            .page = json_get_int(j, "page", 0),
            .de = json_get_int(j, "de", 0),
            .en = json_get_int(j, "en", 0),
            .photo_width = placed ? photo->child->integer : 0,
            .photo_height = placed ? photo->child->next->integer : 0,
        };
    }
}

static void read_glyphs(struct arena *mem, const struct json *list,
                        struct job_notes *out)
{
    struct job_glyphs *glyphs =
        arena_alloc(mem, members(list) * sizeof *glyphs);
    out->glyphs = glyphs;
    if (members(list) == 0)
        return;
    for (const struct json *j = list->child; j != NULL; j = j->next)
        glyphs[out->glyphs_count++] = (struct job_glyphs){
            .entry_id = json_get_int(j, "entry", 0),
            .company = json_get_text(j, "company", ""),
            .count = json_get_int(j, "count", 0),
            .chars = json_get_text(j, "chars", ""),
        };
}

static void read_images(struct arena *mem, const struct json *list,
                        struct job_notes *out)
{
    struct job_image *image = arena_alloc(mem, members(list) * sizeof *image);
    out->image = image;
    if (members(list) == 0)
        return;
    for (const struct json *j = list->child; j != NULL; j = j->next)
        image[out->image_count++] = (struct job_image){
            .entry_id = json_get_int(j, "entry", 0),
            .company = json_get_text(j, "company", ""),
            .what = json_get_text(j, "what", ""),
            .reason = json_get_text(j, "reason", ""),
            .failed = json_get_bool(j, "failed", false),
        };
}

static void read_fonts(struct arena *mem, const struct json *list,
                       struct job_notes *out)
{
    const char **font = arena_alloc(mem, members(list) * sizeof *font);
    out->font = font;
    if (members(list) == 0)
        return;
    for (const struct json *j = list->child; j != NULL; j = j->next)
        if (j->kind == JSON_TEXT)
            font[out->font_count++] = j->text;
}

void job_notes_read(struct arena *mem, const char *text, struct job_notes *out)
{
    struct json_fault fault;
    *out = (struct job_notes){0};
    const struct json *all =
        str_empty(text) ? NULL : json_parse(mem, text, strlen(text), &fault);
    if (all == NULL)
        return;
    out->same = json_get_int(all, "same", 0);
    out->content = json_get_text(all, "content", "");
    read_fit(mem, json_get(all, "fit"), out);
    read_glyphs(mem, json_get(all, "glyphs"), out);
    read_images(mem, json_get(all, "images"), out);
    read_fonts(mem, json_get(all, "fonts"), out);
}

static void write_fit(struct json_out *j, const struct job_fit *fit)
{
    json_object(j, NULL);
    json_int(j, "entry", fit->entry_id);
    json_int(j, "from", fit->from);
    json_int(j, "to", fit->to);
    json_int(j, "page", fit->page);
    json_int(j, "de", fit->de);
    json_int(j, "en", fit->en);
    if (fit->photo_width > 0) {
        json_array(j, "photo");
        json_int(j, NULL, fit->photo_width);
        json_int(j, NULL, fit->photo_height);
        json_array_end(j);
    }
    json_object_end(j);
}

static void write_glyphs(struct json_out *j, const struct job_glyphs *glyphs)
{
    json_object(j, NULL);
    json_int(j, "entry", glyphs->entry_id);
    json_text(j, "company", glyphs->company);
    json_int(j, "count", glyphs->count);
    json_text(j, "chars", glyphs->chars);
    json_object_end(j);
}

static void write_image(struct json_out *j, const struct job_image *image)
{
    json_object(j, NULL);
    json_int(j, "entry", image->entry_id);
    json_text(j, "company", image->company);
    json_text(j, "what", image->what);
    json_text(j, "reason", image->reason);
    json_bool(j, "failed", image->failed);
    json_object_end(j);
}

static void write_lists(struct json_out *j, const struct job_notes *notes)
{
    json_array(j, "fit");
    for (size_t i = 0; i < notes->fit_count; i++)
        write_fit(j, &notes->fit[i]);
    json_array_end(j);
    json_array(j, "glyphs");
    for (size_t i = 0; i < notes->glyphs_count; i++)
        write_glyphs(j, &notes->glyphs[i]);
    json_array_end(j);
    json_array(j, "images");
    for (size_t i = 0; i < notes->image_count; i++)
        write_image(j, &notes->image[i]);
    json_array_end(j);
    json_array(j, "fonts");
    for (size_t i = 0; i < notes->font_count; i++)
        json_text(j, NULL, notes->font[i]);
    json_array_end(j);
}

const char *job_notes_write(struct arena *mem, const struct job_notes *notes)
{
    struct json_out j;
    struct buf text;
    if (notes->same == 0 && str_empty(notes->content) &&
        notes->fit_count == 0 && notes->glyphs_count == 0 &&
        notes->image_count == 0 && notes->font_count == 0)
        return "";
    buf_init(&text, mem);
    json_out_start(&j, &text, 0);
    json_object(&j, NULL);
    if (notes->same != 0)
        json_int(&j, "same", notes->same);
    if (!str_empty(notes->content))
        json_text(&j, "content", notes->content);
    write_lists(&j, notes);
    json_object_end(&j);
    return text.data;
}
