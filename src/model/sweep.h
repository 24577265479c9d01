/* Files that nothing needs any more: taken out of an answer, replaced, or sent
 * and never used. After UPLOAD_KEPT_DAYS their bytes are erased; the row stays
 * with name and digest, as versions of answers and the log speak of it. */
#pragma once

#include "model/world.h"

#include <stddef.h>

/* For the job process, outside of a transaction: notes what is not needed since
 * now, and erases what was not needed for long enough. How many files it
 * erased; a problem of the disk is logged, and the rest comes next time. */
size_t sweep_files(const struct world *w);

/* Removes the bytes of a digest if nothing refers to them any more; in the
 * transaction that took the last reference away. */
void sweep_bytes(const struct world *w, const char *digest);
