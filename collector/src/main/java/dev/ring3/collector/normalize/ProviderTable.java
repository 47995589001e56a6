package dev.ring3.collector.normalize;

import java.util.List;
import java.util.Map;

/**
 * What one YAML file says.
 *
 * @param providers names of the Windows event providers it is about
 * @param module value of {@code event.module}
 * @param auditOutcome whether the keywords say success or failure (the audit keywords of
 *     Microsoft-Windows-Security-Auditing)
 * @param events by event id
 */
record ProviderTable(
    List<String> providers, String module, boolean auditOutcome, Map<String, EventRule> events) {
  ProviderTable {
    providers = List.copyOf(providers);
    events = Map.copyOf(events);
  }
}
