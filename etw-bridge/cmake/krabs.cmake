# What needs krabsetw: the library of the product, and the same object files over a stand-in of ETW for tests.
add_library(krabs_session OBJECT src/main/cpp/jni_bridge.cpp src/main/cpp/krabs_session.cpp)
target_include_directories(krabs_session SYSTEM PRIVATE "${RING3_KRABSETW}")
target_link_libraries(krabs_session PUBLIC bridge_core)
if(MSVC)
  # Headers of others are not held to our warnings.
  target_compile_options(krabs_session PRIVATE /external:anglebrackets /external:W0)
endif()
set(system_libraries advapi32 tdh ole32 ntdll)

add_library(ring3_etw SHARED $<TARGET_OBJECTS:krabs_session>)
target_link_libraries(ring3_etw PRIVATE bridge_core ${system_libraries})

add_library(ring3_etw_standin SHARED
  src/test/cpp/counted_new.cpp
  src/test/cpp/script_jni.cpp
  src/test/cpp/standin.cpp
  src/test/cpp/standin.def)
target_link_libraries(ring3_etw_standin PRIVATE scripted_etw)

add_library(ring3_etw_krabs SHARED $<TARGET_OBJECTS:krabs_session>)
target_link_libraries(ring3_etw_krabs PRIVATE bridge_core ring3_etw_standin ${system_libraries})
set_target_properties(ring3_etw ring3_etw_standin ring3_etw_krabs PROPERTIES PREFIX "")

# Maven packs what stands in target/native into the jar, beside NativeLibrary, which checks the SHA-256.
install(TARGETS ring3_etw RUNTIME DESTINATION "${CMAKE_SOURCE_DIR}/target/native")
install(CODE "
  file(SHA256 \"${CMAKE_SOURCE_DIR}/target/native/ring3_etw.dll\" hash)
  file(WRITE \"${CMAKE_SOURCE_DIR}/target/native/ring3_etw.dll.sha256\" \"\${hash}\")")
