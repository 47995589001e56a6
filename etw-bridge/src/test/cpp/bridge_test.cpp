#include "bridge.h"

#include <gtest/gtest.h>

#include <chrono>
#include <vector>

#include "records.h"
#include "scripted_etw.h"

namespace ring3 {
namespace {

using scripted::Etw;
using std::chrono::milliseconds;

class BridgeTest : public testing::Test {
 protected:
  void SetUp() override {
    config_.name = u"Ring3 test";
    ProviderConfig provider{};
    provider.guid = provider_of(record_.record());
    config_.providers.push_back(provider);
  }

  void TearDown() override { Etw::instance().reset(); }

  // Reads until the session ended; returns how many bytes came.
  static std::uint64_t drain(Bridge& bridge) {
    std::uint64_t bytes = 0;
    for (auto batch = bridge.ring().wait(milliseconds(1000)); !batch.ended;
         batch = bridge.ring().wait(milliseconds(1000))) {
      bytes += batch.size;
      bridge.ring().release(batch.size);
    }
    return bytes;
  }

  TestRecord record_ = full_record();
  Config config_{};
  std::vector<std::uint64_t> memory_ = std::vector<std::uint64_t>(8192);  // 64 KB
};

TEST_F(BridgeTest, AllRecordsAreReadOrCounted) {
  Bridge bridge(config_, reinterpret_cast<std::uint8_t*>(memory_.data()), 8 * memory_.size());
  const auto frame = record_.frame();
  Etw::instance().deliver(u"Ring3 test", frame, 10000);
  while (bridge.received() < 10000) {
    std::this_thread::yield();
  }
  bridge.stop();
  const std::uint64_t fit = 8 * memory_.size() / frame.size();
  EXPECT_EQ(fit * frame.size(), drain(bridge));
  const auto drops = bridge.drops();
  ASSERT_EQ(1u, drops.size());
  EXPECT_TRUE(drops[0].provider == config_.providers[0].guid);
  EXPECT_EQ(10000 - fit, drops[0].records);
  EXPECT_FALSE(bridge.is_cut());
}

TEST_F(BridgeTest, ASessionThatOthersStopIsCut) {
  Bridge bridge(config_, reinterpret_cast<std::uint8_t*>(memory_.data()), 8 * memory_.size());
  Etw::instance().stop(u"Ring3 test");
  drain(bridge);
  EXPECT_TRUE(bridge.is_cut());
  EXPECT_EQ(0u, bridge.end_code());
}

TEST_F(BridgeTest, AFailureToStartLeavesNoSession) {
  Etw::instance().refuse("OpenTrace", 5);
  EXPECT_THROW(Bridge(config_, reinterpret_cast<std::uint8_t*>(memory_.data()), 8 * memory_.size()), Failure);
  EXPECT_EQ(0u, Etw::instance().sessions());
}

}  // namespace
}  // namespace ring3
