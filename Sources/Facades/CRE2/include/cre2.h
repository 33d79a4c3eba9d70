#pragma once
#include <stdint.h>

// Own prototypes over libre2: one compiled pattern, matched by any thread at a time.

#ifdef __cplusplus
extern "C" {
#endif

typedef struct cre2_pattern cre2_pattern;

// Compiles `count` bytes of UTF-8 within `max_memory` bytes. NULL for a bad pattern, with a NUL-terminated reason in
// `problem` (at most `problem_capacity` bytes).
cre2_pattern *cre2_pattern_new(const uint8_t *text, intptr_t count, int32_t ignore_case, int64_t max_memory,
                               uint8_t *problem, intptr_t problem_capacity);
void cre2_pattern_free(cre2_pattern *pattern);

// How many groups the pattern has, the whole match not counted.
int32_t cre2_pattern_groups(const cre2_pattern *pattern);

// Looks for the first match in `count` bytes. 1 for a match, 0 for none, -1 when memory ran out. The whole match and the
// first groups are written as byte ranges to `starts` and `lengths` (`places` of each); a group that took no part has
// start -1.
int32_t cre2_pattern_match(const cre2_pattern *pattern, const uint8_t *text, intptr_t count, int32_t places,
                           intptr_t *starts, intptr_t *lengths);

#ifdef __cplusplus
}
#endif
