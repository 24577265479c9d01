/* Jurors' reading packs, made by the job process. */
#pragma once

#include "app/render.h"

#include <stdbool.h>

struct app;
struct arena;

/* Makes the oldest that waits; false if none does. No transaction may be
 * open. */
bool pack_work(struct app *app, struct arena *mem,
               const struct render_watch *watch);
/* The same with tools that were found already. */
bool pack_work_with(struct app *app, struct arena *mem,
                    const struct render_tools *tools,
                    const struct render_watch *watch);
/* When the job process starts. */
void pack_recover(struct app *app, struct arena *mem);
