// Whatever the bytes: reading them as a frame or as a configuration stays within them, and what is a frame is written
// again as the same record.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <stdexcept>
#include <vector>

#include "config.h"
#include "wire.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  if (const auto view = ring3::FrameView::read(bytes, size)) {
    const ring3::Record record = view->record();
    std::vector<std::uint8_t> again(ring3::frame_size(record));
    if (again.size() != size) {
      std::abort();
    }
    ring3::write_frame(record, again.data());
    const auto second = ring3::FrameView::read(again.data(), again.size());
    if (!second || second->record().size != record.size || second->record().item_count != record.item_count) {
      std::abort();
    }
  }
  try {
    (void)ring3::Config::read(bytes, size);
  } catch (const std::invalid_argument&) {
    // as it should be
  }
  return 0;
}
