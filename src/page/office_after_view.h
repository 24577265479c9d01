/* What the office sees of consents, submitted versions and change requests. */
#pragma once

#include "http/form.h"
#include "http/out.h"
#include "model/change.h"
#include "model/submission.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* --- consents of an edition ------------------------------------------------
 */

struct office_consent_kind {
    const char *code, *name, *text_de, *text_en;
    int64_t version;
    const char *field_de, *field_en; /* names of the fields with new words */
};

/* The newest of a kind that stands; else whether it was taken back. */
struct office_consent_cell {
    const int64_t *version, *withdrawn_at;
    bool earlier; /* given for earlier words */
};

struct office_consent_row {
    int64_t entry_id;
    const char *organisation;
    const struct office_consent_cell *cell; /* one for each kind */
};

struct office_consent_news {
    int64_t id, entry_id, at;
    const char *organisation, *name, *person; /* person: NULL if unknown */
    bool data; /* without it the nomination cannot go on */
};

struct office_consents_view {
    const struct form *form;
    const char *csrf, *slug;
    const struct office_consent_kind *kind;
    size_t kind_count;
    const struct office_consent_row *row;
    size_t row_count;
    const struct office_consent_news *news;
    size_t news_count;
};
void html_office_consents(struct out *o, const struct office_consents_view *v);

/* --- change requests and versions of a nomination --------------------------
 */

struct office_change_question {
    int64_t id;
    const char *label, *section;
    const char *value; /* of the box */
};

struct office_change_view {
    const struct form *form;
    const char *csrf, *name;
    int64_t id;
    enum change_outcome possible;
    const struct office_change_question *question;
    size_t question_count;
    const struct change_record *record; /* newest first */
    size_t record_count;
    bool open; /* one waits for its answer */
};
void html_office_change(struct out *o, const struct office_change_view *v);

struct office_version_view {
    const char *name;
    int64_t id;
    const struct submission *version; /* the one shown */
    const struct submission_change *change;
    size_t change_count;
};
void html_office_version(struct out *o, const struct office_version_view *v);

/* On the page of a nomination: its versions, and asking for a change. */
struct office_after_view {
    int64_t id;
    const struct submission *version;
    size_t version_count;
    bool open; /* a change request waits for its answer */
    int64_t due_at;
    bool reopened, data_withdrawn;
};
void html_office_after(struct out *o, const struct office_after_view *v);
