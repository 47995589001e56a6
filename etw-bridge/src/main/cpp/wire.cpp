#include "wire.h"

#include <cstring>

namespace ring3 {
namespace {

void put16(std::uint8_t* to, std::uint16_t value) noexcept { std::memcpy(to, &value, sizeof value); }

void put32(std::uint8_t* to, std::uint32_t value) noexcept { std::memcpy(to, &value, sizeof value); }

std::uint16_t u16(const std::uint8_t* from) noexcept {
  std::uint16_t value;
  std::memcpy(&value, from, sizeof value);
  return value;
}

std::uint32_t u32(const std::uint8_t* from) noexcept {
  std::uint32_t value;
  std::memcpy(&value, from, sizeof value);
  return value;
}

constexpr std::size_t kItemHeader = 4;

constexpr std::size_t up(std::size_t size, std::size_t multiple) noexcept {
  return (size + multiple - 1) / multiple * multiple;
}

// Copies, and fills up to the multiple with zeros. Returns where the next thing goes.
std::uint8_t* copy(std::uint8_t* to, const void* from, std::size_t size, std::size_t multiple) noexcept {
  if (size > 0) {
    std::memcpy(to, from, size);
  }
  std::memset(to + size, 0, up(size, multiple) - size);
  return to + up(size, multiple);
}

}  // namespace

bool operator==(const Guid& one, const Guid& other) noexcept {
  return std::memcmp(one.bytes, other.bytes, sizeof one.bytes) == 0;
}

Guid provider_of(const Record& record) noexcept {
  Guid guid;
  std::memcpy(guid.bytes, record.header + kProviderOffset, sizeof guid.bytes);
  return guid;
}

std::size_t frame_size(const Record& record) noexcept {
  std::size_t size = kFrameHeader + kHeaderSize;
  for (std::uint16_t i = 0; i < record.item_count; i++) {
    size += kItemHeader + up(record.items[i].size, 4);
  }
  return up(size + record.size, 8);
}

void write_frame(const Record& record, std::uint8_t* to) noexcept {
  const std::size_t size = frame_size(record);
  put32(to, static_cast<std::uint32_t>(size));
  put16(to + 4, static_cast<std::uint16_t>(FrameKind::record));
  put16(to + 6, record.item_count);
  put32(to + 8, record.size);
  put16(to + 12, record.processor);
  put16(to + 14, 0);
  std::uint8_t* at = copy(to + kFrameHeader, record.header, kHeaderSize, 1);
  for (std::uint16_t i = 0; i < record.item_count; i++) {
    const Item& item = record.items[i];
    put16(at, item.type);
    put16(at + 2, item.size);
    at = copy(at + kItemHeader, reinterpret_cast<const void*>(static_cast<std::uintptr_t>(item.data)), item.size, 4);
  }
  at = copy(at, record.data, record.size, 1);
  std::memset(at, 0, static_cast<std::size_t>(to + size - at));
}

void write_padding(std::uint32_t size, std::uint8_t* to) noexcept {
  put32(to, size);
  put32(to + 4, static_cast<std::uint32_t>(FrameKind::padding));
}

std::optional<FrameView> FrameView::read(const std::uint8_t* bytes, std::size_t size) {
  if (size < kFrameHeader + kHeaderSize || size > kMaxFrame || u32(bytes) != size ||
      u16(bytes + 4) != static_cast<std::uint16_t>(FrameKind::record)) {
    return std::nullopt;
  }
  FrameView view;
  view.frame_ = bytes;
  const std::uint16_t count = u16(bytes + 6);
  std::size_t at = kFrameHeader + kHeaderSize;
  for (std::uint16_t i = 0; i < count; i++) {
    if (size - at < kItemHeader || size - at - kItemHeader < up(u16(bytes + at + 2), 4)) {
      return std::nullopt;
    }
    Item item{};
    item.type = u16(bytes + at);
    item.size = u16(bytes + at + 2);
    item.data = reinterpret_cast<std::uintptr_t>(bytes + at + kItemHeader);
    view.items_.push_back(item);
    at += kItemHeader + up(item.size, 4);
  }
  view.data_size_ = u32(bytes + 8);
  if (up(view.data_size_, 8) < view.data_size_ || up(at + view.data_size_, 8) != size) {
    return std::nullopt;
  }
  view.data_ = bytes + at;
  return view;
}

Record FrameView::record() const& noexcept {
  return Record{frame_ + kFrameHeader,
                u16(frame_ + 12),
                items_.data(),
                static_cast<std::uint16_t>(items_.size()),
                data_,
                data_size_};
}

}  // namespace ring3
