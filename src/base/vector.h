/* Drawings in SVG. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

/* May an SVG be handed on as it is? It must be UTF-8 and hold no script, no
 * event, no foreign markup, no entity, no metadata of editors that name people
 * or folders, and no reference to anything but its own parts. Errs on the side
 * of no. */
bool vector_harmless(const char *data, size_t bytes);
