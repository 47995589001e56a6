#include "wire.h"

#include <gtest/gtest.h>

#include "golden.h"
#include "records.h"

namespace ring3 {
namespace {

void expect_golden(const std::string& name, const std::vector<std::uint8_t>& frame) {
  golden::update(name, frame);
  EXPECT_EQ(golden::read(name), frame) << name;
}

TEST(Wire, FramesAreThoseThatJavaReads) {
  expect_golden("record", full_record().frame(7));
  expect_golden("classic", classic_record().frame(1));
  expect_golden("empty", TestRecord().frame());
}

TEST(Wire, AFrameCanBeReadAgain) {
  TestRecord original = full_record();
  const std::vector<std::uint8_t> frame = original.frame(7);
  const auto view = FrameView::read(frame.data(), frame.size());
  ASSERT_TRUE(view);
  const Record again = view->record();
  EXPECT_EQ(7, again.processor);
  EXPECT_EQ(8, again.item_count);
  EXPECT_EQ(13u, again.size);
  std::vector<std::uint8_t> rewritten(frame_size(again));
  write_frame(again, rewritten.data());
  EXPECT_EQ(frame, rewritten);
}

TEST(Wire, EverySizeOfItemAndDataFits) {
  for (std::size_t size = 0; size < 40; size++) {
    TestRecord record;
    record.item(2, counting(size)).data(counting(size));
    const auto frame = record.frame();
    EXPECT_EQ(0u, frame.size() % 8);
    const auto view = FrameView::read(frame.data(), frame.size());
    ASSERT_TRUE(view) << size;
    EXPECT_EQ(size, view->record().size);
    EXPECT_EQ(size, view->record().items[0].size);
  }
}

TEST(Wire, WhatIsNoFrameIsRefused) {
  const std::vector<std::uint8_t> frame = full_record().frame();
  for (std::size_t size = 0; size < frame.size(); size++) {
    EXPECT_FALSE(FrameView::read(frame.data(), size)) << size;
  }
  for (const std::size_t at : {0u, 4u, 6u, 8u, 98u}) {
    std::vector<std::uint8_t> wrong = frame;
    wrong[at] = 0xff;
    wrong[at + 1] = 0xff;
    EXPECT_FALSE(FrameView::read(wrong.data(), wrong.size())) << at;
  }
}

}  // namespace
}  // namespace ring3
