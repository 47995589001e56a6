package dev.ring3.collector.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.commons.io.ByteOrderMark;
import org.apache.commons.io.input.BOMInputStream;
import org.apache.commons.io.input.ReaderInputStream;
import tools.jackson.core.JacksonException;

/**
 * JSON in all the shapes that log shippers write: NDJSON, concatenated objects, one array; UTF-8,
 * or UTF-16 with a byte order mark. What the documents are about is for {@link JsonShape} to tell.
 */
final class JsonFormat implements FileFormat {
  @Override
  public String name() {
    return "JSON";
  }

  @Override
  public boolean recognises(byte[] head) {
    Charset charset = charset(head);
    String text = new String(head, charset).replace("\uFEFF", "").stripLeading();
    if (text.startsWith("[")) {
      text = text.substring(1).stripLeading();
    }
    return text.startsWith("{") && text.substring(1).stripLeading().matches("(?s)(\"|}).*");
  }

  private static Charset charset(byte[] head) {
    if (head.length >= 2 && (head[0] & 0xff) == 0xff && (head[1] & 0xff) == 0xfe) {
      return StandardCharsets.UTF_16LE;
    }
    if (head.length >= 2 && (head[0] & 0xff) == 0xfe && (head[1] & 0xff) == 0xff) {
      return StandardCharsets.UTF_16BE;
    }
    return StandardCharsets.UTF_8;
  }

  @Override
  public void read(Content content, Consumer<SourceItem> items) throws IOException {
    JsonDocuments documents = new JsonDocuments(utf8(content.stream()));
    for (Optional<JsonDocuments.Piece> next = documents.next();
        next.isPresent();
        next = documents.next()) {
      items.accept(item(next.get(), content.name()));
    }
  }

  /** Offsets of items count bytes of UTF-8, also where the file is UTF-16. */
  private static InputStream utf8(InputStream in) throws IOException {
    BOMInputStream bom =
        BOMInputStream.builder()
            .setInputStream(in)
            .setByteOrderMarks(ByteOrderMark.UTF_8, ByteOrderMark.UTF_16LE, ByteOrderMark.UTF_16BE)
            .get();
    String charset = bom.getBOMCharsetName();
    if (charset == null || charset.equals("UTF-8")) {
      return bom;
    }
    return ReaderInputStream.builder()
        .setReader(new InputStreamReader(bom, Charset.forName(charset)))
        .setCharset(StandardCharsets.UTF_8)
        .get();
  }

  private static SourceItem item(JsonDocuments.Piece piece, String file) {
    Origin origin = new Origin(file, piece.offset());
    return switch (piece) {
      case JsonDocuments.Broken broken -> new Damage(origin, broken.problem());
      case JsonDocuments.Whole whole -> record(origin, whole);
    };
  }

  private static SourceItem record(Origin origin, JsonDocuments.Whole whole) {
    try {
      return JsonShape.record(origin, FlatJson.read(whole.json()));
    } catch (JacksonException e) {
      return new Damage(origin, "no valid JSON: " + e.getOriginalMessage());
    }
  }
}
