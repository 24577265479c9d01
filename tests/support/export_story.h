/* What leaves the house as files: what the stories about results and packages
 * share. */
#pragma once

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>
#include <zip.h>

#include "app/jobs.h"
#include "app/package.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/json.h"
#include "base/str.h"
#include "model/designer.h"
#include "model/export_write.h"
#include "support/award.h"
#include "support/browser.h"
#include "support/schema.h"

static struct test_home *home;
static struct browser *office;

static inline int setup(void **state)
{
    (void)state;
    home = home_new();
    award_scene(home);
    award_decide(home);
    home_sql(home, "UPDATE edition SET phase = 9, embargo_at = 1790000100");
    home_user(home, "office@example.org", "organiser");
    office = browser_new(home);
    log_in(office, "office@example.org");
    return 0;
}

static inline int teardown(void **state)
{
    (void)state;
    browser_free(office);
    home_free(home);
    return 0;
}

static inline void name_company(const char *name)
{
    home_sql(home, arena_printf(home->mem,
                                "UPDATE organisation SET name = '%s' WHERE id "
                                "= (SELECT organisation_id FROM entry WHERE id "
                                "= %d)",
                                name, AWARD_LIGHT));
}

/* The bytes of one member of a ZIP file. */
static inline const char *member(const char *path, const char *name,
                                 size_t *bytes)
{
    int code = 0;
    zip_t *zip = zip_open(path, ZIP_RDONLY, &code);
    zip_stat_t about;
    assert_non_null(zip);
    if (zip_stat(zip, name, 0, &about) != 0) {
        zip_close(zip);
        return NULL;
    }
    char *data = arena_alloc(home->mem, about.size + 1);
    zip_file_t *file = zip_fopen(zip, name, 0);
    assert_int_equal(zip_fread(file, data, about.size), about.size);
    zip_fclose(file);
    zip_close(zip);
    if (bytes != NULL)
        *bytes = about.size;
    return data;
}
