/* Every header of the ABI compiles as C99, each without help from another. The test is that this file builds. */
#include <descent/plugin/extension/norms.h>
#include <descent/plugin/extension/double_loops.h>
#include <descent/plugin/extension/begin_step.h>
#include <descent/plugin/draft/closure.h>
#include <descent/plugin/draft/outer.h>
#include <descent/plugin/entry.h>
#include <descent/plugin/host.h>
#include <descent/plugin/rule.h>
#include <descent/plugin/status.h>
#include <descent/plugin.h>

int descent_c99_headers(void);
int descent_c99_headers(void) { return (int)sizeof(descent_rule); }
