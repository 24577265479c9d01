#include "model/preflight_words.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"

enum { FULL = 1000, PER_CENT = 10 };

#undef T
#define T(english) lang_text(lang, (english))
#define TN(one, many, n) lang_plural(lang, (one), (many), (n))

bool preflight_says(const struct preflight_entry *e, size_t frame)
{
    if (frame == 0 || e->fit.page <= FULL)
        return true;
    for (size_t i = 0; i < e->count; i++)
        if (e->finding[i].what == PREFLIGHT_TEXT_SECOND)
            return false;
    return true;
}

const char *preflight_share(struct arena *mem, enum lang lang, int64_t share)
{
    int64_t n =
        share > FULL ? (share + PER_CENT - 1) / PER_CENT : share / PER_CENT;
    return arena_printf(mem, lang == LANG_DE ? "%s\xc2\xa0%%" : "%s%%",
                        lang_int(mem, lang, n));
}

/* --- pictures --------------------------------------------------------------
 */

static const char *thing(struct arena *mem, enum lang lang, const char *what)
{
    const struct {
        const char *what, *text;
    } things[] = {
        {"photo", T("The photo")},       {"logo", T("The logo")},
        {"cover", T("The cover photo")}, {"portrait", T("The portrait")},
        {"picture", T("The picture")},
    };
    for (size_t i = 0; i < sizeof things / sizeof *things; i++)
        if (str_equal(things[i].what, what))
            return things[i].text;
    return arena_printf(mem, T("The picture %s"), what);
}

static const char *about_picture(struct arena *mem, enum lang lang,
                                 const struct preflight_finding *f)
{
    const char *it = thing(mem, lang, f->text);
    if (f->what == PREFLIGHT_PICTURE_WAITS) {
        return arena_printf(mem,
                            T("%s is still being prepared; a file made before "
                              "that is without it."),
                            it);
    }
    if (f->what == PREFLIGHT_PICTURE_FAILED)
        return arena_printf(mem,
                            T("%s cannot be prepared for printing. Please have "
                              "another one uploaded."),
                            it);
    if (f->what == PREFLIGHT_PICTURE_LEFT_OUT)
        return arena_printf(
            mem, T("%s could not be set in the last file and was left out."),
            it);
    if (f->what == PREFLIGHT_PPI) {
        return arena_printf(mem,
                            T("%s has %s pixels per inch where it is printed; "
                              "from %s on it looks sharp."),
                            it, lang_int(mem, lang, f->number),
                            lang_int(mem, lang, f->of));
    }
    if (f->what == PREFLIGHT_CROPPED)
        return arena_printf(mem,
                            T("%s has another shape than its place: %s of it "
                              "is cut off."),
                            it,
                            preflight_share(mem, lang, f->number * PER_CENT));
    if (f->what == PREFLIGHT_CREDIT_MISSING)
        return arena_printf(mem, T("%s has no credit."), it);
    return arena_printf(mem,
                        str_equal(f->language, "de")
                            ? T("%s has no alternative text in German.")
                            : T("%s has no alternative text in English."),
                        it);
}

/* --- companies -------------------------------------------------------------
 */

static const char *consent(enum lang lang, const struct preflight_finding *f)
{
    bool back = f->number != 0;
    if (str_equal(f->text, "data"))
        return back ? T("The consent to process data was withdrawn: the "
                        "company's texts and pictures are left out.")
                    : T("The consent to process data is missing: the "
                        "company's texts and pictures are left out.");
    if (str_equal(f->text, "publication"))
        return back ? T("The consent to publication was withdrawn: texts and "
                        "facts are left out.")
                    : T("The consent to publication is missing: texts and "
                        "facts are left out.");
    if (str_equal(f->text, "images"))
        return back ? T("The consent to print pictures was withdrawn: photo "
                        "and logo are left out.")
                    : T("The consent to print pictures is missing: photo and "
                        "logo are left out.");
    return back ? T("The consent to name persons was withdrawn: who said the "
                    "quote is left out.")
                : T("The consent to name persons is missing: who said the "
                    "quote is left out.");
}

static const char *missing(enum lang lang, const struct preflight_finding *f)
{
    bool reason = f->what == PREFLIGHT_REASON_MISSING;
    if (str_equal(f->language, "de"))
        return reason ? T("The jury's reason is missing in German.")
                      : T("The text is missing in German.");
    if (str_equal(f->language, "en"))
        return reason ? T("The jury's reason is missing in English.")
                      : T("The text is missing in English.");
    return reason ? T("The jury's reason is missing.")
                  : T("There is no text about the strategy.");
}

