#include "ctemplate.h"
#include "data.hpp"
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

const uint8_t *bytes_of(const std::string &text) { return reinterpret_cast<const uint8_t *>(text.data()); }

/// What one thread works with. It keeps its memory from page to page, which spares most of a large page's page faults.
struct Workplace {
    elastatus::Data page;
    std::string text;
    std::string missing;

    /// Gives back what one uncommonly large page took.
    void shrink() {
        constexpr size_t kept = 16 << 20;
        if (text.capacity() > kept) text = std::string();
        if (page.nodes.capacity() * sizeof(elastatus::Node) > kept) page = elastatus::Data();
    }
};

thread_local Workplace workplace;

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
        Workplace &here = workplace;
        here.shrink();
        here.page.clear();
        here.text.clear();
        here.missing.clear();
        if (!here.page.read(data, static_cast<size_t>(data_count))) {
            result.code = ctemplate_bad_data;
            return result;
        }
        here.text.reserve(static_cast<size_t>(data_count) + 16384);
        ctemplate::PerExpandData context;
        if (!set->cache.ExpandNoLoad(text_of(name, name_count), strip, &here.page.nodes[0], &context, &here.text)) {
            result.code = ctemplate_no_template;
            return result;
        }
        for (const std::string &each : here.page.missing) here.missing += (here.missing.empty() ? "" : " ") + each;
        result.bytes = bytes_of(here.text);
        result.count = static_cast<intptr_t>(here.text.size());
        result.missing = bytes_of(here.missing);
        result.missing_count = static_cast<intptr_t>(here.missing.size());
    } catch (const std::bad_alloc &) {
        result.code = ctemplate_no_memory;
    }
    return result;
}
}
