#include "cre2.h"

#include <re2/re2.h>

#include <algorithm>
#include <cstring>
#include <exception>
#include <memory>
#include <vector>

struct cre2_pattern {
    RE2 compiled;

    cre2_pattern(re2::StringPiece text, const RE2::Options &options) : compiled(text, options) {}
};

namespace {

// NULL stands for an empty buffer in Swift.
re2::StringPiece piece(const uint8_t *bytes, intptr_t count) {
    return bytes ? re2::StringPiece(reinterpret_cast<const char *>(bytes), static_cast<size_t>(count))
                 : re2::StringPiece("", 0);
}

void report(const char *reason, uint8_t *problem, intptr_t capacity) {
    if (capacity <= 0) return;
    size_t length = std::min(std::strlen(reason), static_cast<size_t>(capacity - 1));
    std::memcpy(problem, reason, length);
    problem[length] = 0;
}

}  // namespace

// No exception may leave for Swift: each function ends in a catch.

cre2_pattern *cre2_pattern_new(const uint8_t *text, intptr_t count, int32_t ignore_case, int64_t max_memory,
                               uint8_t *problem, intptr_t problem_capacity) {
    try {
        RE2::Options options;
        options.set_log_errors(false);
        options.set_case_sensitive(!ignore_case);
        options.set_max_mem(max_memory);
        auto pattern = std::make_unique<cre2_pattern>(piece(text, count), options);
        if (pattern->compiled.ok()) return pattern.release();
        report(pattern->compiled.error().c_str(), problem, problem_capacity);
    } catch (const std::exception &failure) {
        report(failure.what(), problem, problem_capacity);
    }
    return nullptr;
}

void cre2_pattern_free(cre2_pattern *pattern) { delete pattern; }

int32_t cre2_pattern_groups(const cre2_pattern *pattern) { return pattern->compiled.NumberOfCapturingGroups(); }

int32_t cre2_pattern_match(const cre2_pattern *pattern, const uint8_t *text, intptr_t count, int32_t places,
                           intptr_t *starts, intptr_t *lengths) {
    try {
        re2::StringPiece subject = piece(text, count);
        std::vector<re2::StringPiece> found(static_cast<size_t>(places));
        if (!pattern->compiled.Match(subject, 0, subject.size(), RE2::UNANCHORED, found.data(), places)) return 0;
        for (int32_t place = 0; place < places; place++) {
            const re2::StringPiece &group = found[static_cast<size_t>(place)];
            starts[place] = group.data() ? group.data() - subject.data() : -1;
            lengths[place] = static_cast<intptr_t>(group.size());
        }
        return 1;
    } catch (const std::exception &) {
        return -1;
    }
}
