// Records of tests.
#pragma once

#include <cstdint>
#include <cstring>
#include <string>
#include <vector>

#include "wire.h"

namespace ring3 {

// Keeps what a Record points to.
class TestRecord {
 public:
  TestRecord() : header_(kHeaderSize) {}

  TestRecord& number(std::size_t at, std::uint64_t value, std::size_t size) {
    std::memcpy(header_.data() + at, &value, size);
    return *this;
  }

  TestRecord& provider(std::uint8_t first) {
    for (std::uint8_t i = 0; i < 16; i++) {
      header_[kProviderOffset + i] = static_cast<std::uint8_t>(first + i);
    }
    return *this;
  }

  TestRecord& item(std::uint16_t type, std::vector<std::uint8_t> bytes) {
    contents_.push_back(std::move(bytes));
    items_.push_back(Item{0, type, 0, static_cast<std::uint16_t>(contents_.back().size()), 0});
    return *this;
  }

  TestRecord& data(std::vector<std::uint8_t> bytes) {
    data_ = std::move(bytes);
    return *this;
  }

  Record record(std::uint16_t processor = 0) {
    for (std::size_t i = 0; i < items_.size(); i++) {
      items_[i].data = reinterpret_cast<std::uintptr_t>(contents_[i].data());
    }
    return Record{header_.data(), processor,
                  items_.data(),  static_cast<std::uint16_t>(items_.size()),
                  data_.data(),   static_cast<std::uint32_t>(data_.size())};
  }

  std::vector<std::uint8_t> frame(std::uint16_t processor = 0) {
    const Record made = record(processor);
    std::vector<std::uint8_t> bytes(frame_size(made), 0xee);
    write_frame(made, bytes.data());
    return bytes;
  }

 private:
  std::vector<std::uint8_t> header_;
  std::vector<std::vector<std::uint8_t>> contents_;
  std::vector<Item> items_;
  std::vector<std::uint8_t> data_;
};

inline std::vector<std::uint8_t> counting(std::size_t size, std::uint8_t first = 0) {
  std::vector<std::uint8_t> bytes(size);
  for (std::size_t i = 0; i < size; i++) {
    bytes[i] = static_cast<std::uint8_t>(first + i);
  }
  return bytes;
}

// A manifest event with one of each kind of item.
inline TestRecord full_record() {
  TestRecord record;
  record.number(0, 80 + 13, 2).number(4, 0x241, 2);               // Size; Flags: 64 bit, extended, processor index
  record.number(8, 5678, 4).number(12, 1234, 4);                  // ThreadId, ProcessId
  record.number(16, 0x01da123456789abc, 8).provider(0xa0);        // TimeStamp
  record.number(40, 4104, 2).number(42, 1, 1).number(43, 16, 1);  // Id, Version, Channel
  record.number(44, 5, 1).number(45, 15, 1).number(46, 2, 2);     // Level, Opcode, Task
  record.number(48, 0x8000000000000010, 8).number(64, 0x1122334455667788, 8).number(72, 0x99aabbccddeeff00, 8);
  record.item(1, counting(16, 0x10));   // RELATED_ACTIVITYID
  record.item(2, counting(12, 0x20));   // SID
  record.item(3, counting(4, 0x30));    // TS_ID
  record.item(6, counting(24, 0x40));   // STACK_TRACE64
  record.item(11, counting(7, 0x60));   // EVENT_SCHEMA_TL, of odd length
  record.item(12, counting(5, 0x70));   // PROV_TRAITS
  record.item(13, counting(8, 0x80));   // PROCESS_START_KEY
  record.item(16, counting(38, 0x90));  // CONTAINER_ID
  record.data(counting(13, 0xc0));
  return record;
}

// A kernel event of a 32-bit host that no process logged.
inline TestRecord classic_record() {
  TestRecord record;
  record.number(4, 0x120, 2).number(8, 0xffffffff, 4).number(12, 0xffffffff, 4);
  record.number(16, 0x01da000000000001, 8).provider(0x01).number(42, 3, 1).number(45, 10, 1);
  record.data(counting(4, 1));
  return record;
}

}  // namespace ring3
