#include "cjson.h"

#include <simdjson.h>

#include <charconv>
#include <cmath>
#include <cstring>
#include <memory>
#include <new>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace {

namespace ondemand = simdjson::ondemand;

constexpr uint32_t max_depth = 1000;
constexpr size_t max_length = size_t(1) << 30;
/// A parser that has grown beyond this is not kept for the next document of its thread.
constexpr size_t kept_capacity = size_t(4) << 20;

struct refusal {
    int32_t status;
    const char *message;
};

/// Each distinct key once; an open hash with a seed that nobody outside can know.
class key_table {
public:
    key_table() : slots_(256, 0) {
        static const uint64_t process_seed = [] {
            std::random_device device;
            return uint64_t(device()) << 32 | device();
        }();
        seed_ = process_seed;
    }

    template <typename Text>
    uint32_t index(std::string_view text, const cjson_key &key, Text text_of) {
        if (keys_.size() >= slots_.size() / 2) grow();
        const uint64_t h = hash(text);
        size_t slot = h & (slots_.size() - 1);
        for (; slots_[slot] != 0; slot = (slot + 1) & (slots_.size() - 1)) {
            const uint32_t known = slots_[slot] - 1;
            if (hashes_[known] == h && text_of(keys_[known]) == text) return known;
        }
        keys_.push_back(key);
        hashes_.push_back(h);
        slots_[slot] = uint32_t(keys_.size());
        return uint32_t(keys_.size() - 1);
    }

    const std::vector<cjson_key> &keys() const { return keys_; }

private:
    uint64_t hash(std::string_view text) const {
        uint64_t h = seed_ ^ text.size();
        const char *p = text.data();
        size_t left = text.size();
        for (; left >= 8; left -= 8, p += 8) {
            uint64_t word;
            std::memcpy(&word, p, 8);
            h = (h ^ word) * 0x9E3779B97F4A7C15u;
            h ^= h >> 29;
        }
        uint64_t rest = 0;
        if (left > 0) std::memcpy(&rest, p, left);
        h = (h ^ rest) * 0xD6E8FEB86659FD93u;
        return h ^ (h >> 32);
    }

    void grow() {
        std::vector<uint32_t> wider(slots_.size() * 2, 0);
        for (uint32_t i = 0; i < keys_.size(); i++) {
            size_t slot = hashes_[i] & (wider.size() - 1);
            while (wider[slot] != 0) slot = (slot + 1) & (wider.size() - 1);
            wider[slot] = i + 1;
        }
        slots_ = std::move(wider);
    }

    std::vector<uint32_t> slots_;
    std::vector<cjson_key> keys_;
    std::vector<uint64_t> hashes_;
    uint64_t seed_;
};

int hex_digit(uint8_t c) {
    if (c >= '0' && c <= '9') return c - '0';
    if ((c | 0x20) >= 'a' && (c | 0x20) <= 'f') return (c | 0x20) - 'a' + 10;
    return -1;
}

/// The code unit of four hexadecimal digits, or -1. The input is padded, so four bytes can always be read.
int code_unit(const uint8_t *p) {
    int unit = 0;
    for (int i = 0; i < 4; i++) {
        const int digit = hex_digit(p[i]);
        if (digit < 0) return -1;
        unit = unit << 4 | digit;
    }
    return unit;
}

void append_utf8(std::string &out, uint32_t c) {
    if (c < 0x80) {
        out.push_back(char(c));
    } else if (c < 0x800) {
        out.push_back(char(0xC0 | c >> 6));
        out.push_back(char(0x80 | (c & 0x3F)));
    } else if (c < 0x10000) {
        out.push_back(char(0xE0 | c >> 12));
        out.push_back(char(0x80 | (c >> 6 & 0x3F)));
        out.push_back(char(0x80 | (c & 0x3F)));
    } else {
        out.push_back(char(0xF0 | c >> 18));
        out.push_back(char(0x80 | (c >> 12 & 0x3F)));
        out.push_back(char(0x80 | (c >> 6 & 0x3F)));
        out.push_back(char(0x80 | (c & 0x3F)));
    }
}