static const char *room(struct arena *mem, enum lang lang,
                        const struct preflight_finding *f)
{
    if (f->what == PREFLIGHT_TEXT_OVER)
        return arena_printf(
            mem,
            f->of == 1 ? T("The texts do not fit on the one page that they "
                           "have: they need %s.")
                       : T("The texts do not fit on two pages: they need %s."),
            lang_int(mem, lang, f->number));
    if (f->what == PREFLIGHT_TEXT_SECOND)
        return T("The texts go on to a second page.");
    if (f->number == PREFLIGHT_IN_VAIN)
        return T(
            "The page cannot be set as it stands, so nobody knows how "
            "full it is.");
    return f->number == PREFLIGHT_EARLIER
               ? T("Something has changed since the page was "
                   "measured.")
               : T("How full the page is was not measured yet.");
}

static const char *release(enum lang lang, enum preflight_what what)
{
    if (what == PREFLIGHT_RELEASE_WAITS)
        return T("The company has not released its page yet.");
    if (what == PREFLIGHT_RELEASE_CHANGED)
        return T(
            "The page was changed after its release and is not released "
            "again.");
    return T("The company was not asked to release its page.");
}

/* --- the rest of the book --------------------------------------------------
 */

static const char *part_empty(struct arena *mem, enum lang lang,
                              const struct preflight_finding *f)
{
    if (str_equal(f->text, "greetings"))
        return str_empty(f->name)
                   ? T("There is no greeting.")
                   : arena_printf(mem, T("The greeting by %s has no text."),
                                  f->name);
    if (str_equal(f->text, "about"))
        return T("There is no text about the award.");
    if (str_equal(f->text, "jury"))
        return T("There is nobody in the jury.");
    if (str_equal(f->text, "call"))
        return T("There is no text about the next call.");
    if (str_equal(f->text, "partners"))
        return T("There are no partners.");
    return arena_printf(mem, T("The own page “%s” is empty."), f->name);
}

static const char *part_name(struct arena *mem, enum lang lang,
                             const struct preflight_finding *f)
{
    if (str_equal(f->text, "greetings"))
        return arena_printf(mem, T("Greeting by %s"), f->name);
    if (str_equal(f->text, "about"))
        return T("About the award");
    if (str_equal(f->text, "call"))
        return T("Next call");
    if (str_equal(f->text, "imprint"))
        return T("Imprint");
    return arena_printf(mem, T("Own page “%s”"), f->name);
}

static const char *last_pages(struct arena *mem, enum lang lang,
                              const struct preflight_finding *f)
{
    const char *pages = arena_printf(
        mem,
        TN("The last file for the screen has %s page.",
           "The last file for the screen has %s pages.", f->number),
        lang_int(mem, lang, f->number));
    if (f->of == 0)
        return pages;
    return arena_printf(
        mem, "%s %s", pages,
        arena_printf(mem,
                     TN("In print, %s blank page is added to come to a "
                        "multiple of four.",
                        "In print, %s blank pages are added to come to a "
                        "multiple of four.",
                        f->of),
                     lang_int(mem, lang, f->of)));
}

static const char *about_book(struct arena *mem, enum lang lang,
                              const struct preflight_finding *f)
{
    if (f->what == PREFLIGHT_NO_PAGES)
        return T("No nominee is recorded: no company has pages.");
    if (f->what == PREFLIGHT_NOT_ASKED)
        return T("No company was asked to release its page yet.");
    if (f->what == PREFLIGHT_IMPRINT_MISSING)
        return T("The imprint is missing.");
    if (f->what == PREFLIGHT_PART_EMPTY)
        return part_empty(mem, lang, f);
    if (f->what == PREFLIGHT_PART_LANGUAGE)
        return arena_printf(mem,
                            str_equal(f->language, "de")
                                ? T("%s: the German text is missing.")
                                : T("%s: the English text is missing."),
                            part_name(mem, lang, f));
    if (f->what == PREFLIGHT_PARTNER_LOGO) {
        return arena_printf(mem, T("%s has no logo; the name is printed."),
                            f->name);
    }
    if (f->what == PREFLIGHT_WITHHELD_NO_REASON)
        return arena_printf(mem,
                            T("It is not said why no prize is given in “%s”."),
                            lang_pick(lang, f->name, f->text));
    if (f->what == PREFLIGHT_FONT)
        return arena_printf(
            mem, T("The font %s is not installed; another one was taken."),
            f->text);
    if (f->what == PREFLIGHT_LOGOS_RGB)
        return arena_printf(
            mem,
            TN("%s logo is printed from RGB with its colour profile. Where a "
               "house colour must be exact, give the print shop a CMYK file.",
               "%s logos are printed from RGB with their colour profile. Where "
               "a house colour must be exact, give the print shop a CMYK "
               "file.",
               f->number),
            lang_int(mem, lang, f->number));
    return last_pages(mem, lang, f);
}

static const char *glyphs(struct arena *mem, enum lang lang,
                          const struct preflight_finding *f)
{
    return arena_printf(
        mem,
        TN("%s character is in none of the fonts and becomes a hollow square: "
           "%s",
           "%s characters are in none of the fonts and become hollow squares: "
           "%s",
           f->number),
        lang_int(mem, lang, f->number), f->text);
}

