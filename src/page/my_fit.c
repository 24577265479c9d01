/* The print-fit check: what was measured, in words and for the script. */
#include "page/my_fit.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/json.h"
#include "base/str.h"
#include "page/my.h"
#include "page/my_form.h"

enum { FULL = 1000, PER_CENT = 10 };

enum my_frame my_frame_of(const struct my_question *q)
{
    static const struct {
        const char *slot;
        enum my_frame frame;
    } slots[] = {
        {"strategy_de", MY_FRAME_DE}, {"example_de", MY_FRAME_DE},
        {"strategy_en", MY_FRAME_EN}, {"example_en", MY_FRAME_EN},
        {"quote_de", MY_FRAME_PAGE},
    };
    for (size_t i = 0; i < sizeof slots / sizeof *slots; i++)
        if (str_equal(q->slot, slots[i].slot))
            return slots[i].frame;
    return MY_FRAME_NONE;
}

const char *my_frame_name(enum my_frame frame)
{
    return frame == MY_FRAME_DE ? "de" : frame == MY_FRAME_EN ? "en" : "page";
}

int64_t my_frame_share(const struct fit *fit, enum my_frame frame)
{
    return frame == MY_FRAME_DE   ? fit->de
           : frame == MY_FRAME_EN ? fit->en
                                  : fit->page;
}

#undef T
#define T(english) lang_text(lang, (english))

/* The per cent sign keeps to its number. What does not fit whole is never
 * called 100 %. */
static const char *percent(struct arena *mem, enum lang lang, int64_t share)
{
    int64_t n =
        share > FULL ? (share + PER_CENT - 1) / PER_CENT : share / PER_CENT;
    return arena_printf(mem, lang == LANG_DE ? "%s\xc2\xa0%%" : "%s%%",
                        lang_int(mem, lang, n));
}

static const char *fits_in(struct arena *mem, enum lang lang,
                           enum my_frame frame, const char *part)
{
    return arena_printf(mem,
                        frame == MY_FRAME_PAGE ? T("Brochure pages: %s full")
                                               : T("Brochure: %s full"),
                        part);
}

static const char *goes_on(struct arena *mem, enum lang lang,
                           enum my_frame frame, const char *part)
{
    if (frame == MY_FRAME_DE)
        return arena_printf(mem,
                            T("The German texts need %s of their room in the "
                              "brochure: the page goes on to another one."),
                            part);
    if (frame == MY_FRAME_EN)
        return arena_printf(mem,
                            T("The English texts need %s of their room in the "
                              "brochure: the page goes on to another one."),
                            part);
    return arena_printf(mem,
                        T("In the brochure the texts with the quote need %s of "
                          "their room: they go on to another page."),
                        part);
}

const char *my_frame_text(struct arena *mem, enum lang lang,
                          const struct fit *fit, enum my_frame frame)
{
    int64_t share = my_frame_share(fit, frame);
    if (share == 0)
        return "";
    const char *part = percent(mem, lang, share);
    if (share <= FULL)
        return fits_in(mem, lang, frame, part);
    const char *text = goes_on(mem, lang, frame, part);
    bool longer = (frame == MY_FRAME_DE && fit->en > 0 && fit->de > fit->en) ||
                  (frame == MY_FRAME_EN && fit->de > 0 && fit->en > fit->de);
    if (!longer)
        return text;
    return arena_printf(mem, "%s %s", text,
                        T("They are the longer of the two languages."));
}

static void write_frame(struct ctx *c, struct json_out *j,
                        const struct fit *fit, enum my_frame frame)
{
    if (my_frame_share(fit, frame) == 0)
        return;
    json_object(j, my_frame_name(frame));
    json_int(j, "share", my_frame_share(fit, frame));
    json_text(j, "text", my_frame_text(c->world.mem, c->lang, fit, frame));
    json_object_end(j);
}

static void answer(struct ctx *c, const struct my_entry_view *v)
{
    static const enum my_frame frames[] = {MY_FRAME_PAGE, MY_FRAME_DE,
                                           MY_FRAME_EN};
    struct json_out j;
    struct buf text;
    buf_init(&text, c->world.mem);
    json_out_start(&j, &text, 0);
    json_object(&j, NULL);
    json_bool(&j, "fresh", v->fit_state == FIT_FRESH);
    json_int(&j, "pages", v->fit.pages);
    json_object(&j, "frames");
    for (size_t i = 0; i < sizeof frames / sizeof *frames; i++)
        write_frame(c, &j, &v->fit, frames[i]);
    json_object_end(&j);
    json_object_end(&j);
    c->reply->body = text.data;
    c->reply->body_bytes = text.bytes;
    reply_header(c->reply, "content-type", "application/json");
}

void post_my_fit(struct ctx *c)
{
    struct my_entry_view v;
    if (!my_load(c, &v) || my_refuse_reader(c, &v))
        return;
    if (v.mood != MY_EDIT) {
        ctx_refuse(c, 409, NULL);
        return;
    }
    if (v.fit_state != FIT_FRESH)
        fit_want(&c->world, v.entry.id);
    answer(c, &v);
}
