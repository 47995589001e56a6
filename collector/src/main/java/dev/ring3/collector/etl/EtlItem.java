package dev.ring3.collector.etl;

/** What an {@link EtlReader} yields next: a record, or a place where one could not be read. */
public sealed interface EtlItem permits EtlRecord, EtlDamage {}
