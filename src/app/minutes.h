/* The PDF of minutes, made by the job process. */
#pragma once

#include "app/render.h"

#include <stdbool.h>

struct app;
struct arena;

/* Makes the one that has waited longest; false if none waits. */
bool minutes_print(struct app *app, struct arena *mem,
                   const struct render_watch *watch);
/* When the job process starts: see minutes_print_requeue(). */
void minutes_recover(struct app *app, struct arena *mem);
