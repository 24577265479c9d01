/* `lorbeer tally`: reads three files, writes the result or every fault.
 *
 * Nothing is written before the result is whole, and the answer to a full disk
 * is a status: stdout is flushed and checked. An output that exists and is no
 * regular file (/dev/stdout, a pipe) is written to; a regular one is replaced
 * at once, when the new one is complete. */
#include "app/cli_tally.h"

#include <errno.h>
#include <getopt.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sys/stat.h>

#include "app/cli.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/str.h"
#include "model/tally_all.h"
#include "model/tally_input.h"
#include "model/tally_json.h"

enum { OUTPUT_MODE = 0644 };

static const size_t file_bytes_max = (size_t)1 << 32; /* 10^8 scores */

struct options {
    const char *scores, *weights, *config;
    const char *output; /* NULL: stdout */
};

static int usage_fault(const char *what, const char *why)
{
    cli_fail(EXIT_USAGE, what, why);
    return cli_usage("tally");
}

/* EXIT_DONE, or the status to end with; *help when that is what is wanted. */
static int read_options(int argc, char **argv, struct options *options,
                        bool *help)
{
    static const struct option known[] = {
        {"scores", required_argument, NULL, 's'},
        {"weights", required_argument, NULL, 'w'},
        {"config", required_argument, NULL, 'c'},
        {"output", required_argument, NULL, 'o'},
        {"help", no_argument, NULL, 'h'},
        {NULL, 0, NULL, 0},
    };
    int letter;
    optind = 0; /* begins anew, also when called twice in a process */
    opterr = 0;
    while ((letter = getopt_long(argc, argv, ":", known, NULL)) != -1) {
        switch (letter) {
        case 's':
            options->scores = optarg;
            break;
        case 'w':
            options->weights = optarg;
            break;
        case 'c':
            options->config = optarg;
            break;
        case 'o':
            options->output = optarg;
            break;
        case 'h':
            *help = true;
            break;
        case ':':
            return usage_fault(argv[optind - 1], "a file name is missing");
        default:
            return usage_fault(argv[optind - 1], "no such option");
        }
    }
    if (*help)
        return EXIT_DONE;
    if (optind < argc)
        return usage_fault(argv[optind], "not expected here");
    if (!options->scores || !options->weights || !options->config)
        return usage_fault("tally",
                           "--scores, --weights and --config are needed");
    return EXIT_DONE;
}

/* The file's text, to be freed; false with a message if it is not to be had. */
static bool read_file(const char *name, struct tally_file *file)
{
    file->name = name;
    file->text = file_read(name, file_bytes_max, &file->bytes);
    if (!file->text)
        cli_fail(EXIT_ENVIRONMENT, name, strerror(errno));
    return file->text != NULL;
}

static int write_stream(FILE *stream, const char *name, const struct buf *out)
{
    errno = 0;
    bool whole = fwrite(out->data, 1, out->bytes, stream) == out->bytes;
    if (!whole || fflush(stream) != 0 || ferror(stream))
        return cli_fail(EXIT_ENVIRONMENT, name,
                        errno != 0 ? strerror(errno) : "cannot be written");
    return EXIT_DONE;
}

static int write_special(const char *name, const struct buf *out)
{
    FILE *stream = fopen(name, "w");
    if (!stream)
        return cli_fail(EXIT_ENVIRONMENT, name, strerror(errno));
    int status = write_stream(stream, name, out);
    if (fclose(stream) != 0 && status == EXIT_DONE)
        status = cli_fail(EXIT_ENVIRONMENT, name, strerror(errno));
    return status;
}

static int write_output(const char *name, const struct buf *out)
{
    struct stat info;
    if (!name)
        return write_stream(stdout, "standard output", out);
    if (stat(name, &info) == 0 && !S_ISREG(info.st_mode))
        return write_special(name, out);
    if (!file_write(name, out->data, out->bytes, OUTPUT_MODE))
        return cli_fail(EXIT_ENVIRONMENT, name, strerror(errno));
    return EXIT_DONE;
}

/* Ids may hold anything, but a fault is one line. */
static int refuse(struct arena *mem, const struct tally_lines *lines)
{
    for (size_t i = 0; i < lines->count; i++) {
        const struct tally_line *line = &lines->line[i];
        fprintf(stderr, "lorbeer: %s:%zu: %s: %s\n", line->file, line->line,
                tally_code_name(line->code), str_line(mem, line->text));
    }
    if (lines->count >= TALLY_FAULTS_MAX)
        fprintf(stderr,
                "lorbeer: tally: %d faults are listed, there may be "
                "more\n",
                TALLY_FAULTS_MAX);
    return EXIT_INPUT;
}

static int run(const struct tally_files *files, const char *output)
{
    struct arena *mem = arena_new();
    struct tally_result result;
    struct tally_lines lines = {.mem = mem};
    int status;
    if (tally_input_run(mem, files, &result, &lines)) {
        struct buf out;
        buf_init(&out, NULL);
        tally_json_all(&out, tally_all(mem, &result));
        status = write_output(output, &out);
        buf_free(&out);
    } else {
        status = refuse(mem, &lines);
    }
    arena_free(mem);
    return status;
}

int cli_tally(int argc, char **argv)
{
    struct options options = {0};
    struct tally_files files = {0};
    bool help = false;
    int status = read_options(argc, argv, &options, &help);
    if (help)
        return cli_help("tally");
    if (status != EXIT_DONE)
        return status;
    if (read_file(options.scores, &files.scores) &&
        read_file(options.weights, &files.weights) &&
        read_file(options.config, &files.config))
        status = run(&files, options.output);
    else
        status = EXIT_ENVIRONMENT;
    free((void *)files.scores.text);
    free((void *)files.weights.text);
    free((void *)files.config.text);
    return status;
}
