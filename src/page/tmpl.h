/* What a compiled template (src/page/NOUN.html) can say. Generated code
 * includes this first; everything here expects `struct out *o` in scope. */
#pragma once

#include "base/lang.h"
#include "http/out.h"

/* Markup as it stands; a string literal only. */
#define RAW(markup) out_raw(o, "" markup, sizeof(markup) - 1)

/* Texts in the reader's language. */
#define T(english) lang_text(o->lang, (english))
#define TN(one, many, n) lang_plural(o->lang, (one), (many), (n))
#define PICK(de, en) lang_pick(o->lang, (de), (en))

/* Values as the reader writes them. */
#define DATE(at) lang_date(o->mem, o->lang, (at))
#define DATETIME(at) lang_datetime(o->mem, o->lang, (at))
#define DATETIME_SHORT(at) lang_datetime_short(o->mem, o->lang, (at))
#define DECIMAL(units, decimals)                                               \
    lang_decimal(o->mem, o->lang, (units), (decimals))
#define NUMBER(text) lang_number(o->mem, o->lang, (text))
#define COUNT(n) lang_int(o->mem, o->lang, (int64_t)(n))
#define BYTES(n) lang_bytes(o->mem, o->lang, (int64_t)(n))
