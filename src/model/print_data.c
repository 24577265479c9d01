#include "model/print_data.h"

#include <inttypes.h>

#include "base/arena.h"
#include "base/str.h"
#include "model/partner.h"

void print_pair(struct print_data *out, const char *key,
                struct publish_text text)
{
    json_object(&out->json, key);
    if (!str_empty(text.de))
        json_text(&out->json, "de", text.de);
    if (!str_empty(text.en))
        json_text(&out->json, "en", text.en);
    json_object_end(&out->json);
}

void print_languages(struct print_data *out, const char *language)
{
    json_array(&out->json, "languages");
    if (!str_equal(language, "en"))
        json_text(&out->json, NULL, "de");
    if (!str_equal(language, "de"))
        json_text(&out->json, NULL, "en");
    json_array_end(&out->json);
}

void print_fonts(struct print_data *out, const struct brochure_design *design)
{
    json_object(&out->json, "fonts");
    json_text(&out->json, "text", design->font_text);
    json_text(&out->json, "head", design->font_head);
    json_object_end(&out->json);
}

void print_inks(struct print_data *out, const struct brochure_inks *inks)
{
    json_array(&out->json, "accent_cmyk");
    json_int(&out->json, NULL, inks->cyan);
    json_int(&out->json, NULL, inks->magenta);
    json_int(&out->json, NULL, inks->yellow);
    json_int(&out->json, NULL, inks->black);
    json_array_end(&out->json);
}

/* --- pictures ---------------------------------------------------------------
 */

const char *print_image(struct print_data *out, const char *stem,
                        int64_t file_id)
{
    return print_image_add(out->w, &out->images, stem, file_id, "print");
}

bool print_picture(struct print_data *out, const char *key, const char *stem,
                   const struct publish_picture *picture)
{
    const char *file = print_image(out, stem, picture->file_id);
    if (file == NULL)
        return false;
    json_object(&out->json, key);
    json_text(&out->json, "file", file);
    print_pair(out, "alt", picture->alt);
    json_text(&out->json, "credit", picture->credit);
    json_object_end(&out->json);
    return true;
}

/* --- partners ---------------------------------------------------------------
 */

static void partner(struct print_data *out, const struct partner *p, bool web)
{
    const char *stem = arena_printf(out->w->mem, "partner-%" PRId64, p->id);
    const char *logo = print_image(out, stem, p->logo_file_id);
    json_object(&out->json, NULL);
    json_text(&out->json, "name", p->name);
    if (logo != NULL)
        json_text(&out->json, "logo", logo);
    if (web && !str_empty(p->url))
        json_text(&out->json, "web", p->url);
    json_object_end(&out->json);
}

void print_partners(struct print_data *out, int64_t edition_id, bool web)
{
    static const struct publish_text tiers[PARTNER_TIERS] = {
        {"Veranstalter", "Organisers"},
        {"Förderer", "Funders"},
        {"Partner", "Partners"},
        {"Sponsoren", "Sponsors"},
    };
    struct partner *p;
    size_t count = partner_list(out->w, edition_id, &p);
    json_array(&out->json, "partners");
    for (size_t t = 0; t < PARTNER_TIERS; t++) {
        json_object(&out->json, NULL);
        print_pair(out, "tier", tiers[t]);
        json_array(&out->json, "members");
        for (size_t i = 0; i < count; i++)
            if (str_equal(p[i].tier, partner_tier[t]))
                partner(out, &p[i], web);
        json_array_end(&out->json);
        json_object_end(&out->json);
    }
    json_array_end(&out->json);
}
