/* Names of a workbook's sheets. */
#pragma once

#include "model/tally_ids.h"

/* A name from a title of any kind that no other sheet in `used` has: at most 31
 * characters, none of []:*?/\'. Added to `used`. */
const char *sheet_name(struct arena *mem, struct tally_ids *used,
                       const char *title);

/* Where the library's own files go, beside the workbook: a worker of the web
 * server may have no other folder. */
char *sheet_folder(struct arena *mem, const char *path);
