#include "model/decided_by.h"

#include "base/str.h"
#include "model/audit.h"
#include "model/minutes.h"

bool decided_needs_why(const struct world *w, int64_t edition_id,
                       int64_t motion_id)
{
    return motion_id != 0 || minutes_signed(w, edition_id);
}

void decided_explain(const struct world *w, const char *subject,
                     int64_t subject_id, const char *why)
{
    const struct audit_field field = {"reason", NULL, why};
    if (!str_empty(why))
        audit_change(w, "decision.change", subject, subject_id, &field, 1);
}
