/* The pictures of the designer's package: which, from where, under what
 * name. */
#pragma once

#include "model/brochure.h"
#include "model/designer_parts.h"

/* Fills d->image with all pictures of the brochure. */
void designer_images(struct designing *d, const struct brochure *brochure);
