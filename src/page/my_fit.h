/* How full the texts make the page in the brochure, beside the fields that are
 * printed there. */
#pragma once

#include "base/lang.h"
#include "http/out.h"
#include "page/my_view.h"

struct arena;

/* The page, or the room for the texts in one language. */
enum my_frame { MY_FRAME_NONE, MY_FRAME_PAGE, MY_FRAME_DE, MY_FRAME_EN };

/* Where the answer to this question is printed, and what is told of it. */
enum my_frame my_frame_of(const struct my_question *q);
/* "page", "de", "en" */
const char *my_frame_name(enum my_frame frame);
/* In thousandths; 0: not measured. */
int64_t my_frame_share(const struct fit *fit, enum my_frame frame);
/* A sentence for readers; "" if it is not measured. */
const char *my_frame_text(struct arena *mem, enum lang lang,
                          const struct fit *fit, enum my_frame frame);

/* The bar with its sentence; hidden as long as nothing is measured. Nothing for
 * a question that is not printed or cannot be changed now. */
void html_my_fit(struct out *o, const struct my_entry_view *v,
                 const struct my_question *q);
