/* Who may have a file, whatever page it stands on. A role that is held back
 * (second factor) counts for nothing. */
#pragma once

#include "page/ctx.h"

/* May the visitor see its pictures: renditions of an image, pages of a
 * document? By right of the office, of the company, of everybody, or as a juror
 * who may read the nomination and has accepted what is to be accepted. */
bool file_may_see(struct ctx *c, int64_t file_id);
/* The same as large as the print shop gets it: by all these rights but that of
 * everybody. */
bool file_may_print(struct ctx *c, int64_t file_id);
/* May he have the upload itself? */
enum file_right {
    FILE_NOTHING,
    FILE_CLEANED, /* without metadata, if it is a picture: the office; of an
                   * office file, which cannot be shown, also a juror who may
                   * read the answer, if the edition is not blind */
    FILE_WHOLE    /* as it came: the company that sent it */
};
enum file_right file_may_have(struct ctx *c, int64_t file_id, bool office_file);
/* Says how long such a picture may be kept, and by which name (a digest) it is
 * asked for again. true: the browser has it, the reply is a 304 and done. What
 * only some may see, a browser asks for again each time: others log in on the
 * same device. What everybody may, it shows for a minute without asking: a
 * consent can be taken back. */
bool file_is_kept(struct ctx *c, const char *name);
