/* Text inside XML. */
#pragma once

struct arena;
struct buf;

/* A copy without what no XML file may hold, not even escaped: control
 * characters but TAB and line feed, U+FFFE, U+FFFF, and bytes that are not
 * UTF-8. Carriage returns go too. NULL is "". */
char *xml_clean(struct arena *mem, const char *text);

/* The text as the content of an element or of an attribute between double
 * quotes: cleaned, and & < > " escaped. */
void xml_add(struct buf *out, const char *text);