/// Decodes the escape at `p` (behind its backslash) and gives the place behind it. What is no escape stays as written;
/// half a surrogate pair becomes U+FFFD.
const uint8_t *append_escape(std::string &out, const uint8_t *p) {
    switch (*p) {
    case '"': case '\\': case '/': out.push_back(char(*p)); return p + 1;
    case 'b': out.push_back('\b'); return p + 1;
    case 'f': out.push_back('\f'); return p + 1;
    case 'n': out.push_back('\n'); return p + 1;
    case 'r': out.push_back('\r'); return p + 1;
    case 't': out.push_back('\t'); return p + 1;
    case 'u': break;
    default: out.push_back('\\'); return p;
    }
    const int unit = code_unit(p + 1);
    if (unit < 0) {
        out.push_back('\\');
        return p;
    }
    if (unit < 0xD800 || unit > 0xDFFF) {
        append_utf8(out, uint32_t(unit));
        return p + 5;
    }
    const int low = unit <= 0xDBFF && p[5] == '\\' && p[6] == 'u' ? code_unit(p + 7) : -1;
    if (low < 0xDC00 || low > 0xDFFF) {
        append_utf8(out, 0xFFFD);
        return p + 5;
    }
    append_utf8(out, 0x10000 + (uint32_t(unit - 0xD800) << 10) + uint32_t(low - 0xDC00));
    return p + 11;
}

/// A number's text by the grammar of RFC 8259 section 6: 0 when it is none, 1 for an integer, 2 with fraction or exponent.
int number_form(std::string_view text) {
    size_t i = 0;
    const auto digits = [&] {
        const size_t start = i;
        while (i < text.size() && text[i] >= '0' && text[i] <= '9') i++;
        return i - start;
    };
    if (i < text.size() && text[i] == '-') i++;
    const size_t first = i;
    const size_t whole = digits();
    if (whole == 0 || (whole > 1 && text[first] == '0')) return 0;
    int form = 1;
    if (i < text.size() && text[i] == '.') {
        i++;
        if (digits() == 0) return 0;
        form = 2;
    }
    if (i < text.size() && (text[i] == 'e' || text[i] == 'E')) {
        i++;
        if (i < text.size() && (text[i] == '+' || text[i] == '-')) i++;
        if (digits() == 0) return 0;
        form = 2;
    }
    return i == text.size() ? form : 0;
}

/// The tape under construction. The document is read as the one element of an array put around it, so that a scalar
/// document takes the same way as every other.
class reader : public cjson_tape {
public:
    reader(uint32_t depth, uint32_t nodes)
        : cjson_tape(), depth_limit_(std::min(depth, max_depth)), node_limit_(nodes) {}

    void read(const uint8_t *bytes, size_t length) {
        const size_t room = length + 2 + simdjson::SIMDJSON_PADDING;
        source_.reset(new uint8_t[room]);
        source_[0] = '[';
        if (length > 0) std::memcpy(&source_[1], bytes, length);
        source_[length + 1] = ']';
        std::memset(&source_[length + 2], 0, simdjson::SIMDJSON_PADDING);
        length_ = length;
        tokens_.reserve(length / 12 + 16);

        thread_local std::unique_ptr<ondemand::parser> parser;
        if (parser == nullptr) parser.reset(new ondemand::parser());
        ondemand::document document;
        try {
            auto error = parser->iterate(source_.get(), length + 2, room).get(document);
            if (error) throw refusal_of(error);
            is_open_ = true;
            read_document(document);
        } catch (const refusal &refused) {
            status = refused.status;
            message = refused.message;
            locate(document);
        }
        if (parser->capacity() > kept_capacity) parser.reset();
    }

    void publish() {
        this->tokens = tokens_.data();
        token_count = tokens_.size();
        keys = keys_.keys().data();
        key_count = uint32_t(keys_.keys().size());
        source = source_.get();
        decoded = reinterpret_cast<const uint8_t *>(decoded_.data());
    }

private:
    static refusal refusal_of(simdjson::error_code error) {
        switch (error) {
        case simdjson::UTF8_ERROR: return {CJSON_ENCODING, "the text is not valid UTF-8"};
        case simdjson::UNESCAPED_CHARS: return {CJSON_CONTROL, "a raw control character inside a string"};
        case simdjson::UNCLOSED_STRING: return {CJSON_TRUNCATED, "the text ends inside a string"};
        case simdjson::CAPACITY: return {CJSON_TOO_LARGE, "the document is too large"};
        case simdjson::MEMALLOC: throw std::bad_alloc();
        default: return {CJSON_SYNTAX, "not a JSON value"};
        }
    }

