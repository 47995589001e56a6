#include "ring.h"

#include <gtest/gtest.h>

#include <cstring>
#include <random>
#include <stdexcept>
#include <thread>
#include <vector>

#include "wire.h"

namespace ring3 {
namespace {

using std::chrono::milliseconds;

constexpr std::size_t kCapacity = 4096;

struct alignas(8) Memory {
  std::uint8_t bytes[kCapacity];
};

// Writes a frame of that size whose content says its number.
bool put(Ring& ring, std::uint32_t size, std::uint64_t number) {
  std::uint8_t* const room = ring.reserve(size);
  if (room == nullptr) {
    return false;
  }
  const std::uint32_t kind = 1;
  std::memcpy(room, &size, 4);
  std::memcpy(room + 4, &kind, 4);
  std::memcpy(room + 8, &number, 8);
  ring.commit(size);
  return true;
}

// The numbers in a batch.
std::vector<std::uint64_t> numbers(const Memory& memory, const Ring::Batch& batch) {
  std::vector<std::uint64_t> numbers;
  for (std::size_t at = batch.offset; at < batch.offset + batch.size;) {
    std::uint32_t size;
    std::uint16_t kind;
    std::uint64_t number;
    std::memcpy(&size, memory.bytes + at, 4);
    std::memcpy(&kind, memory.bytes + at + 4, 2);
    if (kind == 1) {
      std::memcpy(&number, memory.bytes + at + 8, 8);
      numbers.push_back(number);
    }
    at += size;
  }
  return numbers;
}

TEST(Ring, AFullRingTakesNothingMore) {
  Memory memory;
  Ring ring(memory.bytes, kCapacity);
  for (std::uint64_t i = 0; i < kCapacity / 64; i++) {
    ASSERT_TRUE(put(ring, 64, i));
  }
  EXPECT_FALSE(put(ring, 64, 0));
  const auto batch = ring.wait(milliseconds(0));
  EXPECT_EQ(kCapacity, batch.size);
  ring.release(64);
  EXPECT_TRUE(put(ring, 64, 99));
  EXPECT_FALSE(put(ring, 64, 100));
}

TEST(Ring, AFrameIsNeverSplitByTheEnd) {
  Memory memory;
  Ring ring(memory.bytes, kCapacity);
  ASSERT_TRUE(put(ring, 4000, 1));
  ring.release(ring.wait(milliseconds(0)).size);
  ASSERT_TRUE(put(ring, 200, 2));  // 96 bytes are left to the end
  const auto padding = ring.wait(milliseconds(0));
  EXPECT_EQ(4000u, padding.offset);
  EXPECT_EQ(96u, padding.size);
  EXPECT_TRUE(numbers(memory, padding).empty());
  ring.release(padding.size);
  const auto batch = ring.wait(milliseconds(0));
  EXPECT_EQ(0u, batch.offset);
  EXPECT_EQ(std::vector<std::uint64_t>{2}, numbers(memory, batch));
}

TEST(Ring, WhatWasWrittenBeforeTheEndIsRead) {
  Memory memory;
  Ring ring(memory.bytes, kCapacity);
  EXPECT_FALSE(ring.wait(milliseconds(1)).ended);
  ASSERT_TRUE(put(ring, 64, 1));
  ring.end();
  const auto batch = ring.wait(milliseconds(0));
  EXPECT_FALSE(batch.ended);
  ring.release(batch.size);
  EXPECT_TRUE(ring.wait(milliseconds(0)).ended);
}

TEST(Ring, WrongUseIsRefused) {
  Memory memory;
  EXPECT_THROW(Ring(nullptr, kCapacity), std::invalid_argument);
  EXPECT_THROW(Ring(memory.bytes + 1, kCapacity), std::invalid_argument);
  EXPECT_THROW(Ring(memory.bytes, 4000), std::invalid_argument);
  EXPECT_THROW(Ring(memory.bytes, 2048), std::invalid_argument);
  Ring ring(memory.bytes, kCapacity);
  EXPECT_EQ(nullptr, ring.reserve(2 * kCapacity));
  EXPECT_THROW(ring.release(8), std::invalid_argument);
}

// Frames of all sizes from another thread come whole, in order, each once.
TEST(Ring, OneWritesAndOneReads) {
  constexpr std::uint64_t kFrames = 300000;
  const unsigned seed = std::random_device()();
  SCOPED_TRACE("seed " + std::to_string(seed));
  Memory memory;
  Ring ring(memory.bytes, kCapacity);
  std::thread writer([&] {
    std::mt19937 random(seed);
    for (std::uint64_t i = 0; i < kFrames; i++) {
      const std::uint32_t size = 16 + 8 * (random() % 100);
      while (!put(ring, size, i)) {
        std::this_thread::yield();
      }
    }
    ring.end();
  });
  std::uint64_t next = 0;
  for (auto batch = ring.wait(milliseconds(1000)); !batch.ended; batch = ring.wait(milliseconds(1000))) {
    for (const std::uint64_t number : numbers(memory, batch)) {
      EXPECT_EQ(next, number);
      next = number + 1;
    }
    ring.release(batch.size);
  }
  writer.join();
  EXPECT_EQ(kFrames, next);
}

}  // namespace
}  // namespace ring3
