#include "data.hpp"
#include "ctemplate.h"
#include <algorithm>

namespace elastatus {

class Node::Walk final : public TemplateDictionaryInterface::Iterator {
  public:
    Walk(const Data *data, Index first) : data(data), place(first) {}
    bool HasNext() const override { return place != none; }
    const TemplateDictionaryInterface &Next() override {
        const Node &node = data->nodes[place];
        place = node.next;
        return node;
    }

  private:
    const Data *data;
    Index place;
};

TemplateString Node::GetValue(const TemplateString &name) const {
    for (const Node *node = this;; node = &data->nodes[node->parent]) {
        for (Index place = node->values; place != none; place = data->values[place].next) {
            const Value &value = data->values[place];
            if (value.key.is(name)) return TemplateString(value.text.bytes, value.text.count);
        }
        if (node->parent == none) break;
    }
    std::string missing(name.data(), name.size());
    if (std::find(data->missing.begin(), data->missing.end(), missing) == data->missing.end()) {
        data->missing.push_back(missing);
    }
    return TemplateString("", 0);
}

const Section *Node::find(const TemplateString &name) const {
    for (Index place = sections; place != none; place = data->sections[place].next) {
        if (data->sections[place].key.is(name)) return &data->sections[place];
    }
    return nullptr;
}

TemplateDictionaryInterface::Iterator *Node::CreateSectionIterator(const TemplateString &name) const {
    const Section *section = find(name);
    return new Walk(data, section ? section->first : none);
}

TemplateDictionaryInterface::Iterator *Node::CreateTemplateIterator(const TemplateString &) const {
    return new Walk(data, none);
}

void Data::add_value(Index node, View key, View text) {
    Index made = static_cast<Index>(values.size());
    values.push_back({key, text, none});
    if (nodes[node].last_value == none) nodes[node].values = made;
    else values[nodes[node].last_value].next = made;
    nodes[node].last_value = made;
}

Index Data::add_node(Index parent, View key) {
    Index made = static_cast<Index>(nodes.size());
    nodes.emplace_back(this, parent);
    TemplateString name(key.bytes, key.count);
    for (Index place = nodes[parent].sections; place != none; place = sections[place].next) {
        if (!sections[place].key.is(name)) continue;
        nodes[sections[place].last].next = made;
        sections[place].last = made;
        return made;
    }
    sections.push_back({key, made, made, nodes[parent].sections});
    nodes[parent].sections = static_cast<Index>(sections.size() - 1);
    return made;
}

void Data::clear() {
    nodes.clear();
    values.clear();
    sections.clear();
    missing.clear();
}

bool Data::read(const uint8_t *bytes, size_t count) {
    const uint8_t *end = bytes + count;
    nodes.reserve(count / 32 + 1);
    values.reserve(count / 16 + 1);
    nodes.emplace_back(this, none);
    Index node = 0;
    while (bytes < end) {
        uint8_t step = *bytes++;
        if (step == ctemplate_step_end) {
            if (nodes[node].parent == none) return false;
            node = nodes[node].parent;
            continue;
        }
        if (bytes == end) return false;
        size_t key_count = *bytes++;
        if (key_count > static_cast<size_t>(end - bytes)) return false;
        View key{reinterpret_cast<const char *>(bytes), key_count};
        bytes += key_count;
        if (step == ctemplate_step_begin) {
            node = add_node(node, key);
            continue;
        }
        if (step != ctemplate_step_value || end - bytes < 4) return false;
        size_t text_count = bytes[0] | bytes[1] << 8 | bytes[2] << 16 | static_cast<size_t>(bytes[3]) << 24;
        bytes += 4;
        if (text_count > static_cast<size_t>(end - bytes)) return false;
        add_value(node, key, {reinterpret_cast<const char *>(bytes), text_count});
        bytes += text_count;
    }
    return node == 0;
}

} // namespace elastatus
