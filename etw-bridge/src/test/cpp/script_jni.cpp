// The functions that dev.ring3.etw.ScriptedEtw declares: by them a test in Java writes the script.
#include <jni.h>

#include <string>
#include <vector>

#include "counted_new.h"
#include "scripted_etw.h"

namespace {

ring3::scripted::Etw& etw() { return ring3::scripted::Etw::instance(); }

std::vector<std::uint8_t> bytes_of(JNIEnv* env, jbyteArray array) {
  std::vector<std::uint8_t> bytes(static_cast<std::size_t>(env->GetArrayLength(array)));
  env->GetByteArrayRegion(array, 0, static_cast<jsize>(bytes.size()), reinterpret_cast<jbyte*>(bytes.data()));
  return bytes;
}

std::u16string text_of(JNIEnv* env, jstring text) {
  std::u16string units(static_cast<std::size_t>(env->GetStringLength(text)), u'\0');
  env->GetStringRegion(text, 0, static_cast<jsize>(units.size()), reinterpret_cast<jchar*>(units.data()));
  return units;
}

std::string narrow_of(JNIEnv* env, jstring text) {
  std::string narrow;
  for (const char16_t unit : text_of(env, text)) {
    narrow.push_back(static_cast<char>(unit));
  }
  return narrow;
}

ring3::Guid guid_of(JNIEnv* env, jbyteArray array) {
  ring3::Guid guid{};
  env->GetByteArrayRegion(array, 0, sizeof guid.bytes, reinterpret_cast<jbyte*>(guid.bytes));
  return guid;
}

}  // namespace

extern "C" {

JNIEXPORT void JNICALL Java_dev_ring3_etw_ScriptedEtw_reset(JNIEnv*, jclass) { etw().reset(); }

JNIEXPORT void JNICALL Java_dev_ring3_etw_ScriptedEtw_refuse(JNIEnv* env, jclass, jstring call, jint code) {
  etw().refuse(narrow_of(env, call), static_cast<std::uint32_t>(code));
}

JNIEXPORT void JNICALL Java_dev_ring3_etw_ScriptedEtw_refuseProvider(JNIEnv* env, jclass, jbyteArray guid, jint code) {
  etw().refuse_provider(guid_of(env, guid), static_cast<std::uint32_t>(code));
}

JNIEXPORT void JNICALL Java_dev_ring3_etw_ScriptedEtw_deliver(JNIEnv* env, jclass, jstring session, jbyteArray frame,
                                                              jlong times) {
  etw().deliver(text_of(env, session), bytes_of(env, frame), static_cast<std::uint64_t>(times));
}

JNIEXPORT void JNICALL Java_dev_ring3_etw_ScriptedEtw_rundown(JNIEnv* env, jclass, jbyteArray frame) {
  etw().rundown(bytes_of(env, frame));
}

JNIEXPORT void JNICALL Java_dev_ring3_etw_ScriptedEtw_eventInformation(JNIEnv* env, jclass, jbyteArray frame,
                                                                       jbyteArray block) {
  etw().event_information(bytes_of(env, frame), bytes_of(env, block));
}

JNIEXPORT void JNICALL Java_dev_ring3_etw_ScriptedEtw_mapInformation(JNIEnv* env, jclass, jbyteArray guid, jstring name,
                                                                     jbyteArray block) {
  etw().map_information(guid_of(env, guid), text_of(env, name), bytes_of(env, block));
}

JNIEXPORT void JNICALL Java_dev_ring3_etw_ScriptedEtw_lose(JNIEnv* env, jclass, jstring session, jlong events,
                                                           jlong buffers) {
  etw().lose(text_of(env, session), static_cast<std::uint64_t>(events), static_cast<std::uint64_t>(buffers));
}

JNIEXPORT jint JNICALL Java_dev_ring3_etw_ScriptedEtw_stopByOthers(JNIEnv* env, jclass, jstring session) {
  return static_cast<jint>(etw().stop(text_of(env, session)));
}

JNIEXPORT jint JNICALL Java_dev_ring3_etw_ScriptedEtw_startByOthers(JNIEnv* env, jclass, jstring session) {
  ring3::scripted::Running running;
  running.name = text_of(env, session);
  return static_cast<jint>(etw().start(running));
}

JNIEXPORT jint JNICALL Java_dev_ring3_etw_ScriptedEtw_sessions(JNIEnv*, jclass) {
  return static_cast<jint>(etw().sessions());
}

JNIEXPORT jlong JNICALL Java_dev_ring3_etw_ScriptedEtw_allocations(JNIEnv*, jclass) {
  return static_cast<jlong>(ring3::live_allocations());
}

JNIEXPORT jstring JNICALL Java_dev_ring3_etw_ScriptedEtw_describe(JNIEnv* env, jclass, jstring session) {
  return env->NewStringUTF(etw().describe(text_of(env, session)).c_str());
}

}  // extern "C"
