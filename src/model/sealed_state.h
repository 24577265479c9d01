/* Names of a sealed ballot's states. */
#pragma once

#include "model/sealed.h"

/* "complete", "partial", "draft", "none", "abstained", "conflicted" */
const char *sealed_state_name(enum sealed_state state);
bool sealed_state_from_name(const char *name, enum sealed_state *state);
/* Are its marks in the seal? */
bool sealed_state_has_marks(enum sealed_state state);
