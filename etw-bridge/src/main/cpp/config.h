// What a session is to be like, as Java's SessionConfig wrote it: little-endian, without gaps.
//
//   u32 kMagic; u16 kind; u32 buffer size (KB), least buffers, most buffers, flush timer, mode, kernel flags,
//   kernel rundown flags; u16 units of the name, the name in UTF-16; u16 providers, and of each:
//     16 bytes GUID, u8 level, u8 rundown, u32 properties, u64 any, u64 all,
//     u16 bytes of a filter of the provider's own, those; u16 event ids, those as u16
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "wire.h"

namespace ring3 {

constexpr std::uint32_t kMagic = 0x31433352;  // "R3C1"
constexpr std::size_t kMaxName = 200;         // units; Windows allows 1024, krabsetw 260
constexpr std::size_t kMaxProviders = 1024;
constexpr std::size_t kMaxIds = 64;       // MAX_EVENT_FILTER_EVENT_ID_COUNT
constexpr std::size_t kMaxFilter = 1024;  // MAX_EVENT_FILTER_DATA_SIZE

struct ProviderConfig {
  Guid guid;
  std::uint8_t level;
  bool rundown;
  std::uint32_t properties;  // EVENT_ENABLE_PROPERTY_*
  std::uint64_t any;
  std::uint64_t all;
  std::vector<std::uint8_t> filter;
  std::vector<std::uint16_t> ids;
};

enum class SessionKind : std::uint16_t { user = 0, kernel = 1 };

struct Config {
  SessionKind kind;
  std::uint32_t buffer_kilobytes;
  std::uint32_t minimum_buffers;
  std::uint32_t maximum_buffers;
  std::uint32_t flush_timer;  // milliseconds if the mode says so, else seconds
  std::uint32_t mode;         // EVENT_TRACE_*_MODE
  std::uint32_t kernel_flags;
  std::uint32_t kernel_rundown;
  std::u16string name;
  std::vector<ProviderConfig> providers;

  // Throws std::invalid_argument if the bytes are no configuration.
  static Config read(const std::uint8_t* bytes, std::size_t size);
};

}  // namespace ring3
