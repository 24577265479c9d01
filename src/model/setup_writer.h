/* Writing an edition file: values that are left out where there are none. */
#pragma once

#include "base/clock.h"
#include "base/json.h"
#include "model/world.h"

struct writer {
    const struct world *w;
    struct json_out j;
};

static inline void pair(struct writer *o, const char *key, const char *de,
                        const char *en)
{
    if (de[0] == '\0' && en[0] == '\0')
        return;
    json_object(&o->j, key);
    json_text(&o->j, "de", de);
    json_text(&o->j, "en", en);
    json_object_end(&o->j);
}

static inline void some_text(struct writer *o, const char *key,
                             const char *text)
{
    if (text[0] != '\0')
        json_text(&o->j, key, text);
}

static inline void some_int(struct writer *o, const char *key,
                            const int64_t *value)
{
    if (value != NULL)
        json_int(&o->j, key, *value);
}

static inline void instant(struct writer *o, const char *key, const int64_t *at)
{
    if (at != NULL)
        json_text(&o->j, key, clock_field(o->w->mem, *at));
}
