package io.bytebase4j.openapi;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/**
 * Summaries of operations, in our own words for those that GitOps uses ({@code
 * summaries.properties}); for the rest, the method's name in words. What an operation did otherwise
 * in a year stands beside it, with the year: {@code Rollout.BatchRunTasks@2025}.
 */
final class OperationTexts {
  private final Properties summaries = new Properties();

  private final String year;

  /**
   * Reads the texts.
   *
   * @param apiVersion the age of the API, for example {@code 2026-08}
   */
  OperationTexts(String apiVersion) {
    year = apiVersion.substring(0, 4);
    try (InputStream in =
            Objects.requireNonNull(
                OperationTexts.class.getResourceAsStream("summaries.properties"));
        Reader text = new InputStreamReader(in, StandardCharsets.UTF_8)) {
      summaries.load(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The operations that have a text for the age, as {@code Release.CheckRelease}: all those without
   * a year, and those of the age's year.
   */
  Set<String> described() {
    Set<String> described = new TreeSet<>();
    for (String key : summaries.stringPropertyNames()) {
      int mark = key.indexOf('@');
      if (mark < 0) {
        described.add(key);
      } else if (key.substring(mark + 1).equals(year)) {
        described.add(key.substring(0, mark));
      }
    }
    return described;
  }

  String summary(String operation, String methodName) {
    return summaries.getProperty(
        operation + "@" + year, summaries.getProperty(operation, inWords(methodName)));
  }

  /** {@code BatchGetDatabases} becomes {@code Batch get databases}. */
  private static String inWords(String methodName) {
    String spaced = methodName.replaceAll("(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ");
    StringBuilder words = new StringBuilder();
    for (String word : spaced.split(" ", -1)) {
      boolean acronym = word.length() > 1 && word.equals(word.toUpperCase(java.util.Locale.ROOT));
      words.append(words.isEmpty() ? "" : " ");
      words.append(words.isEmpty() || acronym ? word : JsonNames.lowerFirst(word));
    }
    return words.append('.').toString();
  }
}
