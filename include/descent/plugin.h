#ifndef DESCENT_PLUGIN_H
#define DESCENT_PLUGIN_H
/*
 * The stable C ABI of optimizer plugins (C99). Drafts are not included: ask for <descent/plugin/draft/...>.
 * Authors who write C++ want <descent/optimizer.h> instead.
 */

#include <descent/plugin/entry.h>
#include <descent/plugin/extension/begin_step.h>
#include <descent/plugin/extension/double_loops.h>
#include <descent/plugin/extension/norms.h>
#include <descent/plugin/host.h>
#include <descent/plugin/rule.h>
#include <descent/plugin/status.h>

#endif
