/* The rules of voting in sentences. */
#pragma once

#include "model/vote_rule.h"
#include "page/ctx.h"
#include "page/lines.h"

struct lines vote_rule_words(struct ctx *c, const struct vote_rule *rule);
