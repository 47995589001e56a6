// The part of jni.h that differs by platform, for Windows: a JDK for Linux has only its own. 64-bit Windows has one
// calling convention, so JNICALL is nothing.
#pragma once

#define JNIEXPORT __declspec(dllexport)
#define JNIIMPORT __declspec(dllimport)
#define JNICALL

typedef int jint;
typedef long long jlong;
typedef signed char jbyte;
