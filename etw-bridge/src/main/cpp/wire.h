// The form in which records cross from C++ to Java: one frame each, little-endian. Its Java side is WireReader.
//
//   0  u32  size of the frame, a multiple of 8
//   4  u16  kind: 0 padding (the rest of the frame means nothing), 1 record
//   6  u16  number of extended items
//   8  u32  bytes of user data
//  12  u16  processor
//  14  u16  zero
//  16       EVENT_HEADER, 80 bytes as Windows wrote them
//  96       the items: u16 type, u16 bytes, the bytes, zeros up to a multiple of 4
//           the user data, zeros up to a multiple of 8
//
// No Windows header is needed here: the structs below are laid out as those of evntcons.h.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace ring3 {

struct Guid {
  std::uint8_t bytes[16];
};

bool operator==(const Guid& one, const Guid& other) noexcept;

constexpr std::size_t kHeaderSize = 80;      // EVENT_HEADER
constexpr std::size_t kProviderOffset = 24;  // of the provider's GUID in it
constexpr std::size_t kFrameHeader = 16;

// Of a frame: more than an event can have (64 KB of data) with all its items.
constexpr std::size_t kMaxFrame = 1u << 20;

enum class FrameKind : std::uint16_t { padding = 0, record = 1 };

// EVENT_HEADER_EXTENDED_DATA_ITEM
struct Item {
  std::uint16_t reserved;
  std::uint16_t type;
  std::uint16_t linkage;
  std::uint16_t size;
  std::uint64_t data;  // address
};

// A record where ETW keeps it: valid during the callback only, copied by write_frame.
struct Record {
  const std::uint8_t* header;  // kHeaderSize bytes
  std::uint16_t processor;
  const Item* items;
  std::uint16_t item_count;
  const std::uint8_t* data;
  std::uint32_t size;
};

Guid provider_of(const Record& record) noexcept;

// Bytes of the record's frame.
std::size_t frame_size(const Record& record) noexcept;

// Writes frame_size(record) bytes.
void write_frame(const Record& record, std::uint8_t* to) noexcept;

// Writes the head of a frame of padding. Only its first 8 bytes are written.
void write_padding(std::uint32_t size, std::uint8_t* to) noexcept;

// A frame read again. Points into the frame, which must outlive it.
class FrameView {
 public:
  // Empty unless the bytes are exactly one record's frame.
  static std::optional<FrameView> read(const std::uint8_t* bytes, std::size_t size);

  // Points into the view, too.
  Record record() const& noexcept;
  Record record() const&& = delete;

 private:
  const std::uint8_t* frame_ = nullptr;
  std::vector<Item> items_;
  const std::uint8_t* data_ = nullptr;
  std::uint32_t data_size_ = 0;
};

}  // namespace ring3
