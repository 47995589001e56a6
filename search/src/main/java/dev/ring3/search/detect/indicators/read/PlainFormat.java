package dev.ring3.search.detect.indicators.read;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One value a line; what follows {@code #}, {@code ;} or {@code //} at the start of a line or after
 * a blank is a remark. Lines of hosts files are their names.
 */
final class PlainFormat implements IndicatorFormat {
  private static final Pattern REMARK = Pattern.compile("(?:^|\\s+)(?:#|;|//).*");
  private static final Pattern HOSTS =
      Pattern.compile("(?:0\\.0\\.0\\.0|127\\.0\\.0\\.1)\\s+(\\S+)");

  @Override
  public String name() {
    return "plain list";
  }

  @Override
  public boolean fits(String start) {
    return true;
  }

  @Override
  public void read(InputStream in, Taking taking) throws IOException {
    BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    int number = 0;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      number++;
      String value = REMARK.matcher(line).replaceFirst("").strip();
      Matcher hosts = HOSTS.matcher(value);
      if (!value.isEmpty()) {
        taking.guess(Integer.toString(number), hosts.matches() ? hosts.group(1) : value, null, "");
      }
    }
  }
}
