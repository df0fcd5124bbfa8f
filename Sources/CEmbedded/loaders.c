#include "internal.h"

static const unsigned char flask[] = {
#embed "../Loaders/printed/flask.py"
};
static const unsigned char quart[] = {
#embed "../Loaders/printed/quart.py"
};
static const unsigned char django[] = {
#embed "../Loaders/printed/django.py"
};
static const unsigned char starlette[] = {
#embed "../Loaders/printed/starlette.py"
};
static const unsigned char jinja[] = {
#embed "../Loaders/printed/jinja.py"
};
static const unsigned char node[] = {
#embed "../Loaders/node/asset-versions.js"
};
static const unsigned char whitenoise[] = {
#embed "../Loaders/printed/whitenoise.py"
};

const struct cembedded_file cembedded_loaders[] = {
    {"loader/flask", flask, sizeof flask},
    {"loader/quart", quart, sizeof quart},
    {"loader/django", django, sizeof django},
    {"loader/starlette", starlette, sizeof starlette},
    {"loader/jinja", jinja, sizeof jinja},
    {"loader/node", node, sizeof node},
    {"loader/whitenoise", whitenoise, sizeof whitenoise},
    {NULL, NULL, 0},
};
