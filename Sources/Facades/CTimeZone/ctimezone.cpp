#include "ctimezone.h"

#include <absl/time/civil_time.h>
#include <absl/time/time.h>

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <exception>
#include <memory>
#include <string>

struct ctimezone_zone {
    absl::TimeZone zone;
};

namespace {

// The library remembers every name it was ever asked for, unknown ones too: it is asked for zones that exist only.
bool is_zone_file(const std::string &path) {
    std::unique_ptr<std::FILE, int (*)(std::FILE *)> file(std::fopen(path.c_str(), "re"), &std::fclose);
    char magic[4];
    return file && std::fread(magic, 1, sizeof magic, file.get()) == sizeof magic && !std::memcmp(magic, "TZif", 4);
}

}  // namespace

// No exception may leave for Swift: each function that may throw ends in a catch.

ctimezone_zone *ctimezone_new(const uint8_t *name, intptr_t count, const uint8_t *directory) {
    try {
        std::string text(reinterpret_cast<const char *>(name), static_cast<size_t>(count));
        std::string path = reinterpret_cast<const char *>(directory);
        path += '/';
        path += text;
        if (!is_zone_file(path)) return nullptr;
        auto zone = std::make_unique<ctimezone_zone>();
        return absl::LoadTimeZone(path, &zone->zone) ? zone.release() : nullptr;
    } catch (const std::exception &) {
        return nullptr;
    }
}

void ctimezone_free(ctimezone_zone *zone) { delete zone; }

int32_t ctimezone_offset(const ctimezone_zone *zone, int64_t instant, uint8_t *abbreviation, intptr_t capacity) {
    const auto info = zone->zone.At(absl::FromUnixSeconds(instant));
    if (capacity > 0) {
        size_t length = std::min(std::strlen(info.zone_abbr), static_cast<size_t>(capacity - 1));
        std::memcpy(abbreviation, info.zone_abbr, length);
        abbreviation[length] = 0;
    }
    return info.offset;
}

int32_t ctimezone_next_change(const ctimezone_zone *zone, int64_t instant, int64_t *next) {
    const auto from = absl::FromUnixSeconds(instant);
    absl::TimeZone::CivilTransition change;
    if (!zone->zone.NextTransition(from, &change)) return 0;
    // `from` is the civil time which would have come under the offset that is in force until then.
    *next = (change.from - absl::CivilSecond(1970, 1, 1)) - zone->zone.At(from).offset;
    return 1;
}