static const char *words(struct arena *mem, enum lang lang,
                         const struct preflight_finding *f)
{
    if (f->what <= PREFLIGHT_FIT_UNKNOWN)
        return room(mem, lang, f);
    if (f->what <= PREFLIGHT_REASON_MISSING)
        return missing(lang, f);
    if (f->what == PREFLIGHT_PHOTO_MISSING)
        return T("There is no photo.");
    if (f->what == PREFLIGHT_LOGO_MISSING)
        return T("There is no logo.");
    if (f->what == PREFLIGHT_CONSENT_MISSING)
        return consent(lang, f);
    if (f->what <= PREFLIGHT_RELEASE_CHANGED)
        return release(lang, f->what);
    if (f->what == PREFLIGHT_HIDDEN)
        return T("The award office has left out this company's pages.");
    if (f->what <= PREFLIGHT_ALT_MISSING)
        return about_picture(mem, lang, f);
    if (f->what == PREFLIGHT_GLYPHS)
        return glyphs(mem, lang, f);
    return about_book(mem, lang, f);
}

const char *preflight_text(struct arena *mem, enum lang lang,
                           const struct preflight_finding *f)
{
    const char *text = words(mem, lang, f);
    bool named = f->entry_id == 0 && !str_empty(f->name) &&
                 f->what >= PREFLIGHT_PICTURE_WAITS &&
                 f->what <= PREFLIGHT_GLYPHS;
    return named ? arena_printf(mem, "%s: %s", f->name, text) : text;
}

/* --- lines for paper -------------------------------------------------------
 */

const char *preflight_summary(struct arena *mem, enum lang lang,
                              const struct preflight *p)
{
    int64_t stops = (int64_t)p->sum[PREFLIGHT_STOP];
    int64_t warnings = (int64_t)p->sum[PREFLIGHT_WARN];
    const char *stop =
        arena_printf(mem, TN("%s serious point", "%s serious points", stops),
                     lang_int(mem, lang, stops));
    const char *other =
        arena_printf(mem, TN("%s other point", "%s other points", warnings),
                     lang_int(mem, lang, warnings));
    if (stops > 0 && warnings > 0)
        return arena_printf(mem, T("Open: %s and %s."), stop, other);
    if (warnings > 0)
        stop = arena_printf(mem, TN("%s point", "%s points", warnings),
                            lang_int(mem, lang, warnings));
    return stops + warnings > 0 ? arena_printf(mem, T("Open: %s."), stop)
                                : T("Nothing is open.");
}

static void fill(struct buf *text, enum lang lang,
                 const struct preflight_entry *e)
{
    struct arena *mem = text->mem;
    const int64_t share[] = {e->fit.page, e->fit.de, e->fit.en};
    const char *const words[] = {
        arena_printf(mem,
                     e->pages > 1 ? T("two pages %s full") : T("page %s full"),
                     preflight_share(mem, lang, share[0])),
        arena_printf(mem, T("German text %s"),
                     preflight_share(mem, lang, share[1])),
        arena_printf(mem, T("English text %s"),
                     preflight_share(mem, lang, share[2]))};
    const char *between = " ";
    for (size_t i = 0; i < sizeof share / sizeof *share; i++) {
        if (share[i] == 0 || !preflight_says(e, i))
            continue;
        buf_add(text, between);
        buf_add(text, words[i]);
        between = ", ";
    }
    if (e->fit.page != 0)
        buf_add(text, ".");
}

/* NULL: nothing to say of this company. */
static const char *line_of(struct arena *mem, enum lang lang,
                           const struct preflight_entry *e, bool proof)
{
    struct buf text;
    size_t said = 0;
    buf_init(&text, mem);
    buf_addf(&text, "%s:", e->name);
    if (proof)
        fill(&text, lang, e);
    for (size_t i = 0; i < e->count; i++) {
        if (!proof && e->finding[i].severity == PREFLIGHT_HINT)
            continue;
        buf_add(&text, " ");
        buf_add(&text, preflight_text(mem, lang, &e->finding[i]));
        said++;
    }
    return said > 0 || (proof && e->shown) ? text.data : NULL;
}

size_t preflight_lines(struct arena *mem, enum lang lang,
                       const struct preflight *p, bool proof,
                       const char ***line)
{
    const char **list =
        arena_alloc(mem, (p->count + p->entry_count + 1) * sizeof *list);
    size_t count = 0;
    *line = list;
    if (!proof && p->sum[PREFLIGHT_STOP] + p->sum[PREFLIGHT_WARN] == 0)
        return 0;
    list[count++] = preflight_summary(mem, lang, p);
    for (size_t i = 0; i < p->count; i++)
        if (proof || p->finding[i].severity != PREFLIGHT_HINT)
            list[count++] = preflight_text(mem, lang, &p->finding[i]);
    for (size_t i = 0; i < p->entry_count; i++) {
        const char *text = line_of(mem, lang, &p->entry[i], proof);
        if (text != NULL)
            list[count++] = text;
    }
    return count;
}
