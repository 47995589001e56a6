package dev.ring3.collector.evtx;

/** What an {@link EvtxReader} yields next: a record, or a place where one could not be read. */
public sealed interface EvtxItem permits EvtxRecord, EvtxDamage {}
