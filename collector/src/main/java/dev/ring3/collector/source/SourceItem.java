package dev.ring3.collector.source;

/** What a source yields next: a record, or a place where one could not be read. */
public sealed interface SourceItem permits SourceRecord, Damage, Skipped {}
