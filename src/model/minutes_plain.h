/* Minutes as plain text: UTF-8, lines of at most 76 characters. */
#pragma once

struct arena;
struct minutes_words;

char *minutes_plain(struct arena *mem, const struct minutes_words *words);
