/* The preview of one nomination's page, for its company and for the office. */
#pragma once

struct ctx;

/* Company: beside its form, as a nominee whatever becomes of it. */
void get_my_preview(struct ctx *c);
void post_my_preview(struct ctx *c);
void get_my_preview_state(struct ctx *c);
void get_my_preview_page(struct ctx *c);

/* Office: as it would be printed now. Who may not know who won, because of a
 * conflict of his, sees a nominee. */
void get_office_preview(struct ctx *c);
void post_office_preview(struct ctx *c);
void get_office_preview_state(struct ctx *c);
void get_office_preview_page(struct ctx *c);
