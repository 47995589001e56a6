package dev.ring3.collector.win32.file;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Asks Windows whether a file's signature holds (WinVerifyTrust). Nothing is fetched from the
 * network for that, so revocation counts only as far as the host knows of it. Safe for any thread;
 * reads the whole file.
 */
public final class Authenticode {
  /** WINTRUST_ACTION_GENERIC_VERIFY_V2. */
  private static final byte[] GENERIC_VERIFY = {
    0x6b,
    (byte) 0xc5,
    (byte) 0xaa,
    0x00,
    0x44,
    (byte) 0xcd,
    (byte) 0xd0,
    0x11,
    (byte) 0x8c,
    (byte) 0xc2,
    0x00,
    (byte) 0xc0,
    0x4f,
    (byte) 0xc2,
    (byte) 0x95,
    (byte) 0xee
  };

  /** Layout of WINTRUST_DATA, WINTRUST_FILE_INFO and WINTRUST_CATALOG_INFO for 64 bits. */
  private static final int DATA_SIZE = 88;

  private static final int FILE_SIZE = 32;
  private static final int CATALOGUE_SIZE = 72;
  private static final int STATE = 56;
  private static final int FILE = 1;
  private static final int CATALOGUE = 2;
  private static final int NO_WINDOW = 2;
  private static final int VERIFY = 1;
  private static final int CLOSE = 2;

  /** WTD_REVOCATION_CHECK_NONE and WTD_CACHE_ONLY_URL_RETRIEVAL. */
  private static final int NO_NETWORK = 0x10 | 0x1000;

  private static final int SIMPLE_NAME = 4;
  private static final int LONGEST_NAME = 256;
  private static final Pointer NOBODY = Pointer.createConstant(-1);

  private Authenticode() {}

  /**
   * What a file's signature is worth.
   *
   * @param exists whether it is signed, itself or by a catalogue
   * @param status {@code Valid}, {@code Expired}, {@code Revoked}, {@code Untrusted}, {@code
   *     Tampered}, {@code Unavailable} where there is none, else the code
   * @param signer the name in the signer's certificate
   */
  public record Signature(boolean exists, String status, Optional<String> signer) {
    public boolean isValid() {
      return status.equals("Valid");
    }
  }

  /** Functions of wintrust.dll. */
  private static final class Wintrust {
    static {
      Native.register(Wintrust.class, "wintrust");
    }

    private Wintrust() {}

    static native int WinVerifyTrust(Pointer window, Pointer action, Pointer data);

    static native @Nullable Pointer WTHelperProvDataFromStateData(Pointer state);

    static native @Nullable Pointer WTHelperGetProvSignerFromChain(
        Pointer data, int signer, boolean counter, int counterSigner);

    static native @Nullable Pointer WTHelperGetProvCertFromChain(Pointer signer, int certificate);
  }

  /** Functions of crypt32.dll. */
  private static final class Crypt {
    static {
      Native.register(Crypt.class, "crypt32");
    }

    private Crypt() {}

    static native int CertGetNameStringW(
        Pointer certificate, int kind, int flags, @Nullable Pointer of, char[] to, int size);
  }

  /** The signature in the file, else that of a catalogue which names the file. */
  public static Signature of(String path) {
    try (Memory name = wide(path);
        Memory file = new Memory(FILE_SIZE)) {
      file.clear();
      file.setInt(0, FILE_SIZE);
      file.setPointer(8, name);
      Signature own = verify(FILE, file);
      return own.exists() ? own : Catalogues.find(path).map(found -> of(path, found)).orElse(own);
    }
  }

  private static Signature of(String path, Catalogues.Membership found) {
    try (Memory name = wide(path);
        Memory catalogue = wide(found.catalogue());
        Memory tag = wide(found.tag());
        Memory hash = new Memory(found.hash().length);
        Memory info = new Memory(CATALOGUE_SIZE)) {
      hash.write(0, found.hash(), 0, found.hash().length);
      info.clear();
      info.setInt(0, CATALOGUE_SIZE);
      info.setPointer(8, catalogue);
      info.setPointer(16, tag);
      info.setPointer(24, name);
      info.setPointer(40, hash);
      info.setInt(48, found.hash().length);
      return verify(CATALOGUE, info);
    }
  }

  private static Signature verify(int choice, Memory subject) {
    try (Memory data = new Memory(DATA_SIZE);
        Memory action = new Memory(GENERIC_VERIFY.length)) {
      action.write(0, GENERIC_VERIFY, 0, GENERIC_VERIFY.length);
      data.clear();
      data.setInt(0, DATA_SIZE);
      data.setInt(24, NO_WINDOW);
      data.setInt(32, choice);
      data.setPointer(40, subject);
      data.setInt(48, VERIFY);
      data.setInt(72, NO_NETWORK);
      int code = Wintrust.WinVerifyTrust(NOBODY, action, data);
      Optional<String> signer = signer(data.getPointer(STATE));
      data.setInt(48, CLOSE);
      Wintrust.WinVerifyTrust(NOBODY, action, data);
      String status = status(code);
      return new Signature(!status.equals("Unavailable"), status, signer);
    }
  }

  /** TRUST_E_* and CERT_E_* of winerror.h. */
  private static String status(int code) {
    return switch (code) {
      case 0 -> "Valid";
      case 0x800B_0100, 0x800B_0001, 0x800B_0002, 0x800B_0003, 0x8009_2003 -> "Unavailable";
      case 0x800B_0101, 0x800B_0102 -> "Expired";
      case 0x800B_010C -> "Revoked";
      case 0x800B_0109, 0x800B_010A, 0x800B_0004, 0x800B_0111, 0x800B_0112 -> "Untrusted";
      case 0x8009_6010, 0x800B_010E -> "Tampered";
      default -> "0x" + Integer.toHexString(code);
    };
  }

  private static Optional<String> signer(@Nullable Pointer state) {
    Pointer data = state == null ? null : Wintrust.WTHelperProvDataFromStateData(state);
    Pointer signer =
        data == null ? null : Wintrust.WTHelperGetProvSignerFromChain(data, 0, false, 0);
    Pointer link = signer == null ? null : Wintrust.WTHelperGetProvCertFromChain(signer, 0);
    Pointer certificate = link == null ? null : link.getPointer(8);
    if (certificate == null) {
      return Optional.empty();
    }
    char[] name = new char[LONGEST_NAME];
    Crypt.CertGetNameStringW(certificate, SIMPLE_NAME, 0, null, name, name.length);
    return Optional.of(Native.toString(name)).filter(text -> !text.isEmpty());
  }

  static Memory wide(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_16LE);
    Memory memory = new Memory(bytes.length + 2L);
    memory.write(0, bytes, 0, bytes.length);
    memory.setShort(bytes.length, (short) 0);
    return memory;
  }
}