    void read_document(ondemand::document &document) {
        ondemand::array around;
        if (auto error = document.get_array().get(around)) throw refusal_of(error);
        bool found = false;
        for (auto element : around) {
            ondemand::value value;
            if (auto error = std::move(element).get(value)) throw refusal_of(error);
            if (found) throw refusal{CJSON_SYNTAX, "there is more text after the value"};
            found = true;
            read_value(value, 0);
        }
        if (!found) throw refusal{CJSON_TRUNCATED, "the text holds no value"};
        const char *next = nullptr;
        if (document.current_location().get(next) != simdjson::OUT_OF_BOUNDS) {
            throw refusal{CJSON_SYNTAX, "there is more text after the value"};
        }
    }

    /// Where the iteration stopped. A syntax error behind the last byte of the input means that the input was cut off.
    void locate(ondemand::document &document) {
        const char *place = nullptr;
        if (is_open_ && status == CJSON_SYNTAX && !document.current_location().get(place)) see(place);
        if (is_open_ && status == CJSON_SYNTAX && at_ >= length_) {
            status = CJSON_TRUNCATED;
            message = "the text ends inside a value";
        }
        offset = std::min(at_, length_);
    }

    void see(const char *place) {
        const size_t offset = size_t(reinterpret_cast<const uint8_t *>(place) - source_.get());
        at_ = offset == 0 ? 0 : offset - 1;
    }

    cjson_token &push(uint8_t kind) {
        if (++nodes_ > node_limit_) throw refusal{CJSON_TOO_MANY_NODES, "too many values"};
        tokens_.push_back(cjson_token{kind, 0, 0, 0});
        return tokens_.back();
    }

    void read_value(ondemand::value &value, uint32_t depth) {
        const std::string_view token = value.raw_json_token();
        see(token.data());
        switch (token.empty() ? 0 : token[0]) {
        case '[': read_array(value, depth); break;
        case '{': read_object(value, depth); break;
        case '"': {
            ondemand::raw_json_string raw;
            if (auto error = value.get_raw_json_string().get(raw)) throw refusal_of(error);
            const text found = read_text(raw.raw());
            cjson_token &string = push(found.decoded ? CJSON_DECODED : CJSON_STRING);
            string.payload = found.offset;
            string.length = found.length;
            break;
        }
        default: read_scalar(token); break;
        }
    }

    void enter(uint32_t depth) {
        if (depth >= depth_limit_) throw refusal{CJSON_TOO_DEEP, "values are nested too deep"};
    }

    void read_array(ondemand::value &value, uint32_t depth) {
        enter(depth);
        push(CJSON_ARRAY);
        const size_t place = tokens_.size() - 1;
        ondemand::array array;
        if (auto error = value.get_array().get(array)) throw refusal_of(error);
        uint32_t count = 0;
        for (auto element : array) {
            ondemand::value child;
            if (auto error = std::move(element).get(child)) throw refusal_of(error);
            read_value(child, depth + 1);
            count++;
        }
        tokens_[place].length = count;
    }

    void read_object(ondemand::value &value, uint32_t depth) {
        enter(depth);
        push(CJSON_OBJECT);
        const size_t place = tokens_.size() - 1;
        const size_t first_key = open_keys_.size();
        ondemand::object object;
        if (auto error = value.get_object().get(object)) throw refusal_of(error);
        for (auto member : object) {
            ondemand::field field;
            if (auto error = std::move(member).get(field)) throw refusal_of(error);
            const uint32_t key = read_key(field.key().raw());
            tokens_.push_back(cjson_token{CJSON_KEY, 0, key, 0});
            open_keys_.push_back(key);
            read_value(field.value(), depth + 1);
        }
        tokens_[place].length = uint32_t(open_keys_.size() - first_key);
        tokens_[place].repeats = repeats(first_key);
        open_keys_.resize(first_key);
    }

