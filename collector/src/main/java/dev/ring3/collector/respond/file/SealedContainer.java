package dev.ring3.collector.respond.file;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * The bytes of a container: a signature, then parts, each with its length and sealed by AES-256-GCM
 * (NIST SP 800-38D) with a 128-bit tag. The first part is the head, the others are the content in
 * pieces of {@link #PART_BYTES}. A part's number is its nonce, so a key is good for one container
 * only; and whether it is the last is authenticated with it, so that nothing can be changed, moved
 * or cut off. Nothing is handed out before its tag was checked.
 */
final class SealedContainer {
  /** Bytes of the content in one part. */
  static final int PART_BYTES = 1 << 20;

  private static final byte[] SIGNATURE = "RING3Q1\n".getBytes(StandardCharsets.US_ASCII);
  private static final int TAG_BITS = 128;
  private static final int NONCE_BYTES = 12;

  private final SecretKey key;

  /**
   * @param key of 256 bits, for this container alone
   */
  SealedContainer(SecretKey key) {
    this.key = key;
  }

  /** Writes one; {@code out} and {@code content} stay open. */
  void write(byte[] head, InputStream content, OutputStream out) throws IOException {
    DataOutputStream parts = new DataOutputStream(out);
    parts.write(SIGNATURE);
    part(parts, 0, false, head, head.length);
    byte[] piece = new byte[PART_BYTES];
    int number = 1;
    int length;
    do {
      length = content.readNBytes(piece, 0, PART_BYTES);
      part(parts, number++, length < PART_BYTES, piece, length);
    } while (length == PART_BYTES);
    parts.flush();
  }

  private void part(DataOutputStream out, int number, boolean last, byte[] plain, int length)
      throws IOException {
    try {
      byte[] sealed = cipher(Cipher.ENCRYPT_MODE, number, last).doFinal(plain, 0, length);
      out.writeInt(sealed.length);
      out.writeBoolean(last);
      out.write(sealed);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has AES-GCM", e);
    }
  }

  private Cipher cipher(int direction, int number, boolean last) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    byte[] nonce = ByteBuffer.allocate(NONCE_BYTES).putInt(NONCE_BYTES - 4, number).array();
    cipher.init(direction, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(SIGNATURE);
    cipher.updateAAD(new byte[] {(byte) (last ? 1 : 0)});
    return cipher;
  }

  /** The head of one. */
  byte[] head(InputStream in) throws IOException {
    DataInputStream parts = new DataInputStream(in);
    if (!MessageDigest.isEqual(parts.readNBytes(SIGNATURE.length), SIGNATURE)) {
      throw new IOException("no container of Ring3");
    }
    return open(parts, 0).plain;
  }

  /**
   * Reads one whole; {@code in} and {@code out} stay open.
   *
   * @return its head
   * @throws IOException if it was changed, or the key is another's: what was written by then is a
   *     true beginning of the content
   */
  byte[] read(InputStream in, OutputStream out) throws IOException {
    byte[] head = head(in);
    DataInputStream parts = new DataInputStream(in);
    Part part;
    int number = 1;
    do {
      part = open(parts, number++);
      out.write(part.plain);
    } while (!part.last);
    return head;
  }

  private static final class Part {
    final byte[] plain;
    final boolean last;

    Part(byte[] plain, boolean last) {
      this.plain = plain;
      this.last = last;
    }
  }

  private Part open(DataInputStream in, int number) throws IOException {
    try {
      int length = in.readInt();
      boolean last = in.readBoolean();
      if (length < TAG_BITS / 8 || length > PART_BYTES + TAG_BITS / 8) {
        throw new IOException("damaged container: part " + number + " has " + length + " bytes");
      }
      byte[] sealed = new byte[length];
      in.readFully(sealed);
      return new Part(cipher(Cipher.DECRYPT_MODE, number, last).doFinal(sealed), last);
    } catch (EOFException e) {
      throw new IOException("damaged container: it ends within part " + number, e);
    } catch (AEADBadTagException e) {
      throw new IOException(
          "part " + number + " of the container was changed, or the key is another's", e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has AES-GCM", e);
    }
  }
}
