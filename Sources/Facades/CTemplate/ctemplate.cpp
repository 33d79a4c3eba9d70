#include "ctemplate.h"
#include "data.hpp"
#include <cstdlib>
#include <cstring>
#include <ctemplate/per_expand_data.h>
#include <ctemplate/template_cache.h>
#include <new>

struct ctemplate_set {
    ctemplate::TemplateCache cache;
};

namespace {

constexpr ctemplate::Strip strip = ctemplate::STRIP_BLANK_LINES;

ctemplate::TemplateString text_of(const uint8_t *bytes, intptr_t count) {
    return ctemplate::TemplateString(reinterpret_cast<const char *>(bytes), static_cast<size_t>(count));
}

uint8_t *copy(const std::string &text) {
    auto *made = static_cast<uint8_t *>(std::malloc(text.size() + 1));
    if (made) std::memcpy(made, text.data(), text.size());
    return made;
}

} // namespace

extern "C" {

ctemplate_set *ctemplate_set_new(void) { return new (std::nothrow) ctemplate_set; }

void ctemplate_set_free(ctemplate_set *set) { delete set; }

int32_t ctemplate_set_add(ctemplate_set *set, const uint8_t *name, intptr_t name_count, const uint8_t *text,
                          intptr_t text_count) {
    try {
        return set->cache.StringToTemplateCache(text_of(name, name_count), text_of(text, text_count), strip);
    } catch (const std::bad_alloc &) {
        return 0;
    }
}

void ctemplate_set_seal(ctemplate_set *set) { set->cache.Freeze(); }

ctemplate_text ctemplate_render(const ctemplate_set *set, const uint8_t *name, intptr_t name_count, const uint8_t *data,
                                intptr_t data_count) {
    ctemplate_text result = {};
    try {
        elastatus::Data page;
        if (!page.read(data, static_cast<size_t>(data_count))) {
            result.code = ctemplate_bad_data;
            return result;
        }
        std::string text;
        text.reserve(static_cast<size_t>(data_count) * 2 + 8192);
        ctemplate::PerExpandData context;
        if (!set->cache.ExpandNoLoad(text_of(name, name_count), strip, &page.nodes[0], &context, &text)) {
            result.code = ctemplate_no_template;
            return result;
        }
        std::string missing;
        for (const std::string &each : page.missing) missing += (missing.empty() ? "" : " ") + each;
        result.bytes = copy(text);
        result.count = static_cast<intptr_t>(text.size());
        result.missing = copy(missing);
        result.missing_count = static_cast<intptr_t>(missing.size());
        if (!result.bytes || !result.missing) result.code = ctemplate_no_memory;
    } catch (const std::bad_alloc &) {
        result.code = ctemplate_no_memory;
    }
    return result;
}

void ctemplate_text_free(ctemplate_text text) {
    std::free(text.bytes);
    std::free(text.missing);
}
}
