/* Editions and nominations from files, as the command line imports them. */
#pragma once

#include "model/import.h"
#include "model/setup.h"
#include "support/home.h"

#include <stdint.h>

/* Imports an edition file and commits if nothing is wrong with it. A text that
 * is no JSON, or a value that a table does not take, fails the test. */
enum setup_outcome edition_file_import(struct test_home *h, const char *text,
                                       struct setup_faults *faults,
                                       int64_t *id);

/* A new home with this edition, number 1. */
struct test_home *edition_file_home(const char *text);

/* Imports nominations into edition 1; commits if there is no fault. */
struct import_faults edition_file_entries(struct test_home *h, const char *csv);
