// The functions that dev.ring3.etw.NativeCalls declares. No C++ exception leaves them: a Failure becomes an
// EtwException, a wrong argument an IllegalArgumentException, anything else an IllegalStateException.
#include <jni.h>

#include <chrono>
#include <cstring>
#include <exception>
#include <new>
#include <stdexcept>
#include <string>
#include <vector>

#include "bridge.h"
#include "handles.h"

namespace {

using ring3::Bridge;

// A bridge, and Java's hold on the memory of its ring.
struct Open {
  std::unique_ptr<Bridge> bridge;
  jobject memory;  // global reference
};

ring3::Handles<Open>& handles() {
  static ring3::Handles<Open> all;
  return all;
}

void raise(JNIEnv* env, const char* type, const char* message) noexcept {
  if (env->ExceptionCheck() == JNI_TRUE) {
    return;
  }
  const jclass found = env->FindClass(type);
  if (found != nullptr) {
    env->ThrowNew(found, message);
  }
}

void raise(JNIEnv* env, const ring3::Failure& failure) noexcept {
  const jclass type = env->FindClass("dev/ring3/etw/EtwException");
  const jmethodID make = type == nullptr ? nullptr : env->GetMethodID(type, "<init>", "(Ljava/lang/String;I)V");
  const jstring call = make == nullptr ? nullptr : env->NewStringUTF(failure.call);
  if (call != nullptr) {
    const jobject thrown = env->NewObject(type, make, call, static_cast<jint>(failure.code));
    if (thrown != nullptr) {
      env->Throw(static_cast<jthrowable>(thrown));
    }
  }
}

// Thrown when a Java exception is pending already.
struct Pending {};

// Runs a function's body. Its value, or nothing (zero) and a pending Java exception.
template <typename Body>
auto guarded(JNIEnv* env, Body body) noexcept -> decltype(body()) {
  try {
    return body();
  } catch (const Pending&) {
  } catch (const ring3::Failure& failure) {
    raise(env, failure);
  } catch (const std::invalid_argument& error) {
    raise(env, "java/lang/IllegalArgumentException", error.what());
  } catch (const std::bad_alloc&) {
    raise(env, "java/lang/OutOfMemoryError", "the bridge to ETW got no memory");
  } catch (const std::exception& error) {
    raise(env, "java/lang/IllegalStateException", error.what());
  } catch (...) {
    raise(env, "java/lang/IllegalStateException", "the bridge to ETW failed");
  }
  return decltype(body())();
}

std::vector<std::uint8_t> bytes_of(JNIEnv* env, jbyteArray array) {
  if (array == nullptr) {
    throw std::invalid_argument("bytes are missing");
  }
  std::vector<std::uint8_t> bytes(static_cast<std::size_t>(env->GetArrayLength(array)));
  env->GetByteArrayRegion(array, 0, static_cast<jsize>(bytes.size()), reinterpret_cast<jbyte*>(bytes.data()));
  return bytes;
}

jbyteArray array_of(JNIEnv* env, const std::vector<std::uint8_t>& bytes) {
  const auto size = static_cast<jsize>(bytes.size());
  const jbyteArray array = env->NewByteArray(size);
  if (array == nullptr) {
    throw Pending{};
  }
  env->SetByteArrayRegion(array, 0, size, reinterpret_cast<const jbyte*>(bytes.data()));
  return array;
}

template <typename T>
void append(std::vector<std::uint8_t>& bytes, const T& value) {
  const auto* from = reinterpret_cast<const std::uint8_t*>(&value);
  bytes.insert(bytes.end(), from, from + sizeof value);
}

// The frame must outlive the view.
ring3::FrameView frame_of(const std::vector<std::uint8_t>& frame) {
  const auto view = ring3::FrameView::read(frame.data(), frame.size());
  if (!view) {
    throw std::invalid_argument("this is no frame of a record");
  }
  return *view;
}

}  // namespace

