/* lorbeer jobs HOME: what `lorbeer serve` starts beside the web server. */
#pragma once

int cli_jobs(int argc, char **argv);
