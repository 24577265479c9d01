/* 128-bit integers: one line, so that the extension has one home. */
#pragma once

__extension__ typedef __int128 i128;
