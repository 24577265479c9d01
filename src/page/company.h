/* The page of one company in one edition, for everybody. */
#pragma once

#include "page/ctx.h"

void get_company(struct ctx *c);