extern "C" {

JNIEXPORT jlong JNICALL Java_dev_ring3_etw_NativeCalls_open(JNIEnv* env, jclass, jbyteArray config, jobject memory) {
  return guarded(env, [&]() -> jlong {
    const std::vector<std::uint8_t> bytes = bytes_of(env, config);
    ring3::Config read = ring3::Config::read(bytes.data(), bytes.size());
    void* const address = memory == nullptr ? nullptr : env->GetDirectBufferAddress(memory);
    if (address == nullptr) {
      throw std::invalid_argument("the ring needs a direct buffer");
    }
    const auto capacity = static_cast<std::size_t>(env->GetDirectBufferCapacity(memory));
    const jobject held = env->NewGlobalRef(memory);
    if (held == nullptr) {
      throw std::bad_alloc();
    }
    try {
      auto open = std::make_shared<Open>();
      open->memory = held;
      open->bridge = std::make_unique<Bridge>(std::move(read), static_cast<std::uint8_t*>(address), capacity);
      return handles().add(std::move(open));
    } catch (...) {
      env->DeleteGlobalRef(held);
      throw;
    }
  });
}

JNIEXPORT jlong JNICALL Java_dev_ring3_etw_NativeCalls_await(JNIEnv* env, jclass, jlong handle, jint milliseconds) {
  return guarded(env, [&]() -> jlong {
    if (milliseconds < 0) {
      throw std::invalid_argument("a time is negative");
    }
    const auto open = handles().get(handle);
    const auto batch = open->bridge->ring().wait(std::chrono::milliseconds(milliseconds));
    return batch.ended ? -1 : static_cast<jlong>((static_cast<std::uint64_t>(batch.offset) << 32) | batch.size);
  });
}

JNIEXPORT void JNICALL Java_dev_ring3_etw_NativeCalls_release(JNIEnv* env, jclass, jlong handle, jint bytes) {
  guarded(env, [&] {
    if (bytes < 0) {
      throw std::invalid_argument("a size is negative");
    }
    handles().get(handle)->bridge->ring().release(static_cast<std::size_t>(bytes));
  });
}

JNIEXPORT void JNICALL Java_dev_ring3_etw_NativeCalls_stop(JNIEnv* env, jclass, jlong handle) {
  guarded(env, [&] { handles().get(handle)->bridge->stop(); });
}

JNIEXPORT void JNICALL Java_dev_ring3_etw_NativeCalls_free(JNIEnv* env, jclass, jlong handle) {
  guarded(env, [&] {
    const auto open = handles().remove(handle);
    if (open != nullptr) {
      open->bridge->stop();  // from here on nobody writes to the memory, whoever still holds the bridge
      env->DeleteGlobalRef(open->memory);
    }
  });
}

JNIEXPORT jlongArray JNICALL Java_dev_ring3_etw_NativeCalls_statistics(JNIEnv* env, jclass, jlong handle) {
  return guarded(env, [&]() -> jlongArray {
    const auto open = handles().get(handle);
    const ring3::Statistics now = open->bridge->session().statistics();
    const std::uint64_t values[] = {
        now.buffers,      now.free_buffers,           now.buffers_written,     now.events_lost,
        now.buffers_lost, now.real_time_buffers_lost, open->bridge->received()};
    constexpr auto count = static_cast<jsize>(sizeof values / sizeof values[0]);
    const jlongArray array = env->NewLongArray(count);
    if (array == nullptr) {
      throw Pending{};
    }
    env->SetLongArrayRegion(array, 0, count, reinterpret_cast<const jlong*>(values));
    return array;
  });
}

// 24 bytes each: GUID, u64 records.
JNIEXPORT jbyteArray JNICALL Java_dev_ring3_etw_NativeCalls_drops(JNIEnv* env, jclass, jlong handle) {
  return guarded(env, [&] {
    std::vector<std::uint8_t> bytes;
    for (const auto& count : handles().get(handle)->bridge->drops()) {
      append(bytes, count.provider);
      append(bytes, count.records);
    }
    return array_of(env, bytes);
  });
}

// 24 bytes each: GUID, u32 step, u32 code.
JNIEXPORT jbyteArray JNICALL Java_dev_ring3_etw_NativeCalls_refusals(JNIEnv* env, jclass, jlong handle) {
  return guarded(env, [&] {
    std::vector<std::uint8_t> bytes;
    const auto open = handles().get(handle);
    for (const auto& refusal : open->bridge->refusals()) {
      append(bytes, refusal.provider);
      append(bytes, static_cast<std::uint32_t>(refusal.step));
      append(bytes, refusal.code);
    }
    return array_of(env, bytes);
  });
}

// -1 while it runs or if stop ended it, else the code that it ended with, 0 if somebody else stopped it.
JNIEXPORT jlong JNICALL Java_dev_ring3_etw_NativeCalls_cut(JNIEnv* env, jclass, jlong handle) {
  return guarded(env, [&]() -> jlong {
    const auto open = handles().get(handle);
    return open->bridge->is_cut() ? static_cast<jlong>(open->bridge->end_code()) : -1;
  });
}

JNIEXPORT jbyteArray JNICALL Java_dev_ring3_etw_NativeCalls_eventInformation(JNIEnv* env, jclass, jlong handle,
                                                                             jbyteArray frame) {
  return guarded(env, [&] {
    const std::vector<std::uint8_t> bytes = bytes_of(env, frame);
    const ring3::FrameView view = frame_of(bytes);
    return array_of(env, handles().get(handle)->bridge->session().event_information(view.record()));
  });
}

JNIEXPORT jbyteArray JNICALL Java_dev_ring3_etw_NativeCalls_mapInformation(JNIEnv* env, jclass, jlong handle,
                                                                           jbyteArray frame, jstring name) {
  return guarded(env, [&] {
    const std::vector<std::uint8_t> bytes = bytes_of(env, frame);
    const ring3::FrameView view = frame_of(bytes);
    if (name == nullptr) {
      throw std::invalid_argument("a map has a name");
    }
    std::u16string text(static_cast<std::size_t>(env->GetStringLength(name)), u'\0');
    env->GetStringRegion(name, 0, static_cast<jsize>(text.size()), reinterpret_cast<jchar*>(text.data()));
    return array_of(env, handles().get(handle)->bridge->session().map_information(view.record(), text));
  });
}

}  // extern "C"
