/* Documents: their pages to look at. */
#pragma once

#include "page/ctx.h"
#include "page/document_view.h"

/* A nomination's documents in the order of the form; the count. For the jury:
 * without those meant for the office alone, and without what the company
 * should do about a document that cannot be shown. */
size_t document_load(struct ctx *c, int64_t entry_id, bool jury,
                     struct document_view **list);

void get_document(struct ctx *c);
