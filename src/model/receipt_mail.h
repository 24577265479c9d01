/* The mail that says that a nomination has arrived. */
#pragma once

#include "model/entry.h"

/* "2026-007" */
const char *receipt_number(const struct world *w, int64_t year, int64_t number);
/* To the person who acts; none if that is the command line. */
void receipt_mail(const struct world *w, const struct entry *e,
                  int64_t version);
