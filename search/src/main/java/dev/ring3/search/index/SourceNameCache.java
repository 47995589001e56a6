package dev.ring3.search.index;

import dev.ring3.search.index.find.SourceNames;
import dev.ring3.search.index.mapping.Layout;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.index.Terms;

/** The source names of each open segment, found once. Safe for any thread. */
final class SourceNameCache {
  private final Map<IndexReader.CacheKey, List<String>> bySegment = new ConcurrentHashMap<>();

  SortedSet<String> of(IndexReader reader) throws IOException {
    SortedSet<String> names = new TreeSet<>(String::compareToIgnoreCase);
    for (LeafReaderContext leaf : reader.leaves()) {
      names.addAll(of(leaf.reader()));
    }
    return Collections.unmodifiableSortedSet(names);
  }

  private List<String> of(LeafReader segment) throws IOException {
    IndexReader.CacheHelper life = segment.getCoreCacheHelper();
    List<String> known = bySegment.get(life.getKey());
    if (known != null) {
      return known;
    }
    SortedSetDocValues values = segment.getSortedSetDocValues(Layout.SOURCE);
    SortedSet<String> found = new TreeSet<>(String::compareToIgnoreCase);
    if (values != null) {
      found.addAll(SourceNames.of(values));
    }
    Terms marks = segment.terms(Layout.MARKS);
    if (marks != null) {
      found.addAll(SourceNames.marked(marks));
    }
    List<String> names = List.copyOf(found);
    life.addClosedListener(bySegment::remove);
    bySegment.put(life.getKey(), names);
    return names;
  }
}
