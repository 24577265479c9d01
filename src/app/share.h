/* Where the program's own files lie: beside its source tree's build folder. */
#pragma once

struct arena;

/* "assets/brochure" → absolute path. The program lies in ROOT/build/KIND. */
char *share_path(struct arena *mem, const char *name);
