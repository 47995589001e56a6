#include "config.h"

#include <gtest/gtest.h>

#include <cstring>
#include <stdexcept>

#include "golden.h"

namespace ring3 {
namespace {

TEST(Config, IsWhatJavaWrote) {
  const auto bytes = golden::read("config");
  const Config config = Config::read(bytes.data(), bytes.size());
  EXPECT_EQ(SessionKind::user, config.kind);
  EXPECT_EQ(256u, config.buffer_kilobytes);
  EXPECT_EQ(8u, config.minimum_buffers);
  EXPECT_EQ(64u, config.maximum_buffers);
  EXPECT_EQ(5u, config.flush_timer);
  EXPECT_EQ(0x08000110u, config.mode);
  EXPECT_EQ(0u, config.kernel_flags);
  EXPECT_EQ(u"Ring3 golden", config.name);
  ASSERT_EQ(2u, config.providers.size());
  const ProviderConfig& first = config.providers[0];
  const std::uint8_t guid[] = {0xd6, 0x2c, 0xfb, 0x22, 0x7b, 0x0e, 0x2b, 0x42,
                               0xa0, 0xc7, 0x2f, 0xad, 0x1f, 0xd0, 0xe7, 0x16};
  EXPECT_EQ(0, std::memcmp(guid, first.guid.bytes, sizeof guid));
  EXPECT_EQ(4, first.level);
  EXPECT_TRUE(first.rundown);
  EXPECT_EQ(0x84u, first.properties);
  EXPECT_EQ(0x8000000000000070u, first.any);
  EXPECT_EQ(0x10u, first.all);
  EXPECT_EQ((std::vector<std::uint8_t>{2, 0, 0, 0xff}), first.filter);
  EXPECT_EQ((std::vector<std::uint16_t>{1, 2, 65535}), first.ids);
  EXPECT_EQ(0, config.providers[1].level);
  EXPECT_TRUE(config.providers[1].ids.empty());
}

TEST(Config, WhatIsNoneIsRefused) {
  const auto bytes = golden::read("config");
  for (std::size_t size = 0; size < bytes.size(); size++) {
    EXPECT_THROW(Config::read(bytes.data(), size), std::invalid_argument) << size;
  }
  auto longer = bytes;
  longer.push_back(0);
  EXPECT_THROW(Config::read(longer.data(), longer.size()), std::invalid_argument);
  auto other = bytes;
  other[0] = 0;
  EXPECT_THROW(Config::read(other.data(), other.size()), std::invalid_argument);
  other = bytes;
  other[4] = 2;
  EXPECT_THROW(Config::read(other.data(), other.size()), std::invalid_argument);
}

}  // namespace
}  // namespace ring3
