// The flat buffer as the dictionary that the library walks; nothing is copied out of it.
#pragma once
#include <cstdint>
#include <ctemplate/template_dictionary_interface.h>
#include <string>
#include <vector>

namespace elastatus {

using ctemplate::TemplateDictionaryInterface;
using ctemplate::TemplateString;

struct View {
    const char *bytes;
    size_t count;
    bool is(const TemplateString &other) const {
        return count == other.size() && std::char_traits<char>::compare(bytes, other.data(), count) == 0;
    }
};

/// Indices instead of pointers, so that the vectors may grow while the data is read.
using Index = int32_t;
constexpr Index none = -1;

struct Value {
    View key, text;
    Index next;
};

/// All dictionaries of one section's name, in their order.
struct Section {
    View key;
    Index first, last, next;
};

struct Data;

/// One dictionary: its values, its sections, and the one it stands in.
class Node final : public TemplateDictionaryInterface {
  public:
    Node(const Data *data, Index parent) : data(data), parent(parent) {}
    Node(const Node &other)
        : TemplateDictionaryInterface(), data(other.data), parent(other.parent), values(other.values),
          last_value(other.last_value), sections(other.sections), next(other.next) {}

    const Data *data;
    Index parent;
    Index values = none, last_value = none, sections = none;
    /// The next dictionary of the same section.
    Index next = none;

  protected:
    TemplateString GetValue(const TemplateString &name) const override;
    bool IsHiddenSection(const TemplateString &name) const override { return find(name) == nullptr; }
    bool IsUnhiddenSection(const TemplateString &name) const override { return find(name) != nullptr; }
    Iterator *CreateSectionIterator(const TemplateString &name) const override;
    void DumpToString(std::string *, int) const override {}
    // Templates are put together before they are compiled: there is nothing to include while rendering.
    bool IsHiddenTemplate(const TemplateString &) const override { return true; }
    const char *GetIncludeTemplateName(const TemplateString &, int) const override { return nullptr; }
    Iterator *CreateTemplateIterator(const TemplateString &name) const override;

  private:
    class Walk;
    const Section *find(const TemplateString &name) const;
};

/// The whole data of one page.
struct Data {
    std::vector<Node> nodes;
    std::vector<Value> values;
    std::vector<Section> sections;
    mutable std::vector<std::string> missing;

    /// Empties it, keeping its memory for the next page.
    void clear();

    /// Reads the steps; false when they are not well formed.
    bool read(const uint8_t *bytes, size_t count);

  private:
    void add_value(Index node, View key, View text);
    Index add_node(Index parent, View key);
};

} // namespace elastatus
