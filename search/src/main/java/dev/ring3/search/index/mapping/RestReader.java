package dev.ring3.search.index.mapping;

import java.io.IOException;
import org.apache.lucene.index.CodecReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * Reads the {@link Rest} of documents of one segment. Lucene compresses some hundreds of documents
 * to a block and expands a tenth of it for each that is read; where neighbours are read in
 * ascending order, the block is expanded whole, once. For one thread.
 */
public final class RestReader {
  /** Documents between two that still count as neighbours. */
  private static final int NEAR = 16;

  /** Neighbours one after another from which on their blocks are expanded whole. */
  private static final int MANY = 4;

  private final LeafReader leaf;
  private final StoredFields single;
  private @Nullable StoredFields whole;
  private int last = -1;
  private int neighbours;

  public RestReader(LeafReader leaf) throws IOException {
    this.leaf = leaf;
    this.single = leaf.storedFields();
  }

  /** The bytes of {@link Rest} of a document; null if it has none. */
  public @Nullable BytesRef of(int document) throws IOException {
    int step = document - last;
    neighbours = step > 0 && step <= NEAR ? neighbours + 1 : 0;
    last = document;
    return (neighbours < MANY ? single : whole()).document(document).getBinaryValue(Layout.REST);
  }

  /** What merges read with: it keeps the block that it read last. */
  private StoredFields whole() throws IOException {
    if (whole == null) {
      whole =
          leaf instanceof CodecReader segment && segment.getFieldsReader() != null
              ? segment.getFieldsReader().getMergeInstance()
              : single;
    }
    return whole;
  }
}
