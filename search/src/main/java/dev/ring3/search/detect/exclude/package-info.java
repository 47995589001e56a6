/**
 * Alerts that people do not want to see again: which, why, and until when.
 *
 * <p>An exclusion is a query over alerts, so that what it hides of the alerts to come is what the
 * same query finds among those that were raised. It is looked at before an alert counts in any
 * limit. {@link dev.ring3.search.detect.exclude.ExclusionFile} keeps them beside the rules: a
 * collector that has no page reads them too.
 */
@NullMarked
package dev.ring3.search.detect.exclude;

import org.jspecify.annotations.NullMarked;
