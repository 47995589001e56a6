/**
 * Gives Sigma's names their meaning: {@link dev.ring3.search.sigma.taxonomy.RuleCompiler} makes a
 * query over Ring3's events of a rule, or says why it cannot.
 */
@NullMarked
package dev.ring3.search.sigma.taxonomy;

import org.jspecify.annotations.NullMarked;
