/* Pictures before printing: there, sharp, whole, and said whose they are. */
#include "base/arena.h"
#include "base/str.h"
#include "gen/sql_preflight.h"
#include "model/preflight_state.h"
#include "model/print_size.h"

/* Of a picture so much may be cut off before somebody should look at it. */
enum { CROP_PERCENT = 40, PER_CENT = 100 };

static void say(const struct preflight_run *run, struct preflight_list *list,
                const struct preflight_picture *p,
                struct preflight_finding finding)
{
    finding.entry_id = p->entry_id;
    finding.name = p->name;
    finding.piece_id = p->piece_id;
    finding.text = p->what;
    finding.language = finding.language != NULL ? finding.language : "";
    preflight_add(run, list, &finding);
}

static void density(const struct preflight_run *run,
                    struct preflight_list *list,
                    const struct preflight_picture *p,
                    const struct sql_preflight_file_row *file)
{
    const struct print_size size = {(int)p->width_mm, (int)p->height_mm,
                                    p->fills};
    int64_t width = *file->print_width, height = *file->print_height;
    int ppi = print_ppi(&size, width, height);
    if (ppi >= PRINT_PPI_SOFT)
        return;
    say(run, list, p,
        (struct preflight_finding){
            .severity = ppi < PRINT_PPI_POOR ? PREFLIGHT_STOP : PREFLIGHT_WARN,
            .what = PREFLIGHT_PPI,
            .number = ppi,
            .of = PRINT_PPI_SOFT});
}

/* What does not have the shape of its place loses its sides. */
static void shape(const struct preflight_run *run, struct preflight_list *list,
                  const struct preflight_picture *p,
                  const struct sql_preflight_file_row *file)
{
    int64_t across = *file->print_width * p->height_mm;
    int64_t down = *file->print_height * p->width_mm;
    int64_t less = across < down ? across : down;
    int64_t more = across < down ? down : across;
    int64_t cut = PER_CENT - less * PER_CENT / more;
    if (!p->fills || cut < CROP_PERCENT)
        return;
    say(run, list, p,
        (struct preflight_finding){.severity = PREFLIGHT_WARN,
                                   .what = PREFLIGHT_CROPPED,
                                   .number = cut});
}

static void words(const struct preflight_run *run, struct preflight_list *list,
                  const struct preflight_picture *p)
{
    if (str_empty(p->credit))
        say(run, list, p,
            (struct preflight_finding){.severity = PREFLIGHT_WARN,
                                       .what = PREFLIGHT_CREDIT_MISSING});
    if (str_equal(p->what, "portrait"))
        return; /* the person's name says what is to be seen */
    if (str_empty(p->alt.de))
        say(run, list, p,
            (struct preflight_finding){.severity = PREFLIGHT_WARN,
                                       .what = PREFLIGHT_ALT_MISSING,
                                       .language = "de"});
    if (str_empty(p->alt.en))
        say(run, list, p,
            (struct preflight_finding){.severity = PREFLIGHT_WARN,
                                       .what = PREFLIGHT_ALT_MISSING,
                                       .language = "en"});
}

void preflight_picture(struct preflight_run *run, struct preflight_list *list,
                       const struct preflight_picture *p)
{
    struct sql_preflight_file_row file;
    if (p->file_id == 0 || !sql_preflight_file(run->w->db, p->file_id, &file))
        return;
    if (p->credited)
        words(run, list, p);
    bool there = file.print_width != NULL && file.print_height != NULL &&
                 *file.print_width > 0 && *file.print_height > 0;
    if (!there) {
        bool failed = str_equal(file.render_state, "failed");
        say(run, list, p,
            (struct preflight_finding){
                .severity = failed ? PREFLIGHT_STOP : PREFLIGHT_WARN,
                .what = failed ? PREFLIGHT_PICTURE_FAILED
                               : PREFLIGHT_PICTURE_WAITS});
        return;
    }
    if (str_equal(p->what, "logo"))
        run->rgb++; /* renditions are RGB, with a profile */
    if (p->width_mm <= 0 || p->height_mm <= 0)
        return;
    density(run, list, p, &file);
    shape(run, list, p, &file);
}
