/* Office files: docx, xlsx, pptx, odt, ods, odp. They are ZIP archives; only
 * their list of contents and the two or three small parts that say what they
 * are get read. */
#pragma once

#include "model/content.h"

/* Begins like an archive, or like an office file of the time before. */
bool office_file_starts(const char *data, size_t bytes);
/* What it is, or which fault it has. */
struct content office_file_look(const char *data, size_t bytes);