    /// Whether one of the keys from `first` on stands there twice.
    bool repeats(size_t first) {
        if (last_object_.size() < keys_.keys().size()) last_object_.resize(keys_.keys().size(), 0);
        objects_++;
        for (size_t i = first; i < open_keys_.size(); i++) {
            if (last_object_[open_keys_[i]] == objects_) return true;
            last_object_[open_keys_[i]] = objects_;
        }
        return false;
    }

    struct text {
        uint64_t offset;
        uint32_t length;
        bool decoded;
    };

    /// The string whose first character is at `start`. Its end is known to exist: unclosed strings were refused before.
    text read_text(const char *start) {
        const auto *from = reinterpret_cast<const uint8_t *>(start);
        const uint8_t *p = from;
        while (*p != '"' && *p != '\\') p++;
        if (*p == '"') return {uint64_t(from - source_.get()), uint32_t(p - from), false};
        const size_t offset = decoded_.size();
        decoded_.append(reinterpret_cast<const char *>(from), size_t(p - from));
        while (*p != '"') {
            if (*p == '\\') {
                p = append_escape(decoded_, p + 1);
            } else {
                const uint8_t *run = p;
                while (*p != '"' && *p != '\\') p++;
                decoded_.append(reinterpret_cast<const char *>(run), size_t(p - run));
            }
        }
        return {offset, uint32_t(decoded_.size() - offset), true};
    }

    uint32_t read_key(const char *start) {
        see(start);
        const text found = read_text(start);
        const cjson_key key{found.offset, found.length, found.decoded ? 1u : 0u};
        const auto text_of = [this](const cjson_key &known) {
            const char *base = known.decoded ? decoded_.data() : reinterpret_cast<const char *>(source_.get());
            return std::string_view(base + known.offset, known.length);
        };
        return keys_.index(text_of(key), key, text_of);
    }

    void read_scalar(std::string_view token) {
        token = token.substr(0, token.find_last_not_of(" \t\r\n") + 1);
        if (token == "null") {
            push(CJSON_NULL);
        } else if (token == "true") {
            push(CJSON_TRUE);
        } else if (token == "false") {
            push(CJSON_FALSE);
        } else {
            read_number(token);
        }
    }

    void read_number(std::string_view token) {
        const int form = number_form(token);
        if (form == 0) throw refusal{CJSON_SYNTAX, "not a JSON value"};
        if (form == 1) {
            int64_t number = 0;
            const auto end = std::from_chars(token.data(), token.data() + token.size(), number);
            if (end.ec == std::errc()) {
                push(CJSON_INTEGER).payload = uint64_t(number);
                return;
            }
        } else {
            double number = 0;
            const auto end = std::from_chars(token.data(), token.data() + token.size(), number);
            // Out of range is said of what is too small, too; that is a zero or a denormal.
            if (end.ec == std::errc::result_out_of_range) number = std::strtod(std::string(token).c_str(), nullptr);
            if (std::isfinite(number)) {
                std::memcpy(&push(CJSON_DOUBLE).payload, &number, sizeof number);
                return;
            }
        }
        cjson_token &number = push(CJSON_NUMBER);
        number.payload = uint64_t(reinterpret_cast<const uint8_t *>(token.data()) - source_.get());
        number.length = uint32_t(token.size());
    }

    std::unique_ptr<uint8_t[]> source_;
    std::string decoded_;
    std::vector<cjson_token> tokens_;
    key_table keys_;
    std::vector<uint32_t> open_keys_;
    std::vector<uint64_t> last_object_;
    uint64_t objects_ = 0;
    size_t length_ = 0;
    size_t at_ = 0;
    bool is_open_ = false;
    uint64_t nodes_ = 0;
    const uint32_t depth_limit_;
    const uint32_t node_limit_;
};

}  // namespace

cjson_tape *cjson_parse(const uint8_t *bytes, size_t length, uint32_t depth, uint32_t nodes) {
    try {
        auto made = std::make_unique<reader>(depth, nodes);
        if (length >= max_length) {
            made->status = CJSON_TOO_LARGE;
            made->message = "the document is too large";
        } else {
            made->read(bytes, length);
        }
        made->publish();
        return made.release();
    } catch (const std::exception &) {
        return nullptr;
    }
}

void cjson_free(cjson_tape *tape) {
    delete static_cast<reader *>(tape);
}
