package dev.ring3.search.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ring3.collector.event.Field;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryParserTest {
  static final InstantSource NOON = InstantSource.fixed(Instant.parse("2024-05-03T12:00:00Z"));
  static final Names NAMES =
      new Names(
          Aliases.load(),
          name ->
              name.equalsIgnoreCase("winlog.event_data.Renamed")
                  ? List.of(new SourceRenames.Rename(new Query.All(), Field.FILE_PATH))
                  : List.of(),
          List.of(
              "winlog.event_data.TaskName",
              "winlog.user_data.TaskName",
              "winlog.event_data.Threat Name"));

  static Query parse(String text) {
    return new QueryParser(NOON).parse(text, NAMES);
  }

  /** Two ways to write the same. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '`',
      value = {
        "``¦*",
        "*:*¦*",
        "a b¦a AND b",
        "a && b¦a AND b",
        "a || b¦a OR b",
        "a b OR c d¦(a AND b) OR (c AND d)",
        "a OR b c¦a OR (b AND c)",
        "NOT a b¦(NOT a) AND b",
        "-a¦NOT a",
        "!a¦NOT a",
        "! a¦NOT a",
        "+a b¦a b",
        "NOT NOT a¦!(!(a))",
        "(((a)))¦a",
        "\"a b\"¦\"A,b!\"",
        "cmd.exe¦\"cmd exe\"",
        "\"*b*\"¦*b*",
        "process.name:cmd.exe¦PROCESS.NAME:CMD.EXE",
        "process.name: cmd.exe¦process.name:cmd.exe",
        "process.name:\"cmd.exe\"¦process.name:cmd.exe",
        "process.name:a\\ b¦process.name:\"a b\"",
        "process.name:a\\:b¦process.name:a:b",
        "process.name:\\(a\\)¦process.name:\"(a)\"",
        "process.name:\\\"a\\\"¦process.name:\"\\\"a\\\"\"",
        "process.executable:C:\\Windows\\cmd.exe¦process.executable:\"C:\\\\Windows\\\\cmd.exe\"",
        "process.executable:\"C:\\dir\\\\\"¦process.executable:C:\\dir\\",
        "process.name:C:\\PROGRA~1¦process.name:\"c:\\progra~1\"",
        "process.name:(a OR b)¦process.name:a OR process.name:b",
        "process.name:(a b)¦process.name:a AND process.name:b",
        "process.name:(a OR -b)¦process.name:a OR NOT process.name:b",
        "process.name:(C:\\a OR (D:\\b))¦process.name:C:\\a OR process.name:D:\\b",
        "process.pid:(1 OR [5 TO 9])¦process.pid:1 OR process.pid:[5 TO 9]",
        "process.pid:>5¦process.pid:{5 TO *]",
        "process.pid:>=5¦process.pid:[5 TO *}",
        "process.pid:<5¦process.pid:[* TO 5}",
        "process.pid:<= 5¦process.pid:[* TO 5]",
        "process.pid:0x10¦process.pid:16",
        "process.pid:{1 TO 5}¦process.pid:[2 TO 4]",
        "process.pid:-4¦process.pid:[-4 TO -4]",
        "source.ip:10.0.0.0/8¦source.ip:[10.0.0.0 TO 10.255.255.255]",
        "source.ip:10.9.9.9/8¦source.ip:10.0.0.0/8",
        "source.ip:fe80::/10¦source.ip:[fe80:: TO febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff]",
        "source.ip:1.2.3.4¦source.ip:1.2.3.4/32",
        "source.ip:::1¦source.ip:0:0:0:0:0:0:0:1",
        "source.ip:::ffff:1.2.3.4¦source.ip:1.2.3.4",
        "@timestamp:2024-05-02¦@timestamp:[2024-05-02T00:00:00Z TO 2024-05-03T00:00:00Z}",
        "@timestamp:2024-05¦@timestamp:[2024-05-01 TO 2024-05-31]",
        "@timestamp:2024¦@timestamp:[2024-01 TO 2024-12]",
        "@timestamp:>2024-05-01¦@timestamp:>=2024-05-02",
        "@timestamp:<=2024-05-01¦@timestamp:<2024-05-02",
        "@timestamp:[now-24h TO *]¦@timestamp:>=now-1d",
        "@timestamp:>=now/d¦@timestamp:>=2024-05-03",
        "@timestamp:>=now-7d/d¦@timestamp:>=2024-04-26",
        "@timestamp:>=now/w¦@timestamp:>=2024-04-29",
        "@timestamp:>=now-1M/M¦@timestamp:>=2024-04",
        "@timestamp:>=now+1y/y¦@timestamp:>=2025",
        "@timestamp:2024-05-01T13:00+02:00¦@timestamp:2024-05-01T11:00Z",
        "@timestamp:\"2024-05-01 11:00\"¦@timestamp:2024-05-01T11:00",
        "@timestamp:>=2024-05-01T00:00||+1d-1h¦@timestamp:>=2024-05-01T23:00",
        "_exists_:process.name¦process.name:*",
        "_exists_:Image¦process.executable:*",
        "Image:x¦process.executable:x",
        "image:x¦process.executable:x",
        "md5:x¦process.hash.md5:x OR file.hash.md5:x OR dll.hash.md5:x",
        "process.name:/a.*b/¦process.name:/a.*b/",
        "process.executable:/usr/bin/id¦process.executable:\"/usr/bin/id\"",
        "process.executable:/usr/bin/¦process.executable:\"/usr/bin/\"",
        "process.entity_id:{365ABB72-0000}¦process.entity_id:\"{365abb72-0000}\"",
        "winlog.event_data.TaskName:x¦winlog.event_data.taskname:x",
        "TaskName:x¦winlog.event_data.TaskName:x OR winlog.user_data.TaskName:x",
        "event_data.taskname:x¦winlog.event_data.TaskName:x",
        "winlog.event_data.Threat\\ Name:x¦\"winlog.event_data.Threat Name\":x",
        "Renamed:x¦file.path:x",
        "winlog.event_data.Renamed:x¦file.path:x",
        "message:\"a-b\"¦message:\"a b\"",
        "file.code_signature.exists:TRUE¦file.code_signature.exists:true",
        "and or not¦\"and\" \"or\" \"not\"",
        "a\tb\u00a0c¦a b c",
      })
  void means(String text, String same) {
    assertEquals(parse(same), parse(text));
  }

  /** The column, from 1, and what the message says. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '`',
      value = {
        "proces.name:x¦1¦unknown field 'proces.name': did you mean process.name?",
        "a AND proces.name:x¦7¦unknown field 'proces.name': did you mean process.name?",
        "Imge:x¦1¦unknown field 'Imge': did you mean Image?",
        "TaskNmae:x¦1¦unknown field 'TaskNmae': did you mean",
        "zzzzzzzzzzzzzzzzzzz:x¦1¦no event has a field of that name",
        "C:\\Windows¦1¦(a text with a colon goes in quotes)",
        "_exists_:nofieldatall¦10¦unknown field 'nofieldatall'",
        "(a¦1¦opening parenthesis without a closing one: add a )",
        "a (b OR (c)¦3¦opening parenthesis without a closing one",
        "a)¦2¦closing parenthesis without an opening one",
        "process.name:(a¦14¦opening parenthesis without a closing one",
        "()¦2¦nothing between the parentheses",
        "process.name:()¦15¦nothing between the parentheses",
        "a AND¦6¦condition missing",
        "a OR OR b¦6¦condition missing before OR",
        "AND a¦1¦condition missing before AND",
        "NOT¦4¦condition missing",
        "a && || b¦6¦condition missing before ||",
        "process.name:¦14¦value missing after process.name:",
        "process.name:)¦14¦value missing after process.name:",
        "\"a¦1¦quote without end",
        "process.name:\"C:\\dir\\\"¦14¦write \\\\\" for a backslash before the closing quote",
        "process.name:a\"b¦15¦quote inside a word",
        "process.name:\"a\"b¦17¦text right after a closing quote",
        "process.name:a(b)¦15¦parenthesis inside a word",
        "process.name:\"\"¦14¦empty value",
        "\"--\"¦1¦no letter or digit in '--'",
        "process.pid:abc¦13¦process.pid is a number, 'abc' is not",
        "process.pid:1*¦13¦process.pid is a number",
        "process.pid:>x¦14¦process.pid is a number, 'x' is not",
        "process.pid:>¦14¦value missing after >",
        "process.pid:/1.*/¦13¦process.pid is a number",
        "process.pid:[1 TO x]¦19¦process.pid is a number, 'x' is not",
        "process.pid:[1 5]¦13¦bad range: write [FROM TO UNTIL]",
        "process.pid:[1 TO 5¦13¦bad range",
        "process.pid:[TO 5]¦13¦bad range",
        "process.pid:[5 TO 1]¦13¦range that holds nothing",
        "process.pid:{1 TO 2}¦13¦range that holds nothing",
        "process.pid:>9223372036854775807¦13¦range that holds nothing",
        "process.pid:99999999999999999999¦13¦process.pid is a number",
        "process.name:[a* TO b]¦15¦wildcard in a range",
        "@timestamp:yesterday¦12¦@timestamp is a time, 'yesterday' is not",
        "@timestamp:2024-13-01¦12¦@timestamp is a time",
        "@timestamp:[now-1x TO now]¦13¦@timestamp is a time, 'now-1x' is not",
        "@timestamp:[now TO now-1d]¦12¦range that holds nothing",
        "source.ip:300.1.1.1¦11¦source.ip is an address, '300.1.1.1' is not",
        "source.ip:10.0.0.0/33¦11¦bad CIDR block '10.0.0.0/33'",
        "source.ip:fe80::/129¦11¦bad CIDR block",
        "source.ip:10.0.0/8¦11¦bad CIDR block",
        "source.ip:10.0.0.0/¦11¦bad CIDR block",
        "source.ip:{10.0.0.1 TO 10.0.0.5}¦11¦address range without its ends",
        "source.ip:[10.0.0.5 TO 10.0.0.1]¦11¦range that holds nothing",
        "file.code_signature.exists:maybe¦28¦is yes or no: write true or false",
        "process.name:/a(b/¦14¦bad regular expression",
        "message:/a.*/¦9¦message is searched by words only",
        "message:[a TO b]¦9¦message is searched by words only",
        "/a.*/¦1¦a regular expression without a field",
        ">5¦1¦a range without a field",
        "[1 TO 5]¦1¦a range without a field",
      })
  void refuses(String text, int column, String message) {
    QueryException e = assertThrows(QueryException.class, () -> parse(text));
    String said = String.valueOf(e.getMessage());
    assertEquals(column, e.column(), said);
    if (!said.contains(message)) {
      assertEquals(message, said);
    }
  }

  /** On Debian {@code sh} is the program {@code dash}. */
  @Test
  void aProgramsNameIsAlsoWhatItWasCalledBy() {
    for (String process : List.of("process", "process.parent")) {
      Criterion sh = new Criterion.Text(TextPattern.literal("sh"));
      Function<String, Query> match =
          name -> new Query.Match(new Name.OfField(Field.named(name).orElseThrow()), sh);
      assertEquals(
          new Query.Or(
              List.of(
                  match.apply(process + ".name"),
                  match.apply("ring3." + process + ".called_name"))),
          parse(process + ".name:sh"));
      assertEquals(
          new Query.Not(match.apply(process + ".name")), parse("-" + process + ".name:sh"));
      assertEquals(
          new Query.Not(new Query.Not(parse(process + ".name:sh"))),
          parse("NOT (-" + process + ".name:sh)"));
    }
  }

  @Test
  void namesWhatIsLookedFor() {
    assertEquals(
        new Query.Match(
            new Name.OfField(Field.USER_NAME), new Criterion.Text(TextPattern.literal("ADMIN"))),
        parse("user.name:admin"));
    assertEquals(
        new Query.Words(
            new Criterion.Phrase(List.of(TextPattern.of("power*"), TextPattern.of("exe")))),
        parse("Power*.exe"));
    assertEquals(
        new Query.Match(
            new Name.OfField(Field.PROCESS_PID), new Criterion.Numbers(6, Long.MAX_VALUE)),
        parse("process.pid:>5"));
    assertEquals(
        new Query.Match(new Name.OfField(Field.EVENT_CODE), new Criterion.Numbers(4624, 4634)),
        parse("event.code:[4624 TO 4634]"));
  }

  @Test
  void limitsAreStated() {
    String deep =
        "(".repeat(QueryParser.MAX_DEPTH + 1) + "a" + ")".repeat(QueryParser.MAX_DEPTH + 1);
    assertEquals(
        QueryParser.MAX_DEPTH + 1, assertThrows(QueryException.class, () -> parse(deep)).column());
    parse(deep.substring(1, deep.length() - 1));

    String tooMany = "a ".repeat(QueryParser.MAX_CLAUSES + 1);
    assertThrows(QueryException.class, () -> parse(tooMany));
    parse("a ".repeat(QueryParser.MAX_CLAUSES));

    assertThrows(QueryException.class, () -> parse("a".repeat(QueryParser.MAX_LENGTH + 1)));
    assertThrows(
        QueryException.class, () -> parse("process.name:/" + "a".repeat(Regex.LONGEST + 1) + "/"));
    assertThrows(QueryException.class, () -> parse("process.name:/(.*a.{20}){20}b.{30}/"));
  }
}
