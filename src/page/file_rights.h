/* Who may have a file, whatever page it stands on. A role that is held back
 * (second factor) counts for nothing. */
#pragma once

#include "page/ctx.h"

/* May the visitor see its pictures: renditions of an image, pages of a
 * document? By right of the office, of the company, of everybody, or as a juror
 * who may read the nomination and has accepted what is to be accepted. */
bool file_may_see(struct ctx *c, int64_t file_id);
/* May he have it as it was uploaded? The office and the company only. */
bool file_may_have(struct ctx *c, int64_t file_id);
/* "cache-control" of such a picture. What only some may see, a browser asks for
 * again each time: others log in on the same device. */
const char *file_keeping(const struct ctx *c);
