/* `lorbeer deliver FOLDER`: hands one mail to a server, see app/post.h. Not a
 * command for people; part of the program only, not of the web server's
 * module. */
#pragma once

int mail_deliver(const char *folder);
