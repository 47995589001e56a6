/**
 * Reads Windows event logs (EVTX) without Windows: {@link dev.ring3.collector.evtx.EvtxReader}.
 *
 * <p>A file is a header and chunks of 64 KB, each of which can be read without the others. A chunk
 * holds records, whose content is binary XML (BinXML, MS-EVEN6 section 2.2.12; the file's layout is
 * known by observation). Most records are a list of values for a template that stands elsewhere in
 * the chunk.
 *
 * <p>Every value comes out as text under a full name, in the record's order:
 *
 * <ul>
 *   <li>{@code System}: {@link dev.ring3.collector.evtx.SystemField}; what is not in that list is
 *       {@code winlog.system.PATH}, such as {@code winlog.system.EventID.Qualifiers};
 *   <li>{@code EventData}: {@code winlog.event_data.NAME}; a nameless {@code Data} is called {@code
 *       paramN}, counted from 1; a {@code Data} in a {@code ComplexData} has both names; {@code
 *       EventData}'s own name is {@code winlog.event_data_name};
 *   <li>{@code UserData}: {@code winlog.user_data.NAME}, without the one element that holds the
 *       rest, whose name is {@code winlog.user_data.xml_name}; nested elements are joined by dots;
 *   <li>other sections, such as {@code DebugData}: {@code winlog.debug_data.NAME} and so on;
 *   <li>an attribute is called like an element in its element; namespaces are left out;
 *   <li>a name that occurs again gets {@code #2}, {@code #3} and so on.
 * </ul>
 *
 * <p>Values are written as Windows writes them in XML: GUIDs {@code {XXXXXXXX-…}} and binary values
 * in upper case; SIDs {@code S-1-…}; hexadecimal and pointer types {@code 0x…} in lower case
 * without leading zeros; times in ISO 8601, UTC, with seven digits of fraction unless it is zero;
 * booleans {@code true} and {@code false}; {@code INF} and {@code NaN} for numbers that are none.
 * An array in a nameless {@code Data} makes one {@code Data} per item (MS-EVEN6 section 3.1.4.7.5);
 * anywhere else its items are joined by commas. An empty payload value is there, but empty; an
 * empty value of {@code System} is absent. A value whose bytes do not fit its type is shown as
 * binary, and reported.
 *
 * <p>Damage is a value, not an exception: {@link dev.ring3.collector.evtx.EvtxDamage}. {@link
 * java.io.IOException} means that the file could not be read. A reader belongs to one thread and
 * needs memory for one chunk; limits on what a single record may cost are in {@code Budget}, {@code
 * BinXmlDecoder}, {@code TemplateCompiler} and {@code Templates}.
 *
 * <p>Inside: {@code ChunkInput} delivers chunks, {@code ChunkReader} finds records in them, {@code
 * BinXmlDecoder} runs a record's template, which {@code TemplateCompiler} turned into a flat list
 * of {@code Instruction}s for a {@code Place} in the tree, {@code ValueType} writes values, {@code
 * RecordBuilder} collects them.
 */
@NullMarked
package dev.ring3.collector.evtx;

import org.jspecify.annotations.NullMarked;
