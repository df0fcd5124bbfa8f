#include "internal.h"

static const unsigned char changes[] = {
#embed "../Manual/changes.md"
};
static const unsigned char ci[] = {
#embed "../Manual/ci.md"
};
static const unsigned char deploy[] = {
#embed "../Manual/deploy.md"
};
static const unsigned char django[] = {
#embed "../Manual/django.md"
};
static const unsigned char findings[] = {
#embed "../Manual/findings.md"
};
static const unsigned char flask[] = {
#embed "../Manual/flask.md"
};
static const unsigned char glossary[] = {
#embed "../Manual/glossary.md"
};
static const unsigned char jinja[] = {
#embed "../Manual/jinja.md"
};
static const unsigned char keys[] = {
#embed "../Manual/keys.md"
};
static const unsigned char limits[] = {
#embed "../Manual/limits.md"
};
static const unsigned char nginx[] = {
#embed "../Manual/nginx.md"
};
static const unsigned char node[] = {
#embed "../Manual/node.md"
};
static const unsigned char placement[] = {
#embed "../Manual/placement.md"
};
static const unsigned char references[] = {
#embed "../Manual/references.md"
};
static const unsigned char safety[] = {
#embed "../Manual/safety.md"
};
static const unsigned char settings[] = {
#embed "../Manual/settings.md"
};
static const unsigned char speed[] = {
#embed "../Manual/speed.md"
};
static const unsigned char stamp[] = {
#embed "../Manual/stamp.md"
};
static const unsigned char starlette[] = {
#embed "../Manual/starlette.md"
};
static const unsigned char verify[] = {
#embed "../Manual/verify.md"
};
static const unsigned char versions_file[] = {
#embed "../Manual/versions-file.md"
};

const struct cembedded_file cembedded_manual[] = {
    {"manual/changes", changes, sizeof changes},
    {"manual/ci", ci, sizeof ci},
    {"manual/deploy", deploy, sizeof deploy},
    {"manual/django", django, sizeof django},
    {"manual/findings", findings, sizeof findings},
    {"manual/flask", flask, sizeof flask},
    {"manual/glossary", glossary, sizeof glossary},
    {"manual/jinja", jinja, sizeof jinja},
    {"manual/keys", keys, sizeof keys},
    {"manual/limits", limits, sizeof limits},
    {"manual/nginx", nginx, sizeof nginx},
    {"manual/node", node, sizeof node},
    {"manual/placement", placement, sizeof placement},
    {"manual/references", references, sizeof references},
    {"manual/safety", safety, sizeof safety},
    {"manual/settings", settings, sizeof settings},
    {"manual/speed", speed, sizeof speed},
    {"manual/stamp", stamp, sizeof stamp},
    {"manual/starlette", starlette, sizeof starlette},
    {"manual/verify", verify, sizeof verify},
    {"manual/versions-file", versions_file, sizeof versions_file},
    {NULL, NULL, 0},
};
