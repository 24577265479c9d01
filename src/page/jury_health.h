/* Jury health: agreement and each juror's leniency, consistency, outliers. */
#pragma once

#include "page/ctx.h"

void get_jury_health(struct ctx *c);
