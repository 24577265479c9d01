/* Addresses of companies: /winners/2026/lichtwerk. One is given with the first
 * honour, from the company's name, and never changes. */
#pragma once

#include "model/world.h"

#include <stdbool.h>
#include <stddef.h>

/* Gives the nomination its address unless it has one. Write transaction. */
void address_give(const struct world *w, int64_t entry_id);
/* The same for whatever is honoured in the edition. Write transaction. */
void address_give_all(const struct world *w, int64_t edition_id);

/* The addresses of an edition, loaded once for many questions. */
struct address_book;
struct address_book *address_load(const struct world *w, int64_t edition_id);
/* The address that a nomination has, or would be given now; NULL: it is not
 * admitted and has none. Nothing that the jury decided has a part in it: who
 * shares a name with another admitted company gets digits behind it whether
 * one of them is honoured or not. */
const char *address_of(struct address_book *book, int64_t entry_id);
