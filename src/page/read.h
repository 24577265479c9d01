/* A nomination as the jury reads it: answers meant for jury or public, with
 * pictures; each text in the reader's language first, its translation after
 * all others. */
#pragma once

#include "model/entry.h"
#include "page/ctx.h"
#include "page/sheet_view.h"

void read_entry(struct ctx *c, const struct entry *entry,
                struct read_view *view);
